"""The description as a page that people read: made of the same document, without a script.

It is in English, as the document is: programs are written by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One of what is sent or read: its name, what kind it is, and what is said of it."""

    name: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address and what is done there."""

    id: str
    head: str
    title: str
    words: str
    asked: tuple[Field, ...]
    sent: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]


def page(document: Schema) -> str:
    """HTML."""
    environment = Environment(
        loader=PackageLoader("firebell.web.api", "pages_html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("described.html").render(
        about=[_one_line(part) for part in document["info"]["description"].split("\n\n")],
        operations=list(_operations(document)),
        shapes=list(_shapes(document)),
    )


def _operations(document: Schema) -> Iterator[Operation]:
    base = document["servers"][0]["url"]
    for path, methods in document["paths"].items():
        for method, found in methods.items():
            body = found.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield Operation(
                id=found["operationId"],
                head=f"{method.upper()} {base}{path}",
                title=found["summary"],
                words=_one_line(found.get("description", "")),
                asked=tuple(_asked(each) for each in found.get("parameters", ())),
                sent=tuple(_fields(_target(document, body["schema"]))) if body else (),
                answers=tuple(
                    (status, _answer(each)) for status, each in found["responses"].items()
                ),
            )


def _asked(parameter: Schema) -> Field:
    where = "" if parameter["in"] == "query" else f", {parameter['in']}"
    words = _said(parameter.get("description", ""), parameter["schema"])
    kind = f"{_kind(parameter['schema'])}{where}"
    return Field(parameter["name"], kind, parameter.get("required", False), words)


def _shapes(document: Schema) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
    for name, schema in document["components"]["schemas"].items():
        if schema.get("properties"):
            yield name, _one_line(schema.get("description", "")), tuple(_fields(schema))


def _fields(schema: Schema) -> Iterator[Field]:
    needed = schema.get("required", ())
    for name, part in schema["properties"].items():
        yield Field(name, _kind(part), name in needed, _said(part.get("description", ""), part))


def _said(words: str, schema: Schema) -> str:
    """With what holds where it is left out."""
    default = schema.get("default")
    left_out = "" if default in ("", None, [], False) else f" Left out: {default}."
    return f"{_one_line(words)}{left_out}".strip()


def _target(document: Schema, schema: Schema) -> Schema:
    found: Schema = document["components"]["schemas"][_named(schema)]
    return found


def _answer(response: Schema) -> str:
    """What comes, and when."""
    contents: list[Schema] = list(response.get("content", {}).values())
    named = _named(contents[0].get("schema", {})) if contents else ""
    words = _one_line(response["description"])
    return f"{named}: {words}" if named else words


def _kind(schema: Schema) -> str:
    if "$ref" in schema:
        return _named(schema)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " | ".join(map(_kind, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return str(schema.get("format") or schema.get("type", ""))


def _named(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _one_line(words: str) -> str:
    """Without what marks words up in the document."""
    return " ".join(words.translate({ord("`"): None, ord("*"): None}).split())
