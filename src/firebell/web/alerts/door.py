"""`POST /alerts/<name>`: whose it is is known before any of it is read; 202 once it is stored.

401 is whoever does not show the secret, or asks for a name that is not there: both read the same.
400 is what was shown to be the source's and can't be read; its sentence goes back to the sender,
and once into the log.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from firebell.domain.alerts import Signal
from firebell.domain.playbook import AlertSource, Playbook, SenderKind
from firebell.web.alerts import alertmanager, azure_monitor, plain_json, sentry, statuscake
from firebell.web.alerts.parts import Unusable
from firebell.web.alerts.proof import NO_SECRET, is_theirs

log = logging.getLogger(__name__)

PATH = "/alerts/{source}"
Take = Callable[[AlertSource, Sequence[Signal]], Awaitable[None]]
"""Stores what was said; once it returns, nothing of it is lost."""
NOBODY = AlertSource(key="", kind=SenderKind.JSON, channel="")
"""Stands for a name that is not there, so that it takes as long to say so."""


def alerts_in(process: Callable[[], Playbook], secrets: Mapping[str, str], take: Take) -> Route:
    """The route for what programs send. `secrets` are by the names of the playbook."""
    told: set[tuple[str, str]] = set()

    async def route(request: Request) -> Response:
        name = request.path_params["source"]
        source = process().alert_source(name) or NOBODY
        body = await request.body()
        secret = secrets.get(source.key, NO_SECRET)
        if not is_theirs(source.kind, secret, request.headers, request.url.query, body):
            raise HTTPException(401, "an alert did not show the secret of a source")
        try:
            signals = read(source, request, body)
        except Unusable as why:
            _tell_once(told, source, str(why))
            return PlainTextResponse(f"{why}\n", 400)
        if signals:
            await take(source, signals)
        return PlainTextResponse("Accepted\n", 202)

    return Route(PATH, route, methods=["POST"])


def read(source: AlertSource, request: Request, body: bytes) -> Sequence[Signal]:
    """What was sent, as its kind is read. Raises Unusable."""
    match source.kind:
        case SenderKind.STATUSCAKE:
            return statuscake.read(statuscake.form(body))
        case SenderKind.SENTRY:
            resource = request.headers.get("sentry-hook-resource", "")
            return sentry.read(decoded(body), resource)
        case SenderKind.AZURE_MONITOR:
            return azure_monitor.read(decoded(body))
        case SenderKind.ALERTMANAGER | SenderKind.GRAFANA:
            return alertmanager.read(decoded(body))
        case SenderKind.JSON:
            return plain_json.read(decoded(body), source)


def decoded(body: bytes) -> object:
    """JSON. Raises Unusable for anything else, however it is nested."""
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        raise Unusable("It is no JSON.") from None
    return found


def _tell_once(told: set[tuple[str, str]], source: AlertSource, why: str) -> None:
    """Whoever runs Firebell reads it once; a sender that goes on would fill the log."""
    if (source.key, why) not in told:
        told.add((source.key, why))
        log.warning("An alert of the source %s can't be read: %s", source.key, why)
