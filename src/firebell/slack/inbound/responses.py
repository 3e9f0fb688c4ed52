"""What a listener answers, as data. How it reaches the person depends on what they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firebell.domain.incident import DRILL, Incident
from firebell.slack.client import limits
from firebell.slack.views.blocks import Block, Message, label, modal, said, section
from firebell.words.say import form
from firebell.words.text import Text


@dataclass(frozen=True, slots=True)
class OpenView:
    """Open this view. `kept` are the person's words, given back should it fail to open."""

    view: Block
    kept: str = ""


@dataclass(frozen=True, slots=True)
class PushView:
    """Put this view on top of the form that was sent off, which stays as it was filled in."""

    view: Block


@dataclass(frozen=True, slots=True)
class Reply:
    """Say something that only this person sees."""

    message: Message


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """Show mistakes at the fields of the form, by block_id, and leave it open."""

    at: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoReply:
    """Say nothing: what happened is seen elsewhere."""


Response = OpenView | PushView | Reply | FieldErrors | NoReply


def reply(words: Text, *blocks: Block) -> Reply:
    """A reply of one sentence and what stands beneath it."""
    return Reply(said(words, *blocks))


def notice(message: Message) -> Block:
    """A view that stands in place of a form and says something."""
    return modal("notice", form("firebell"), message.blocks)


def sentence_view(words: Text) -> Block:
    """A view that only says one sentence."""
    return modal("notice", form("firebell"), [section(words)])


def in_drill(response: Response, incident: Incident) -> Response:
    """A form about a drill says so in its title."""
    if not incident.drill or not isinstance(response, OpenView):
        return response
    title = label(f"{DRILL}: {response.view['title']['text']}", limits.MODAL_TITLE)
    return OpenView({**response.view, "title": title}, kept=response.kept)
