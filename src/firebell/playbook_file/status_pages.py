"""Pages that the public reads: a repository with Upptime, a page of Statuspage, or our own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from firebell.domain.status_pages import Impact, StatusPage, StatusPageKind
from firebell.playbook_file import keys, values
from firebell.playbook_file.tables import Table
from firebell.playbook_file.trackers import REPOSITORY, is_repository

_PAGE = re.compile(r"[a-z0-9]{6,40}")
_UPPTIME = 'a repository, such as "example/status"'
_NAMES = '{apply = "Apply for teacher training"}'
_STATUSPAGE = 'the id of a page, such as "abcdef123456"'


def status_page(table: Table, services: Collection[str], severities: Collection[str]) -> StatusPage:
    """One `[[status_page]]`."""
    kinds = values.choice(StatusPageKind)
    if table.contents.get("kind") == StatusPageKind.OWN:
        return _own(table, services, severities)
    for key in ("title", "names", "address"):
        if key in table.contents:
            table.fault(key, f"{key} is of our own page", 'left out, or kind = "own"')
    found = StatusPage(
        key=table.need("key", values.key(), "", 'key = "status"'),
        name=table.need(
            "name", values.line_of_text(keys.PAGE_NAME), "", 'name = "the status page"'
        ),
        kind=table.need("kind", kinds, StatusPageKind.UPPTIME, 'kind = "upptime"'),
        project=table.need("project", _project, "", 'project = "example/status"'),
        services=table.several("services", values.one_of(services)),
        labels=table.several("labels", values.line_of_text(keys.LABEL)) or ("status",),
        components=_components(table, services),
        impact=_impact(table, severities),
    )
    upptime = found.kind is StatusPageKind.UPPTIME
    if found.project and is_repository(found.project) is not upptime:
        right = _UPPTIME if upptime else _STATUSPAGE
        table.fault("project", f"project is {values.shown(found.project)}", right)
    if not upptime and "labels" in table.contents:
        table.fault("labels", "labels are Upptime's", "left out, since Statuspage has none")
    if upptime and "impact" in table.contents:
        what = "impact is Statuspage's"
        table.fault("impact", what, "left out, since Upptime measures it by itself")
    return found


def _own(table: Table, services: Collection[str], severities: Collection[str]) -> StatusPage:
    """Ours: of a service it shows nothing unless it has a name for the public."""
    for key in ("project", "services", "labels", "components"):
        if key in table.contents:
            table.fault(key, f"{key} is of another kind of page", "left out of our own")
    key = table.need("key", values.key(), "", 'key = "status"')
    title = values.line_of_text(keys.PAGE_NAME)
    names = _names(table, services)
    if "names" not in table.contents:
        table.fault("names", "no service is named for the public", f"names = {_NAMES}")
    return StatusPage(
        key=key,
        name=table.need(
            "name", values.line_of_text(keys.PAGE_NAME), "", 'name = "the status page"'
        ),
        kind=table.need("kind", values.choice(StatusPageKind), StatusPageKind.OWN, 'kind = "own"'),
        project=key,
        services=tuple(names),
        impact=_impact(table, severities),
        title=table.need("title", title, "", 'title = "Is it working?"'),
        address=table.read("address", values.https_address, ""),
        names=names,
    )


def _names(table: Table, services: Collection[str]) -> Mapping[str, str]:
    """Services, each as the public calls it."""
    found: dict[str, str] = {}
    read = values.line_of_text(keys.PAGE_NAME)
    for service, given in table.inner("names", _NAMES):
        if service not in services:
            _no_such(table, "names", service, services)
            continue
        try:
            found[service] = read(given)
        except values.Wrong as wrong:
            table.fault("names", f"names has {values.shown(given)}", wrong.right, service)
    return found


def _project(value: object) -> str:
    """A repository of GitHub, or the id of a page of Statuspage."""
    if isinstance(value, str) and (_PAGE.fullmatch(value) or REPOSITORY.fullmatch(value)):
        return value
    raise values.Wrong(f"{_UPPTIME}, or {_STATUSPAGE}")


def _components(table: Table, services: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Services, each with the parts of the page that are about it."""
    found: dict[str, tuple[str, ...]] = {}
    for service, given in table.inner("components", '{apply = ["apply"]}'):
        if service not in services:
            _no_such(table, "components", service, services)
            continue
        parts = given if isinstance(given, list) else [given]
        good = [part for part in parts if isinstance(part, str) and _is_part(part)]
        if len(good) != len(parts) or not 0 < len(good) <= keys.PARTS:
            what = f"components has {values.shown(given)} for {service}"
            right = '["apply"], with slugs of Upptime or ids of components of Statuspage'
            table.fault("components", what, right, service)
            continue
        found[service] = tuple(dict.fromkeys(good))
    return found


def _is_part(part: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,49}", part) is not None


def _impact(table: Table, severities: Collection[str]) -> Mapping[str, Impact]:
    """Severities, each with what it means for the parts."""
    found: dict[str, Impact] = {}
    read = values.choice(Impact)
    for severity, given in table.inner("impact", '{P1 = "major_outage"}'):
        if severity not in severities:
            _no_such(table, "impact", severity, severities)
            continue
        try:
            found[severity] = read(given)
        except values.Wrong as wrong:
            what = f"impact has {values.shown(given)} for {severity}"
            table.fault("impact", what, wrong.right, severity)
    return found


def _no_such(table: Table, key: str, named: str, known: Collection[str]) -> None:
    meant = values.nearest(named, known)
    right = f'"{meant}"' if meant else values.choices(known)
    table.fault(key, f'{key} has "{named}", which is not here', right, named)
