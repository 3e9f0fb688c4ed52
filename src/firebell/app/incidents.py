"""What people ask of incidents: each command is one transaction, and the worker hears of it.

The same key twice is the same command: however often a button is pressed or a form delivered.
Nobody reads an incident or gives it a command but by way of who they are (`Caller`): the gate of
the domain says whether they may, and of a private incident the chat is asked first who is in its
channel now.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from firebell.app import neighbours
from firebell.app.alert_links import link_alert
from firebell.app.errors import NeverWill
from firebell.app.ports import Loaded, Reads, Roster, Store, StoredEvent, Transaction
from firebell.app.recording import move, record, with_pings
from firebell.app.redaction import record_of
from firebell.domain.commands import (
    Close,
    Command,
    Declare,
    Edit,
    MakePrivate,
    RecordPast,
    Report,
    ReportMembers,
    ThereAlready,
)
from firebell.domain.effects import DirectMessage, ShowAnswers
from firebell.domain.events import Declared, Event, FieldAnswered, RoleAsked, RoleTaken, Words
from firebell.domain.factors import capped, counts_as
from firebell.domain.incident import CONFIRMATION, Incident, Person
from firebell.domain.lifecycle import decide, permit
from firebell.domain.moves.declare import wanted_name
from firebell.domain.permissions import Caller, Permission, may, sees
from firebell.domain.playbook import UNSURE, Playbook
from firebell.domain.refusals import Refused
from firebell.domain.searching import EVERYTHING, Wanted
from firebell.domain.team_fields import Answer
from firebell.domain.typed_text import one_line
from firebell.domain.typed_words import (
    Entry,
    Record,
    Written,
    entries,
    removed,
    standing_notes,
    written_by,
)

T = TypeVar("T")
RECENT = timedelta(minutes=30)
CHUNK = 50
"""Incidents that are read at a stroke, of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """The incident after the command. `repeated`: the key was known already."""

    incident: Incident
    events: Sequence[Event] = ()
    repeated: bool = False


