"""Where alerts come from: which program, in which channel they stand, and what their words mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import timedelta

from firebell.domain.playbook import AlertSource, RaisedHow, SenderKind
from firebell.playbook_file import keys, values
from firebell.playbook_file.tables import Table

_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)+")
FIELDS = ("title", "key", "state", "severity", "service", "link")
"""What plain JSON can be read for."""
NEEDED = ("title", "key")
ENDED = ("resolved", "ok", "ended", "closed", "up")
"""States that say that an alert is over, where the file names none."""
LEVEL_OF: Mapping[SenderKind, str] = {SenderKind.SENTRY: "level"}
"""The label with the severity, where that is not called so."""
_RULE = ("at_once_severities", "at_once_labels", "at_once_after")


def alert_source(
    table: Table, services: Collection[str], severities: Collection[str]
) -> AlertSource:
    """One `[[alerts]]`."""
    kinds = values.choice(SenderKind)
    kind = table.need("kind", kinds, SenderKind.ALERTMANAGER, 'kind = "alertmanager"')
    how = table.read("raise", values.choice(RaisedHow), RaisedHow.ASK)
    found = AlertSource(
        key=table.need("key", values.key(), "", 'key = "prometheus"'),
        kind=kind,
        channel=table.need("channel", values.channel, "", 'channel = "#alerts"'),
        service=table.read("service", values.one_of(services), ""),
        service_label=table.read("service_label", values.line_of_text(keys.LABEL), "service"),
        services=_meanings(table, "services", services, '{checkout = "apply"}'),
        severity_label=table.read(
            "severity_label", values.line_of_text(keys.LABEL), LEVEL_OF.get(kind, "severity")
        ),
        severities=_meanings(table, "severities", severities, '{critical = "P1"}'),
        raise_=how,
        raise_severities=table.several("at_once_severities", values.one_of(severities)),
        raise_labels=_labels(table),
        raise_after=table.read("at_once_after", values.duration, timedelta()),
        fields=_fields(table) if kind is SenderKind.JSON else {},
        ended=table.several("ended", values.line_of_text(keys.LABEL)) or ENDED,
    )
    _only_with_its_kind(table, kind)
    _rule_without_effect(table, found)
    return found


def _meanings(table: Table, key: str, known: Collection[str], such_as: str) -> Mapping[str, str]:
    """What the sender says, each with the key of the playbook's that it means."""
    found: dict[str, str] = {}
    read = values.one_of(known)
    for said, meant in table.inner(key, such_as):
        try:
            found[said] = read(meant)
        except values.Wrong as wrong:
            what = f"{key} has {values.shown(meant)} for {said}"
            table.fault(key, what, wrong.right, said)
    return found


def _labels(table: Table) -> Mapping[str, str]:
    """Labels, each with the value that it has to have."""
    found: dict[str, str] = {}
    for label, value in table.inner("at_once_labels", '{env = "production"}'):
        if isinstance(value, str) and value:
            found[label] = value
        else:
            what = f"at_once_labels has {values.shown(value)} for {label}"
            table.fault("at_once_labels", what, 'a text in quotes, such as "production"', label)
    return found


def _fields(table: Table) -> Mapping[str, str]:
    """Where each part of an alert stands in plain JSON."""
    found: dict[str, str] = {}
    such_as = '{title = "/title", key = "/id", state = "/state"}'
    if "fields" not in table.contents and not table.source.incomplete:
        table.fault(None, "fields is missing", f"fields = {such_as}")
        return found
    for field, pointer in table.inner("fields", such_as):
        if field not in FIELDS:
            meant = values.nearest(field, FIELDS)
            right = f'"{meant}"' if meant else values.choices(FIELDS)
            table.fault(
                "fields", f'fields has "{field}", which is no part of an alert', right, field
            )
        elif not isinstance(pointer, str) or not _POINTER.fullmatch(pointer):
            what = f"fields has {values.shown(pointer)} for {field}"
            table.fault("fields", what, 'a JSON Pointer, such as "/alert/title"', field)
        else:
            found[field] = pointer
    given = table.contents.get("fields")
    missing = [part for part in NEEDED if isinstance(given, dict) and part not in given]
    if missing:
        table.fault("fields", f"fields has no {' and no '.join(missing)}", such_as)
    return found


def _only_with_its_kind(table: Table, kind: SenderKind) -> None:
    """What only plain JSON needs said."""
    if kind is SenderKind.JSON or table.contents.get("kind") != kind.value:
        return
    for key in ("fields", "ended"):
        if key in table.contents:
            right = f'left out, since Firebell knows what "{kind.value}" sends'
            table.fault(key, f'{key} is for kind = "json"', right)


def _rule_without_effect(table: Table, found: AlertSource) -> None:
    """A rule that raises nothing, or one that could never hold."""
    if found.raise_ is RaisedHow.ASK:
        for key in _RULE:
            if key in table.contents:
                table.fault(key, f'{key} is there, and raise is not "at once"', 'raise = "at once"')
        return
    unreachable = [each for each in found.raise_severities if each not in found.severities.values()]
    if unreachable:
        named = ", ".join(unreachable)
        right = f'severities = {{critical = "{unreachable[0]}"}}'
        table.fault("at_once_severities", f"nothing that is sent means {named}", right)
