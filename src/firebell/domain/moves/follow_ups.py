"""What is left to do once an incident is closed, and who is asked about it, when.

While it is open an action is asked about once, at its time. Afterwards it is a follow-up: asked
about in working time, the first time on the morning of its day, each time further from the one
before, until it is said that nobody is asked any more. Of a drill's nobody is asked afterwards.
Who is asked, and when next, is known from the incident and the playbook alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from firebell.domain.actions import Action
from firebell.domain.commands import RemindOfActions, ReportGone
from firebell.domain.events import ActionsLeft, ActionsReminded, Closed, Event
from firebell.domain.incident import Incident, StepState
from firebell.domain.moves.actions import waiting_anew
from firebell.domain.person import Person
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym

NO_DAY = timedelta(days=7)
"""After so long a follow-up is asked about that nobody has set a day for."""
LATE_ALREADY = timedelta(hours=12)
"""After so long one whose day had passed when it became a follow-up, or whose owner was told just
now that a step's time has passed: not in the same breath."""
APART = timedelta(days=2)
"""Between the first time that somebody is asked and the second; then twice as long each time."""
ASKED = 3
"""Times; the last time it is said that nobody is asked any more."""


def left_undone(
    incident: Incident, come_up: Iterable[StepState], now: datetime
) -> tuple[Action, ...]:
    """What is left to do of the playbook's steps when it closes: those that nobody has done and
    that are no action yet, and those that come up now. What Firebell sees happen is none: there is
    nothing left to be done about a first update; nor what makes sense only while it is open. Of
    those that came up before, their time was one of the incident, which is over.
    """
    there = {action.step for action in incident.actions}
    before = [replace(step, due=None) for step in incident.steps]
    waiting = [
        step
        for step in (*before, *come_up)
        if step.ticked_at is None
        and step.done_by is None
        and step.key not in there
        and not step.while_open
    ]
    return tuple(
        Action(
            id=str(incident.actions_added + count),
            words=step.words,
            added=now,
            since=now,
            owner=_holder(incident, step),
            due=step.due,
            step=step.key,
        )
        for count, step in enumerate(waiting, start=1)
    )


def _holder(incident: Incident, step: StepState) -> Person | None:
    held = incident.roles.get(step.role) if step.role else None
    return held.person if held and held.on_it else None


def next_reminder(action: Action, incident: Incident, playbook: Playbook) -> datetime | None:
    """When somebody is asked about it next; None for never, as things are."""
    if (
        not action.is_open
        or action.let_be
        or incident.expired
        or asked_of(action, incident) is None
    ):
        return None
    if incident.is_open:
        return _while_open(action, incident, playbook)
    if incident.drill:
        return None
    if action.asked is not None:
        at = action.asked + APART * 2 ** (action.reminded - 1)
    else:
        at = _first(action, incident, playbook)
    return playbook.working_time(at)


def _while_open(action: Action, incident: Incident, playbook: Playbook) -> datetime | None:
    if action.due is None or action.reminded:
        return None
    return playbook.when_reminded(action.due, incident.severity)


def _first(action: Action, incident: Incident, playbook: Playbook) -> datetime:
    """In the morning of its day, where that is still to come. Of the time that a step has its owner
    is told by itself (`domain/moves/steps.py`)."""
    closed = incident.ending.at if incident.ending else action.since
    since = max(action.since, closed)
    if action.due is None:
        return since + NO_DAY
    if action.step is not None and action.since == closed:
        return action.due + LATE_ALREADY
    zone = ZoneInfo(playbook.time_zone)
    morning = datetime.combine(action.due.astimezone(zone).date(), time(), zone)
    morning = playbook.working_time(morning)
    if morning > since:
        return morning
    return action.due if action.due > since else since + LATE_ALREADY


def earliest(incident: Incident, playbook: Playbook) -> datetime | None:
    """When anybody is asked about any of its actions next."""
    found = (next_reminder(action, incident, playbook) for action in incident.actions)
    return min((at for at in found if at is not None), default=None)


def asked_of(action: Action, incident: Incident) -> Person | None:
    """Who is asked about it: whose it is, else whoever is in charge; of a private incident only who
    is in its channel. None where nobody is there to be asked."""
    wanted = (action.owner, incident.who_can_act, *incident.members[:1])
    for person in wanted:
        if person is not None and not is_pseudonym(person) and _may_hear(person, incident):
            return person
    return None


def _may_hear(person: Person, incident: Incident) -> bool:
    return not incident.private or incident.is_in(person)


def remind(
    incident: Incident, command: RemindOfActions, now: datetime, playbook: Playbook
) -> list[Event]:
    """All whose time has come, in one. A reminder that comes late says what is so then."""
    if command.look != incident.actions_look:
        return []
    asked = _due(incident, now, playbook)
    if not asked:
        return []
    return [
        ActionsReminded(
            at=now,
            asked=asked,
            let_be=_last(incident, asked),
            beside=command.beside,
            elsewhere=command.elsewhere,
        )
    ]


