"""What a team's own process shows: what was ticked and answered, and which services are near."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.events import NeighbourTold
from firebell.domain.incident import Incident
from firebell.domain.neighbouring import Neighbour, Where, neighbours, where_its_team_reads
from firebell.domain.playbook import Playbook
from firebell.domain.team_fields import Answer
from firebell.slack.client import limits
from firebell.slack.views.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    lines,
    said,
    section,
)
from firebell.slack.views.messages.parts import (
    event_of,
    headline,
    in_charge,
    join_button,
    lasting,
    people,
    title_words,
    value,
    where_known,
)
from firebell.words.say import form, say
from firebell.words.text import Mention, Text, joined, text
from firebell.words.times import day_words

MOST_NEAR = 5
"""On the card at once; whoever is told makes room for the next."""
LONGEST_ANSWER = 200
"""On the card: the whole of it stands in the record."""


def severity_reasons(incident: Incident) -> list[Text]:
    """What speaks for how bad it is, as long as nobody has confirmed it; and what it would be, had
    its service no bound."""
    found: list[Text] = []
    if incident.factors and not incident.severity_confirmed:
        key = "card.suggested" if incident.suggested else "card.ticked"
        factors = "; ".join(incident.factors)
        found.append(say(key, factors=factors, severity=incident.suggested))
    kept = severity_kept(incident)
    return [*found, kept] if kept else found


def severity_kept(incident: Incident) -> Text:
    """That it would be worse, had its service no bound; nothing where nobody chose that."""
    if not incident.wanted:
        return ()
    return say(
        "card.wanted",
        chosen=incident.wanted,
        service=incident.service_name,
        severity=incident.severity,
    )


def answers(incident: Incident, playbook: Playbook) -> list[Block]:
    """The team's own questions that stand on the card, with their answers."""
    shown = [
        _answer(incident.answers[field.key])
        for field in playbook.fields
        if field.card and field.key in incident.answers
    ]
    return [section(lines(*shown))] if shown else []


def _answer(answer: Answer) -> Text:
    words: Text = text(limits.fit(answer.text, LONGEST_ANSWER))
    if answer.people:
        words = people(answer.people)
    elif answer.day:
        words = text(day_words(answer.day))
    return say("card.answer", question=answer.question, answer=words)


def near(incident: Incident, job: Job) -> list[Block]:
    """The services before and behind whose teams do not know yet, each with its button; and who was
    told."""
    if not incident.is_open:
        return []
    found = neighbours(incident.service, job.playbook)
    waiting = [each for each in found if each.service.key not in incident.told_services]
    blocks = [_near(incident, each, job) for each in waiting[:MOST_NEAR]]
    return [*(block for block in blocks if block is not None), *_told(incident, job)]


def _near(incident: Incident, neighbour: Neighbour, job: Job) -> Block | None:
    other = neighbour.service
    key = "card.uses" if neighbour.before else "card.used_by"
    words = say(key, service=incident.service_name, other=other.name)
    if where_its_team_reads(other, job.playbook, job.now) != Where():
        label = "near.number" if incident.private else "near.tell"
        tell = button(form(label), f"tell_service:{other.key}", value(incident, other.key))
        return section(words, tell)
    if other.contact and not incident.drill:
        return section(say("card.ring", words=words, contact=other.contact))
    return None


def _told(incident: Incident, job: Job) -> list[Block]:
    if not incident.told_services or incident.drill:
        return []
    named = [
        say("card.told_service", service=_name(key, job.playbook), when=lasting(job, at))
        for key, at in incident.told_services.items()
    ]
    return [context(say("card.told_services", services=joined(named)))]


def _name(service: str, playbook: Playbook) -> str:
    known = playbook.service(service)
    return known.name if known else service


def neighbour(job: Job) -> Message:
    """To the team of a service before or behind: what is wrong, where, and who says so."""
    incident, event = job.incident, event_of(job, NeighbourTold)
    near_it = neighbours(incident.service, job.playbook)
    before = any(each.before for each in near_it if each.service.key == event.service)
    words = lines(
        text(headline(incident), " · ", title_words(incident)),
        say(
            "say.neighbour" if before else "say.neighbour_behind",
            who=Mention(event.by),
            service=incident.service_name,
            other=event.service_name,
        ),
        in_charge(incident, job.playbook),
        where_known(incident),
    )
    return said(words, actions([join_button(incident)]))


def neighbour_number(job: Job) -> Message:
    """Of a private one: its number, and nothing else."""
    event = event_of(job, NeighbourTold)
    label = job.incident.label
    return said(say("say.neighbour_number", label=label, service=event.service_name))
