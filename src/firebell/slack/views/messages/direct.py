"""What one person hears directly: asked, relieved, reminded, told that it is over."""

from __future__ import annotations

from collections.abc import Callable

from firebell.app.ports import Job
from firebell.domain.effects import DirectMessage, Tell
from firebell.domain.events import (
    AnswerMissed,
    Closed,
    DataClockReminded,
    EffectFailed,
    PeopleInvited,
    PingRefused,
    RoleAsked,
    RoleDeclined,
    RoleTaken,
    StepsLate,
    UpdateReminded,
)
from firebell.domain.incident import Incident, Milestones, Outcome
from firebell.slack.views.blocks import Block, Message, actions, button, lines, said, section
from firebell.slack.views.messages import actions as about_actions
from firebell.slack.views.messages import handover, process, publishing, review, stakeholders
from firebell.slack.views.messages.card import MOST_STEPS, step_words
from firebell.slack.views.messages.ending import affected, ending_lines
from firebell.slack.views.messages.parts import (
    as_practice,
    call_link,
    channel_links,
    criteria,
    event_of,
    instead,
    people,
    record_removed,
    ring,
    role_names,
    severity_words,
    title_words,
    value,
    where_to,
)
from firebell.slack.views.messages.silence import told_into
from firebell.words.catalogue import EFFECTS
from firebell.words.outcome import closed_words
from firebell.words.say import form, reason, say
from firebell.words.text import Mention, Text, text
from firebell.words.times import dated, day, on_its_day

Builder = Callable[[Job, Tell, Text], Message]


def message(job: Job, body: Tell, extra: Text = ()) -> Message:
    """What the event means for this person; `extra` is what only Slack knew (a silent phone)."""
    return as_practice(job.incident, BUILDERS[body.what](job, body, extra))


def _ask(job: Job, body: Tell, _: Text) -> Message:
    incident = job.incident
    key = body.role
    assert key is not None, "who is asked is asked to take a role"
    role = job.playbook.role(key)
    asker = job.event.event.by or incident.declarer
    holder = incident.roles.get(key)
    over = holder is not None and holder.on_it and holder.person != body.person
    head = say(
        _asking(over=over, private=incident.private),
        who=Mention(asker),
        holder=Mention(holder.person if holder else ""),
        role=role.name,
        label=incident.label,
        severity=severity_words(incident),
        title=title_words(incident),
    )
    # Whoever is asked is not in a private one yet, and may never be.
    call = None if incident.private else call_link(incident, job.playbook)
    public = publishing.yours_to_say(incident, key, job.playbook)
    words = lines(head, text(role.duty), public, _where(incident), text(call))
    carried = value(incident, key)
    return said(
        words,
        actions(
            [
                button(form("button.on_it"), "on_it", carried, style="primary"),
                button(form("button.cannot"), "cannot", carried),
            ]
        ),
    )


def _where(incident: Incident) -> Text:
    if incident.is_somewhere:
        return where_to(incident)
    return say("ask.no_channel", who=Mention(incident.in_charge)) if incident.channel_waits else ()


def _asking(*, over: bool, private: bool) -> str:
    """The sentence. What is private is read in its channel alone."""
    if private:
        return "ask.over.private" if over else "ask.private"
    return "ask.over" if over else "ask"


def _brought_in(job: Job, _: Tell, __: Text) -> Message:
    incident = job.incident
    key = "tell.brought_along" if incident.moved_by else "tell.brought_in"
    where = where_to(incident)
    return said(lines(say(key, who=Mention(incident.keeper), label=incident.label), where))


def _takeover_asked(job: Job, _: Tell, __: Text) -> Message:
    event = event_of(job, RoleAsked)
    return said(
        say(
            "tell.takeover_asked",
            who=Mention(event.by or job.incident.in_charge),
            other=Mention(event.person),
            role=job.playbook.role(event.role).name,
            label=job.incident.label,
        )
    )


def _role_passed(job: Job, body: Tell, _: Text) -> Message:
    event = event_of(job, RoleTaken)
    who, label = Mention(event.person), job.incident.label
    role = job.playbook.role(event.role).name
    if event.before == body.person and event.only_asked:
        return said(say("tell.role_not_needed", who=who, role=role, label=label))
    if event.before == body.person and not event.in_charge:
        return said(say("tell.role_passed", who=who, role=role, label=label))
    return said(say("tell.charge_passed", who=who, label=label))


def _role_declined(job: Job, _: Tell, __: Text) -> Message:
    event = event_of(job, RoleDeclined)
    holder = _holder(job, event.role)
    words = say(
        "tell.over_declined" if holder else "tell.role_declined",
        who=Mention(event.person),
        role=job.playbook.role(event.role).name,
        label=job.incident.label,
        holder=Mention(holder),
    )
    if holder:
        return said(words)
    others = instead(job.incident, [event.role], job.playbook)
    return said(lines(words, others), _ask_or_take(job, event.role))


