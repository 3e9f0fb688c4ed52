"""The pinned card, the channel's one message: what is wrong, who has it, what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from firebell.app.ports import Job
from firebell.domain.incident import Exposure, Incident, Outcome, StepState
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
from firebell.slack.views.messages import process
from firebell.slack.views.messages.actions import on_card
from firebell.slack.views.messages.ending import ending_lines
from firebell.slack.views.messages.parts import (
    call_link,
    in_charge,
    inside,
    lasting,
    offer,
    promise,
    raised_by,
    role_line,
    some,
    strong_headline,
    title_words,
    value,
    whereabouts,
)
from firebell.slack.views.messages.review import open_button
from firebell.words.news import places_words
from firebell.words.outcome import label
from firebell.words.say import form, labelled, say
from firebell.words.text import ChannelLink, Emoji, Link, Mention, Strong, Text, joined, text
from firebell.words.times import duration, on_its_day, span

MOST_STEPS = 5
"""At once: more is not read at night."""


def card(job: Job) -> Message:
    """As the incident stands now."""
    incident = job.incident
    head = lines(
        strong_headline(incident),
        title_words(incident),
        text(
            raised_by(incident, lasting(job, incident.milestones.raised)),
            " ",
            in_charge(incident, job.playbook),
        ),
        _source(incident),
        *process.severity_reasons(incident),
        role_line(incident, job.playbook, job.now),
        text(call_link(incident, job.playbook)),
        _handing_over(job),
        say("moving.waits" if incident.channel_waits else "moving") if incident.moving else (),
        *news(job),
        *ending_lines(incident, job),
    )
    blocks = [section(head)]
    if incident.description:
        blocks.append(section(text(incident.description)))
    blocks += process.answers(incident, job.playbook)
    if incident.similar is not None and incident.is_open:
        blocks.append(_similar(incident))
    blocks += [*steps(incident, job), *on_card(incident, job)]
    blocks += process.near(incident, job)
    blocks.append(buttons(incident))
    if incident.private:
        blocks.append(context(text(say("card.private"), *_inside(incident))))
        blocks += [context(words) for words in (_exposure(job), _data_clock(job)) if words]
    documents = joined(Link(document.url, document.title) for document in job.playbook.documents)
    if documents:
        blocks.append(context(say("card.documents", documents=documents)))
    blocks.append(context(_keeps(incident, Emoji(job.playbook.record_emoji[0]))))
    return Message(words=lines(strong_headline(incident), title_words(incident)), blocks=blocks)


def _keeps(incident: Incident, pushpin: Emoji) -> Text:
    """How the record is kept; in a thread, which takes no commands, what to type elsewhere."""
    if incident.home is None:
        return say("card.keeps", pushpin=pushpin)
    return say("card.keeps_thread", pushpin=pushpin, typed=incident.number_label)


def moved(job: Job) -> Message:
    """What the card in a thread is once the incident has a channel: the way there."""
    incident = job.incident
    head = lines(strong_headline(incident), title_words(incident), whereabouts(incident))
    return said(head)


def _source(incident: Incident) -> Text:
    """The message that it was raised from, where its address is known."""
    if incident.source is None or not incident.source.link:
        return ()
    return say("card.source", message=Link(incident.source.link, form("source.message")))


def _handing_over(job: Job) -> Text:
    """Who was offered to take over, until they answer."""
    found = job.incident.handover
    if found is None or not job.incident.is_open:
        return ()
    return say("handover.offered_to", who=Mention(found.person), when=lasting(job, found.at))


def news(job: Job) -> list[Text]:
    """What was said last, and when people hear next."""
    incident = job.incident
    last = incident.last_update
    found: list[Text] = []
    if last is not None and incident.is_open:
        found.append(say("said", when=lasting(job, last.at), known=last.known))
        if last.doing:
            found.append(say("doing", doing=last.doing))
    promised = promise(incident, job)
    return [*found, promised] if promised else found


def steps(incident: Incident, job: Job) -> list[Block]:
    """The next few that are not done, each with a button; the rest behind one."""
    if not incident.steps:
        return []
    waiting = [step for step in incident.steps if step.ticked_at is None]
    done = len(incident.steps) - len(waiting)
    blocks = [section(text(Strong("".join(map(str, say("card.steps"))))))] if waiting else []
    for step in waiting[:MOST_STEPS]:
        tick = button(form("button.done"), f"tick:{step.key}", value(incident, step.key))
        blocks += [section(step_words(step, job), tick), *offer(incident, step)]
    if done:
        blocks.append(context(say("card.steps_done", done=done, all=len(incident.steps))))
    return blocks


def step_words(step: StepState, job: Job) -> Text:
    """`Comms: first update (by 04:04 GMT)`; once that has passed, on which day it was."""
    role = labelled(job.playbook.role(step.role).short) if step.role else ""
    return text(role, step.words, _due(step, job))


def _due(step: StepState, job: Job) -> Text:
    if step.due is None:
        return ()
    if step.due <= job.now:
        return say("card.step_late", when=on_its_day(step.due, job.playbook.time_zone))
    return say("card.step_due", when=lasting(job, step.due))


def buttons(incident: Incident) -> Block:
    """Everything that can be done, without a command to remember."""
    carried = value(incident)
    if not incident.is_open:
        again = [] if incident.past else [button(form("button.reopen"), "open_reopen", carried)]
        return actions(
            [
                *_review(incident),
                *again,
                button(form("menu.catch_up"), "catch_up", carried),
                button(form("button.more"), "menu", carried),
            ]
        )
    found = [
        button(form("button.roles"), "open_roles", carried),
        button(form("button.update"), "open_update", carried),
        button(form("button.severity"), "open_severity", carried),
        button(form("button.close"), "open_close", carried),
        button(form("menu.catch_up"), "catch_up", carried),
        button(form("menu.action"), "open_action", carried),
        button(form("button.more"), "menu", carried),
    ]
    if incident.home is not None and not incident.moving:
        found.append(button(form("button.to_channel"), "move_to_channel", carried))
    if incident.drill:
        found.append(button(form("button.real"), "make_real", carried, style="danger"))
    return actions(found)


def _review(incident: Incident) -> list[Block]:
    """What was resolved may be looked at once more; what was none, or is told of elsewhere, not."""
    ending = incident.ending
    resolved = ending is not None and ending.outcome is Outcome.RESOLVED
    return [open_button(incident)] if resolved else []


def _inside(incident: Incident) -> Sequence[Text]:
    """Who is in its channel, so that whoever writes there knows who reads it."""
    found = inside(incident)
    return [text(" ", say("card.inside", people=some(found)))] if found else []


def _exposure(job: Job) -> Text:
    """What could be read before it was made private: since when, where, by whom."""
    exposed = job.incident.exposure
    if exposed is None:
        return ()
    since, at = span(exposed.since, exposed.until, job.playbook.time_zone, job.now)
    length = duration(exposed.until - exposed.since)
    who = Mention(exposed.by) if exposed.by else None
    readers = some(exposed.readers)
    return joined(
        [
            say("card.exposed.by", when=at, who=who) if who else say("card.exposed", when=at),
            say("card.exposed.since", since=since, length=length),
            say("card.exposed.readers", people=readers) if readers else None,
            say("card.exposed.places", channels=joined(map(ChannelLink, exposed.places)))
            if exposed.places
            else None,
            _outside(exposed, job),
            say("card.exposed.archived") if exposed.archived else None,
            say("card.exposed.stays") if job.incident.moved_by else None,
        ],
        " ",
    )


def _outside(exposed: Exposure, job: Job) -> Text | None:
    """What was sent there stays there."""
    if not exposed.outside:
        return None
    return say("card.exposed.outside", places=places_words(exposed.outside, job.playbook))


def _data_clock(job: Job) -> Text:
    """The time in which personal data has to be told of, while it runs."""
    ends = job.incident.data_clock_ends
    return (
        say("card.data_clock", when=on_its_day(ends, job.playbook.time_zone))
        if ends and job.now < ends
        else ()
    )


def _similar(incident: Incident) -> Block:
    assert incident.similar is not None, "asked only where there is one"
    other = form("button.same_as", label=label(incident.similar))
    same = button(other, "same_as", value(incident, str(incident.similar)))
    return section(say("card.similar", number=incident.similar), same)
