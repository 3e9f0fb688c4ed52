"""What the store holds, as the contract says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from firebell.app.figures import Counted
from firebell.app.library import Told
from firebell.app.told_to_programs import facts
from firebell.domain import figures as f
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.timeline import timeline
from firebell.web.api import models
from firebell.words.pseudonyms import shown
from firebell.words.record import sentence

Names = Mapping[str, str]


def incident(found: Incident, names: Names, playbook: Playbook, url: str) -> models.Incident:
    """One, as it stands."""
    marks, last = found.milestones, found.last_update
    told = last and models.Told(
        known=last.known, doing=last.doing, at=last.at, by=person(last.by, names)
    )
    return models.Incident.model_validate(
        {
            **facts(found),
            "url": url,
            "description": found.description,
            "summary": found.ending.summary if found.ending else "",
            "raised_by": person(found.declarer, names),
            "in_charge": person(found.in_charge, names),
            "roles": roles(found, names, playbook),
            "last_update": told,
            "affected_from": marks.affected_from,
            "working_since": marks.working_since,
            "assumed": [each.value for each in marks.assumed],
        }
    )


def person(id: str, names: Names) -> models.Person:
    """Somebody, with what they are called."""
    return models.Person(id=id, name=names.get(id) or shown(id) or None)


def roles(found: Incident, names: Names, playbook: Playbook) -> list[models.Role]:
    """Those that somebody has, in the playbook's order."""
    return [
        models.Role(
            key=role.key, name=role.name, person=person(held.person, names), on_it=held.on_it
        )
        for role in playbook.roles
        if (held := found.roles.get(role.key)) is not None
    ]


def entries(told: Told) -> models.Timeline:
    """All that people read of its record."""
    lines = timeline(told.events)
    return models.Timeline(
        entries=[
            models.Entry(
                at=line.at,
                kind=line.key,
                text=sentence(line, told.names, told.playbook),
                by=person(line.by, told.names) if line.by else None,
                token=line.token or None,
            )
            for line in lines
        ]
    )


def process(playbook: Playbook) -> models.Process:
    """What is in force."""
    return models.Process(
        organisation=playbook.organisation,
        time_zone=playbook.time_zone,
        services=[models.Service(key=each.key, name=each.name) for each in playbook.services],
        severities=[
            models.SeverityLevel(key=each.key, criteria=each.criteria)
            for each in playbook.severities
        ],
        roles=[
            models.RoleKind(key=each.key, name=each.name, in_charge=each.in_charge)
            for each in playbook.roles
        ],
        when_unsure=playbook.when_unsure,
    )


def counted(found: Counted) -> models.Counted:
    """Figures."""
    return models.Counted(
        first=found.span.first.isoformat(),
        last=found.span.last.isoformat(),
        real=_figures(found.real),
        drills=_figures(found.drills),
        counted_whole=found.whole,
    )


def _figures(found: f.Figures) -> models.Figures:
    return models.Figures(
        incidents=found.incidents,
        private=found.private,
        false_alarms=found.false_alarms,
        duplicates=found.duplicates,
        services=_counts(found.services),
        severities=_counts(found.severities),
        worst_severities=_counts(found.worst),
        weeks=[models.Week(monday=day.isoformat(), count=count) for day, count in found.weeks],
        times=[
            models.Duration(
                measure=each.measure.value,
                count=each.count,
                median=each.median,
                p90=each.ninety,
                assumed=each.assumed,
            )
            for each in found.times
        ],
        promises=models.Rate(kept=found.promises.kept, all=found.promises.all),
        reviews=models.Rate(kept=found.reviews.kept, all=found.reviews.all),
    )


def _counts(found: Iterable[f.Count]) -> list[models.Count]:
    return [models.Count(key=each.key, name=each.name, count=each.count) for each in found]
