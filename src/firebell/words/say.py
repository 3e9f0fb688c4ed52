"""One way from a key and facts to a sentence in the language that is spoken."""

from __future__ import annotations

from firebell.domain.refusals import Refused
from firebell.words.catalogue import AUDIENCES, FORMS, REASONS, SENTENCES
from firebell.words.text import Text, Value, fill, text


def say(key: str, **facts: Value) -> Text:
    """The sentence for this key. Raises KeyError for a key or a fact that is missing."""
    return fill(SENTENCES[key], **facts)


def refusal(refused: Refused, **facts: Value) -> Text:
    """Why a move is not possible, in a sentence; `facts` win over the refusal's own. Of a drill it
    says so, but for what stands at a form's field."""
    known: dict[str, Value] = {**refused.facts, **facts}
    if "audience" in refused.facts:
        kinds = str(refused.facts["audience"]).split(",")
        known["audience"] = SENTENCES["and"].join(AUDIENCES[kind] for kind in kinds)
    key = f"refused.{refused.key}"
    if refused.key == "not_possible":
        key = f"{key}.{refused.facts['status']}"
    words = say(key, **known)
    return text(say("drill"), " · ", words) if refused.of_drill and not refused.field else words


def labelled(words: str) -> str:
    """A name in front of what it names: `Comms: `, with the space that the language has there."""
    colon = SENTENCES["colon"]
    return f"{words}{colon}"


def reason(code: str) -> str:
    """Why the chat did not do it, in a few words; its own code where we have none."""
    return REASONS.get(code) or REASONS["other"].format(code=code)


def form(key: str, **facts: str) -> str:
    """What stands in a form, plainly. Raises KeyError for a key or a fact that is missing."""
    return FORMS[key].format(**facts)
