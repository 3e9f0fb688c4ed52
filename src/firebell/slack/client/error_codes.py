"""Which of Slack's error codes means what. Every failure is sorted here and nowhere else.

Codes: Slack's method pages and the common errors; what is undocumented: `docs/slack-facts.md`. A
code that stands nowhere never succeeds as it is.
"""

from __future__ import annotations

DID_NOT_HAPPEN = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
"""Refused before it was done: again later."""

MAY_HAVE_HAPPENED = frozenset(
    {
        "fatal_error",
        "internal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
    }
)
"""Slack failed midway: look first."""

IS_SO_ALREADY = frozenset(
    {
        "already_in_channel",
        "already_pinned",
        "already_archived",
        "already_reacted",
        "no_pin",
        "no_reaction",
        "message_not_found:chat.delete",
    }
)
"""Done, by us or by somebody."""

CANNOT_NOW = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "token_revoked",
        "token_expired",
        "account_inactive",
        "access_denied",
        "org_login_required",
    }
)
"""The bot itself is locked out."""
