"""What programs do: raise, update, note, close; each once for its key, however often it is sent.

A key counts for one person alone. It is kept beside what it did with a digest of what was asked, so
that other words under the same key are a mistake that is told, and change nothing
(draft-ietf-httpapi-idempotency-key-header).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel

from firebell.app.sessions import digest
from firebell.domain import commands as c
from firebell.domain.incident import Incident, Status
from firebell.domain.permissions import Caller
from firebell.domain.refusals import Refused
from firebell.web.api import models
from firebell.web.api.guard import Asking, Given
from firebell.web.api.problems import Wrong
from firebell.web.api.reading import Number, url_of
from firebell.web.site.parts import Parts
from firebell.words.catalogue import SITE

FARTHEST = timedelta(days=7)
"""Until the next update that is promised."""
ABOUT = (
    "Any text that is new for each thing that is asked, such as a UUID or the name of a deploy. "
    "The same key with the same body is done once and answered the same again; with another body "
    "it is refused (422). It is remembered as long as the incident."
)
KEY = r"^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$"
"""Letters, digits and signs that a header can carry."""
Needed = Annotated[
    str,
    Header(alias="Idempotency-Key", min_length=1, max_length=255, pattern=KEY, description=ABOUT),
]
Wanted = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=255, pattern=KEY, description=ABOUT),
]
LOCATION = {
    "Location": {
        "description": "The address of the incident in this API.",
        "schema": {"type": "string"},
    }
}

DONE = "It is done, or was done before under this key."

router = APIRouter(tags=["Doing"])


@dataclass(frozen=True, slots=True)
class Once:
    """What recognises something that is asked twice, and a digest of what that was; nothing where
    nobody gave a key."""

    key: str | None
    said: str = ""


@router.post(
    "/incidents",
    status_code=201,
    summary="Raise an incident",
    response_description=DONE,
    responses={201: {"headers": LOCATION}},
)
async def raise_incident(
    parts: Given, caller: Asking, asked: models.Raise, key: Needed, response: Response
) -> models.Receipt:
    """Announced and staffed as one that is raised in Slack; you are in charge until somebody takes
    over. A false alarm is fine."""
    once = once_for(caller, key, "raise", asked)
    command = c.Declare(
        by=caller.person,
        key=once.key or "",
        title=asked.title,
        service=asked.service,
        severity=asked.severity,
        description=asked.description,
        private=asked.private,
        drill=asked.drill,
    )
    handled = await parts.deeds.incidents.declare(command, caller, once.said)
    response.headers["location"] = f"/api/v1/incidents/{handled.incident.number}"
    return receipt(parts, handled.incident)


@router.post(
    "/incidents/{number}/updates",
    status_code=201,
    summary="Write an update",
    response_description=DONE,
)
async def update(
    parts: Given, caller: Asking, number: Number, asked: models.Update, key: Wanted = None
) -> models.Receipt:
    """Where the incident is announced, people hear of it."""
    until = asked.next_update_at
    if until is not None and until > parts.library.now() + FARTHEST:
        raise Wrong({"#/next_update_at": SITE["api.next_too_far"]}, "next_update_too_far")
    command = c.Update(
        by=caller.person,
        known=asked.known,
        doing=asked.doing,
        status=Status(asked.status) if asked.status else None,
        severity=asked.severity,
        next_update=until,
    )
    once = once_for(caller, key, f"update {number}", asked)
    return await done(parts, caller, number, command, once)


@router.post(
    "/incidents/{number}/notes",
    status_code=201,
    summary="Write a note",
    response_description=DONE,
)
async def note(
    parts: Given, caller: Asking, number: Number, asked: models.Note, key: Wanted = None
) -> models.Receipt:
    """It stands on the record, and pings nobody."""
    command = c.Note(by=caller.person, text=asked.text, happened=asked.happened_at)
    once = once_for(caller, key, f"note {number}", asked)
    return await done(parts, caller, number, command, once)


@router.post(
    "/incidents/{number}/close",
    summary="Close an incident",
    response_description=DONE,
)
async def close(
    parts: Given, caller: Asking, number: Number, asked: models.Close, key: Wanted = None
) -> models.Receipt:
    """Wherever people were told of it, they hear that it is over. One that is closed already is not
    closed again (409)."""
    command = c.Close(
        by=caller.person,
        outcome=asked.outcome,
        summary=asked.summary,
        duplicate_of=asked.duplicate_of,
        affected_from=asked.affected_from,
        working_since=asked.working_since,
    )
    once = once_for(caller, key, f"close {number}", asked)
    return await done(parts, caller, number, command, once)


def once_for(caller: Caller, key: str | None, what: str, asked: BaseModel) -> Once:
    """Of this person's key, and of all that is asked with it. What is sent as it would be anyhow
    says nothing, so that a field that is added later changes no digest."""
    if key is None:
        return Once(None)
    said = digest(f"{what}\n{asked.model_dump_json(exclude_defaults=True)}")
    return Once(f"api:{digest(f'{caller.person}:{key}')}", said)


async def done(
    parts: Parts, caller: Caller, number: int, command: c.Command, once: Once
) -> models.Receipt:
    """By the same use case as everything else. Raises Refused."""
    found = await parts.deeds.find(number, caller)
    if found is None:
        raise Refused("no_such_incident")
    incidents = parts.deeds.incidents
    handled = await incidents.handle(found.id, command, caller, once.key, once.said)
    return receipt(parts, handled.incident)


def receipt(parts: Parts, incident: Incident) -> models.Receipt:
    """It says nothing of how things stand: what is asked once more is answered the same, whatever
    came in between, and whoever may only write learns nothing."""
    return models.Receipt(
        number=incident.number,
        label=incident.number_label,
        url=url_of(parts, incident.number),
    )
