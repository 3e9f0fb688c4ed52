"""Who came and who left. Whoever left a private incident must not go on seeing it anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import ChannelMessage, Effect, PublishHome, Reaction
from firebell.domain.events import MemberCame, MemberLeft
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import keep_confirmation, say_inside, show


def member_came(
    before: Incident, event: MemberCame, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The declarer may be seen in the channel before the invitation is known to have worked."""
    if event.person == after.declarer:
        yield keep_confirmation(after)


def member_left(
    before: Incident, event: MemberLeft, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Their Home is made anew at once; the channel hears which roles nobody has any more."""
    if not after.private:
        return
    yield publish_home(event.person)
    if event.person == after.declarer:
        yield keep_confirmation(after)
    if event.roles or event.in_charge:
        yield from say_inside(after, ChannelMessage.MEMBER_LEFT)
        yield from show(after)


def publish_home(person: Person) -> Effect:
    """Make one person's Home anew, as they may see it now."""
    return Effect(body=PublishHome(person=person), reaction="home", target=person)