def _due(incident: Incident, now: datetime, playbook: Playbook) -> dict[str, Person]:
    """Whom to ask now, about which."""
    asked: dict[str, Person] = {}
    for action in incident.actions:
        at, person = next_reminder(action, incident, playbook), asked_of(action, incident)
        if at is not None and at <= now and person is not None:
            asked[action.id] = person
    return asked


def _last(incident: Incident, asked: Mapping[str, Person]) -> tuple[str, ...]:
    """Those of which it is said that nobody is asked any more."""
    last = [each.id for each in incident.actions if each.id in asked and each.reminded + 1 >= ASKED]
    return () if incident.is_open else tuple(last)


def together(
    incidents: Iterable[Incident], now: datetime, playbook: Playbook
) -> dict[str, RemindOfActions]:
    """The reminders of all closed incidents in which something is due now, by their ids, so that
    each person gets one message: of the first, a public one before a private one, which says how
    much is due in the others. The last time is said in each."""
    due = {
        each.id: (each, found)
        for each in sorted(incidents, key=lambda each: (each.private, each.number))
        if not each.is_open and (found := _due(each, now, each.process(playbook)))
    }
    told: dict[Person, str] = {}
    beside: dict[str, dict[Person, int]] = {id: {} for id in due}
    elsewhere: dict[str, list[Person]] = {id: [] for id in due}
    for id, (incident, asked) in due.items():
        last = {asked[action] for action in _last(incident, asked)}
        for person in dict.fromkeys(asked.values()):
            first = told.setdefault(person, id)
            if first != id and person not in last:
                much = list(asked.values()).count(person)
                beside[first][person] = beside[first].get(person, 0) + much
                elsewhere[id].append(person)
    return {
        id: RemindOfActions(
            by=None,
            look=incident.actions_look,
            beside=beside[id],
            elsewhere=tuple(elsewhere[id]),
        )
        for id, (incident, _) in due.items()
    }


def gone(incident: Incident, report: ReportGone, now: datetime, _: Playbook) -> list[Event]:
    """Whoever had actions does not use this workspace any more."""
    return left_by(incident, report.person, now)


def left_by(incident: Incident, person: Person, now: datetime) -> list[Event]:
    """What they had is nobody's; whoever is in charge hears of it, unless that is them."""
    theirs = [each.id for each in incident.actions if each.is_open and each.owner == person]
    if not theirs or incident.expired:
        return []
    others = (incident.who_can_act, *incident.members)
    heirs = (who for who in others if who != person and not is_pseudonym(who))
    told = next((who for who in heirs if _may_hear(who, incident)), None)
    return [ActionsLeft(at=now, actions=tuple(theirs), person=person, told=told)]


def reminded(incident: Incident, event: ActionsReminded) -> Incident:
    """Asked once more."""
    actions = tuple(
        replace(
            each,
            reminded=each.reminded + 1,
            asked=event.at,
            let_be=each.id in event.let_be,
        )
        if each.id in event.asked
        else each
        for each in incident.actions
    )
    return replace(incident, actions=actions)


def actions_left(incident: Incident, event: ActionsLeft) -> Incident:
    """Nobody has them."""
    actions = tuple(
        waiting_anew(replace(each, owner=None), event.at) if each.id in event.actions else each
        for each in incident.actions
    )
    return replace(incident, actions=actions)


def as_follow_ups(incident: Incident, event: Closed) -> Incident:
    """What was to be done, and what nobody had done of the playbook's steps, is asked about from
    now on."""
    waiting = tuple(
        waiting_anew(each, event.at) if each.is_open else each for each in incident.actions
    )
    return replace(
        incident,
        actions=(*waiting, *event.left),
        actions_added=incident.actions_added + len(event.left),
    )


def as_actions(incident: Incident, at: datetime) -> Incident:
    """Opened again, it has its steps as it had them: what was one of these is no action now, unless
    somebody has made it their own."""
    kept = tuple(
        waiting_anew(each, at) if each.is_open else each
        for each in incident.actions
        if each.step is None or not each.is_open or each.text or each.ticket or each.ticket_wanted
    )
    return replace(incident, actions=kept)


def followed(before: Incident | None, after: Incident) -> Incident:
    """The number of the reminder that counts: another one wherever it may be another time, or
    another person."""
    if before is None or not (before.actions or after.actions) or _same(before, after):
        return after
    return replace(after, actions_look=after.actions_look + 1)


def _same(before: Incident, after: Incident) -> bool:
    return (
        before.actions == after.actions
        and (before.is_open, before.drill, before.private, before.severity, before.expired)
        == (after.is_open, after.drill, after.private, after.severity, after.expired)
        and [asked_of(each, before) for each in before.actions]
        == [asked_of(each, after) for each in after.actions]
    )
