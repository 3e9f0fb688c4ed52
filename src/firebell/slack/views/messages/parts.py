"""Parts that several messages share: how an incident is named, who has which part in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from firebell.app.ports import Job
from firebell.domain.calls import call_of
from firebell.domain.effects import Say
from firebell.domain.events import Event
from firebell.domain.incident import Incident, Person, StepState
from firebell.domain.moves.past import has_no_place
from firebell.domain.playbook import Loudness, Offer, Playbook
from firebell.domain.pseudonyms import ALERT
from firebell.domain.stand_ins import stand_ins
from firebell.slack.views.blocks import Block, Message, actions, button, context, plainly, section
from firebell.words.catalogue import SENTENCES
from firebell.words.outcome import status_words
from firebell.words.say import form, labelled, say
from firebell.words.text import Broadcast, ChannelLink, Link, Mention, Strong, Text, joined, text
from firebell.words.times import clock, dated, on_its_day

E = TypeVar("E", bound=Event)


def event_of(job: Job, kind: type[E]) -> E:
    """The event that the message is about, which its reaction made sure is of this kind."""
    event = job.event.event
    assert isinstance(event, kind), f"{kind.__name__} says this"
    return event


def as_practice(incident: Incident, message: Message) -> Message:
    """Marked as a drill, where it is one and the message does not say so by its label."""
    said = plainly(message.words, {})
    if not incident.drill or incident.label in said:
        return message
    words = text(say("drill"), " · ", message.words)
    first, *rest = message.blocks
    if first == section(message.words):
        return Message(words=words, blocks=[section(words), *rest])
    return Message(words=words, blocks=[context(say("drill")), *message.blocks])


def value(incident: Incident, *more: str) -> str:
    """What a button carries: which incident, and what about it."""
    return "|".join([incident.id, *more])


def place(incident: Incident) -> Text:
    """The incident's channel, or the thread where it lives, to be linked; the channel by its name
    while there is none."""
    if incident.home is not None:
        return _thread(incident, incident.home)
    if incident.channel is None:
        return text(ChannelLink("", incident.channel_name))
    return text(ChannelLink(incident.channel.id, incident.channel.name))


def _thread(incident: Incident, home: str) -> Text:
    """`the thread in #incidents`, with a link to it once it is there."""
    words, there = form("place.thread"), incident.thread_message
    link = Link(there.link, words) if there is not None and there.link else words
    named = home.startswith("#") and there is None
    above = ChannelLink("", home[1:]) if named else ChannelLink(there.channel if there else home)
    return say("place.thread", thread=link, channel=above)


def is_inside(incident: Incident, body: Say) -> bool:
    """Whether it is said where the incident is handled: its channel, or its thread."""
    if incident.home is not None:
        return body.thread is not None and incident.place(body.channel) == incident.home
    return incident.channel is not None and incident.channel.id == body.channel


def call_link(incident: Incident, playbook: Playbook) -> Link | None:
    """The incident's call, to be joined; None where there is none, or it is over."""
    address = call_of(incident, playbook)
    return Link(address, form("call")) if address else None


def whereabouts(incident: Incident) -> Text:
    """Where it is handled; nothing of what is past and has no channel."""
    if has_no_place(incident):
        return ()
    return say(_handled(incident), channel=place(incident))


def _handled(incident: Incident) -> str:
    if incident.home is None:
        return "told.place"
    return "told.thread" if incident.is_open else "told.thread_over"


def where_known(incident: Incident) -> Text:
    """Where it is handled, once there is a channel or a thread."""
    return whereabouts(incident) if incident.is_somewhere else ()


def where_to(incident: Incident) -> Text:
    """The same for whoever is asked to come there."""
    key = "ask.where" if incident.home is None else _handled(incident)
    return say(key, channel=place(incident)) if incident.is_somewhere else ()


def raised_by(incident: Incident, when: str) -> Text:
    """Who raised it, or put it on the record afterwards."""
    key = "recorded_by" if incident.past else "raised_by"
    return say(key, when=when, who=by_whom(incident.declarer, incident.token))


def by_whom(person: Person | None, token: str) -> Text:
    """Who did it, and by which token of theirs, where a program did it for them."""
    who = text(Mention(person)) if person else ()
    return say("who_by_token", who=who, token=token) if token else who


def no_channel(incident: Incident) -> Text:
    """Whom to ask while there is no channel."""
    if not incident.channel_waits or not incident.is_open:
        return ()
    return say("told.no_channel", who=Mention(incident.in_charge))


def channel_links(ids: Iterable[str]) -> Text:
    """Channels in a row, as links: `#help, #incidents`."""
    return joined((ChannelLink(channel) for channel in ids), ", ")


def ring(incident: Incident, playbook: Playbook) -> Text:
    """Whom to ring; nobody is rung for practice."""
    service = playbook.service(incident.service)
    if service is None or not service.contact or incident.drill:
        return ()
    return say("tell.ring", contact=service.contact)


def record_removed(incident: Incident) -> Text:
    """A file with the record was deleted, and what to type for a new one."""
    return say("say.record_removed", label=incident.label, typed=incident.number_label)


def severity_words(incident: Incident) -> Text:
    """`P2`, or `P2, to be confirmed`."""
    if incident.severity_confirmed:
        return text(incident.severity)
    return say("unconfirmed", severity=incident.severity)


def criteria(playbook: Playbook) -> str:
    """What each severity means, in full; where the playbook says it."""
    said = [severity for severity in playbook.severities if severity.criteria]
    return "\n".join(f"{labelled(severity.key)}{severity.criteria}" for severity in said)


def title_words(incident: Incident) -> Text:
    """`People can't submit applications (Apply/Manage)`."""
    if not incident.service_name:
        return text(incident.title)
    return say("service", title=incident.title, service=incident.service_name)


