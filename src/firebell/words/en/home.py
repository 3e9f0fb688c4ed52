"""English: Home, the app's own tab: what is one's own, and what is open."""

from __future__ import annotations

FORMS = {
    "home.none": "No incident is open.",
    "home.raise": "Raise an incident",
    "home.drill": "Practise",
    "home.roles": "Your roles",
    "home.promises": "Your next updates",
    "home.steps": "Your steps",
    "home.reviews": "Your reviews",
    "home.all.service": "All services",
    "home.all.severity": "Any severity",
    "home.all.status": "Any status",
    "home.all.own": "Everybody's",
    "home.filtered": "Shown here: {shown} of {all} open incidents.",
    "home.filtered_none": "None of the {all} open incidents fits what you chose.",
}

SENTENCES = {
    "home.role.asked": "{role}: you were asked {when}",
    "home.role.take_over": "{role}: you were asked {when} to take over",
    "home.role.offered": "{who} offered you to be in charge, {when}",
    "home.role.on_it": "{role}: you are on it",
    "home.role.for_now": "you are in charge until somebody takes over",
    "home.promise.own.ahead": "you promised an update by {when}",
    "home.promise.own.passed": "you promised an update by {when}, it has not come yet",
    "home.promise.falls.ahead": "an update is promised by {when}",
    "home.promise.falls.passed": "an update was promised by {when}, it has not come yet",
    "home.review.writes.due": "{label} · {title}: due {day}. You write it.",
    "home.review.writes.late": "{label} · {title}: late, was due {day}. You write it.",
    "home.review.writes.open": "{label} · {title}: you write it.",
    "home.review.reads.due": "{label} · {title}: due {day}. You are asked to read it.",
    "home.review.reads.late": "{label} · {title}: late, was due {day}. You are asked to read it.",
    "home.review.reads.open": "{label} · {title}: you are asked to read it.",
    "home.review.awaits.late": "{label} · {title}: late, was due {day}. {who} writes it.",
}
