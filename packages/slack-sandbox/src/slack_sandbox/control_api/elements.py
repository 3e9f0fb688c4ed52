"""Which element of which block a person means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sandbox.block_kit import all_blocks, interactive_elements
from slack_sandbox.control_api.requests import Refused
from slack_sandbox.state.entities import Json

BUTTONS = ("button", "icon_button", "feedback_buttons")
"""Elements that carry a `value` of their own."""
TEXT_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input",
         "rich_text_input")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundElement:
    """An element, its block, and the number of the attachment in which the block stands."""

    block: Json
    element: Json
    attachment: int | None = None

    @property
    def is_button(self) -> bool:
        """Whether it is pressed, rather than chosen in."""
        return self.element["type"] in BUTTONS

    def notifies_app(self, *, by_character: bool) -> bool:
        """By the app, at once: a field only where it asks for that, as Slack's client does it."""
        if self.block["type"] != "input":
            return True
        if not self.block.get("dispatch_action"):
            return False
        if not by_character or self.element["type"] not in TEXT_INPUTS:
            return True
        config = self.element.get("dispatch_action_config") or {}
        return "on_character_entered" in (config.get("trigger_actions_on") or [])


def find_element(blocks: list[Json], attachments: Sequence[Json], body: Json) -> FoundElement:
    """The element with this `action_id`, and `block_id` and `value` if named. Raises Refused."""
    for candidate in _elements(blocks, attachments):
        if body.get("block_id") not in (None, candidate.block.get("block_id")):
            continue
        if candidate.element.get("action_id") != body.get("action_id"):
            continue
        if candidate.element["type"] == "workflow_button":
            raise Refused("workflows_not_run")
        if not candidate.is_button or body.get("value") in (None, candidate.element.get("value")):
            return candidate
    raise Refused("no_such_element")


def _elements(blocks: list[Json], attachments: Sequence[Json]) -> Iterator[FoundElement]:
    for block in all_blocks(blocks):
        for element in interactive_elements(block):
            yield from (FoundElement(block=block, element=piece) for piece in _buttons_of(element))
    for attachment in attachments:
        for nested in _elements(attachment.get("blocks") or [], []):
            yield FoundElement(
                block=nested.block, element=nested.element, attachment=attachment["id"]
            )


def _buttons_of(element: Json) -> list[Json]:
    """The element itself, or the two buttons of `feedback_buttons`, which share an `action_id`."""
    if element["type"] != "feedback_buttons":
        return [element]
    return [{**element[button], **element} for button in ("positive_button", "negative_button")]
