"""The feed of our own status page: Atom (RFC 4287), an entry for each public update.

An entry's id is made of the update's mark, so that it is the same wherever the page moves.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from firebell.app.public_page import PublicView
from firebell.app.public_ports import PublicIncident, PublicUpdate
from firebell.words.catalogue import PUBLIC, spoken

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100
"""Entries."""
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def feed(view: PublicView) -> bytes:
    """All of it; `updated` is when words were published last."""
    said = sorted(
        ((update, each) for each in view.incidents for update in each.updates),
        key=lambda pair: pair[0].at,
        reverse=True,
    )
    root = Element("feed", {"xmlns": ATOM, "xml:lang": spoken().code})
    _text(root, "title", view.page.title)
    _text(root, "id", _id(f"page {view.page.key}"))
    _text(root, "updated", _moment(said[0][0].at if said else NEVER))
    SubElement(root, "link", {"rel": "self", "href": f"{view.address}feed.atom"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": view.address})
    _text(SubElement(root, "author"), "name", view.organisation)
    for update, each in said[:MOST]:
        _entry(root, view, update, each)
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return head + tostring(root, encoding="unicode").encode() + b"\n"


def _entry(root: Element, view: PublicView, update: PublicUpdate, of: PublicIncident) -> None:
    entry = SubElement(root, "entry")
    state = PUBLIC[f"state.{update.state}"]
    _text(entry, "title", PUBLIC["mail.subject"].format(title=of.title, state=state))
    _text(entry, "id", _id(update.id))
    _text(entry, "updated", _moment(update.at))
    href = f"{view.address}incident-{of.id}.html"
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    _text(entry, "content", update.words)


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = "".join(each for each in words if _may_stand(each))


def _may_stand(character: str) -> bool:
    """Whether XML 1.0 has it (2.2)."""
    return character in "\t\n" or (character >= " " and character not in "\ufffe\uffff")


def _id(of: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'firebell status page {of}')}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