def _holder(job: Job, role: str) -> str:
    """Who is on it, while another was asked to take over; nobody where it was only asked."""
    held = job.incident.roles.get(role)
    return held.person if held and held.on_it else ""


def _lead_not_added(job: Job, _: Tell, __: Text) -> Message:
    event = event_of(job, PeopleInvited)
    incident = job.incident
    who = people(person for person in event.refused if person in incident.dropped)
    if not event.roles:
        return said(say("tell.over_not_added", people=who, label=incident.label))
    roles = role_names(event.roles, job.playbook)
    words = lines(
        say("tell.lead_not_added", people=who, roles=roles, label=incident.label),
        instead(incident, event.roles, job.playbook),
    )
    return said(words, _ask_or_take(job, event.roles[0]))


def _answer_missed(job: Job, _: Tell, extra: Text) -> Message:
    event = event_of(job, AnswerMissed)
    role = job.playbook.role(event.role).name
    holder = _holder(job, event.role)
    words = lines(
        say(
            "tell.over_missed" if holder else "tell.answer_missed",
            who=Mention(event.person),
            role=role,
            label=job.incident.label,
            holder=Mention(holder),
        ),
        extra,
        ring(job.incident, job.playbook),
    )
    return said(words, _ask_or_take(job, event.role))


def _ask_or_take(job: Job, role: str) -> Block:
    carried = value(job.incident, role)
    return actions(
        [
            button(form("button.ask_other"), "open_roles", carried),
            button(form("button.do_it"), "on_it", carried),
        ]
    )


def _severity_asked(job: Job, _: Tell, __: Text) -> Message:
    incident = job.incident
    words = lines(
        say("tell.severity_asked", label=incident.label, severity=incident.severity),
        title_words(incident),
        text(criteria(job.playbook)),
    )
    choices = [
        button(severity.key, f"set_severity:{severity.key}", value(incident, severity.key))
        for severity in job.playbook.severities[:20]
    ]
    return said(words, actions(choices))


def _update_due(job: Job, body: Tell, _: Text) -> Message:
    event = event_of(job, UpdateReminded)
    incident = job.incident
    at = dated(event.promised, job.playbook.time_zone, job.now)
    words = lines(_promise(event, body.person, incident, at), title_words(incident))
    buttons = [button(form("button.write"), "open_update", value(incident), style="primary")]
    if incident.last_update is not None:
        promised = event.promised.isoformat()
        buttons.append(button(form("button.no_change"), "no_change", value(incident, promised)))
    return said(words, actions(buttons))


def _promise(event: UpdateReminded, person: str, incident: Incident, at: str) -> Text:
    """Who promised it is told so; nobody is told to have promised what somebody else did."""
    label = incident.label
    if event.overdue:
        key = "tell.update_overdue.private" if incident.private else "tell.update_overdue"
        return say(key, label=label, when=at)
    if event.promised_by is None:
        return say("tell.update_due", label=label, when=at)
    if event.promised_by == person:
        return say("tell.update_due.yours", label=label, when=at)
    return say("tell.update_due.theirs", label=label, when=at, who=Mention(event.promised_by))


def _steps_late(job: Job, body: Tell, _: Text) -> Message:
    event = event_of(job, StepsLate)
    mine = [step for step in job.incident.steps if event.owners.get(step.key) == body.person]
    head = say("tell.steps_late", label=job.incident.label)
    waiting = [step for step in mine if step.ticked_at is None][:MOST_STEPS]
    done = [
        (step, button(form("button.done"), f"tick:{step.key}", value(job.incident, step.key)))
        for step in waiting
    ]
    words = lines(head, *(step_words(step, job) for step in waiting))
    blocks = [section(step_words(step, job), tick) for step, tick in done]
    return Message(words=words, blocks=[section(head), *blocks])


def _closed(job: Job, _: Tell, __: Text) -> Message:
    incident = job.incident
    event = event_of(job, Closed)
    closed = closed_words(incident.label, event.outcome, event.duplicate_of)
    title = title_words(incident)
    if event.outcome is Outcome.RESOLVED:
        head = say("tell.closed", label=incident.label, title=title)
    else:
        head = say("tell.closed_otherwise", closed=closed, title=title)
    where = where_to(incident)
    left = about_actions.left_to_do(incident, job.playbook, job.now)
    return said(lines(head, *ending_lines(incident, job), left, where))


def _times_asked(job: Job, body: Tell, _: Text) -> Message:
    """Whoever closed it by words alone: what is assumed, one press to say that it is so, and a form
    for what is not."""
    incident, event = job.incident, event_of(job, Closed)
    marks = Milestones(
        raised=incident.milestones.raised,
        affected_from=event.affected_from,
        working_since=event.working_since,
        assumed=event.assumed,
    )
    closed = closed_words(incident.label, event.outcome, event.duplicate_of)
    words = lines(
        text(closed, " ", affected(marks, job)),
        say("tell.times_asked"),
        _review_fell(job, event) if event.fell_to and event.reviewer == body.person else (),
    )
    shown = [str(int(at.timestamp())) for at in (event.affected_from, event.working_since) if at]
    right = button(form("times.right"), "times_right", value(incident, *shown), style="primary")
    fell = event.fell_to and event.reviewer == body.person
    others = [review.start_button(incident)] if fell else []
    set_times = button(form("times.set"), "open_times", value(incident))
    return said(words, actions([right, set_times, *others]))


