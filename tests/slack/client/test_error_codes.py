"""Each of Slack's codes is one kind of failure; what stands nowhere never will."""

from __future__ import annotations

from itertools import combinations

import pytest

from firebell.app.errors import (
    CannotNow,
    ChatError,
    DidNotHappen,
    IsSoAlready,
    MayHaveHappened,
    NeverWill,
)
from firebell.app.ports import Done
from firebell.slack.client import error_codes
from firebell.slack.client.gateway import Refusal, sorted_code

KINDS: list[tuple[str, str, type[ChatError]]] = [
    ("chat.postMessage", "ratelimited", DidNotHappen),
    ("chat.postMessage", "rate_limited", DidNotHappen),
    ("chat.postMessage", "message_limit_exceeded", DidNotHappen),
    ("chat.postMessage", "fatal_error", MayHaveHappened),
    ("chat.postMessage", "internal_error", MayHaveHappened),
    ("chat.postMessage", "service_unavailable", MayHaveHappened),
    ("chat.postMessage", "request_timeout", MayHaveHappened),
    ("chat.postMessage", "team_added_to_org", MayHaveHappened),
    ("conversations.invite", "already_in_channel", IsSoAlready),
    ("pins.add", "already_pinned", IsSoAlready),
    ("pins.remove", "no_pin", IsSoAlready),
    ("conversations.archive", "already_archived", IsSoAlready),
    ("reactions.add", "already_reacted", IsSoAlready),
    ("reactions.remove", "no_reaction", IsSoAlready),
    ("chat.delete", "message_not_found", IsSoAlready),
    ("chat.update", "message_not_found", NeverWill),
    ("auth.test", "invalid_auth", CannotNow),
    ("auth.test", "not_authed", CannotNow),
    ("auth.test", "token_revoked", CannotNow),
    ("auth.test", "token_expired", CannotNow),
    ("auth.test", "account_inactive", CannotNow),
    ("auth.test", "access_denied", CannotNow),
    ("auth.test", "org_login_required", CannotNow),
    ("conversations.create", "name_taken", NeverWill),
    ("conversations.create", "restricted_action", NeverWill),
    ("chat.postMessage", "channel_not_found", NeverWill),
    ("chat.postMessage", "a_code_of_next_year", NeverWill),
    ("chat.postMessage", "", NeverWill),
]


@pytest.mark.parametrize(("method", "code", "kind"), KINDS)
def test_a_code_is_one_kind_of_failure(method: str, code: str, kind: type[ChatError]) -> None:
    error = sorted_code(method, code, {"ok": False, "error": code})
    assert isinstance(error, kind)
    assert error.code == code


def test_no_code_is_of_two_kinds() -> None:
    sets = (
        error_codes.DID_NOT_HAPPEN,
        error_codes.MAY_HAVE_HAPPENED,
        error_codes.IS_SO_ALREADY,
        error_codes.CANNOT_NOW,
    )
    assert [first & second for first, second in combinations(sets, 2)] == [frozenset()] * 6


def test_every_code_that_is_sorted_is_in_the_table_of_this_test() -> None:
    tried = {code for _, code, _ in KINDS} | {f"{code}:{method}" for method, code, _ in KINDS}
    sorted_codes = (
        error_codes.DID_NOT_HAPPEN
        | error_codes.MAY_HAVE_HAPPENED
        | error_codes.IS_SO_ALREADY
        | error_codes.CANNOT_NOW
    )
    assert sorted_codes - tried == set()


def test_what_did_not_happen_names_its_method_and_no_time_that_nobody_said() -> None:
    error = sorted_code("chat.update", "message_limit_exceeded", {})
    assert isinstance(error, DidNotHappen)
    assert (error.method, error.retry_after) == ("chat.update", None)


def test_what_is_so_already_is_as_good_as_done() -> None:
    error = sorted_code("pins.add", "already_pinned", {})
    assert isinstance(error, IsSoAlready)
    assert error.done == Done()


def test_a_refusal_keeps_what_slack_said_beside_the_code() -> None:
    said = {"ok": False, "error": "missing_scope", "needed": "pins:write"}
    error = sorted_code("pins.add", "missing_scope", said)
    assert isinstance(error, Refusal)
    assert error.answer == said


@pytest.mark.parametrize(
    ("code", "ping"),
    [
        ("restricted_action", True),
        ("ping_restricted", True),
        ("a_code_of_next_year", True),
        ("is_archived", False),
        ("channel_not_found", False),
        ("not_in_channel", False),
        ("invalid_blocks", False),
        ("restricted_action_read_only_channel", False),
    ],
)
def test_a_loud_message_is_tried_without_its_ping_unless_the_place_is_refused(
    code: str, ping: bool
) -> None:
    """Slack has one code for a ping and for posting at all, and may have more of them one day."""
    assert error_codes.may_mean_the_ping(code) is ping