class Incidents:
    """The use cases over one store. `wake` is called after every commit that queued something."""

    def __init__(
        self,
        store: Store,
        playbook: Callable[[], Playbook],
        wake: Callable[[], None],
        new_id: Callable[[], str],
        roster: Roster,
    ) -> None:
        self._store = store
        self._playbook = playbook
        self._wake = wake
        self._new_id = new_id
        self._roster = roster

    async def declare(self, command: Declare, caller: Caller, said: str = "") -> Handled:
        """Raise it, or recognise it. With `said`, a digest of what is asked, other words under the
        same key are refused, not taken for a correction. Raises Refused."""
        playbook = self._playbook()
        command = replace(command, token=caller.token)

        def work(tx: Transaction) -> Handled:
            permit(caller, command, None, playbook)
            if command.alert:
                tx.alerts.turn()
            earlier = tx.by_key(command.key)
            if earlier is None:
                if said:
                    is_known(tx, command.key, said)
                handled = first(tx, with_pings(tx, command), caller, playbook, self._new_id())
                if said:
                    tx.remember(command.key, handled.incident.id, said)
                if command.alert:
                    link_alert(tx, command.alert, handled.incident.id)
                return handled
            if earlier.incident.declarer != caller.person:
                raise Refused("no_such_incident")
            if said:
                is_known(tx, command.key, said)
                return Handled(incident=earlier.incident, repeated=True)
            return _again(tx, earlier, command, caller, playbook)

        return await self._transact(work)

    async def handle(
        self,
        incident: str,
        command: Command,
        caller: Caller,
        key: str | None = None,
        said: str = "",
    ) -> Handled:
        """Carry a person's command out on an incident, by its opaque id; `said` as in `declare`.
        Raises Refused."""
        playbook = self._playbook()
        await self._ask_who_is_in(incident, caller)
        if isinstance(command, MakePrivate):
            command = replace(command, readers=await self._readers(incident))
        command = replace(command, token=caller.token)
        pair = await self._pair(incident, command, caller)

        def work(tx: Transaction) -> Handled:
            asked = neighbours.with_twin(tx, command, pair, caller)
            loaded = tx.incident(incident)
            if loaded is None:
                raise Refused("no_such_incident")
            permit(caller, asked, loaded.incident, playbook)
            return _once(tx, loaded, asked, key, playbook, said)

        return await self._transact(work)

    async def report(self, incident: str, report: Report, key: str | None = None) -> Handled:
        """Take note of what the chat says of an incident. Nobody is asked whether they may."""
        playbook = self._playbook()

        def work(tx: Transaction) -> Handled:
            loaded = tx.incident(incident)
            assert loaded is not None, "the chat speaks of what is known"
            return _once(tx, loaded, report, key, playbook)

        return await self._transact(work)

    async def retry(self, effect: str, caller: Caller) -> bool:
        """Take up again what was given up; the declarer's list shows it. Raises Refused."""
        playbook = self._playbook()
        stored = await self._store.read(lambda reads: reads.effect(effect))
        if stored is None:
            raise Refused("no_such_incident")
        of = stored.incident
        await self._ask_who_is_in(of, caller)

        def work(tx: Transaction) -> bool:
            loaded = tx.incident(of)
            assert loaded is not None, "an effect belongs to an incident"
            may(caller, Permission.RETRY, loaded.incident, playbook)
            if not tx.retry(effect):
                return False
            tx.want(of, CONFIRMATION)
            tx.queue(of, stored.event_id, [ShowAnswers(of=frozenset({DirectMessage.FAILED}))])
            return True

        return await self._transact(work)

    async def by_id(self, incident: str, caller: Caller) -> Incident:
        """The incident with this opaque id. Raises Refused where there is none for this person."""
        found = await self._shown(caller, lambda reads: reads.incident(incident))
        if found is None:
            raise Refused("no_such_incident")
        return found

    async def by_number(self, number: int, caller: Caller) -> Incident | None:
        """By what people call it; None where there is none for this person."""
        return await self._shown(caller, lambda reads: reads.by_number(number))

    async def by_channel(self, channel: str, caller: Caller) -> Incident | None:
        """By a channel or thread that is or was its own; None if there is none for this person."""
        return await self._shown(caller, lambda reads: reads.by_channel(channel))

    async def with_event(
        self, incident: str, event: str, caller: Caller
    ) -> tuple[Incident, StoredEvent]:
        """An incident and what happened in it, by their ids. Raises Refused where there is none for
        this person, or it is no event of this incident."""
        found = await self.by_id(incident, caller)
        stored = await self._store.read(lambda reads: reads.events(found.id))
        for each in stored:
            if each.id == event:
                return found, each
        raise Refused("no_such_incident")

    async def with_record(self, incident: str, caller: Caller) -> tuple[Incident, Record]:
        """An incident and all that happened in it, read in one moment. Raises Refused where there
        is none for this person."""
        await self.by_id(incident, caller)

        def read(reads: Reads) -> tuple[Incident, Record]:
            loaded = reads.incident(incident)
            if loaded is None or not sees(caller, loaded.incident):
                raise Refused("no_such_incident")
            return loaded.incident, record_of(reads, loaded.incident)

        return await self._store.read(read)

    async def removable(self, incident: str, caller: Caller) -> list[Entry]:
        """What was typed and can be removed by this person, the newest first. Raises Refused."""
        playbook = self._playbook()
        await self._ask_who_is_in(incident, caller)

        def read(reads: Reads) -> list[Entry]:
            loaded = reads.incident(incident)
            if loaded is None:
                raise Refused("no_such_incident")
            found = loaded.incident
            may(caller, Permission.REDACT, found, playbook)
            record = record_of(reads, found)
            title = (Words.TITLE, (found.title,))
            return [entry for entry in entries(record) if (entry.part, entry.said) != title]

        return await self._store.read(read)

    async def written_by(self, incident: Incident, caller: Caller) -> Sequence[Written]:
        """The notes that this person typed, of an incident that is shown to them."""

        def read(reads: Reads) -> Sequence[Written]:
            return written_by(record_of(reads, incident), caller.person)

        return await self._store.read(read)

    async def notes_of(self, incident: Incident, where: str) -> Sequence[str]:
        """The messages of a channel that are on the record, by their time stamps, to be compared
        with the chat."""

        def read(reads: Reads) -> Sequence[str]:
            return standing_notes(record_of(reads, incident), where)

        return await self._store.read(read)

    async def open_for(self, caller: Caller) -> list[Incident]:
        """What is open and may be shown to this person, newest first."""
        return await self._all_shown(caller, lambda reads: reads.open_incidents())

    async def with_actions(self, caller: Caller) -> list[Incident]:
        """What has actions that are to be done still, open or closed, and may be shown to this
        person, newest first."""
        return await self._all_shown(caller, lambda reads: reads.with_actions())

    async def awaiting_review(self, caller: Caller) -> list[Incident]:
        """Those whose review is not published yet and that may be shown to this person."""
        return await self._all_shown(caller, lambda reads: reads.awaiting_review())

    async def newest(
        self,
        caller: Caller,
        count: int,
        before: int | None = None,
        wanted: Wanted = EVERYTHING,
    ) -> list[Incident]:
        """So many of all that there ever were, are wanted and may be shown to this person, the
        newest first, with numbers below `before`."""
        found: list[Incident] = []
        more = True
        while more and len(found) < count:
            seen: list[Incident] = []
            chunk = partial(_chunk, seen, max(count, CHUNK), before, wanted)
            found += await self._all_shown(caller, chunk)
            more = bool(seen)
            before = seen[-1].number if seen else before
        return found[:count]

    async def _all_shown(
        self, caller: Caller, find: Callable[[Reads], Sequence[Incident]]
    ) -> list[Incident]:
        """Those among these that may be shown to this person."""
        found = await self._store.read(find)
        private = [each for each in found if each.private and sees(caller, each)]
        if not private:
            return [incident for incident in found if sees(caller, incident)]
        hidden = await self.outside(private)
        found = await self._store.read(find)
        return [each for each in found if sees(caller, each) and each.id not in hidden]

    async def outside(self, private: Sequence[Incident]) -> frozenset[str]:
        """Ask the chat who is in the channels of these, and take note of who is not. Those (by
        their opaque ids) of which nobody can tell, since the bot itself was removed."""
        compared = await asyncio.gather(*map(self._compared, private))
        told = zip(private, compared, strict=True)
        return frozenset(each.id for each, is_told in told if not is_told)

    async def open_publicly(self, caller: Caller) -> list[Incident]:
        """What is open and may be shown to everyone, newest first, drills apart."""
        found = await self._store.read(lambda reads: reads.open_incidents())
        shown = [incident for incident in found if not incident.private and not incident.drill]
        return [incident for incident in shown if sees(caller, incident)]

    async def similar(self, command: Declare, caller: Caller) -> Incident | None:
        """An open public incident of the same service that is under 30 minutes old; none for
        what is private or a drill, nor for the same form once more."""
        if command.private or command.drill or command.service == UNSURE:
            return None

        def work(tx: Transaction) -> Incident | None:
            if tx.by_key(command.key) is not None:
                return None
            return tx.similar(command.service, tx.now() - RECENT)

        found = await self._store.transact(work)
        return found if found is not None and sees(caller, found) else None

    async def known_by(self, channel: str) -> Incident | None:
        """The incident of a channel or a thread, for what the chat says of it; never to be shown to
        anybody."""
        loaded = await self._store.read(lambda reads: reads.by_channel(channel))
        return loaded.incident if loaded else None

    async def all_open(self) -> Sequence[Incident]:
        """All that are open, to be compared with the chat; never to be shown to anybody."""
        return await self._store.read(lambda reads: reads.open_incidents())

    async def all_with_actions(self) -> Sequence[Incident]:
        """All with actions that are to be done still, for what the chat says of people; never to be
        shown to anybody."""
        return await self._store.read(lambda reads: reads.with_actions())

    async def _pair(self, incident: str, command: Command, caller: Caller) -> Sequence[Incident]:
        """This one and the other that it is closed as the same as, by their numbers; nothing where
        there is no other for this person."""
        if not isinstance(command, Close) or command.duplicate_of is None:
            return ()
        mine = await self._store.read(lambda reads: reads.incident(incident))
        other = await self.by_number(command.duplicate_of, caller)
        if mine is None or other is None:
            return ()
        return sorted([mine.incident, other], key=lambda each: each.number)

    async def _readers(self, incident: str) -> frozenset[Person]:
        """Who is in the channel of an open incident, as far as the chat says it now."""
        loaded = await self._store.read(lambda reads: reads.incident(incident))
        channel = loaded.incident.channel if loaded else None
        if channel is None or channel.archived:
            return frozenset()
        try:
            return await self._roster.members(channel.id) or frozenset()
        except NeverWill:
            return frozenset()

    async def _shown(
        self, caller: Caller, find: Callable[[Reads], Loaded | None]
    ) -> Incident | None:
        loaded = await self._store.read(find)
        if loaded is not None and loaded.incident.private:
            await self._ask_about(loaded.incident, caller)
            loaded = await self._store.read(find)
        if loaded is None or not sees(caller, loaded.incident):
            return None
        return loaded.incident

    async def _ask_who_is_in(self, incident: str, caller: Caller) -> None:
        """Of an incident that may not be there, by its opaque id. Raises Refused."""
        loaded = await self._store.read(lambda reads: reads.incident(incident))
        if loaded is not None:
            await self._ask_about(loaded.incident, caller)

    async def _ask_about(self, incident: Incident, caller: Caller) -> None:
        """Raises Refused where nobody can tell, since the bot itself is not in the channel."""
        if not await self._compared(incident) and sees(caller, incident):
            raise Refused("firebell_outside", number=incident.number)

    async def _compared(self, incident: Incident) -> bool:
        """Ask the chat who is in a private incident's channel, and take note of who is not.

        An archived channel keeps its people. Where the chat can't tell for the moment, what it said
        last holds. False where the bot was removed: then a member can't be told from a stranger.
        """
        channel = incident.channel
        if not incident.private or channel is None or channel.archived:
            return True
        try:
            people = await self._roster.members(channel.id)
        except NeverWill:
            return False
        if people is not None and people != frozenset(incident.members):
            known = frozenset(incident.members)
            report = ReportMembers(where=channel.id, people=people, known=known)
            await self.report(incident.id, report)
        return True

    async def _transact(self, work: Callable[[Transaction], T]) -> T:
        done = await self._store.transact(work)
        self._wake()
        return done


