"""How it ended, in words, wherever it is said. What nobody said is called assumed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from firebell.app.ports import Job
from firebell.domain.incident import Ending, Incident, Milestones, Outcome, UserTime
from firebell.domain.moves.answering import thanked
from firebell.slack.views.messages.parts import by_whom, lasting, people
from firebell.words.outcome import label
from firebell.words.say import say
from firebell.words.text import ChannelLink, Mention, Text, joined, text
from firebell.words.times import day, duration, span


def ending_lines(incident: Incident, job: Job) -> list[Text]:
    """One line for somebody who was not there, whom it affected, who closed it, who reviews it."""
    ending = incident.ending
    if ending is None:
        return []
    found = [say("how_it_ended", summary=ending.summary)] if ending.summary else []
    extent = _extent(incident, ending, job)
    if extent:
        found.append(extent)
    closed = over(incident, lambda at: lasting(job, at))
    if ending.reviewer:
        closed = text(closed, " ", _review(incident, job))
    return [*found, closed]


def over(incident: Incident, when: Callable[[datetime], str]) -> Text:
    """Who closed it and when; of what is past, when it was noticed and since when it was over."""
    ending, marks = incident.ending, incident.milestones
    assert ending is not None, "it is over"
    if not incident.past or marks.closed is None:
        who = by_whom(ending.by, ending.token)
        return say("say.closed_by", when=when(ending.at), who=who)
    noticed = say("noticed", when=when(marks.noticed)) if marks.noticed else None
    return joined([noticed, say("over_since", when=when(marks.closed))], " ")


def _extent(incident: Incident, ending: Ending, job: Job) -> Text | None:
    match ending.outcome:
        case Outcome.RESOLVED:
            return affected(incident.milestones, job)
        case Outcome.FALSE_ALARM:
            return None if incident.drill else say("false_alarm")
        case Outcome.DUPLICATE:
            return goes_on(ending)


def goes_on(ending: Ending) -> Text | None:
    """Where the one that it is the same as goes on; None where nobody said which it is."""
    if ending.duplicate_of is None:
        return None
    other = label(ending.duplicate_of)
    if ending.twin_channel is None:
        return say("goes_on_unseen", other=other)
    return say("goes_on", other=other, channel=ChannelLink(ending.twin_channel))


def affected(marks: Milestones, job: Job) -> Text | None:
    """From when to when, how long that was, and what of it nobody said."""
    start, end = marks.affected_from, marks.working_since
    if start is None:
        return None
    if end is None:
        return say("affected_from", start=lasting(job, start))
    return affected_words(marks, job.playbook.time_zone, job.now)


def affected_words(marks: Milestones, zone: str, now: datetime) -> Text:
    """The same, of what has an end."""
    start, end = marks.affected_from, marks.working_since
    assert start is not None, "it began"
    assert end is not None, "it is over"
    first, last = span(start, end, zone, now)
    return say(_affected_key(marks), start=first, end=last, length=duration(end - start))


def _affected_key(marks: Milestones) -> str:
    match UserTime.AFFECTED_FROM in marks.assumed, UserTime.WORKING_SINCE in marks.assumed:
        case True, True:
            return "affected.assumed"
        case True, False:
            return "affected.start_assumed"
        case False, True:
            return "affected.end_assumed"
        case _:
            return "affected"


def thanks(incident: Incident) -> Text:
    """Everybody who did something in it, by name."""
    return say("say.thanks", people=people(thanked(incident)))


def _review(incident: Incident, job: Job) -> Text:
    ending = incident.ending
    assert ending is not None, "a review belongs to an ending"
    who = Mention(ending.reviewer or ending.by)
    if ending.review_due is None:
        return say("say.review", who=who)
    return say("say.review_by", who=who, day=day(ending.review_due, job.playbook.time_zone))
