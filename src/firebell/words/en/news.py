"""English: what stakeholders read, in the chat and outside.

No names of people, and nothing that becomes untrue: what is sent outside stays as it is.
"""

from __future__ import annotations

from firebell.words.en import publishing

NEWS = {
    **publishing.NEWS,
    "head": "{label} · {severity} · {status}",
    "head.private": "{label}",
    "title": "{title} ({service})",
    "raised": "Raised {when}.",
    "updated": "Update of {when}.",
    "severity": "It is {severity} now. It was {before}. Said {when}.",
    "closed": "It is over. Closed {when}.",
    "closed_false_alarm": "It was a false alarm. Closed {when}.",
    "closed_duplicate": "It is the same as {other}. Closed {when}.",
    "another": "another incident",
    "reopened": "It is not over after all. Opened again {when}.",
    "made_real": "This is real now. It is no longer a drill. Said {when}.",
    "no_change": "No change: {words}",
    "investigating": "People are looking into it.",
    "identified": "The cause is known, and people are working on it.",
    "monitoring": "It seems to work again, and people are watching it.",
    "next": "Next update by {when}.",
    "drill": "DRILL",
    "drill.what": "This is a drill, for practice. Nothing is wrong.",
    "private.raised": "It was raised {when} and is handled privately. No more is said here.",
    "private.made": "It is handled privately since {when}. No more is said here.",
    "private.closed": "It is over. Closed {when}.",
    "private.reopened": "It is not over after all. Opened again {when}.",
    "sent_by": "Sent by Firebell for {organisation}.",
    "cut": " (The rest is left out here, since it is too long.)",
    "place.teams": "{name} in Microsoft Teams",
    "place.hook": "the program {name}",
    "place.pagerduty": "{name} in PagerDuty",
    "place.tracker": "tickets in {where}",
    "place.email": "{address}",
    "place.email_lost": "an e-mail address that the playbook names no more",
    "record.email": "by e-mail",
    "page.class": "incident without a lead",
    "page": "{label} ({severity}): nobody leads it yet. {title}",
    "page.private": "{label} ({severity}): nobody leads it yet. It is handled privately in Slack.",
    "test": "This is a test of Firebell. Nothing is wrong, and nobody needs to do anything.",
}
