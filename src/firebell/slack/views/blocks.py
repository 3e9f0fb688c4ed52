"""Block Kit as values: the few blocks that we use, made from words, within Slack's limits.

Every text object is made by `marked` or `label`, so that none can forget to leave text alone:
`mrkdwn` is `verbatim`, so Slack adds no links to it, and `plain_text` shows codes of emoji as such.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firebell.domain.pseudonyms import is_pseudonym
from firebell.slack.client import limits
from firebell.slack.client.limits import fit, mrkdwn, plain_text
from firebell.words.say import form
from firebell.words.text import Text, plain, text

Block = dict[str, Any]
"""One block or element, in Slack's own shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is said: `words` are what a notification or a voice says, `blocks` what is seen."""

    words: Text
    blocks: Sequence[Block]

    def arguments(self) -> dict[str, object]:
        """What an acknowledgement or a response URL takes to say this."""
        return {
            "text": mrkdwn(self.words, limits.FALLBACK),
            "blocks": list(self.blocks[: limits.MESSAGE_BLOCKS]),
        }

    def posted(self) -> dict[str, object]:
        """What `chat.postMessage` and `chat.update` take: Slack finds no links in the words."""
        return {**self.arguments(), "parse": "none", "link_names": False}


def lines(*given: Text | None) -> Text:
    """Texts one beneath the other."""
    found: list[Text] = []
    for words in given:
        if words:
            found.append(text("\n", words) if found else words)
    return text(*found)


def said(words: Text, *blocks: Block) -> Message:
    """A message whose first block is what it says."""
    return Message(words=words, blocks=[section(words), *blocks])


def section(words: Text, accessory: Block | None = None) -> Block:
    """A paragraph, with at most one element beside it."""
    block: Block = {"type": "section", "text": marked(mrkdwn(words, limits.SECTION))}
    return {**block, "accessory": accessory} if accessory else block


def context(words: Text) -> Block:
    """A line in small type."""
    return {"type": "context", "elements": [marked(mrkdwn(words, limits.CONTEXT))]}


def marked(markup: str) -> Block:
    """A mrkdwn object; what people typed in it has been through `mrkdwn`."""
    return {"type": "mrkdwn", "text": markup, "verbatim": True}


def actions(elements: Iterable[Block]) -> Block:
    """An actions block: buttons in a row."""
    return {"type": "actions", "elements": list(elements)[: limits.ACTIONS]}


def divider() -> Block:
    """A divider block: a line across."""
    return {"type": "divider"}


def button(
    words: str, action: str, value: str = "", *, style: str | None = None, url: str | None = None
) -> Block:
    """`action` is the action_id, `value` comes back with the click."""
    found: Block = {"type": "button", "text": label(words, limits.BUTTON), "action_id": action}
    if value:
        found["value"] = value
    if style:
        found["style"] = style
    if url:
        found["url"] = url
    return found


def label(words: str | Text, most: int) -> Block:
    """A plain_text object; Slack refuses an empty one."""
    return {"type": "plain_text", "text": plain_text(text(words), most) or "–", "emoji": False}


def option(words: str | Text, value: str) -> Block:
    """An option object of a menu: its words and its value."""
    return {"text": label(words, limits.OPTION), "value": value}


def input_block(
    name: str,
    words: str,
    element: Block,
    *,
    optional: bool = False,
    hint: str = "",
    at_once: bool = False,
) -> Block:
    """A form's field. `name` is its block_id, which stays as it is for ever. `at_once`: what is
    entered comes back before the form is sent off."""
    found: Block = {
        "type": "input",
        "block_id": name,
        "label": label(words, limits.LABEL),
        "element": {**element, "action_id": "value"},
        "optional": optional,
    }
    if hint:
        found["hint"] = label(hint, limits.LABEL)
    if at_once:
        found["dispatch_action"] = True
    return found


def text_input(
    initial: str = "",
    *,
    multiline: bool = False,
    placeholder: str = "",
    focus: bool = False,
    longest: int = limits.TEXT_INPUT,
) -> Block:
    """A line or several; what is pre-filled is fitted."""
    found: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": longest}
    if initial:
        found["initial_value"] = fit(initial, limits.TEXT_INPUT)
    if placeholder:
        found["placeholder"] = label(placeholder, limits.PLACEHOLDER)
    if focus:
        found["focus_on_load"] = True
    return found


def choice(options: Sequence[Block], initial: str | None = None, *, kind: str) -> Block:
    """`static_select` or `radio_buttons`, with the option of this value chosen."""
    found: Block = {"type": kind, "options": list(options)}
    chosen = next((option_ for option_ in options if option_["value"] == initial), None)
    return {**found, "initial_option": chosen} if chosen else found


def boxes(options: Sequence[Block], ticked: Collection[str] = ()) -> Block:
    """Boxes to be ticked, those of these values already."""
    found: Block = {"type": "checkboxes", "options": list(options)}
    initial = [each for each in options if each["value"] in ticked]
    return {**found, "initial_options": initial} if initial else found


def date_input(initial: str = "") -> Block:
    """A day, as `2026-11-27`."""
    found: Block = {"type": "datepicker"}
    return {**found, "initial_date": initial} if initial else found


def person_input(initial: str | None = None) -> Block:
    """A person of this Slack. One who is not named any more can't be chosen beforehand."""
    found: Block = {"type": "users_select", "placeholder": label(form("button.person"), 150)}
    return {**found, "initial_user": initial} if initial and not is_pseudonym(initial) else found


def people_input(initial: Sequence[str] = ()) -> Block:
    """Several people of this Slack."""
    found: Block = {"type": "multi_users_select", "placeholder": label(form("button.people"), 150)}
    known = [person for person in initial if not is_pseudonym(person)]
    return {**found, "initial_users": known} if known else found


def moment_input(initial: datetime | None = None) -> Block:
    """A date and a time."""
    found: Block = {"type": "datetimepicker"}
    return {**found, "initial_date_time": int(initial.timestamp())} if initial else found


def modal(
    callback: str, title: str, blocks: Sequence[Block], *, submit: str | None = None, data: str = ""
) -> Block:
    """A modal view. Without `submit` it has no button to send it off; `data` is its
    private_metadata."""
    found: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": label(title, limits.MODAL_TITLE),
        "close": label(form("button.cancel" if submit else "button.close"), limits.MODAL_TITLE),
        "blocks": list(blocks[: limits.VIEW_BLOCKS]),
        "private_metadata": data,
    }
    return {**found, "submit": label(submit, limits.MODAL_TITLE)} if submit else found


def plainly(words: Text, names: Mapping[str, str]) -> str:
    """Words for where nothing can be mentioned."""
    return plain(words, dict(names))
