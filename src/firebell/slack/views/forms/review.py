"""The form of the review: a field for each section, who writes it and by when, and what comes next.

A field of Slack's holds 3,000 characters, so a longer section stands in several, cut between
paragraphs and put together again as it was; what does not fit into a form is left as it is, and
that is said. What nobody touched is not saved.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from firebell.domain.commands import SaveReview
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.review_template import Section
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    choice,
    context,
    input_block,
    modal,
    moment_input,
    option,
    people_input,
    person_input,
    section,
    text_input,
)
from firebell.slack.views.forms.form_state import (
    Values,
    form_context,
    private_metadata,
    values,
)
from firebell.words.review import question_of, state_words, suggestion, title_of
from firebell.words.say import form
from firebell.words.text import joined, text

CALLBACK = "review"
PART = 2600
"""Characters of one field, so that there is room to write on."""
MORE_FROM = 1500
"""From here on an empty field follows, for what comes next."""
MOST_FIELDS = 60
MOST_CHARACTERS = 100_000
_ENDS = ("\n\n", "\n", " ", "")


class Then(StrEnum):
    """What comes after saving."""

    KEEP = "keep"
    SEND = "send"
    PUBLISH = "publish"


NEXT = {
    Then.KEEP: "review.then.keep",
    Then.SEND: "review.then.send",
    Then.PUBLISH: "review.then.publish",
}
"""What each is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What the form says: the words that were changed, those that were only proposed and left as
    they are, and what comes next."""

    incident: str
    command: SaveReview
    key: str
    proposed: Mapping[str, str] = field(default_factory=dict)
    then: Then = Then.KEEP
    readers: tuple[Person, ...] = ()


def view(
    incident: Incident,
    texts: Mapping[str, str],
    playbook: Playbook,
    *,
    key: str,
    where: str | None,
    then: Then = Then.KEEP,
    readers: Sequence[Person] = (),
) -> Block:
    """The words as they were saved last; where there are none, what the record proposes."""
    review, ending = incident.review, incident.ending
    version = review.version if review else 0
    head = joined([incident.label, state_words(review)], " · ")
    blocks: list[Block] = [section(head), context(text(form("review.about")))]
    shown: dict[str, list[str]] = {}
    proposed: list[str] = []
    room, left = MOST_FIELDS, MOST_CHARACTERS
    too_many: list[str] = []
    for each in playbook.review_rules.sections:
        own = texts.get(each.key, "")
        words = own or suggestion(each, incident)
        parts, between = split(words)
        if len(parts) + 1 > room or len(words) > left:
            too_many.append(title_of(each, playbook))
            continue
        fields = _fields(each, parts, playbook)
        room, left = room - len(fields), left - len(words)
        blocks += fields
        shown[each.key] = [_mark(parts), *(str(_ENDS.index(end)) for end in between)]
        if words and not own:
            proposed.append(each.key)
    if too_many:
        blocks.append(section(text(form("review.too_many", titles=", ".join(too_many)))))
    blocks += _about(incident)
    blocks += _next(incident, then, readers)
    data = private_metadata(
        key=key,
        incident=incident.id,
        where=where,
        base=version,
        shown=shown,
        proposed=proposed,
        writer=ending.reviewer if ending else None,
        due=int(ending.review_due.timestamp()) if ending and ending.review_due else None,
    )
    return modal(CALLBACK, form("review"), blocks, submit=form("review.submit"), data=data)


def split(words: str) -> tuple[list[str], list[str]]:
    """The words in parts that fit into a field, and what stood between them."""
    parts: list[str] = []
    between: list[str] = []
    rest = words
    while len(rest) > PART:
        at, end = _cut(rest)
        parts.append(rest[:at])
        between.append(end)
        rest = rest[at + len(end) :]
    return [*parts, rest], between


def _cut(words: str) -> tuple[int, str]:
    """Where a part may end, and what stands there: an empty line, a line's end, a blank."""
    for end in _ENDS[:-1]:
        found = [m.start() for m in re.finditer(re.escape(end), words[: PART + len(end)])]
        fitting = [
            at
            for at in found
            if PART // 2 <= at <= PART
            and not words[at - 1].isspace()
            and not words[at + len(end) : at + len(end) + 1].isspace()
        ]
        if fitting:
            return fitting[-1], end
    return PART, ""


