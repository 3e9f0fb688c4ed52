"""One move in one transaction: decide, apply, save if unchanged, append events, queue effects.

These are plain functions over a `Transaction`; nothing here waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from firebell.app import redaction
from firebell.app.ports import Loaded, Transaction
from firebell.domain import loudness, naming
from firebell.domain.commands import (
    Close,
    Command,
    MakePrivate,
    MakeReal,
    MayPing,
    OnRecord,
    Reopen,
    ReportChannel,
    ReportNameTaken,
)
from firebell.domain.events import (
    ChannelAdopted,
    ChannelCreated,
    ChannelNameTaken,
    ChannelPutAside,
    Declared,
    Event,
    MadePrivate,
    MadeReal,
    MessagePosted,
    Redacted,
    Reopened,
)
from firebell.domain.incident import Incident, thread_key
from firebell.domain.lifecycle import apply, decide
from firebell.domain.moves.answering import who_acted
from firebell.domain.moves.making_private import private_name
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym
from firebell.domain.reactions import reactions
from firebell.words.record import people_in

CommandKind = TypeVar("CommandKind", bound=Command)


def move(
    tx: Transaction, loaded: Loaded, command: Command, playbook: Playbook
) -> tuple[Loaded, Sequence[Event]]:
    """The incident after the command, and what happened. Raises Refused, Conflict."""
    command = with_pings(tx, _with_what_is_stored(tx, loaded.incident, command))
    if isinstance(command, OnRecord):
        process = loaded.incident.process(playbook)
        command = redaction.with_record(tx, loaded.incident, command, process)
    events = decide(loaded.incident, command, tx.now(), playbook)
    if not events:
        return loaded, events
    return record(tx, loaded, events, playbook), events


def record(
    tx: Transaction, loaded: Loaded | None, events: Sequence[Event], playbook: Playbook
) -> Loaded:
    """Write the events down, with all that follows from them."""
    before = loaded.incident if loaded else None
    steps: list[tuple[Incident | None, Event, Incident]] = []
    for event in events:
        after = apply(before, event)
        steps.append((before, event, after))
        before = after
    assert before is not None, "there is at least one event"
    version = loaded.version if loaded else None
    tx.meet(person for person in people_in(events) if not is_pseudonym(person))
    for event in events:
        redaction.take_out(tx, event, before)
    ids = tx.save(before, version, events)
    for event_id, (earlier, event, after) in zip(ids, steps, strict=True):
        _reserve(tx, event, after)
        follows = reactions(earlier, event, after, playbook)
        tx.queue(after.id, event_id, follows, first=earlier is None)
        if event.by is not None and loudness.pings(event, after, playbook):
            tx.pinged(event.by, before=tx.now() - loudness.WITHIN)
    return Loaded(incident=before, version=(version or 0) + 1)


def _reserve(tx: Transaction, event: Event, after: Incident) -> None:
    match event:
        case Declared(adopts=True) | Declared(channel_name=""):
            pass
        case Declared(channel_name=name) | ChannelNameTaken(next_name=name):
            tx.reserve_name(name, after.id)
        case (
            Reopened(channel_name=str(name))
            | Redacted(channel_name=str(name))
            | MadeReal(channel_name=str(name))
        ):
            tx.reserve_name(name, after.id)
        case MadePrivate():
            tx.reserve_name(event.channel_name, after.id)
            tx.reserve_name(event.old_name, after.id)
        case ChannelCreated(channel=channel, channel_name=name):
            tx.own_channel(channel, after.id)
            if name is not None:
                tx.reserve_name(name, after.id)
        case MessagePosted() if after.thread_message == after.messages.get(event.slot):
            tx.own_channel(thread_key(event.channel, event.ts), after.id)
            tx.own_channel(thread_key(event.channel), after.id)
        case ChannelAdopted(channel=channel) | ChannelPutAside(channel=channel):
            tx.own_channel(channel, after.id)
        case _:
            pass


def _with_what_is_stored(tx: Transaction, incident: Incident, command: Command) -> Command:
    if isinstance(command, MakePrivate):
        wanted = (private_name(incident), naming.number_name(incident.number))
        taken = frozenset[str]().union(*map(tx.names_reserved, wanted))
        return replace(command, taken=taken)
    if isinstance(command, MakeReal | ReportChannel):
        name = naming.for_real(incident.channel_name)
        return replace(command, taken=tx.names_reserved(name))
    if isinstance(command, ReportNameTaken | Reopen):
        command = replace(command, taken=tx.names_reserved(incident.channel_name))
    if isinstance(command, Reopen):
        return replace(command, passed_on=_has_passed_on(tx, incident))
    if isinstance(command, Close):
        events = [stored.event for stored in tx.events(incident.id)]
        return replace(command, acted=who_acted(events))
    return command


def _has_passed_on(tx: Transaction, incident: Incident) -> bool:
    """Whether another incident has adopted its channel since."""
    own = incident.channel
    holder = tx.by_channel(own.id) if own is not None and own.adopted else None
    return holder is not None and holder.incident.id != incident.id


def with_pings(tx: Transaction, command: CommandKind) -> CommandKind:
    """What may ping many people, with how often this person did so a moment ago."""
    if isinstance(command, MayPing) and command.by is not None:
        since = tx.now() - loudness.WITHIN
        return replace(command, pings=tx.pings(command.by, since))
    return command