def _review_fell(job: Job, event: Closed) -> Text:
    due = day(event.review_due or event.at, job.playbook.time_zone)
    return say("tell.review_fell_to", label=job.incident.label, day=due)


def _review_asked(job: Job, _: Tell, __: Text) -> Message:
    event = event_of(job, Closed)
    who = Mention(event.by)
    label = job.incident.label
    start = actions([review.start_button(job.incident)])
    if event.fell_to:
        return said(_review_fell(job, event), start)
    if event.review_due is None:
        return said(say("tell.review_asked_open", who=who, label=label), start)
    by = day(event.review_due, job.playbook.time_zone)
    return said(say("tell.review_asked", who=who, label=label, day=by), start)


def _failed(job: Job, _: Tell, __: Text) -> Message:
    event = event_of(job, EffectFailed)
    what = EFFECTS[event.what]
    words = lines(
        say("tell.failed", label=job.incident.label, what=what, reason=reason(event.reason)),
        say("tell.failed_kept"),
    )
    again = button(form("button.retry"), "retry", value(job.incident, event.effect))
    return said(words, actions([again]))


def _unpinged(job: Job, _: Tell, __: Text) -> Message:
    event = event_of(job, PingRefused)
    told = job.incident.unpinged
    places = [place for place, cause in told.items() if cause == event.cause]
    channels = channel_links(places or [event.where or ""])
    return said(say("tell.unpinged", label=job.incident.label, channels=channels))


def _record_removed(job: Job, _: Tell, __: Text) -> Message:
    return said(record_removed(job.incident))


def _data_clock(job: Job, _: Tell, __: Text) -> Message:
    event = event_of(job, DataClockReminded)
    at = on_its_day(event.ends, job.playbook.time_zone)
    return said(say("tell.data_clock", label=job.incident.label, when=at))


BUILDERS: dict[DirectMessage, Builder] = {
    DirectMessage.ASK: _ask,
    DirectMessage.BROUGHT_IN: _brought_in,
    DirectMessage.TAKEOVER_ASKED: _takeover_asked,
    DirectMessage.ROLE_PASSED: _role_passed,
    DirectMessage.ROLE_DECLINED: _role_declined,
    DirectMessage.ANSWER_MISSED: _answer_missed,
    DirectMessage.LEAD_NOT_ADDED: _lead_not_added,
    DirectMessage.SEVERITY_ASKED: _severity_asked,
    DirectMessage.UPDATE_DUE: _update_due,
    DirectMessage.CLOSED: _closed,
    DirectMessage.TIMES_ASKED: _times_asked,
    DirectMessage.REVIEW_ASKED: _review_asked,
    DirectMessage.REVIEW_ASSIGNED: lambda job, _, __: review.assigned(job),
    DirectMessage.REVIEW_DUE: lambda job, _, __: review.due(job),
    DirectMessage.REVIEW_SENT: lambda job, _, __: review.to_read(job),
    DirectMessage.REVIEW_COMMENTED: lambda job, _, __: review.commented(job),
    DirectMessage.REVIEW_NOT_MADE: lambda job, _, __: review.not_made(job),
    DirectMessage.REVIEW_WORDS: lambda job, _, __: review.words_removed(job),
    DirectMessage.FAILED: _failed,
    DirectMessage.UNPINGED: _unpinged,
    DirectMessage.RECORD_REMOVED: _record_removed,
    DirectMessage.DATA_CLOCK: _data_clock,
    DirectMessage.HANDOVER: handover.offered,
    DirectMessage.HANDOVER_OFFERED: handover.told_holder,
    DirectMessage.HANDOVER_DECLINED: handover.declined,
    DirectMessage.HANDOVER_MISSED: handover.missed,
    DirectMessage.HANDOVER_OVER: handover.over,
    DirectMessage.NUDGED: lambda job, body, _: told_into(job, body),
    DirectMessage.STEPS_LATE: _steps_late,
    DirectMessage.NEIGHBOUR: lambda job, _, __: process.neighbour(job),
    DirectMessage.NEIGHBOUR_NUMBER: lambda job, _, __: process.neighbour_number(job),
    DirectMessage.ACTION_GIVEN: about_actions.given,
    DirectMessage.ACTIONS_DUE: about_actions.asked_about,
    DirectMessage.ACTIONS_LEFT: about_actions.left_behind,
    DirectMessage.TICKET_CLOSED: lambda job, _, __: about_actions.closed_there(job),
    DirectMessage.NEWS: lambda job, body, _: stakeholders.news(job, body.person),
    DirectMessage.LEFT_ON_PAGE: lambda job, _, __: publishing.left_open(job),
    DirectMessage.NOT_DELIVERED: lambda job, _, __: stakeholders.not_delivered(job),
}