def put_together(parts: Sequence[str], between: Sequence[str]) -> str:
    """As it was before it was split; an empty part leaves nothing behind."""
    found = ""
    ends = [*between, *["\n\n"] * len(parts)]
    for number, part in enumerate(parts):
        if part and found:
            found += ends[number - 1]
        found += part
    return found


def _fields(each: Section, parts: Sequence[str], playbook: Playbook) -> list[Block]:
    title = title_of(each, playbook)
    found = []
    for number, words in enumerate(parts):
        many = len(parts) > 1
        named = (
            form("review.part", title=title, part=str(number + 1), parts=str(len(parts)))
            if many
            else title
        )
        found.append(
            input_block(
                _block(each.key, number),
                named,
                text_input(words, multiline=True),
                optional=True,
                hint=question_of(each) if number == 0 else "",
            )
        )
    if len(parts[-1]) > MORE_FROM:
        more = form("review.more", title=title)
        hint = form("review.more.hint")
        field_ = text_input(multiline=True)
        found.append(
            input_block(_block(each.key, len(parts)), more, field_, optional=True, hint=hint)
        )
    return found


def _block(key: str, number: int) -> str:
    return f"section.{key}" if number == 0 else f"section.{key}.{number}"


def _about(incident: Incident) -> list[Block]:
    review, ending = incident.review, incident.ending
    namings = [
        option(form("review.naming.roles"), "roles"),
        option(form("review.naming.names"), "names"),
    ]
    named = "names" if review and review.names else "roles"
    writer = ending.reviewer if ending else None
    return [
        input_block("writer", form("review.writer"), person_input(writer), optional=True),
        input_block(
            "due",
            form("review.due"),
            moment_input(ending.review_due if ending else None),
            optional=True,
        ),
        input_block("naming", form("review.naming"), choice(namings, named, kind="radio_buttons")),
    ]


def _next(incident: Incident, then: Then, readers: Sequence[Person]) -> list[Block]:
    options = [option(form(words), each.value) for each, words in NEXT.items()]
    hint = "review.then.hint_private" if incident.private else "review.then.hint"
    return [
        input_block(
            "then",
            form("review.then"),
            choice(options, then, kind="radio_buttons"),
            hint=form(hint),
        ),
        input_block(
            "readers",
            form("review.readers"),
            people_input(readers),
            optional=True,
            hint=form("review.readers.hint"),
        ),
    ]


def read(given: Payload, user: str) -> Entered:
    """What was changed, and what comes next."""
    entered, unseen = values(given), form_context(given)
    shown: Mapping[str, list[str]] = unseen.get("shown") or {}
    sections: dict[str, str] = {}
    proposed: dict[str, str] = {}
    for key, (mark, *ends) in shown.items():
        parts = _entered(entered, key)
        if _mark(parts) != mark:
            sections[key] = put_together(parts, [_ENDS[int(end)] for end in ends])
        elif key in (unseen.get("proposed") or ()):
            proposed[key] = put_together(parts, [_ENDS[int(end)] for end in ends])
    writer, due = entered.person("writer"), entered.moment("due")
    same_due = due is not None and int(due.timestamp()) == unseen.get("due")
    command = SaveReview(
        by=user,
        where=unseen.get("where"),
        base=int(unseen.get("base", 0)),
        text=sections,
        names=entered.choice("naming") == "names",
        writer=writer if writer != unseen.get("writer") else None,
        due=None if same_due else due,
    )
    return Entered(
        incident=str(unseen.get("incident", "")),
        command=command,
        key=str(unseen.get("key", "")),
        proposed=proposed,
        then=Then(entered.choice("then") or Then.KEEP),
        readers=tuple(entered.people("readers")),
    )


def _mark(parts: Sequence[str]) -> str:
    """What tells the words of a section from others; blanks at the ends of a field are none."""
    kept = [part.strip() for part in parts if part.strip()]
    return hashlib.sha256("\0".join(kept).encode()).hexdigest()[:16]


def _entered(entered: Values, key: str) -> list[str]:
    """The parts of a section, as far as there are fields."""
    found: list[str] = []
    while entered.has(_block(key, len(found))):
        found.append(entered.whole(_block(key, len(found))))
    return found
