"""A translation says all that English says, with the same facts, where there is room for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path
from string import Formatter

import pytest

from firebell.slack.client import limits
from firebell.slack.inbound.commands import SUBCOMMANDS
from firebell.words.catalogue import LANGUAGES, language
from firebell.words.cy import DRAFT
from firebell.words.en import ENGLISH
from firebell.words.fr import OWN
from firebell.words.fr.awaited import AWAITED
from firebell.words.fr.typography import NO_BREAK, spaced
from firebell.words.language import Language
from firebell.words.say import form
from tests.words.speaking import said_in
from tests.words.test_catalogue import in_every_language

SLACK = Path(__file__).parents[2] / "src" / "firebell" / "slack"
in_every_translation = pytest.mark.parametrize(
    "translation", [OWN, DRAFT], ids=lambda each: each.code
)
TYPED = re.compile(
    rf"/[a-z]+(?: (?:{'|'.join(SUBCOMMANDS)})\b)?(?: mine| P1| at 14:05)?"
    r"|“[^”{]+|INC-\d+|firebell [a-z]+"
)
"""What somebody has to type exactly, or reads on something that is the same everywhere."""
SAME = {
    **dict.fromkeys(("Firebell", "DRILL"), "names, the same in every language"),
    **dict.fromkeys(("Description", "description"), "the same word in French"),
    **dict.fromkeys(("Documents", "Markdown"), "the same word in French"),
    **dict.fromkeys(("Word", "PDF"), "names, the same in every language"),
    **dict.fromkeys(("Versions", "Version {version}"), "the same word in French"),
    **dict.fromkeys(("Service", "service"), "the same word in French"),
    **dict.fromkeys(
        ("Action", "Actions", "Note", "Organisation", "Incident", "Incidents", "Pages"),
        "the same word in French",
    ),
}
"""What is the same in French and English, and why."""


def catalogues(found: Language) -> Iterator[tuple[str, Mapping[str, str]]]:
    for field in fields(found):
        if isinstance(catalogue := getattr(found, field.name), Mapping):
            yield field.name, {str(key): words for key, words in catalogue.items()}


def facts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def in_english(name: str) -> dict[str, str]:
    return {str(key): words for key, words in getattr(ENGLISH, name).items()}


@in_every_translation
def test_a_translation_has_the_keys_of_english(translation: Language) -> None:
    for name, words in catalogues(translation):
        english = set(in_english(name))
        assert set(words) - english == set(), f"{name}: nobody says these"
        if not translation.draft:
            assert english - set(words) - AWAITED == set(), f"{name}: these are missing"


def test_every_translation_is_looked_at() -> None:
    assert {OWN.code, DRAFT.code} == set(LANGUAGES) - {"en"}
    assert {key for name, _ in catalogues(OWN) for key in in_english(name)} >= AWAITED


def test_a_draft_lacks_nothing_once_it_is_completed() -> None:
    drafts = [each for each in LANGUAGES.values() if each.draft]
    assert [each.code for each in drafts] == ["cy"]
    welsh = language("cy")
    assert welsh.sentences["closed"] == "Mae {label} wedi cau."
    assert welsh.sentences["card.exposed"] == ENGLISH.sentences["card.exposed"]


@in_every_translation
def test_every_template_has_the_facts_of_english_and_can_be_filled(translation: Language) -> None:
    for name, words in catalogues(translation):
        english = in_english(name)
        assert {key: facts(said) for key, said in words.items()} == {
            key: facts(english[key]) for key in words
        }
        for said in words.values():
            assert "{" not in said.format_map(dict.fromkeys(facts(said), "x"))


@in_every_translation
def test_what_has_to_be_typed_is_the_same_in_every_language(translation: Language) -> None:
    for name, words in catalogues(translation):
        english = in_english(name)
        changed = {
            key: said
            for key, said in words.items()
            if sorted(TYPED.findall(said)) != sorted(TYPED.findall(english[key]))
        }
        assert changed == {}, name


def test_nothing_in_french_is_english_but_what_is_the_same_word() -> None:
    same = {
        (name, key): said
        for name, words in catalogues(OWN)
        for key, said in words.items()
        if said == in_english(name)[key] and re.search(r"[A-Za-z]{3}", re.sub(r"{\w+}", "", said))
    }
    assert {place: said for place, said in same.items() if said not in SAME} == {
        ("forms", "meant.do"): "/incident {line}"
    }
    assert set(same.values()) >= set(SAME), "what is not the same any more leaves the list"


def test_french_never_breaks_a_line_before_a_sign_nor_ends_a_sentence_in_a_day() -> None:
    everything = [said for _, words in catalogues(OWN) for said in words.values()]
    assert [said for said in everything if re.search(r" [;?»]| :(?:\s|$)|« ", said)] == []
    assert [said for said in everything if re.search(rf"[^\s{NO_BREAK}][?;»]", said)] == []
    assert [said for said in everything if "{day}." in said] == []
    assert spaced({"a": "« a » : b ? :pushpin: c ; d"}) == {
        "a": "«\u00a0a\u00a0»\u00a0: b\u00a0? :pushpin: c\u00a0; d"
    }


def said_at(call: ast.Call, position: int, name: str) -> Iterator[str]:
    """The keys of forms in an argument of a call."""
    given = [argument.value for argument in call.keywords if argument.arg == name]
    given += call.args[position : position + 1]
    for argument in given:
        for node in ast.walk(argument):
            match node:
                case ast.Call(
                    func=ast.Name(id="form"), args=[ast.Constant(value=str() as key), *_]
                ):
                    yield key
                case ast.Call(func=ast.Name(id="form"), args=[ast.IfExp() as either, *_]):
                    for each in (either.body, either.orelse):
                        assert isinstance(each, ast.Constant)
                        yield str(each.value)
                case _:
                    pass


NOWHERE = 99
PLACES = {
    "modal": ((1, "title", limits.MODAL_TITLE), (NOWHERE, "submit", limits.MODAL_TITLE)),
    "button": ((0, "words", limits.BUTTON),),
    "option": ((0, "words", limits.OPTION),),
    "text_input": ((NOWHERE, "placeholder", limits.PLACEHOLDER),),
}
"""Where words stand in a call, and how many letters Slack takes there."""


TITLES = (
    *("button.cancel", "button.close", "declare", "declare.drill", "adopt", "adopt.drill"),
    *("declare.submit", "declare.anyway", "declare.quietly"),
)
"""Titles, and buttons beneath a form, that the code chooses elsewhere than where they stand."""


def room() -> dict[str, int]:
    """How many letters there are for the words of a form, by its key, where there are few."""
    found = dict.fromkeys(TITLES, limits.MODAL_TITLE)
    found |= {key: limits.BUTTON for key in ENGLISH.forms if key.startswith("menu.")}
    for path in SLACK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for position, name, most in PLACES.get(node.func.id, ()):
                    for key in said_at(node, position, name):
                        found[key] = min(most, found.get(key, most))
    return found


ROOM = room()


def test_the_places_where_room_is_short_are_found() -> None:
    known = {
        "handover": limits.MODAL_TITLE,
        "update.submit": limits.MODAL_TITLE,
        "button.on_it": limits.BUTTON,
        "declare.unsure": limits.OPTION,
    }
    assert {key: ROOM.get(key) for key in known} == known
    assert len(ROOM) > 70


@in_every_language
def test_words_fit_where_slack_has_little_room(language: Language) -> None:
    usual = {"severity": "P2", "label": "INC-1234", "line": "update INC-1234", "words": "x" * 20}
    cut = {}
    for key, most in ROOM.items():
        named = {name: usual.get(name, "1234") for name in facts(language.forms[key])}
        if len(said := said_in(language, partial(form, key, **named))) > most:
            cut[key] = said
    assert cut == {}
