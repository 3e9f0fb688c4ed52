"""The registry of methods, against Slack's documentation data.

`DEVIATIONS` is reviewed: each has its reason, and the list may only shrink.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox_tests.contract.material import (
    cited,
    documented,
    methods,
    needs_outside,
    table,
)
from slack_sandbox.web_api.methods import METHODS

SPECIAL = 5
"""The registry's number of that tier."""
DEVIATIONS = {
    ("bookmarks.add", "required: channel_id"): "docs/methods/bookmarks.add.json: 'Required for "
    "public channels', and all its channels are",
    ("bookmarks.edit", "required: bookmark_id"): "docs/methods/bookmarks.edit.json: 'Required for "
    "public channels'",
    ("bookmarks.edit", "required: channel_id"): "docs/methods/bookmarks.edit.json: 'Required for "
    "public channels'",
    ("bookmarks.list", "required: channel_id"): "docs/methods/bookmarks.list.json: 'Required for "
    "public channels'",
    ("bookmarks.remove", "required: bookmark_id"): "docs/methods/bookmarks.remove.json: its own "
    "example has it, and there is nothing else to remove",
    ("bookmarks.remove", "required: channel_id"): "docs/methods/bookmarks.remove.json: 'Required "
    "for public channels'",
    (
        "conversations.kick",
        "required: user",
    ): "docs/methods/conversations.kick.json: 'User ID to be "
    "removed'; without it there is nobody to remove",
    ("blocks.validate", "tier: 3"): "docs/methods/blocks.validate.json names none",
}


def differences() -> Iterator[tuple[str, str]]:
    """Where registry and data part."""
    for name in methods():
        if name not in METHODS:
            yield name, "missing"
    for name, method in METHODS.items():
        data = documented(name)
        if data is None:
            if name not in table():
                yield name, "unknown"
            continue
        needed = {key for key in data["args"].get("required", []) if key != "token"}
        for key in needed ^ set(method.required):
            yield name, f"required: {key}"
        for scope in set(data["scope"].get("bot", [])) ^ set(method.scopes):
            yield name, f"scope: {scope}"
        if data.get("rate_limits") != f"t{method.tier}":
            yield name, f"tier: {method.tier}"


@needs_outside
def test_every_documented_method_is_there_with_its_arguments_scopes_and_tier() -> None:
    assert set(differences()) == set(DEVIATIONS)


@pytest.mark.parametrize("reason", sorted(set(DEVIATIONS.values())))
def test_the_reason_of_each_difference_cites_the_contract_or_the_material(reason: str) -> None:
    assert cited(reason)


def test_the_table_of_methods_is_as_long_as_it_was() -> None:
    assert len(table()) >= 57


@pytest.mark.parametrize("name", sorted(table()))
def test_a_method_has_the_tier_and_the_arguments_of_the_table(name: str) -> None:
    row, method = table()[name], METHODS[name]
    tier = "special" if method.tier == SPECIAL else str(method.tier)
    assert row.tiers & {tier, "not named"}
    assert set(method.required) == row.required


@needs_outside
def test_the_table_of_methods_names_no_error_that_slack_does_not() -> None:
    undocumented = {("conversations.unarchive", "not_in_channel")}
    found = {(name, error) for name, row in table().items() for error in row.errors
             if (data := documented(name)) and error not in data["errors"]}  # fmt: skip
    assert found <= undocumented