def _once(
    tx: Transaction,
    loaded: Loaded,
    command: Command,
    key: str | None,
    playbook: Playbook,
    said: str = "",
) -> Handled:
    """A key that is known was handled already."""
    if key is not None:
        if is_known(tx, key, said):
            return Handled(incident=loaded.incident, repeated=True)
        tx.remember(key, loaded.incident.id, said)
    loaded, events = move(tx, loaded, command, playbook)
    neighbours.follow(tx, loaded.incident, events, playbook)
    return Handled(incident=loaded.incident, events=events)


def is_known(tx: Transaction, key: str, said: str) -> bool:
    """Whether this was asked with the key before. Raises Refused where something else was."""
    if tx.handled(key) is None:
        return False
    if tx.said(key) != said:
        raise Refused("key_used")
    return True


def severity_of(command: Declare, playbook: Playbook) -> str:
    """What such an incident begins with."""
    chosen = counts_as(command.severity, command.factors or (), playbook, command.service)
    return capped(chosen, command.service, playbook)


def first(
    tx: Transaction, command: Declare, caller: Caller, playbook: Playbook, new_id: str
) -> Handled:
    """Raise it: what only the use case knows, the events, and all that follows. Raises Refused."""
    now = tx.now()
    number = tx.next_number()
    severity = severity_of(command, playbook)
    similar = None
    if not command.private and not command.drill and command.service != UNSURE:
        similar = tx.similar(command.service, now - RECENT)
    numbered = replace(
        command,
        id=new_id,
        number=number,
        similar=similar.number if similar else None,
        there=_held(tx, command.there, caller) if command.there else None,
    )
    base = wanted_name(numbered, playbook, severity, now)
    taken = tx.names_reserved(base)
    events = decide(None, replace(numbered, taken=taken), now, playbook)
    loaded = record(tx, None, events, playbook)
    return Handled(incident=loaded.incident, events=events)


