"""Firebell speaks the language that the playbook names, and nothing but it.

A language is made up for it: English in letters that English does not have. The playbook and what
people type have no English letters either, so that whatever can be read in them has escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from string import Formatter, ascii_letters
from typing import Any

import pytest

from firebell.words import catalogue
from firebell.words.en import ENGLISH
from firebell.words.language import Counted, TimeWords
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Json, evening, in_the_workspace
from tests.stories.test_raising import recorded

pytestmark = in_the_workspace

LETTERS = str.maketrans(ascii_letters, "àƀćđéƒğĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÀɃĆĐÉƑĞĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ")
COMMAND = re.compile(
    r"/(?:incident|closeincident|invite)(?: @?\w+(?: INC-\d+)?)?|@Firebell|firebell \w+"
)
PLAYBOOK = """
organisation = "Øñé"
language = "en"
severity_word = "ğŕàvé"
when_unsure = "P2"
announce = ["#incidents"]
drill_announce = ["#random"]
[[severity]]
key = "P1"
criteria = "Éṽéŕý öñé."
update_every = "30m"
loud = "channel"
review = "required"
[[severity]]
key = "P2"
criteria = "Śöḿé."
update_every = "1h"
[[role]]
key = "tech"
name = "Ťéćĥ"
duty = "Ĺöök."
in_charge = true
[[role]]
key = "comms"
name = "Çöḿḿś"
duty = "Ťéĺĺ."
[[service]]
key = "app"
name = "Àṕṕ"
leads = { tech = "bob@example.com" }
contact = "01"
[[step]]
words = "Ŵŕíťé"
within = "20m"
role = "comms"
[[document]]
title = "Đöć"
url = "https://example.com/1"
"""
READ = ("text", "title", "topic", "purpose", "initial_comment", "alt_text", "label", "hint")
NOT_WORDS = re.compile(
    # DRILL is a mark, the same in every language, as INC is.
    r"<[@#!][^>]*>|<?https?:[^|>\s]*|INC-\d+|\bP\d\b|\bDRILL\b|\b(?:GMT|BST|UTC)\b|:[a-z0-9_+-]+:"
    r"|\b(?:Alice|Bob|Charlie)(?: [A-Z][a-z]+)?|\bdrill-inc[a-z0-9-]+|\bclsoe\b|\bat 99:99|\.md\b"
    r"|#[a-z0-9-]+"
)


def in_other_letters(template: str) -> str:
    """The same with its facts, and with what has to be typed."""
    found = []
    for literal, name, form, _ in Formatter().parse(template):
        begin = 0
        for command in COMMAND.finditer(literal):
            found += [literal[begin : command.start()].translate(LETTERS), command[0]]
            begin = command.end()
        found.append(literal[begin:].translate(LETTERS))
        if name is not None:
            found.append(f"{{{name}}}" if not form else f"{{{name}:{form}}}")
    return "".join(found)


def translated(value: object) -> object:
    match value:
        case str():
            return in_other_letters(value)
        case Mapping():
            return {key: translated(words) for key, words in value.items()}
        case Counted():
            return Counted(one=in_other_letters(value.one), many=in_other_letters(value.many))
        case TimeWords():
            pairs: dict[str, Any] = {
                field.name: translated(getattr(value, field.name)) for field in fields(value)
            }
            return TimeWords(**pairs)
        case tuple():
            return tuple(translated(words) for words in value)
        case _:
            return value


_CATALOGUES: dict[str, Any] = {
    field.name: translated(getattr(ENGLISH, field.name))
    for field in fields(ENGLISH)
    if field.name not in ("code", "name", "draft")
}
MADE_UP = replace(
    ENGLISH,
    **_CATALOGUES,
)


def readable(value: object, key: str = "") -> Iterator[str]:
    """Whatever people can read in a call's arguments."""
    match value:
        case str() if key in READ:
            yield value
        case list():
            for item in value:
                yield from readable(item, key)
        case dict():
            for name, item in value.items():
                yield from readable(item, name)
        case _:
            pass


def escaped(words: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", NOT_WORDS.sub(" ", COMMAND.sub(" ", words)))


async def whole_life(night: Evening, kind: str) -> None:
    """As much as one evening can show."""
    alice = night.alice
    helper = alice if kind == "private" else night.bob
    drill = "drill " if kind == "drill" else ""
    assert await alice.types(f"/incident {drill}ŵéß íś đöŵñ") == {"ok": True}
    await alice.shown_form()
    values = {"service": "app", "severity": "unsure", "description": "…"}
    private = {"sensitive": "yes"} if kind == "private" else {}
    assert await alice.submits({**values, **private}) == {"ok": True}
    own = await night.own()
    await night.settled()
    for words in (
        "/incident help", "/incident list", "/incident status", "/incident menu",
        "/incident roles", "/incident steps", "/incident edit", "/incident severity",
        "/incident update", "/incident handover", "/incident private", "/incident redact",
        "/incident catchup", "/incident clsoe", "/incident note ñöťé", "/incident reopen",
        "/incident record", "/incident close", "/incident note at 99:99 ñöťé",
    ):  # fmt: skip
        await alice.types(words, own)
    await alice.opens_home()
    await night.later(minutes=70)
    await helper.types("/incident update", own)
    await helper.shown_form()
    await helper.submits(known="ñö öñé ćàñ", doing="ĺööķ", severity="P1", status="identified")
    await night.later(minutes=130)
    await alice.types("/incident handover @bob ñ", own)
    await night.later(minutes=20)
    await alice.types("/closeincident ďöñé", own)
    await night.settled()
    await alice.types("/incident status INC-1")
    await alice.types("/incident reopen INC-1")
    await night.later(minutes=60 * 24 * 12)


@pytest.mark.parametrize("kind", ["public", "drill", "private"])
async def test_nothing_is_said_in_another_language(
    kind: str, slack_sandbox: SandboxHandle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    languages: Any = catalogue.LANGUAGES
    monkeypatch.setitem(languages, "en", MADE_UP)
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(PLAYBOOK)
    async with evening(slack_sandbox, tmp_path, playbook, strict=False) as night:
        await whole_life(night, kind)
        calls: list[Json] = await night.calls()
        record = [await recorded(night, await night.own())] if kind == "drill" else []
        notices = [notice for name in night.people for notice in await night.person(name).notices()]
    read = {words for call in calls for words in readable(call)} | {
        words for notice in notices for words in readable(notice)
    }
    read.update(line for document in record for line in document.splitlines())
    assert len(read) > 100, "an evening says more than that"
    assert {words: found for words in sorted(read) if (found := escaped(words))} == {}
