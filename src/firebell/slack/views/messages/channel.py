"""What is said in channels as things happen: in the incident's own, and where people were told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import starmap

from firebell.app.ports import Job
from firebell.domain.effects import ChannelMessage, Say
from firebell.domain.events import (
    AnswerMissed,
    Closed,
    EffectFailed,
    MemberLeft,
    NamesUnresolved,
    PeopleInvited,
    Reopened,
    RoleAsked,
    RoleDeclined,
    RoleTaken,
    SeverityChanged,
    Updated,
)
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym
from firebell.slack.views.blocks import Block, Message, actions, button, lines, said, section
from firebell.slack.views.messages import alert, process, review, stakeholders
from firebell.slack.views.messages.actions import closed_there, left_to_do
from firebell.slack.views.messages.ending import affected, ending_lines, thanks
from firebell.slack.views.messages.parts import (
    as_practice,
    by_whom,
    event_of,
    feedback,
    headline,
    in_charge,
    instead,
    is_inside,
    join_button,
    loudly,
    no_channel,
    people,
    place,
    record_removed,
    role_names,
    strong_headline,
    title_words,
    value,
    when,
    where_known,
)
from firebell.slack.views.messages.publishing import on_the_page
from firebell.slack.views.messages.silence import said_into
from firebell.slack.views.messages.withdrawn import left_behind, public_line
from firebell.words.outcome import closed_words, label
from firebell.words.say import form, reason, say
from firebell.words.text import Mention, Text, joined, text
from firebell.words.times import dated

Builder = Callable[[Job, Say], Message]
MOST_NAMED = 20


def message(job: Job, body: Say) -> Message:
    """What the event means in this channel."""
    return as_practice(job.incident, BUILDERS[body.what](job, body))


def not_added(refused: Mapping[str, str]) -> Text:
    """One line for all who could not be added, and why."""
    if len(refused) == 1:
        ((who, why),) = refused.items()
        return say("not_added", who=Mention(who), reason=reason(why))
    everyone = joined(
        say("not_added_person", who=Mention(who), reason=reason(why))
        for who, why in refused.items()
    )
    return say("not_added_many", people=everyone)


def _not_added(job: Job, _: Say) -> Message:
    event = event_of(job, PeopleInvited)
    ask = button(form("button.choose_other"), "open_roles", value(job.incident))
    nobody = role_names(event.roles, job.playbook)
    words = lines(
        not_added(event.refused),
        say("not_added.roles", roles=nobody) if nobody else (),
        instead(job.incident, event.roles, job.playbook) if nobody else (),
    )
    return said(words, actions([ask]))


def not_reached(incident: Incident, names: Mapping[str, str], playbook: Playbook) -> Text:
    """Whom the playbook names and nobody found, which roles they leave empty, whom else to ask."""
    if not names:
        return ()
    first = say("unresolved_many", names=joined(starmap(_name_and_reason, names.items())))
    if len(names) == 1:
        ((name, why),) = names.items()
        first = say("unresolved", name=name, reason=reason(why))
    empty = _left_empty(incident, names, playbook)
    nobody = say("unresolved.roles", roles=role_names(empty, playbook)) if empty else ()
    return lines(first, nobody, instead(incident, empty, playbook))


def _name_and_reason(name: str, why: str) -> Text:
    return say("unresolved_name", name=name, reason=reason(why))


def _left_empty(incident: Incident, names: Mapping[str, str], playbook: Playbook) -> list[str]:
    service = None if incident.private else playbook.service(incident.service)
    empty = [role.key for role in playbook.roles if role.key not in incident.roles]
    at = incident.milestones.raised
    return [role for role in empty if service and playbook.lead(service, role, at) in names]


def _unresolved(job: Job, _: Say) -> Message:
    event = job.event.event
    names = event.names if isinstance(event, NamesUnresolved) else job.incident.unresolved
    ask = button(form("button.ask"), "open_roles", value(job.incident))
    return said(not_reached(job.incident, names, job.playbook), actions([ask]))


def _role_open(job: Job, _: Say) -> Message:
    event = job.event.event
    assert isinstance(event, RoleDeclined | AnswerMissed), "these leave a role open"
    key = "say.role_declined" if isinstance(event, RoleDeclined) else "say.role_missed"
    role = job.playbook.role(event.role).name
    carried = value(job.incident, event.role)
    return said(
        lines(
            say(key, who=Mention(event.person), role=role),
            instead(job.incident, [event.role], job.playbook),
        ),
        actions(
            [
                button(form("button.take"), "on_it", carried, style="primary"),
                button(form("button.ask_other"), "open_roles", carried),
            ]
        ),
    )


def _made_real(job: Job, body: Say) -> Message:
    """In its own channel a sentence; elsewhere as new an announcement as a raised one's."""
    incident = job.incident
    real = say("say.made_real", who=_by(job))
    if is_inside(incident, body):
        return said(real)
    head = text(loudly(body.loud), headline(incident), " · ", title_words(incident))
    where = where_known(incident)
    words = lines(head, real, in_charge(incident, job.playbook), where)
    return said(words, actions([join_button(incident)]))


