"""The pictures of a message on the record: fetched once with the bot's own token, within limits.

Slack says where a file is; it is asked for again each time, and nothing is fetched by an address
that anybody else could open. What is no picture after all is left where it is.
"""

from __future__ import annotations

from firebell.app.errors import NeverWill
from firebell.app.ports import Done, Job, KeptPicture
from firebell.domain.effects import KeepPictures
from firebell.domain.events import Noted, Picture
from firebell.slack.effects.context import EffectContext

LARGEST = 10 * 1024 * 1024
"""Bytes of one picture."""
GONE = ("file_not_found", "file_deleted")
SIGNATURES = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
}
"""How pictures begin that every browser shows and none runs."""


async def keep(context: EffectContext, job: Job, _: KeepPictures) -> Done:
    """All of them that are still there; words that left the record took theirs along."""
    event = job.event.event
    assert isinstance(event, Noted), "a note has pictures"
    found = [await _fetched(context, job, picture) for picture in event.pictures]
    return Done(pictures=[picture for picture in found if picture is not None])


async def _fetched(context: EffectContext, job: Job, picture: Picture) -> KeptPicture | None:
    """None where it is gone, too large, or something else. Raises ChatError."""
    try:
        file = (await context.slack.call("files.info", file=picture.file))["file"]
        if file.get("is_external") or int(file.get("size") or 0) > LARGEST:
            return None
        content = await context.slack.download(str(file.get("url_private") or ""), LARGEST)
    except NeverWill as error:
        if error.code not in GONE:
            raise
        return None
    kind = kind_of(content) if content is not None else None
    if content is None or kind is None:
        return None
    return KeptPicture(event=job.event.id, file=picture.file, type=kind, content=content)


def kind_of(content: bytes) -> str | None:
    """What it is by its own bytes, whatever it is called."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for kind, begins in SIGNATURES.items() if content.startswith(begins)), None)
