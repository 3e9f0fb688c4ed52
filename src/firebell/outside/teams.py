"""Microsoft Teams: an adaptive card to a webhook of Power Automate's Workflows.

What the page of Teams' webhooks says: the body is a message with one attachment; 28 KB at most;
more than four requests a second are answered with 429; a workflow answers 202 and nothing more, an
older connector 200 and `1`, or 200 and in words that it failed after all. Text stands in runs of
a RichTextBlock, where no Markdown is read, so that what people typed stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import aiohttp

from firebell.app.errors import DidNotHappen, NeverWill
from firebell.outside.http import BUSY, REFUSED, TOO_LONG, as_json, post
from firebell.words.catalogue import NEWS
from firebell.words.news import News

LONGEST = 24_000
"""Bytes. The limit is 28 KB, and others have met it earlier."""
SHORTER = (3000, 1500, 700, 300, 100)
"""Characters of a paragraph, tried one after the other until all fits."""
MOST_PARAGRAPHS = 40
FAILED_AFTER_ALL = b"Webhook message delivery failed"


async def tell(
    session: aiohttp.ClientSession,
    address: str,
    news: News,
    organisation: str,
    may_send: Callable[[], bool],
    scope: str,
) -> None:
    """Post the card. Raises one of the kinds of `app.errors`."""
    answer = await post(session, address, body(news, organisation), may_send, scope=scope)
    if answer.startswith(FAILED_AFTER_ALL):
        raise _connector_failed(answer, scope)


def _connector_failed(answer: bytes, scope: str) -> DidNotHappen | NeverWill:
    """An older connector says inside a success what Teams answered to it."""
    if b"429" in answer:
        return DidNotHappen(BUSY, method=scope)
    return NeverWill(TOO_LONG if b"413" in answer else REFUSED)


def body(news: News, organisation: str) -> bytes:
    """The request's body, short enough for Teams."""
    found = b""
    for most in SHORTER:
        found = as_json(_message(news, organisation, most))
        if len(found) <= LONGEST:
            break
    return found


def _message(news: News, organisation: str, most: int) -> dict[str, object]:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": list(_blocks(news, organisation, most)),
    }
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return {"type": "message", "attachments": [attachment]}


def _blocks(news: News, organisation: str, most: int) -> Iterator[dict[str, object]]:
    yield _block(_cut(news.head, most), weight="Bolder", size="Medium")
    paragraphs = [part for line in news.lines for part in line.split("\n") if part.strip()]
    for paragraph in paragraphs[:MOST_PARAGRAPHS]:
        yield _block(_cut(paragraph, most))
    if len(paragraphs) > MOST_PARAGRAPHS:
        yield _block(NEWS["cut"].strip())
    yield _block(NEWS["sent_by"].format(organisation=organisation), size="Small", isSubtle=True)


def _block(words: str, **style: object) -> dict[str, object]:
    run = {"type": "TextRun", "text": words, **style}
    return {"type": "RichTextBlock", "inlines": [run]}


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most] + "…" + NEWS["cut"]