def _in_charge(job: Job, _: Say) -> Message:
    event = event_of(job, RoleTaken)
    role = job.playbook.role(event.role).name
    return said(say("say.in_charge", who=Mention(event.person), role=role))


def _updated(job: Job, _: Say) -> Message:
    event = event_of(job, Updated)
    if event.no_change and event.since:
        known = say("no_change_since", when=when(job, event.since), known=event.known)
    else:
        known = text(event.known)
    as_told = replace(
        job.incident,
        severity=event.severity,
        severity_confirmed=not event.unconfirmed,
        status=event.status,
    )
    words = lines(
        strong_headline(as_told),
        say("say.updated", who=by_whom(event.by, event.token), when=when(job, event.at)),
        known,
        say("doing", doing=event.doing) if event.doing else (),
        _promised(job, event),
        on_the_page(job),
    )
    copy = button(form("button.copy"), "copy_text", value(job.incident, job.event.id))
    return Message(words=words, blocks=[section(words), actions([copy])])


def _promised(job: Job, event: Updated) -> Text:
    promised, zone = event.next_update, job.playbook.time_zone
    if promised is None or promised <= job.now:
        return ()
    return say("next_update", when=dated(promised, zone, job.now))


def _severity(job: Job, body: Say) -> Message:
    event = event_of(job, SeverityChanged)
    key = "say.worse" if event.higher else "say.better"
    if event.unconfirmed:
        key = "say.worse_than_assumed" if event.higher else "say.better_than_assumed"
    head = text(
        loudly(body.loud),
        say(key, label=job.incident.label, severity=event.severity, before=event.before),
    )
    who = _by(job)
    words = lines(
        head,
        title_words(job.incident),
        say("why", why=event.why) if event.why else (),
        text(say("say.who", who=who), " ", in_charge(job.incident, job.playbook)),
    )
    if is_inside(job.incident, body) or not event.higher:
        return said(words)
    return said(words, actions([join_button(job.incident)]))


def _closed(job: Job, body: Say) -> Message:
    incident, event = job.incident, event_of(job, Closed)
    head = closed_words(incident.label, event.outcome, event.duplicate_of)
    inside = is_inside(incident, body)
    words = lines(
        text(loudly(body.loud), head),
        title_words(incident),
        *ending_lines(incident, job),
        left_to_do(incident, job.playbook, job.now) if inside else (),
        thanks(incident),
        on_the_page(job),
    )
    reopen = button(form("button.reopen"), "open_reopen", value(incident))
    copy = button(form("button.copy"), "copy_text", value(incident, job.event.id))
    ask = feedback(job.playbook) if inside else []
    return said(words, actions([*_go_on(event), reopen, copy, *_times(job, body, event)]), *ask)


def _go_on(event: Closed) -> list[Block]:
    """For whoever wants to go on where it goes on."""
    if event.twin is None or event.duplicate_of is None:
        return []
    return [button(f"{form('declare.join')} {label(event.duplicate_of)}", "join", event.twin)]


def _times(job: Job, body: Say, event: Closed) -> list[Block]:
    """Where it was handled, if nobody has said all of them."""
    if not event.assumed or not is_inside(job.incident, body):
        return []
    return [button(form("times.set"), "open_times", value(job.incident))]


def _same_as_this(job: Job, _: Say) -> Message:
    """In the channel of the other one, which goes on: what it was, and who knows of it."""
    incident, event = job.incident, event_of(job, Closed)
    here = place(incident) if incident.is_somewhere else ()
    who = people(incident.people()[:MOST_NAMED])
    return said(
        lines(
            say(
                "say.same_as_this",
                label=incident.label,
                other=label(event.duplicate_of or 0),
                who=Mention(event.by),
            ),
            title_words(incident),
            say("say.same_as_this_where", channel=here, people=who) if here else (),
        )
    )


def _times_said(job: Job, _: Say) -> Message:
    span = affected(job.incident.milestones, job)
    return said(lines(say("say.times_said", who=_by(job)), span))


def _raised_from(job: Job, _: Say) -> Message:
    """In the thread of the message that it was raised from: that it was, and where it goes on."""
    incident = job.incident
    who, label = Mention(incident.declarer), incident.label
    first = say("say.raised_from", who=who, label=label)
    return said(text(first, " ", where_known(incident) or no_channel(incident)))


