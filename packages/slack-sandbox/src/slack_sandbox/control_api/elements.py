"""Which element of which block a person means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sandbox.block_kit import flat, pressable
from slack_sandbox.control_api.requests import Impossible
from slack_sandbox.state.entities import Json

BUTTONS = ("button", "icon_button", "feedback_buttons")
"""Elements that carry a `value` of their own."""
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input",
         "rich_text_input")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An element, its block, and the number of the attachment in which the block stands."""

    block: Json
    element: Json
    attachment: int | None = None

    @property
    def is_button(self) -> bool:
        """Pressed, not chosen in."""
        return self.element["type"] in BUTTONS

    def is_heard(self, *, by_character: bool) -> bool:
        """By the app, at once: a field only where it asks for that, as Slack's client does it."""
        if self.block["type"] != "input":
            return True
        if not self.block.get("dispatch_action"):
            return False
        if not by_character or self.element["type"] not in TYPED:
            return True
        config = self.element.get("dispatch_action_config") or {}
        return "on_character_entered" in (config.get("trigger_actions_on") or [])


def part(blocks: list[Json], attachments: Sequence[Json], given: Json) -> Part:
    """By `action_id`, and `block_id` and `value` where they are named. Raises Impossible."""
    for one in _parts(blocks, attachments):
        if given.get("block_id") not in (None, one.block.get("block_id")):
            continue
        if one.element.get("action_id") != given.get("action_id"):
            continue
        if one.element["type"] == "workflow_button":
            raise Impossible("workflows_not_run")
        if not one.is_button or given.get("value") in (None, one.element.get("value")):
            return one
    raise Impossible("no_such_element")


def _parts(blocks: list[Json], attachments: Sequence[Json]) -> Iterator[Part]:
    for block in flat(blocks):
        for element in pressable(block):
            yield from (Part(block=block, element=piece) for piece in _pieces(element))
    for attachment in attachments:
        for one in _parts(attachment.get("blocks") or [], []):
            yield Part(block=one.block, element=one.element, attachment=attachment["id"])


def _pieces(element: Json) -> list[Json]:
    """Feedback is two buttons under one `action_id`."""
    if element["type"] != "feedback_buttons":
        return [element]
    return [{**element[one], **element} for one in ("positive_button", "negative_button")]
