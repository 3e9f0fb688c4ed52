"""Tokens, by which programs act for people: what is said of them, in English."""

from __future__ import annotations

SENTENCES = {
    "who_by_token": "{who} (with the token “{token}”)",
    "refused.token_scope": "This token may not do that: it was made without “{scope}”.",
    "refused.token_never": "No token may do that. Do it in Slack.",
    "refused.token_name": "Say in a few words what it is for.",
    "refused.token_name_long": "This is longer than {n} characters. Make it shorter.",
    "refused.token_scopes": "Choose at least one thing that it may do.",
    "refused.token_days": "Write a whole number of days, {n} at most.",
    "refused.key_used": (
        "This key was used before, with other words. Nothing was changed. Take a new key for "
        "something new."
    ),
}

PARTS = {
    "by_token_beside": "{who}, with the token “{token}”",
    "by_token": "{who} (with the token “{token}”)",
}

SITE = {
    "tokens": "Tokens",
    "tokens.what": (
        "With a token, a program of yours reads and reports incidents for you, as far as you let "
        "it. It may never do more than you may."
    ),
    "tokens.leaked": (
        "Whoever finds a token can do what stands beside it, in your name, until it ends. Revoke "
        "it if you are not sure where it is. When you leave this Slack, all of yours end."
    ),
    "tokens.yours": "Your tokens",
    "tokens.none": "You have no token.",
    "tokens.made": "This is “{name}”",
    "tokens.copy": "Copy it now and keep it where your program finds it. It is not shown again.",
    "tokens.made_before": (
        "“{name}” was made already, and a token is shown only once. If you have lost it, revoke "
        "it and make another."
    ),
    "tokens.new": "Make a token",
    "tokens.name": "What is it for?",
    "tokens.name_hint": "For example: deploys. It stands beside your name on the record.",
    "tokens.scopes": "What may it do?",
    "tokens.days": "For how many days?",
    "tokens.days_hint": "{n} at most.",
    "tokens.make": "Make the token",
    "tokens.may": "It may",
    "tokens.ends": "Ends",
    "tokens.ended": "Ended",
    "tokens.revoked_on": "Revoked",
    "tokens.since": "Made",
    "tokens.used": "Last used",
    "tokens.never_used": "Never",
    "tokens.revoke": "Revoke “{name}”",
    "tokens.revoked": "“{name}” is revoked. Nobody can use it any more.",
    "tokens.over": "It ended already. Nobody can use it.",
    "tokens.how": "How programs use it",
    "scope.read": "read incidents, figures and the playbook",
    "scope.raise": "raise incidents and drills",
    "scope.update": "write updates",
    "scope.note": "write notes on the record",
    "scope.close": "close incidents",
    "scope.private": "do so with private incidents too, if you are in their channel",
    "api.no_token": (
        "This address wants a token: the header Authorization: Bearer, and the token behind it."
    ),
    "api.bad_token": (
        "Nobody can use this token: it is mistyped, has ended or was revoked, or whoever made it "
        "has left. Make a new one."
    ),
    "api.slack_away": (
        "Slack does not say just now who you are to the workspace. Nothing was changed. Try again "
        "in a minute."
    ),
    "api.too_often": "This token asks too often. Nothing was changed. Wait {n} seconds.",
    "api.not_found": "There is nothing here, or it is not for you to see.",
    "api.not_allowed": "This address does not do that.",
    "api.wrong": "This is not what is asked for. Nothing was changed. Look at each part.",
    "api.missing": "This is missing.",
    "api.unreadable": "This is no JSON. Nothing was changed.",
    "api.unknown_part": "There is no such part.",
    "api.choose": "It has to be one of {choices}.",
    "api.not_so": "This is not written as it has to be.",
    "api.no_cursor": "This cursor is none that was given. Begin without one.",
    "api.next_too_far": "The next update can be promised for a week ahead at most.",
}
