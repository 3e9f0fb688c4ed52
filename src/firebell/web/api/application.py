"""The API as one application under `/api/v1`, and its description (OpenAPI 3.1), from the code."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.routing import Mount

from firebell.domain.refusals import Refused
from firebell.web.api import doing, problems, reading
from firebell.web.api.described import page
from firebell.web.api.guard import Guard
from firebell.web.api.models import Delivery, Problem
from firebell.web.api.pace import Pace
from firebell.web.site.guard import Headers
from firebell.web.site.parts import Parts

PATH = "/api/v1"
VERSION = "1"
"""It grows, and with it the path, when a field goes or means something else."""
ABOUT = """\
Read incidents, raise, update, note and close them, as the person who made the token, within its
scopes. What that person may not see does not exist here.

Times are RFC 3339 in UTC. What goes wrong is `application/problem+json` (RFC 9457) with a sentence
and a `code`. New fields, codes and kinds may come at any time: pass over those that you don't know.
"""
COMMON = (401, 403, 404, 422, 429, 503)
SAID = {
    400: "The body is no JSON in UTF-8.",
    401: "Without a token, or with one that nobody can use.",
    403: "The token, or its person, may not do that.",
    404: "There is no such incident, or it is not for the token to see.",
    409: "As things stand that can't be done.",
    422: "What was sent makes no sense; `errors` says where.",
    429: "The token asks too often; `Retry-After` says how many seconds to wait.",
    503: "Slack does not say just now who the token's person is.",
}


class Described(FastAPI):
    """An application whose description says its problems as they are."""

    def openapi(self) -> dict[str, Any]:
        """Made once."""
        if self.openapi_schema is None:
            made = get_openapi(
                title=self.title,
                version=self.version,
                openapi_version=self.openapi_version,
                description=self.description,
                routes=self.routes,
                webhooks=self.webhooks.routes,
                servers=[{"url": PATH}],
            )
            template = "#/components/schemas/{model}"
            schema = Problem.model_json_schema(ref_template=template)
            parts = schema.pop("$defs", {})
            made["components"]["schemas"] |= {**parts, "Problem": schema}
            self.openapi_schema = made
        return self.openapi_schema


def delivered(_: Delivery) -> None:
    """What Firebell sends to a webhook of the playbook. Answer with 200 to 299 within four seconds;
    drop what comes twice under the same `webhook-id`."""


def api(parts: Parts, pace: Pace | None = None) -> Mount:
    """All of its addresses."""
    app = Described(
        title="Firebell",
        version=VERSION,
        description=ABOUT,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={
            Refused: problems.refused,
            problems.Wrong: problems.wrong,
            RequestValidationError: problems.invalid,
            HTTPException: problems.http_error,
        },
    )
    app.state.parts = parts
    app.include_router(reading.router, responses=_problems(COMMON))
    app.include_router(doing.router, responses=_problems((*COMMON, 400, 409)))

    app.webhooks.add_api_route(
        "incident",
        delivered,
        methods=["POST"],
        summary="Something happened to an incident",
        response_description="It was taken.",
        responses={
            422: {"description": "It is given up, and whoever writes the updates hears so."}
        },
    )

    async def docs(_: Request) -> HTMLResponse:
        return HTMLResponse(page(app.openapi()))

    app.add_route("/docs", docs, methods=["GET"], include_in_schema=False)
    app.add_middleware(Headers)
    return Mount(PATH, Guard(app, parts, pace or Pace()))


def _problems(statuses: tuple[int, ...]) -> dict[int | str, dict[str, Any]]:
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {problems.MEDIA_TYPE: {"schema": schema}}
    return {
        status: {"description": SAID[status], "content": content} for status in sorted(statuses)
    }
