"""The registry of methods, against Slack's documentation data.

`DEVIATIONS` is reviewed: each has its reason, and the list may only shrink.
"""

from __future__ import annotations

from collections.abc import Iterator

from slack_sandbox.methods import METHODS
from tests.contract.material import documented, methods, needs_material, table

CHANNEL = "the data marks nested ids as optional; Slack refuses the call without"
DEVIATIONS = {
    ("bookmarks.add", "required: channel_id"): CHANNEL,
    ("bookmarks.edit", "required: bookmark_id"): CHANNEL,
    ("bookmarks.edit", "required: channel_id"): CHANNEL,
    ("bookmarks.list", "required: channel_id"): CHANNEL,
    ("bookmarks.remove", "required: bookmark_id"): CHANNEL,
    ("bookmarks.remove", "required: channel_id"): CHANNEL,
    ("conversations.kick", "required: user"): "without it there is nobody to remove",
    ("blocks.validate", "tier: 3"): "the data names none",
    ("search.messages", "unknown"): "in SLACK.md's table of methods; the data has it not",
    ("files.delete", "unknown"): "not in the data; documented by Slack, tier 3, files:write",
}


def differences() -> Iterator[tuple[str, str]]:
    """Where registry and data part."""
    for name in methods():
        if name not in METHODS:
            yield name, "missing"
    for name, method in METHODS.items():
        data = documented(name)
        if data is None:
            yield name, "unknown"
            continue
        needed = {key for key in data["args"].get("required", []) if key != "token"}
        for key in needed ^ set(method.required):
            yield name, f"required: {key}"
        for scope in set(data["scope"].get("bot", [])) ^ set(method.scopes):
            yield name, f"scope: {scope}"
        if data.get("rate_limits") != f"t{method.tier}":
            yield name, f"tier: {method.tier}"


@needs_material
def test_every_documented_method_is_there_with_its_arguments_scopes_and_tier() -> None:
    assert set(differences()) == set(DEVIATIONS)


@needs_material
def test_no_method_of_the_contracts_table_is_absent() -> None:
    assert len(table()) >= 57
    assert set(table()) - set(METHODS) == set()
