"""How the shipped schemas of Slack's types are made smaller: what no test judges is left out.

`python -m sandbox_tests.contract.reduction` writes them anew from the folder that
`SLACK_CONTRACT` names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from sandbox_tests.contract.material import OUTSIDE, SHIPPED

TYPES = ("AppHomeOpened", "AppMention", "BlockActionBody", "ChannelArchive", "GenericMessage",
         "GlobShortcut", "MemberJoined", "MsgShortcut", "PinAdded", "ReactionAdded", "Slash",
         "ViewClosed", "ViewSubmit")  # fmt: skip
"""The payloads that the sandbox sends."""
UNJUDGED = ("blocks", "elements")
"""Keys whose values another schema judges (`test_conformance`)."""
UNREAD = ("description", "$comment", "additionalProperties")


def reduced(schema: Any) -> Any:
    """A schema without unread words and unjudged values, with the definitions it still needs."""
    definitions = {name: _pruned(bot) for name, bot in schema["definitions"].items()}
    root = {key: _pruned(bot) for key, bot in schema.items() if key != "definitions"}
    needed: set[str] = set()
    waiting = list(_references(root))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _references(definitions[name])
    return {**root, "definitions": {k: v for k, v in definitions.items() if k in needed}}


def _pruned(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_pruned(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _pruned(inner) for key, inner in schema.items() if key not in UNREAD}
    if isinstance(schema.get("properties"), dict):
        found["properties"] = {
            key: {} if key in UNJUDGED else _pruned(inner)
            for key, inner in schema["properties"].items()
        }
    return found


def _references(schema: Any) -> Iterator[str]:
    """The names of the definitions that it refers to."""
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield unquote(schema["$ref"].rpartition("/")[2])
        for inner in schema.values():
            yield from _references(inner)
    if isinstance(schema, list):
        for inner in schema:
            yield from _references(inner)


def main() -> None:
    """Write them."""
    for name in TYPES:
        path = f"typescript/{name}.schema.json"
        schema = reduced(json.loads((OUTSIDE / path).read_text()))
        (SHIPPED / path).write_text(json.dumps(schema, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
