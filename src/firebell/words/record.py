"""The lines of the record in words: names, not ids; times on the organisation's clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from firebell.domain import events as e
from firebell.domain.effect_names import EffectName
from firebell.domain.incident import Person
from firebell.domain.playbook import Playbook
from firebell.domain.timeline import Line
from firebell.words.catalogue import EFFECTS, LINES, PARTS, SENTENCES, STATUSES
from firebell.words.news import on_record
from firebell.words.outcome import label, outcome_words
from firebell.words.pseudonyms import shown
from firebell.words.say import reason
from firebell.words.times import day_words, local, short_date

_SPACES = re.compile(r"[^\S\u00a0]+")
"""Any, but for those at which a line must not break."""

Names = Mapping[Person, str]
Typed = Callable[[str], str]
"""What a medium does to words that somebody typed."""


def sentence(line: Line, names: Names, playbook: Playbook, typed: Typed = str) -> str:
    """What happened, without when. Unknown people are *somebody*; `typed` is done to all words
    that are not ours."""
    facts = dict(line.facts)
    words = {
        "who": _who(line, names, typed),
        "people": listed([typed(name(person, names)) for person in line.people]),
        **{key: typed(str(value)) for key, value in facts.items() if value is not None},
    }
    if "role" in facts:
        words["role"] = typed(playbook.role(str(facts["role"])).name)
    words |= _closed_vocabularies(facts)
    if "text" in facts:
        words |= _note(facts, words["people"], playbook, typed)
    if "action" in facts:
        words |= _action(facts, words["people"], line.at, playbook)
    if "of" in facts:
        words["of"] = _of(facts["of"], playbook.time_zone)
    for moment in ("start", "end", "noticed", "over", "due"):
        if isinstance(at := facts.get(moment), datetime):
            words[moment] = _of(at, playbook.time_zone)
    if "place" in facts:
        words["place"] = on_record(str(facts["place"]))
    if "pages" in facts:
        words["places"] = listed([on_record(place) for place in str(facts["pages"]).split(",")])
    if day := facts.get("day"):
        words["answer"] = day_words(str(day))
    if line.key == "redacted":
        words["words"] = PARTS[f"redacted.{facts['part']}"]
    if "places" in facts:
        words |= _exposure(facts, words["people"], names, playbook, line.at)
    if line.key in ("updated", "no_change"):
        doing = words["doing"] if facts.get("doing") else ""
        words["doing"] = PARTS["doing"].format(doing=doing) if doing else ""
        words["next"] = _next(facts.get("next"), line.at, playbook)
    if facts.get("outside"):
        words["outside"] = PARTS["outside"].format(outside=words["outside"])
    if "public" in facts:
        words["public"] = PARTS["public"].format(public=words["public"]) if facts["public"] else ""
    return _SPACES.sub(" ", LINES[line.key].format_map(words)).strip()


def _who(line: Line, names: Names, typed: Typed) -> str:
    who = typed(name(line.by, names))
    if not line.token:
        return who
    key = "by_token_beside" if "({who})" in LINES[line.key] else "by_token"
    return PARTS[key].format(who=who, token=typed(line.token))


def _closed_vocabularies(facts: Mapping[str, object]) -> dict[str, str]:
    """Words that the domain has as keys."""
    found: dict[str, str] = {}
    if "status" in facts:
        found["status"] = STATUSES[str(facts["status"])]
    if "outcome" in facts:
        other = facts.get("other")
        found["outcome"] = outcome_words(
            str(facts["outcome"]), other if isinstance(other, int) else None
        )
    if "number" in facts:
        found["other"] = label(int(str(facts["number"])))
    if "reason" in facts:
        found["what"] = EFFECTS[EffectName(str(facts["what"]))]
        found["reason"] = reason(str(facts["reason"]))
    elif "what" in facts:
        parts = [PARTS[f"edited.{part}"] for part in str(facts["what"]).split(",") if part]
        found["what"] = listed(parts)
    return found


def _note(
    facts: Mapping[str, object], people: str, playbook: Playbook, typed: Typed
) -> dict[str, str]:
    """Whose words it are, be it nobody's, and when they were written down."""
    author = people or typed(str(facts["author_name"])) or PARTS["an_app"]
    written = facts.get("written")
    return {"people": author, "written": _of(written, playbook.time_zone) if written else ""}


