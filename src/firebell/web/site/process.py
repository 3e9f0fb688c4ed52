"""The playbook as readable text: what is done when something goes wrong, for whoever is new to it.

It is the one that is in force, with its version; nobody needs another document that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firebell.domain.playbook import Loudness, Moment, Playbook, Role, Service, Severity, Step
from firebell.words.catalogue import HEADINGS, SITE
from firebell.words.export import moment
from firebell.words.record import Names, listed
from firebell.words.times import duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A severity, role or service: what it is called, what it is, and what holds for it."""

    title: str
    words: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """All of it. `steps` are what they are done at, each with its lines; `documents` are titles
    with addresses."""

    version: str
    severities: tuple[Part, ...]
    roles: tuple[Part, ...]
    steps: tuple[tuple[str, tuple[str, ...]], ...]
    services: tuple[Part, ...]
    documents: tuple[tuple[str, str], ...]


def process(playbook: Playbook, names: Names) -> Process:
    """It, with people's names."""
    zone = playbook.time_zone
    since = moment(playbook.since, zone) if playbook.since else ""
    version = HEADINGS["playbook_since"].format(version=playbook.version, since=since)
    moments = ((each, SITE[f"steps.{each.value}"]) for each in Moment)
    return Process(
        version=version if playbook.version and since else "",
        severities=tuple(_severity(each) for each in playbook.severities),
        roles=tuple(_role(each) for each in playbook.roles),
        steps=tuple((title, lines) for at, title in moments if (lines := _steps(playbook, at))),
        services=tuple(_service(each, playbook, names) for each in playbook.services),
        documents=tuple((page.title, page.url) for page in playbook.documents),
    )


def people_in(playbook: Playbook) -> set[str]:
    """Whose names it needs."""
    found = {lead for service in playbook.services for lead in (service.leads or {}).values()}
    return {person for rota in playbook.rotas for person in rota.people} | found


def _severity(severity: Severity) -> Part:
    return Part(title=severity.key, words=severity.criteria, lines=tuple(_of_severity(severity)))


def _of_severity(severity: Severity) -> Iterator[str]:
    if severity.factors:
        key = "speaks_one" if severity.needs == 1 else "speaks_several"
        yield SITE[key].format(factors="; ".join(severity.factors), needs=severity.needs)
    if severity.update_every:
        yield SITE["update_every"].format(length=duration(severity.update_every))
    if severity.answer_within:
        yield SITE["answer_within"].format(length=duration(severity.answer_within))
    if severity.loud is Loudness.NONE:
        yield SITE["told_quietly"]
    yield SITE[f"review.{severity.review.value}"]


def _role(role: Role) -> Part:
    lines = [SITE["is_in_charge"]] if role.in_charge else []
    return Part(title=role.name, words=role.duty, lines=tuple(lines))


def _steps(playbook: Playbook, at: Moment) -> tuple[str, ...]:
    return tuple(_step(step, playbook) for step in playbook.steps if step.moment is at)


def _step(step: Step, playbook: Playbook) -> str:
    role = f"{playbook.role(step.role).short}: " if step.role else ""
    when = [listed(list(step.severities))] if step.severities else []
    if step.within:
        when.append(SITE["within"].format(length=duration(step.within)))
    return f"{role}{step.words}" + (f" ({', '.join(when)})" if when else "")


def _service(service: Service, playbook: Playbook, names: Names) -> Part:
    return Part(
        title=service.name,
        words=service.contact or "",
        lines=tuple(_of_service(service, playbook, names)),
    )


def _of_service(service: Service, playbook: Playbook, names: Names) -> Iterator[str]:
    for role, lead in leads(service, playbook, names):
        yield f"{role}: {lead}"
    yield from around(service, playbook)


def leads(service: Service, playbook: Playbook, names: Names) -> list[tuple[str, str]]:
    """Who is asked first, by role: as they are called, else as the file writes them."""
    return [
        (playbook.role(role).name, names.get(lead) or playbook.written.get(lead, lead))
        for role, lead in (service.leads or {}).items()
    ]


def around(service: Service, playbook: Playbook) -> Iterator[str]:
    """How bad it can get, and what it has to do with others."""
    if service.highest:
        yield SITE["highest"].format(severity=service.highest)
    for key, others in (("depends_on", service.depends_on), ("feeds", service.feeds)):
        found = [other.name for each in others if (other := playbook.service(each))]
        if found:
            yield SITE[key].format(services=listed(found))
