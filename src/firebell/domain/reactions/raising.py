"""What a raised incident brings: a channel first, then its people, then those who must know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firebell.domain.commands import AskSeverity, ChaseAnswer
from firebell.domain.effects import (
    AddBookmark,
    ChannelMessage,
    CreateChannel,
    DirectMessage,
    Effect,
    JoinChannel,
    PinCard,
    Rank,
    Reaction,
    ReadGroup,
    SetPurpose,
    TakeBackPosts,
)
from firebell.domain.events import (
    ChannelAdopted,
    ChannelCreated,
    ChannelNameTaken,
    ChannelWaits,
    Declared,
    GroupRead,
    MadeReal,
    MessageGone,
    MessagePosted,
    PeopleInvited,
)
from firebell.domain.incident import CARD, THREAD, Incident, Person, told
from firebell.domain.moves.severity import ASKED_AFTER
from firebell.domain.playbook import Loudness, Playbook, is_group, is_person
from firebell.domain.reactions.common import (
    ask,
    elsewhere,
    in_its_thread,
    invite,
    keep_card,
    keep_confirmation,
    keep_in_thread,
    keep_name,
    keep_told,
    keep_topic,
    later,
    leave,
    place_loudness,
    present,
    remind,
    remind_of_clock,
    remind_of_steps,
    say,
    say_at_its_source,
    say_inside,
    show,
    show_card,
    tell,
)


def invited_references(incident: Incident, playbook: Playbook) -> tuple[str, ...]:
    """Whom the playbook brings: of a private incident only those it names for private ones, and
    into a private channel that was there before nobody, who could read what was written before."""
    if incident.private and incident.has_adopted:
        return ()
    return playbook.invitees(
        private=incident.private, severity=incident.severity, service=incident.service
    )


def read_groups(incident: Incident, playbook: Playbook) -> Iterator[Effect]:
    """Who belongs to the groups that are invited."""
    for group in invited_references(incident, playbook):
        if is_group(group):
            yield Effect(
                body=ReadGroup(group=group), reaction="raise", target=group, rank=Rank.PEOPLE
            )


def create_channel(incident: Incident) -> Effect:
    """The channel under the name that is reserved."""
    body = CreateChannel(name=incident.channel_name, private=incident.private)
    return Effect(body=body, reaction="raise", target="channel", rank=Rank.FIRST)


def declared(
    before: Incident | None, event: Declared, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The first round: the channel, or the announcement in whose thread it lives, the declarer's
    confirmation, who is in the groups. What is past asks nobody for anything."""
    if after.past:
        if event.channel_name:
            yield create_channel(after)
        yield keep_confirmation(after)
        return
    gets_channel = not event.adopts and event.thread is None
    if gets_channel:
        yield create_channel(after)
    yield keep_confirmation(after)
    if gets_channel:
        yield from read_groups(after, playbook)
    if event.thread is not None:
        for place in after.announce:
            yield keep_told(after, place)
    yield from ask_severity(after)
    yield from remind(event.next_update, event.at)
    yield from remind_of_steps(event.steps, event.at)
    yield from remind_of_clock(after, event.at)


def ask_severity(incident: Incident) -> Iterator[Effect]:
    """Ask how bad it is, until somebody says so or it has been asked often enough."""
    asked = incident.severity_asks
    if not incident.severity_confirmed and asked < len(ASKED_AFTER):
        yield later(AskSeverity(by=None), ASKED_AFTER[asked], "severity")


