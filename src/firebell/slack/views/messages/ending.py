"""How it ended, in words, wherever it is said."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.incident import Incident
from firebell.slack.views.messages.parts import people, when
from firebell.words.say import say
from firebell.words.text import Mention, Text, text
from firebell.words.times import day, duration


def ending_lines(incident: Incident, job: Job) -> list[Text]:
    """One line for somebody who was not there, the times, who closed it, who reviews it."""
    ending = incident.ending
    if ending is None:
        return []
    found = [text(ending.summary)] if ending.summary else []
    span = affected(incident, job)
    if span:
        found.append(span)
    closed = say("say.closed_by", when=when(job, ending.at), who=Mention(ending.by))
    if ending.reviewer:
        closed = text(closed, " ", _review(incident, job))
    return [*found, closed]


def affected(incident: Incident, job: Job) -> Text | None:
    """From when to when, and how long that was."""
    start, end = incident.milestones.affected_from, incident.milestones.working_since
    if start is None:
        return None
    if end is None:
        return say("affected_from", start=when(job, start))
    return say("affected", start=when(job, start), end=when(job, end), length=duration(end - start))


def thanks(incident: Incident) -> Text:
    """Everybody who had a part, by name."""
    holders = [held.person for held in incident.roles.values() if held.on_it]
    everyone = dict.fromkeys([incident.declarer, incident.in_charge, *holders])
    return say("say.thanks", people=people(everyone))


def _review(incident: Incident, job: Job) -> Text:
    ending = incident.ending
    assert ending is not None, "a review belongs to an ending"
    who = Mention(ending.reviewer or ending.by)
    if ending.review_due is None:
        return say("say.review", who=who)
    return say("say.review_by", who=who, day=day(ending.review_due, job.playbook.time_zone))
