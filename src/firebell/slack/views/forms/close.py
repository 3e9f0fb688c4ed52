"""The form of /closeincident: pressing the button is enough; what nobody touches, nobody says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firebell.domain.commands import Close
from firebell.domain.incident import Incident, Outcome, Person, UserTime
from firebell.domain.playbook import Playbook, ReviewRule
from firebell.domain.pseudonyms import is_pseudonym
from firebell.domain.team_fields import AskedIn
from firebell.slack.client import limits
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    choice,
    context,
    input_block,
    modal,
    option,
    person_input,
    section,
    text_input,
)
from firebell.slack.views.forms import team_fields, times
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.slack.views.forms.publishing import public_fields, public_shown, read_public
from firebell.slack.views.forms.stakeholders import FIELD, stakeholders_field
from firebell.words.catalogue import OUTCOMES
from firebell.words.outcome import label
from firebell.words.reading import number_in
from firebell.words.say import form
from firebell.words.text import text

CALLBACK = "close"
MOST_NAMED = 5


def view(
    incident: Incident | None,
    opened: Sequence[Incident],
    playbook: Playbook,
    now: datetime,
    *,
    key: str,
    where: str | None,
    summary: str = "",
    outcome: Outcome = Outcome.RESOLVED,
    duplicate_of: int | None = None,
    confirming: bool = False,
    person: Person | None = None,
) -> Block:
    """For one incident, or with the question which. With one open, that one is chosen already.

    `confirming`: somebody who has no part in it has typed how it ended, and is asked once.
    """
    chosen = incident or (opened[0] if len(opened) == 1 else None)
    blocks = [] if incident else _which(opened, chosen)
    if confirming and incident is not None:
        blocks.append(section(text(form("closing.confirm", label=incident.label))))
        blocks.append(section(text(incident.label, " ", incident.title)))
    outcome = Outcome.DUPLICATE if duplicate_of else outcome
    outcomes = [option(words, value) for value, words in OUTCOMES.items()]
    began, ended = _times(chosen, now)
    blocks += [
        input_block(
            "outcome",
            form("closing.outcome"),
            choice(outcomes, outcome.value, kind="radio_buttons"),
        ),
        _same_as(chosen, opened, duplicate_of),
        input_block(
            "summary",
            form("closing.summary"),
            text_input(summary, multiline=True),
            optional=True,
        ),
        *team_fields.inputs(playbook, AskedIn.CLOSE, team_fields.answers_of(chosen)),
        *stakeholders_field(playbook, chosen),
        *times.inputs(began, ended, _hints(chosen)),
    ]
    if chosen is None or playbook.severity(chosen.severity).review is not ReviewRule.NONE:
        blocks.append(_reviewer(chosen, playbook))
    # Where it is asked which one is closed, the words could be another's.
    blocks += public_fields(incident, playbook, person)
    undone = sum(1 for step in chosen.steps if step.ticked_at is None) if chosen else 0
    if undone:
        blocks.append(context(text(form("closing.open_steps", count=str(undone)))))
    to_do = sum(1 for action in chosen.actions if action.is_open) if chosen else 0
    if to_do:
        blocks.append(context(text(form("closing.open_actions", count=str(to_do)))))
    return modal(
        CALLBACK,
        form("closing"),
        blocks,
        submit=form("closing.submit"),
        data=private_metadata(
            key=key,
            incident=incident.id if incident else None,
            where=where,
            times=times.shown(began, ended),
            reviewer=_has_review(chosen, playbook),
            answers=team_fields.shown(playbook, AskedIn.CLOSE, team_fields.answers_of(chosen)),
            public=public_shown(incident, playbook, person),
        ),
    )


def read(view: Payload, user: str) -> tuple[str, Close, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    outcome = Outcome(entered.choice("outcome") or Outcome.RESOLVED)
    answers, asked = team_fields.read(view)
    same_as, reviewer = entered.text("duplicate_of"), entered.person("reviewer")
    command = Close(
        by=user,
        where=unseen.get("where"),
        outcome=outcome,
        summary=entered.text("summary"),
        affected_from=entered.moment("affected_from"),
        working_since=entered.moment("working_since"),
        reviewer=reviewer if reviewer != unseen.get("reviewer") else None,
        duplicate_of=number_in(same_as) if outcome is Outcome.DUPLICATE else None,
        by_form=True,
        assumed=times.untouched(entered, unseen.get("times") or {}),
        outside=entered.text(FIELD),
        public=read_public(view),
        answers=answers,
        asked_fields=asked,
    )
    incident = entered.choice("incident") or unseen.get("incident") or ""
    return str(incident), command, str(unseen.get("key", ""))


def _which(opened: Sequence[Incident], preselected: Incident | None) -> list[Block]:
    options = [
        option(text(each.label, " ", each.title), each.id) for each in opened[: limits.OPTIONS]
    ]
    chosen = choice(options, preselected.id if preselected else None, kind="static_select")
    left = len(opened) - limits.OPTIONS
    more = [context(text(form("list.more_numbers", count=str(left))))] if left > 0 else []
    return [input_block("incident", form("closing.which"), chosen), *more]


def _same_as(chosen: Incident | None, opened: Sequence[Incident], other: int | None) -> Block:
    """By its number; those that are open are named beneath it, what is private to what is."""
    private = chosen is not None and chosen.private
    others = [
        each
        for each in opened
        if (chosen is None or each.id != chosen.id) and (private or not each.private)
    ][:MOST_NAMED]
    hint = form("closing.same_as.hint")
    if others:
        named = ", ".join(f"{each.label} {limits.fit(each.title, 60)}" for each in others)
        hint = form("closing.same_as.open", hint=hint, opened=named)
    return input_block(
        "duplicate_of",
        form("closing.same_as"),
        text_input(label(other) if other else ""),
        optional=True,
        hint=hint,
    )


def _times(incident: Incident | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    """What was said, else what is assumed: raised, and now. In a drill nobody was affected."""
    now = times.minute(now)
    if incident is None:
        return None, now
    marks = incident.milestones
    if incident.drill:
        return marks.affected_from, marks.working_since
    return marks.affected_from or times.minute(marks.raised), marks.working_since or now


def _hints(incident: Incident | None) -> dict[UserTime, str]:
    """What becomes of a time that nobody touches: one that was said stays said."""
    assumed, plain = form("closing.times.hint"), form("closing.times.resolved")
    if incident is None:
        return dict.fromkeys(UserTime, assumed)
    marks = incident.milestones
    return {
        time: plain if incident.drill or getattr(marks, time) is not None else assumed
        for time in UserTime
    }


def _reviewer(incident: Incident | None, playbook: Playbook) -> Block:
    """Whoever is in charge where a review is required; where it is offered, nobody is named."""
    initial = _has_review(incident, playbook)
    return input_block(
        "reviewer",
        form("closing.reviewer"),
        person_input(initial),
        optional=True,
        hint=form("closing.review.hint") if initial else "",
    )


def _has_review(incident: Incident | None, playbook: Playbook) -> str | None:
    """Who has it unless somebody else is named; None where it is not required, or where whoever
    would have it is not there any more."""
    if incident is None or incident.drill or is_pseudonym(incident.who_can_act):
        return None
    required = playbook.severity(incident.severity).review is ReviewRule.REQUIRED
    return incident.who_can_act if required else None