def _held(tx: Transaction, there: ThereAlready, caller: Caller) -> ThereAlready:
    """The channel, with the incident that has it already; one that adopted it and is over has let
    it go. The counter of numbers is locked by now, so that of two at the same time the second one
    finds the first."""
    loaded = tx.by_channel(there.channel)
    if loaded is None or loaded.incident.has_let_go:
        return there
    shown = sees(caller, loaded.incident)
    return replace(there, held=True, holder=loaded.incident.number if shown else None)


def _chunk(
    seen: list[Incident], count: int, before: int | None, wanted: Wanted, reads: Reads
) -> list[Incident]:
    """The next of all; `seen` says how far they go, also where nobody may see the last of them."""
    seen[:] = reads.newest(count, before, wanted)
    return seen


def _again(
    tx: Transaction, earlier: Loaded, command: Declare, caller: Caller, playbook: Playbook
) -> Handled:
    """The same values are the same incident; other values correct it."""
    changes = _differences(tx, earlier.incident, command, playbook)
    if changes is None:
        return Handled(incident=earlier.incident, repeated=True)
    permit(caller, changes, earlier.incident, playbook)
    loaded, events = move(tx, earlier, changes, playbook)
    return Handled(incident=loaded.incident, events=events, repeated=True)


def _differences(
    tx: Transaction, incident: Incident, command: Declare, playbook: Playbook
) -> Edit | None:
    first = tx.events(incident.id)
    declared = first[0].event
    assert isinstance(declared, Declared), "an incident begins by being declared"
    if command.private and not incident.private:
        raise Refused("raised_openly", number=incident.number)
    asked = {
        (stored.event.role, stored.event.person)
        for stored in first
        if isinstance(stored.event, RoleAsked | RoleTaken)
    }
    is_said = declared.severity_confirmed or command.assumed
    severity = declared.severity if is_said else UNSURE
    chosen = capped(command.severity, command.service, playbook)
    title = one_line(command.title)
    description = command.description.strip()
    # What was removed since is not put back by a form that is sent once more.
    gone = removed({stored.id: stored.event for stored in first})
    kept = {words for words in Words if (first[0].id, words) not in gone}
    other_title = title != declared.title and Words.TITLE in kept
    other_description = description != declared.description and Words.DESCRIPTION in kept
    edit = Edit(
        by=command.by,
        where=command.where,
        title=title if other_title else None,
        description=description if other_description else None,
        service=command.service if command.service != declared.service else None,
        severity=command.severity if chosen != severity else None,
        roles={role: who for role, who in command.roles.items() if (role, who) not in asked},
        answers=_other_answers(first, command, gone),
    )
    if isinstance(command, RecordPast):
        known = incident.milestones
        edit = replace(
            edit,
            affected_from=_news(command.affected_from, known.affected_from),
            working_since=_news(command.working_since, known.working_since),
        )
    unchanged = Edit(by=command.by, where=command.where)
    return None if edit == unchanged else edit


def _news(given: datetime | None, known: datetime | None) -> datetime | None:
    return None if given == known else given


def _other_answers(
    first: Sequence[StoredEvent], command: Declare, gone: Collection[tuple[str, Words]]
) -> dict[str, Answer]:
    """What is answered otherwise than when it was raised; not what was removed since."""
    known: dict[str, tuple[str, Answer]] = {}
    for stored in first:
        if isinstance(e := stored.event, FieldAnswered):
            answer = Answer(question=e.question, text=e.text, people=e.people, day=e.day)
            known.setdefault(e.field, (stored.id, answer))
    return {
        key: answer
        for key, answer in command.answers.items()
        if (key not in known and not answer.is_empty)
        or (key in known and known[key][1] != answer and (known[key][0], Words.ANSWER) not in gone)
    }
