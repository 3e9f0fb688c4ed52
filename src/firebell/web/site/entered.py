"""A form that came back: what was typed in it, whether a page of ours made it, and what is wrong.

What was typed is kept whatever is wrong with it, and shown again in a form that can be sent. The
key that recognises a form sent twice counts for one person alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.requests import Request

from firebell.app.sessions import digest, is_form_token
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import clean
from firebell.web.site.guard import session_of
from firebell.web.site.parts import Parts
from firebell.words.catalogue import SITE
from firebell.words.say import refusal
from firebell.words.text import Mention, Value, plain
from firebell.words.times import clock

LONGEST = 3000
"""Characters in a field, as in Slack's forms."""
KEPT_AS = frozenset({"key", "base", "naming", "about"})
"""What a form carries that nobody typed."""
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What was typed, by field; what is wrong, by field or, under `""`, with all of it; and the
    key of the form."""

    typed: Mapping[str, str]
    key: str
    wrong: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What a field holds; nothing where it is not there."""
        return self.typed.get(name, "")

    def but(self, **wrong: str) -> Entered:
        """The same, with this wrong with it; `form` is all of it."""
        named = {"" if name == "form" else name: words for name, words in wrong.items()}
        return replace(self, wrong={**self.wrong, **named})


def blank(key: str, **typed: str) -> Entered:
    """A form that nobody has typed in, with what it begins with."""
    return Entered(typed=typed, key=key)


async def entered(parts: Parts, request: Request, longest: int = LONGEST) -> Entered:
    """What came, of `longest` characters a field. Where no page of this session made it, that is
    wrong with it."""
    sent = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    key = sent.pop("key", "")
    is_ours = is_form_token(sent.pop("token", ""), session_of(parts, request))
    typed = {name: clean(value.replace("\r\n", "\n")) for name, value in sent.items()}
    too_long = SITE["do.too_long"].format(n=longest)
    wrong = {name: too_long for name, words in typed.items() if len(words) > longest}
    found = Entered(typed=typed, key=key, wrong=wrong)
    if not is_ours or not _KEY.fullmatch(key):
        return replace(found.but(form=SITE["do.not_ours"]), key=parts.deeds.new_key())
    return found


async def kept(parts: Parts, request: Request) -> dict[str, str]:
    """What was typed by somebody whose session has ended meanwhile, of forms that are long to fill
    in; nothing where it did not come from a page of ours, so that no other site puts words there
    (the browser says where from: RFC 6454, 7)."""
    at = request.url.path
    is_ours = request.headers.get("origin") == parts.address()
    if not is_ours or not at.endswith(("/review/edit", "/review/comment")):
        return {}
    form = await request.form()
    return {
        name: clean(value)
        for name, value in form.items()
        if isinstance(value, str) and name not in ("token", "press")
    }


def key_of(caller: Caller, form: Entered) -> str:
    """What recognises the form; somebody else's is never it, and it names nobody for good."""
    return f"page:{digest(f'{caller.person}:{form.key}')}"


async def refused(
    parts: Parts, why: Refused, form: Entered, fields: frozenset[str], playbook: Playbook
) -> Entered:
    """The form with the reason at its field, or above them where it has no such field."""
    words = await why_not(parts, why, playbook)
    at = why.field if why.field in fields else ""
    return replace(form, wrong={**form.wrong, at or "": words})


async def why_not(parts: Parts, why: Refused, playbook: Playbook) -> str:
    """Why it can't be done, with people and times as people say them."""
    facts: dict[str, Value] = {}
    people: set[str] = set()
    for name, fact in why.facts.items():
        if isinstance(fact, datetime):
            facts[name] = clock(fact, playbook.time_zone, parts.library.now())
        elif name == "by" and isinstance(fact, str):
            people.add(fact)
            facts[name] = Mention(fact)
        elif name == "role" and isinstance(fact, str):
            facts[name] = playbook.role(fact).name
    return plain(refusal(why, **facts), dict(await parts.library.names(people)))
