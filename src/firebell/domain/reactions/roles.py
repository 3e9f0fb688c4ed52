"""Who is asked hears it directly; who hands over hears it; the channel hears who is in charge.

What one who can't reads is what happens: whoever is in charge is told, and where that is they
themselves, the channel is asked who takes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import ChannelMessage, DirectMessage, Reaction
from firebell.domain.events import AnswerMissed, RoleAsked, RoleDeclined, RoleEmptied, RoleTaken
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import (
    ask,
    invite,
    keep_confirmation,
    say_inside,
    show,
    tell,
)
from firebell.domain.reactions.handover import over
from firebell.domain.reactions.raising import chase


def role_asked(
    before: Incident, event: RoleAsked, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The person is asked, and brought in; whoever is on it hears that they are. Before there is a
    channel, its creation does both; of one that can't be made for now they hear at once, unless it
    is private. In a thread nobody is brought in: they are named there."""
    if after.channel is None and (after.private or not after.tells):
        return
    yield ask(event.person, event.role)
    if after.home is not None:
        yield from say_inside(after, ChannelMessage.ROLE_ASKED)
    if after.channel is not None and event.person not in after.members:
        yield from invite([event.person], "role")
    held = after.roles[event.role].person
    if held not in (event.person, event.by):
        yield tell(DirectMessage.TAKEOVER_ASKED, held)
    yield from _follow(after)
    yield from chase(after, event.role, event.person, playbook)


def role_taken(
    before: Incident, event: RoleTaken, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The holder until now hears of it; a new person in charge is said in the channel."""
    if not after.tells:
        return
    if event.before is not None:
        yield tell(DirectMessage.ROLE_PASSED, event.before)
    yield from over(before, event)
    if after.channel is not None and event.person not in after.members:
        yield from invite([event.person], "role")
    if event.in_charge and before.in_charge != event.person:
        yield from say_inside(after, ChannelMessage.IN_CHARGE)
    yield from _follow(after)


def role_declined(
    before: Incident, event: RoleDeclined, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The one in charge looks for somebody else, and whoever is on it still hears that too."""
    yield from _open(event, after, DirectMessage.ROLE_DECLINED)
    yield from _follow(after)


def role_emptied(
    before: Incident, event: RoleEmptied, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The card shows that nobody has it."""
    yield from _follow(after)


def answer_missed(
    before: Incident, event: AnswerMissed, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The one in charge is told whom to ring."""
    yield from _open(event, after, DirectMessage.ANSWER_MISSED)
    yield from show(after)


def _follow(after: Incident) -> Iterator[Reaction]:
    """The confirmation too: it says who is in charge, and who was asked and has not answered."""
    yield from show(after)
    if after.tells:
        yield keep_confirmation(after)


def _open(
    event: RoleDeclined | AnswerMissed, after: Incident, what: DirectMessage
) -> Iterator[Reaction]:
    held = after.roles.get(event.role)
    on_it = {held.person} if held and held.on_it else set()
    told = dict.fromkeys([after.in_charge, *on_it])
    for person in told:
        if person != event.person:
            yield tell(what, person)
    if event.person == after.in_charge and not on_it:
        yield from say_inside(after, ChannelMessage.ROLE_OPEN)