def _action(
    facts: Mapping[str, object], people: str, at: datetime, playbook: Playbook
) -> dict[str, str]:
    """Whose it is and until when, as far as that was said."""
    due = facts.get("due")
    when = beside(due, at, playbook.time_zone) if isinstance(due, datetime) else ""
    return {
        "whose": PARTS["action.whose"].format(people=people) if people else "",
        "by_when": PARTS["action.by_when"].format(when=when) if when else "",
    }


def _exposure(
    facts: Mapping[str, object],
    people: str,
    names: Names,
    playbook: Playbook,
    now: datetime,
) -> dict[str, str]:
    """Who could read it, where and since when; `names` holds those of channels too."""
    places = [names.get(place) or place for place in str(facts["places"]).split(",") if place]
    since = facts["since"]
    assert isinstance(since, datetime), "it could be read since some moment"
    return {
        "people": people or PARTS["nobody"],
        "places": listed(places) or PARTS["nowhere"],
        "since": beside(since, now, playbook.time_zone),
    }


def _next(at: object, said: datetime, playbook: Playbook) -> str:
    if not isinstance(at, datetime):
        return ""
    return PARTS["next"].format(when=beside(at, said, playbook.time_zone))


def beside(at: datetime, line: datetime, zone: str) -> str:
    """A time in the record, with its day where that is not the day of the line that it is in."""
    there = local(at, zone)
    return f"{there:%H:%M}" if there.date() == local(line, zone).date() else _of(at, zone)


def _of(at: object, zone: str) -> str:
    assert isinstance(at, datetime), "an entry has its time"
    return short_date(at, zone)


def removed(who: str | None, at: datetime, zone: str) -> str:
    """What stands in place of words that somebody removed: `(removed by Alice, 23 Nov 04:10)`."""
    if who is None:
        return PARTS["removed_by_somebody"].format(when=_of(at, zone))
    return PARTS["removed"].format(who=who, when=_of(at, zone))


def deleted() -> str:
    """What stands in place of a message that was deleted in the chat."""
    return PARTS["deleted"]


def name(person: Person | None, names: Names) -> str:
    """A person's name; Firebell's own where nobody did it."""
    if person is None:
        return PARTS["firebell"]
    return names.get(person) or shown(person) or PARTS["somebody"]


def listed(words: Sequence[str]) -> str:
    """Names in a row, as people write them: `Alice, Bob and Priya`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])}{SENTENCES['and']}{words[-1]}"


def as_data(who: Person, names: Names) -> dict[str, str | None]:
    """Somebody as data: their id and name."""
    return {"id": who, "name": names.get(who) or shown(who)}


def person_or_none(who: Person | None, names: Names) -> dict[str, str | None] | None:
    """The same of somebody who may be nobody."""
    return as_data(who, names) if who else None


def iso(at: datetime | None) -> str | None:
    """A moment as data."""
    return at.isoformat(timespec="seconds") if at else None


def people_in(events: Sequence[e.Event]) -> set[Person]:
    """Everybody whose name the record needs."""
    found: set[Person] = set()
    for event in events:
        if event.by:
            found.add(event.by)
        match event:
            case e.StakeholdersRead():
                found.update(event.people)
            case e.PeopleInvited():
                found.update(event.people, event.refused)
            case e.RoleAsked() | e.RoleTaken() | e.RoleDeclined() | e.AnswerMissed():
                found.add(event.person)
            case e.HandoverOffered() | e.HandoverDeclined() | e.HandoverMissed():
                found.add(event.person)
            case e.RoleEmptied():
                found.add(event.before)
            case e.Noted() if event.author:
                found.add(event.author)
            case e.FieldAnswered():
                found.update(event.people)
            case e.Closed():
                owners = (action.owner for action in event.left)
                found.update(who for who in (event.reviewer, *owners) if who)
            case e.ReviewAssigned():
                found.update(filter(None, [event.writer, event.before]))
            case e.ReviewSent():
                found.update(event.readers)
            case e.ReviewReminded() | e.ReviewNotMade():
                found.add(event.person)
            case e.MemberCame():
                found.add(event.person)
            case e.MemberLeft():
                found.update([event.person, *filter(None, [event.in_charge])])
            case e.MadePrivate():
                found.update([*event.people, *event.readers, event.in_charge])
            case e.DataClockReminded() | e.ActionsLeft():
                found.add(event.person)
            case e.ActionAdded(owner=str(owner)) | e.ActionChanged(owner=str(owner)):
                found.add(owner)
            case _:
                pass
    return found
