"""`/incident adopt`: the incident is to live in the channel where it is typed.

What Slack says of the channel is asked twice: before the form opens, so that nobody fills in what
can't be sent off, and when it is sent off, since the channel may be another by then.
"""

from __future__ import annotations

from firebell.app.errors import ChatError, NeverWill
from firebell.domain.commands import ThereAlready
from firebell.domain.moves.adopting import may_be_adopted
from firebell.domain.named import first_word
from firebell.domain.open_incidents import in_order
from firebell.domain.refusals import Refused
from firebell.slack.client.gateway import ApiResponse
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import OpenView, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.forms import declare
from firebell.words.say import say

SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared", "is_shared")
"""Whoever is in the other organisation or workspace would read it."""
DIRECT = ("is_im", "is_mpim")
PRACTICE = "drill"
"""Behind the command: it is for practice."""


async def adopt(services: Services, interaction: Interaction, words: str) -> Response:
    """Open the form of /incident for this channel. Raises Refused where it can't be adopted."""
    channel = interaction.channel
    if channel is None:
        return reply(say("refused.adopt_no_channel"))
    own = await services.here(interaction)
    if own is not None and not own.has_let_go:
        raise Refused("adopt_held", number=own.number)
    there = await channel_there(services, interaction.user, channel)
    may_be_adopted(there, services.playbook)
    word, rest = first_word(words)
    drill = word.casefold() == PRACTICE
    draft = declare.draft_here(
        rest if drill else words,
        services.new_key(),
        there,
        services.playbook,
        drill=drill,
    )
    opened = await services.incidents.open_publicly(await services.caller(interaction))
    opened = in_order(opened, interaction.user, services.playbook)
    view = declare.view(draft, services.playbook, opened, services.now())
    return OpenView(view, kept=words)


async def channel_there(services: Services, user: str, channel: str) -> ThereAlready:
    """The channel as Slack has it now, with its people. Raises Refused where it is none that an
    incident can live in, and where Firebell is not in it."""
    try:
        answer = await services.slack.call("conversations.info", channel=channel)
    except NeverWill:
        raise Refused("adopt_not_inside", "title") from None
    except ChatError:
        raise Refused("adopt_unknown", "title") from None
    found: ApiResponse = answer.get("channel") or {}
    private = bool(found.get("is_private"))
    can_hold_one(found)
    people = await _people(services, channel)
    if people is None or (private and user not in people):
        raise Refused("adopt_unknown", "title")
    name = str(found.get("name") or "")
    return ThereAlready(channel=channel, name=name, private=private, people=tuple(sorted(people)))


def can_hold_one(found: ApiResponse) -> None:
    """Raises Refused where others than this workspace read what is said there, where everybody
    does, where nothing can be said any more, and where Firebell is not."""
    if any(found.get(kind) for kind in DIRECT):
        raise Refused("adopt_no_channel", "title")
    if any(found.get(kind) for kind in SHARED):
        raise Refused("adopt_shared", "title")
    if found.get("is_general"):
        raise Refused("adopt_general", "title")
    if found.get("is_archived"):
        raise Refused("adopt_archived", "title")
    if found.get("is_private") and not found.get("is_member"):
        raise Refused("adopt_not_inside", "title")


async def _people(services: Services, channel: str) -> frozenset[str] | None:
    """Everybody in it but Firebell itself; None where Slack does not say for now."""
    try:
        return await services.roster.members(channel)
    except NeverWill:
        raise Refused("adopt_not_inside", "title") from None