def _reopened(job: Job, body: Say) -> Message:
    event = event_of(job, Reopened)
    in_thread = job.incident.home is not None and is_inside(job.incident, body)
    words = lines(
        text(loudly(body.loud), say("say.reopened", label=job.incident.label)),
        title_words(job.incident),
        say("why", why=event.why) if event.why else (),
        say("say.reopened_by", when=when(job, event.at), who=_by(job)),
        () if in_thread else where_known(job.incident),
        on_the_page(job),
    )
    return said(words, actions([join_button(job.incident)]))


def _channel_archived(job: Job, _: Say) -> Message:
    return said(say("say.channel_archived", label=job.incident.label))


def _not_reached(job: Job, _: Say) -> Message:
    """Each person with their reason, those who were not reached before there was a channel too. Of
    whoever is not to be named any more nobody is asked to tell them anything."""
    unreached = job.incident.unreached
    event = job.event.event
    if isinstance(event, EffectFailed) and event.target in unreached:
        unreached = {event.target: event.reason}
    people = (
        say("say.not_reached_gone", who=Mention(person))
        if is_pseudonym(person)
        else say("say.not_reached", who=Mention(person), reason=reason(why))
        for person, why in unreached.items()
    )
    return said(lines(*people))


def _record_removed(job: Job, _: Say) -> Message:
    return said(record_removed(job.incident))


def _member_left(job: Job, _: Say) -> Message:
    event = event_of(job, MemberLeft)
    key = "say.left_both" if event.roles and event.in_charge else "say.left"
    if not event.roles:
        key = "say.left_charge"
    return said(
        say(
            key,
            who=Mention(event.person),
            new=Mention(event.in_charge or ""),
            roles=role_names(event.roles, job.playbook),
        )
    )


def _role_asked(job: Job, _: Say) -> Message:
    """In a thread, where nobody is brought in: who is named there finds it."""
    event = event_of(job, RoleAsked)
    role = job.playbook.role(event.role).name
    return said(say("say.role_asked", who=_by(job), person=Mention(event.person), role=role))


def _moved(job: Job, _: Say) -> Message:
    """In the thread, once there is a channel."""
    incident = job.incident
    words = say("say.moved", label=incident.label, channel=place(incident))
    return said(words, actions([join_button(incident)]))


def _by(job: Job) -> Text:
    by = job.event.event.by
    return text(Mention(by)) if by else text("Firebell")


BUILDERS: dict[ChannelMessage, Builder] = {
    ChannelMessage.NOT_ADDED: _not_added,
    ChannelMessage.UNRESOLVED: _unresolved,
    ChannelMessage.ROLE_OPEN: _role_open,
    ChannelMessage.MADE_REAL: _made_real,
    ChannelMessage.IN_CHARGE: _in_charge,
    ChannelMessage.UPDATED: _updated,
    ChannelMessage.SEVERITY: _severity,
    ChannelMessage.CLOSED: _closed,
    ChannelMessage.TIMES_SAID: _times_said,
    ChannelMessage.SAME_AS_THIS: _same_as_this,
    ChannelMessage.REOPENED: _reopened,
    ChannelMessage.CHANNEL_ARCHIVED: _channel_archived,
    ChannelMessage.MEMBER_LEFT: _member_left,
    ChannelMessage.NOT_REACHED: _not_reached,
    ChannelMessage.RECORD_REMOVED: _record_removed,
    ChannelMessage.NEIGHBOUR: lambda job, _: process.neighbour(job),
    ChannelMessage.NEIGHBOUR_NUMBER: lambda job, _: process.neighbour_number(job),
    ChannelMessage.NEWS: lambda job, body: stakeholders.news(job, body.channel),
    ChannelMessage.PUBLIC_LINE: lambda job, _: public_line(job),
    ChannelMessage.REVIEW_SENT: lambda job, _: review.all_asked(job),
    ChannelMessage.REVIEW_PUBLISHED: lambda job, _: review.published(job),
    ChannelMessage.NUDGED: said_into,
    ChannelMessage.ALERT_JOINED: lambda job, _: alert.joined_line(job),
    ChannelMessage.ALERT_ENDED: lambda job, _: alert.ended_line(job),
    ChannelMessage.TICKET_CLOSED: lambda job, _: closed_there(job),
    ChannelMessage.LEFT_BEHIND: lambda job, _: left_behind(job),
    ChannelMessage.RAISED_FROM: _raised_from,
    ChannelMessage.ROLE_ASKED: _role_asked,
    ChannelMessage.MOVED: _moved,
    ChannelMessage.STAYS_IN_THREAD: lambda _, __: said(say("moving.waits")),
    ChannelMessage.PAGED: lambda job, _: stakeholders.paged(job),
}
