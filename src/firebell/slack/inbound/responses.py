"""What a listener answers, as data. How it reaches the person depends on what they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firebell.slack.views.blocks import Block, Message, modal, said, section
from firebell.words.say import form
from firebell.words.text import Text


@dataclass(frozen=True, slots=True)
class OpenView:
    """A form. `kept` are the person's words, given back should it fail to open."""

    view: Block
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A sentence that only this person sees."""

    message: Message


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """Mistakes, at the form's fields."""

    at: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoReply:
    """What happened is seen elsewhere."""


Response = OpenView | Reply | FieldErrors | NoReply


def reply(words: Text, *blocks: Block) -> Reply:
    """A sentence and what stands beneath it."""
    return Reply(said(words, *blocks))


def notice(message: Message) -> Block:
    """A sentence where a form stood."""
    return modal("notice", form("firebell"), message.blocks)


def sentence_view(words: Text) -> Block:
    """A form that only says something."""
    return modal("notice", form("firebell"), [section(words)])
