"""The domain's values as JSON and back. Which class a row holds is said beside it, by name.

Rows are kept for ever: a field that was added later has a default, so that old rows still read.
"""

from __future__ import annotations

import inspect
import json
from types import ModuleType
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import CoreConfig, SchemaValidator

from firebell.domain import commands, effects, events
from firebell.domain.alerts import AlertGroup
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook

T = TypeVar("T")


def _classes(module: ModuleType, base: type[T]) -> dict[str, type[T]]:
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, base) and not inspect.isabstract(value)
    }


EVENTS = _classes(events, events.Event)
BODIES = _classes(effects, effects.Body)  # type: ignore[type-abstract]  # none is made of it
COMMANDS = _classes(commands, commands.Command)


ADAPTERS: dict[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind)
    for kind in (
        Incident,
        Playbook,
        AlertGroup,
        *EVENTS.values(),
        *BODIES.values(),
        *COMMANDS.values(),
    )
}
READERS: dict[type, SchemaValidator] = {
    kind: SchemaValidator(adapter.core_schema, CoreConfig(hide_input_in_errors=True))
    for kind, adapter in ADAPTERS.items()
}
"""They name the field that makes no sense, and never repeat what stands in it."""


def _read(kind: type[T], text: str) -> T:
    value: T = READERS[kind].validate_json(text)
    return value


def encode(value: object) -> str:
    """Any of the domain's frozen values as JSON text."""
    if isinstance(value, effects.Later):
        command = value.command
        inner = ADAPTERS[type(command)].dump_python(command, mode="json")
        return json.dumps({"command": {"type": type(command).__name__, "value": inner}})
    return ADAPTERS[type(value)].dump_json(value).decode()


def incident(text: str) -> Incident:
    """An incident from the JSON of its row."""
    return _read(Incident, text)


def playbook(text: str) -> Playbook:
    """A playbook from the JSON of its row."""
    return _read(Playbook, text)


def alert_group(text: str) -> AlertGroup:
    """Alerts that belong together, from the JSON of their row."""
    return _read(AlertGroup, text)


def event(name: str, text: str) -> events.Event:
    """An event by its class's name. Raises KeyError for one that was never written."""
    return _read(EVENTS[name], text)


def body(name: str, text: str) -> effects.Body:
    """What an effect does, by its class's name."""
    if name == effects.Later.__name__:
        inner = json.loads(text)["command"]
        return effects.Later(command=_read(COMMANDS[inner["type"]], json.dumps(inner["value"])))
    if name == effects.Tell.__name__:
        return _told(json.loads(text))
    return _read(BODIES[name], text)


def _told(fields: dict[str, str]) -> effects.Tell:
    """What a person is told. Older rows hold the role behind what is told: `ask:technical`."""
    what, colon, role = fields["what"].partition(":")
    if colon:
        fields |= {"what": what, "role": role}
    return _read(effects.Tell, json.dumps(fields))