def channel_name_taken(
    before: Incident, event: ChannelNameTaken, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The channel is tried again under the next name: to be made, or to be called so."""
    yield keep_name() if after.channel is not None else create_channel(after)


def channel_created(
    before: Incident, event: ChannelCreated, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The second round: everybody in, and whoever must know told, side by side."""
    if event.channel_name is not None:
        yield keep_name()
    yield from _in_and_told(before, after, playbook)
    yield Effect(body=SetPurpose(), reaction="raise", target="purpose", rank=Rank.DECORATE)
    yield keep_topic()
    for number, document in enumerate(playbook.documents):
        yield Effect(
            body=AddBookmark(title=document.title, url=document.url),
            reaction="raise",
            target=f"bookmark-{number}",
            rank=Rank.DECORATE,
        )
    yield from _asked_after(before, after, playbook)
    yield from leave(after)
    yield from _left_thread(before, after)


def _left_thread(before: Incident, after: Incident) -> Iterator[Reaction]:
    """The thread says where it goes on, and its card has no buttons any more."""
    there = before.thread_message
    if there is not None:
        if THREAD in after.messages:
            yield keep_in_thread(after, there.channel)
        yield in_its_thread(after, ChannelMessage.MOVED, there.channel)


def channel_adopted(
    before: Incident, event: ChannelAdopted, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The same in a channel that was there before, which stays what it is. Into a public one the
    bot comes first, so that it hears what is said there."""
    if not after.private:
        yield Effect(body=JoinChannel(), reaction="raise", target="join", rank=Rank.FIRST)
    yield from read_groups(after, playbook)
    yield from _in_and_told(before, after, playbook)
    yield from _asked_after(before, after, playbook)


def _in_and_told(before: Incident, after: Incident, playbook: Playbook) -> Iterator[Reaction]:
    """People are brought in, the card stands, whoever must know is told, and leads are asked."""
    people = _first_people(after, playbook)
    yield from invite(people, "raise")
    yield from present(keep_card(after))
    yield from bring_in(after, people)
    if after.unresolved:
        yield from say_inside(after, ChannelMessage.UNRESOLVED)
    for place in after.announce:
        yield keep_told(after, place)
    if before.channel_waits or before.home is not None:
        yield keep_confirmation(after)
    elif not after.reopened:
        yield from say_at_its_source(after, ChannelMessage.RAISED_FROM)
    if not _asked_before(before, after) and not after.leaving:
        yield from ask_leads(after)


def _asked_after(before: Incident, after: Incident, playbook: Playbook) -> Iterator[Reaction]:
    """Whom nobody could write to is named, and whoever does not answer is asked after."""
    if after.unreached:
        yield from say_inside(after, ChannelMessage.NOT_REACHED)
    if not _asked_before(before, after):
        yield from chase_leads(after, playbook)


def _asked_before(before: Incident, after: Incident) -> bool:
    """Whether leads were asked while there was no channel."""
    were_asked = before.channel_waits or before.thread_message is not None
    return were_asked and not after.private


def channel_waits(
    before: Incident, event: ChannelWaits, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever must know is told without a channel, and leads are asked; of a private one nobody
    hears before it has a channel to be read in. Its list says so. What lives in a thread stays in
    it meanwhile."""
    yield keep_confirmation(after)
    if after.private or not after.is_open:
        return
    if after.thread_message is not None:
        yield from say_inside(after, ChannelMessage.STAYS_IN_THREAD)
        return
    for place in after.announce:
        yield keep_told(after, place)
    yield from say_at_its_source(after, ChannelMessage.RAISED_FROM)
    yield from ask_leads(after)
    yield from chase_leads(after, playbook)


def ask_leads(incident: Incident) -> Iterator[Effect]:
    """Whoever has not answered is asked directly."""
    for role, assignment in incident.roles.items():
        if not assignment.on_it:
            yield ask(assignment.person, role)


def chase_leads(incident: Incident, playbook: Playbook) -> Iterator[Effect]:
    """Each lead is asked after, if they have not answered in time."""
    for role, assignment in incident.roles.items():
        yield from chase(incident, role, assignment.person, playbook)


def _first_people(incident: Incident, playbook: Playbook) -> list[Person]:
    """The declarer first. A private one that goes on in a new channel keeps its people; one that
    was made private brings those who were named; what is past, whoever wrote it down."""
    if incident.private and incident.entered and not incident.has_adopted:
        return list(incident.members)
    references = invited_references(incident, playbook)
    if incident.brought:
        return [incident.keeper, *incident.brought, *references, *incident.group_members]
    if incident.past:
        return [incident.declarer]
    holders = [assignment.person for assignment in incident.roles.values()]
    return [
        incident.declarer,
        incident.in_charge,
        *holders,
        *incident.helpers,
        *references,
        *incident.group_members,
    ]


def bring_in(incident: Incident, people: Iterable[Person]) -> Iterator[Effect]:
    """Those who are brought into a private one are asked, each directly; a lead is asked to lead,
    and whoever was in it before it went on in another channel knows of it."""
    if not incident.private or (incident.entered and not incident.has_adopted):
        return
    asked = {held.person for held in incident.roles.values() if not incident.leaving}
    for person in dict.fromkeys(people):
        known = (incident.keeper, *asked, *incident.members)
        if is_person(person) and person not in known:
            yield tell(DirectMessage.BROUGHT_IN, person)


def chase(incident: Incident, role: str, person: str, playbook: Playbook) -> Iterator[Effect]:
    """Ask after the lead who has not answered in time."""
    within = playbook.severity(incident.severity).answer_within
    found = incident.roles.get(role), incident.offered.get(role)
    waits = any(each and each.person == person and not each.on_it for each in found)
    if within is not None and waits:
        command = ChaseAnswer(by=None, role=role, person=person)
        yield later(command, within, f"chase:{role}:{person}")


def group_read(
    before: Incident, event: GroupRead, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The groups' people, when the channel is there already."""
    if after.channel is not None:
        there = {*after.people(), *before.group_members}
        new = [person for person in event.people if person not in there]
        yield from invite(new, "group")
        if after.private:
            for person in new:
                yield tell(DirectMessage.BROUGHT_IN, person)


def people_invited(
    before: Incident, event: PeopleInvited, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The declarer hears that they are in, and of a private one who is; one line for those who
    could not be added."""
    new = {person for person in event.refused if person not in before.refused}
    came = after.declarer in after.members and after.declarer not in before.members
    if new or came or event.roles or after.private:
        yield keep_confirmation(after)
    if new or event.roles:
        yield from say_inside(after, ChannelMessage.NOT_ADDED)
    yield from _lapsed(before, event, after)
    if (new and not event.roles) or after.private:
        yield from present(keep_card(after))
    if new and after.private and after.exposure is not None:
        yield TakeBackPosts(only=tuple(sorted(new)))


def _lapsed(before: Incident, event: PeopleInvited, after: Incident) -> Iterator[Reaction]:
    """Whoever is in charge, and is in the channel, hears which roles nobody has now."""
    if before.offered != after.offered or event.roles:
        yield tell(DirectMessage.LEAD_NOT_ADDED, after.in_charge)
        yield from show(after)


def message_gone(
    before: Incident, event: MessageGone, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The card is posted anew, and pinned when it stands."""
    yield from show_card(after)


def message_posted(
    before: Incident, event: MessagePosted, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The card, once it stands, is pinned in its channel; once the announcement stands in whose
    thread it lives, people are asked there."""
    if event.slot == CARD:
        body = PinCard(channel=event.channel, ts=event.ts)
        yield Effect(body=body, reaction="raise", target="pin", rank=Rank.DECORATE)
    elif before.thread_message is None and after.thread_message is not None:
        join = JoinChannel(channel=event.channel)
        yield Effect(body=join, reaction="raise", target="join", rank=Rank.FIRST)
        yield from _in_thread(after, playbook)


def _in_thread(after: Incident, playbook: Playbook) -> Iterator[Reaction]:
    """What a channel's making brings, where there is a thread: nobody is brought in, the card names
    who is asked."""
    yield from present(keep_card(after))
    for place in elsewhere(after):
        yield keep_told(after, place)
    yield keep_confirmation(after)
    if not after.is_open:
        return
    if after.unresolved:
        yield from say_inside(after, ChannelMessage.UNRESOLVED)
    yield from say_at_its_source(after, ChannelMessage.RAISED_FROM)
    yield from ask_leads(after)
    if after.unreached:
        yield from say_inside(after, ChannelMessage.NOT_REACHED)
    yield from chase_leads(after, playbook)


def made_real(
    before: Incident, event: MadeReal, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """People are told as of a new incident, as loud as one; where a drill was told, that it is one
    no more. The roles are asked anew by events of their own."""
    if event.channel_name is not None:
        yield keep_name()
    yield from show(after)
    yield keep_confirmation(after)
    loud = Loudness.NONE if event.quiet else playbook.severity(after.severity).loud
    for place in event.announce:
        if place not in before.announce:
            yield keep_told(after, place)
    for place in before.announce:
        real = place in event.announce
        as_loud = place_loudness(after, place, loud if real else Loudness.NONE)
        thread = None if real else told(place)
        yield say(after, ChannelMessage.MADE_REAL, place, loud=as_loud, thread=thread)
    if after.home is None:
        yield from say_inside(after, ChannelMessage.MADE_REAL)
    yield from ask_severity(after)
    yield from remind(event.next_update, event.at)
