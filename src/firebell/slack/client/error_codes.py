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

ABOUT_THE_PLACE = frozenset(
    {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "is_inactive",
        "missing_scope",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "invalid_blocks",
        "invalid_blocks_format",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
    }
)
"""Refused for the channel's sake or the content's, ping or no ping."""

ABOUT_THE_THREAD = frozenset(
    {
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "cannot_reply_to_message",
        "thread_not_found",
    }
)
"""Nobody may answer in that thread; beside it they may."""

NO_CANVAS = frozenset(
    {
        "canvas_disabled_user_team",
        "team_tier_cannot_create_channel_canvases",
        "free_team_canvas_tab_already_exists",
        "free_teams_cannot_create_non_tabbed_canvases",
        "free_teams_cannot_create_standalone_canvases",
        "free_teams_cannot_edit_standalone_canvases",
        "channel_canvas_already_exists",
        "channel_canvas_creation_failed",
        "canvas_creation_failed",
        "canvas_tab_creation_failed",
        "canvas_editing_failed",
        "canvas_too_large",
        "canvas_not_found",
        "restricted_action",
        "missing_scope",
        "unknown_method",
    }
)
"""There is no canvas here, and trying again makes none."""


def may_mean_the_ping(code: str) -> bool:
    """Whether a loud message that was refused so may be taken without its ping. Slack says
    `restricted_action` both where pings are left to some people and where posting is."""
    return code not in ABOUT_THE_PLACE
