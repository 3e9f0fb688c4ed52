"""English: alerts that programs send. What a program says is said as its own, never as known."""

from __future__ import annotations

SENTENCES = {
    "alert.fires": "Alert from {sender}: {title}",
    "alert.over": "Alert from {sender}, ended: {title}",
    "alert.ended_one": "Ended: {title}",
    "alert.more": "and {count} more",
    "alert.since": "Since {when}.",
    "alert.since_often": "Since {when}. Said {times} times.",
    "alert.ended": (
        "It began {began} and ended {when}, as the program says. Users may still be affected."
    ),
    "alert.joined": "It was added to {label}, in {channel}.",
    "alert.raised": "{label} was raised from it, in {channel}.",
    "alert.of_closed": "{label} is closed.",
    "alert.raised_by_rule": (
        "A rule of the playbook raised this from an alert of {sender}. Nobody has confirmed it "
        "yet. Service and severity are as the alert says."
    ),
    "say.alert_joined": "An alert of {sender} was added here: {title}",
    "say.alert_joined_many": "Alerts of {sender} were added here: {title}, and {count} more.",
    "say.alert_ended": (
        "The alert of {sender} ended at {when}: {title}\n"
        "Users may still be affected. Ask before you close."
    ),
    "say.alert_ended_many": (
        "The alerts of {sender} ended, the last at {when}: {title}, and {count} more.\n"
        "Users may still be affected. Ask before you close."
    ),
    "note.alert_gone": (
        "This alert is no longer kept. Type /incident in any channel to raise an incident."
    ),
    "in_charge.nobody": "Nobody is in charge yet.",
    "topic.in_charge_nobody": "Nobody is in charge yet",
}

FORMS = {
    "alert.head": "Alert from {sender}",
    "alert.head_over": "Ended: alert from {sender}",
    "alert.offered": (
        "How bad it is was said by the alert. It is to be confirmed, unless you choose another."
    ),
    "alert.description": "Alert from {sender}:",
    "alert.description_more": "and {count} more",
    "button.alert_raise": "Raise an incident",
    "button.alert_raise_apart": "Raise another",
    "redact.alert": "Alert",
}

LINES = {
    "alert_joined": "An alert of {sender} was added: {title}",
    "alert_joined_many": "Alerts of {sender} were added: {title}, and {more} more.",
    "alert_ended": "The alert of {sender} ended {over}: {title}",
    "alert_ended_many": "The alerts of {sender} ended, the last {over}: {title}, and {more} more.",
}

PARTS = {
    "alert-": "Firebell (from an alert)",
    "redacted.alert": "the words of an alert",
}

SITE = {
    "in_charge_nobody": "Nobody yet",
}