def headline(incident: Incident) -> Text:
    """`INC-42 · P2, to be confirmed · Investigating`; of a drill it begins with `DRILL`."""
    return joined(
        [
            say("private") if incident.private else None,
            incident.label,
            severity_words(incident),
            status_words(incident),
        ],
        " · ",
    )


def strong_headline(incident: Incident) -> Text:
    """The headline in bold: number, severity and status."""
    return text(Strong("".join(part for part in headline(incident) if isinstance(part, str))))


def in_charge(incident: Incident, playbook: Playbook) -> Text:
    """Who is in charge; for now, where nobody has taken over."""
    if incident.in_charge == ALERT:
        return say("in_charge.nobody")
    held = incident.roles.get(playbook.leading_role.key)
    taken = held is not None and held.on_it and held.person == incident.in_charge
    key = "in_charge" if taken or not incident.is_open else "in_charge_for_now"
    return say(key, who=Mention(incident.in_charge))


def role_line(incident: Incident, playbook: Playbook, now: datetime) -> Text:
    """`Technical: Bob, asked 03:04 GMT · Support: Priya, on it · Comms: nobody yet`; nothing of
    what was over before anybody could be asked."""
    if incident.past and not incident.roles:
        return ()
    return joined((role_words(incident, role.key, playbook, now) for role in playbook.roles), " · ")


def role_words(incident: Incident, role: str, playbook: Playbook, now: datetime) -> Text:
    """Who has one role, and whether they have answered."""
    short = playbook.role(role).short
    held = incident.roles.get(role)
    if held is None:
        return say("role_empty", role=short)
    who = Mention(held.person)
    if held.on_it:
        return _on_it(incident, role, short, who, playbook, now)
    key = "role_silent" if held.asked_again else "role_asked"
    raised = incident.milestones.raised
    at = dated(held.asked_at, playbook.time_zone, now, raised)
    return say(key, role=short, who=who, when=at)


def _on_it(
    incident: Incident, role: str, short: str, who: Mention, playbook: Playbook, now: datetime
) -> Text:
    offered = incident.offered.get(role)
    if offered is None:
        return say("role_on_it", role=short, who=who)
    when = clock(offered.asked_at, playbook.time_zone, now)
    return say("role_offered", role=short, who=who, other=Mention(offered.person), when=when)


MOST_NAMED = 20
"""People in a line: more is not read."""


def inside(incident: Incident) -> list[Person]:
    """Who is in its channel, whoever is in charge first, the others in an order of no meaning: in
    which they came is not the same each time."""
    return sorted(incident.members, key=lambda person: (person != incident.in_charge, person))


def some(ids: Sequence[str]) -> Text:
    """People, as far as they can be read in a line."""
    more = len(ids) - MOST_NAMED
    named = joined(map(Mention, ids[:MOST_NAMED]))
    return text(named, say("card.exposed.more", count=more)) if more > 0 else named


def role_names(roles: Iterable[str], playbook: Playbook) -> str:
    """`comms lead or technical lead`."""
    return SENTENCES["or"].join(playbook.role(role).name for role in roles)


def instead(incident: Incident, roles: Sequence[str], playbook: Playbook) -> Text:
    """Who could be asked, as far as the playbook knows: who does it elsewhere, and the contact."""
    found = list(dict.fromkeys(who for r in roles for who in stand_ins(incident, r, playbook)))
    service = playbook.service(incident.service)
    contact = service.contact if service else None
    return joined(
        [
            say("instead", people=people(found, "or")) if found else None,
            say("instead.contact", service=service.name, contact=contact)
            if service and contact and not incident.drill
            else None,
        ],
        " ",
    )


def people(ids: Iterable[str], last: str = "and") -> Text:
    """People in a row, as mentions: `Alice, Bob and Priya`."""
    everyone = [Mention(person) for person in ids]
    if len(everyone) < 2:
        return text(*everyone)
    return text(joined(everyone[:-1]), SENTENCES[last], everyone[-1])


def promise(incident: Incident, job: Job) -> Text | None:
    """The sentence that says when people hear next, or that it is overdue; None where nothing is
    promised. It is read long after it was written, so it says no *in*."""
    promised, zone = incident.next_update, job.playbook.time_zone
    if promised is None or not incident.is_open:
        return None
    if promised <= job.now:
        return say("next_update_passed", when=on_its_day(promised, zone))
    return say("next_update", when=lasting(job, promised))


def loudly(loud: Loudness) -> Text:
    """The ping, if any, in front of a message."""
    return () if loud is Loudness.NONE else text(Broadcast(loud.value), " ")


def lasting(job: Job, at: datetime) -> str:
    """A moment in what stands beneath the day on which it was raised, and is read on others."""
    return dated(at, job.playbook.time_zone, job.now, job.incident.milestones.raised)


def when(job: Job, at: datetime) -> str:
    """A moment on the organisation's clock."""
    return clock(at, job.playbook.time_zone, job.now)


def offer(incident: Incident, step: StepState) -> list[Block]:
    """What a step offers to do, as long as it can be done."""
    if step.offers is not Offer.PRIVATE or incident.private or step.ticked_at is not None:
        return []
    return [actions([button(form("menu.private"), "open_private", value(incident))])]


def feedback(playbook: Playbook) -> list[Block]:
    """Where people say how it worked for them, where the playbook knows of any."""
    if playbook.feedback is None:
        return []
    return [context(say("feedback", link=Link(playbook.feedback, form("feedback"))))]


def join_button(incident: Incident) -> Block:
    """Anybody may come to help."""
    return button(form("button.join"), "join", value(incident))
