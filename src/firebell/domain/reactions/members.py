"""Who came and who left. Whoever left a private incident must not go on seeing it anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import ChannelMessage, Effect, PublishHome, Reaction
from firebell.domain.events import MemberCame, MemberLeft
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import (
    keep_confirmation,
    say_inside,
    show,
    show_card,
)


def member_came(
    before: Incident, event: MemberCame, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The declarer may be seen in the channel before the invitation is known to have worked; of a
    private one they read who is in it."""
    if event.person == after.declarer or after.private or event.person in before.refused:
        yield keep_confirmation(after)
    if after.private:
        yield from show_card(after)


def member_left(
    before: Incident, event: MemberLeft, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The channel hears which roles nobody has any more. Of a private one, their Home is made anew
    at once."""
    if after.private:
        yield publish_home(event.person)
        yield keep_confirmation(after)
    if event.roles or event.in_charge:
        yield from say_inside(after, ChannelMessage.MEMBER_LEFT)
        yield from show(after)
    elif after.private or before.offered != after.offered:
        yield from show_card(after)


def publish_home(person: Person) -> Effect:
    """Make one person's Home anew, as they may see it now."""
    return Effect(body=PublishHome(person=person), reaction="home", target=person)
