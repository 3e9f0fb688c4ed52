"""Forms upon forms, after docs.slack.dev/tools/bolt-python/concepts (views, options, adapters).

Over signed HTTP, with asyncio, through the adapter for Starlette: a form that is updated by a
press, one pushed upon it, errors, options from the app, one that is closed.
"""

import os
import sys
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])
handler = AsyncSlackRequestHandler(app)
PARTS = ("Login", "Ledger", "Mail")


def text(words: str) -> dict[str, str]:
    """A plain text object."""
    return {"type": "plain_text", "text": words}


def form(title: str, callback_id: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    """A form with these blocks."""
    found = {"type": "modal", "callback_id": callback_id, "title": text(title)}
    return {**found, "submit": text("Next"), "blocks": list(blocks), "notify_on_close": True}


def field(block_id: str, kind: str, **more: Any) -> dict[str, Any]:
    """An input block."""
    element = {"type": kind, "action_id": "value", **more}
    return {"type": "input", "block_id": block_id, "label": text(block_id), "element": element}


MORE = {
    "type": "actions",
    "block_id": "more",
    "elements": [{"type": "button", "action_id": "more", "text": text("More")}],
}
PART = field("part", "external_select", min_query_length=1)
DAY = field("day", "datepicker")


@app.shortcut("report")
async def open_form(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
    """The first form."""
    await ack()
    await client.views_open(
        trigger_id=shortcut["trigger_id"], view=form("Report", "report", PART, MORE)
    )


@app.options("value")
async def parts(ack: Any, payload: dict[str, Any]) -> None:
    """The parts that begin so, in a group."""
    found = [part for part in PARTS if part.lower().startswith(payload["value"].lower())]
    options = [{"text": text(part), "value": part.lower()} for part in found]
    await ack(option_groups=[{"label": text("Parts"), "options": options}])


@app.action("more")
async def update_form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
    """The form gets a field; its hash guards against another update."""
    await ack()
    view = body["view"]
    await client.views_update(
        view_id=view["id"], hash=view["hash"], view=form("Report", "report", PART, DAY)
    )


@app.view("report")
async def reported(ack: Any, view: dict[str, Any]) -> None:
    """Refused without a day before the next form is pushed upon it."""
    values = view["state"]["values"]
    day = values.get("day", {}).get("value", {}).get("selected_date")
    if day is None or day > "2026-12-31":
        await ack(response_action="errors", errors={"part": "Press More, and name a day of 2026."})
        return
    part = values["part"]["value"]["selected_option"]["value"]
    sure = field("sure", "checkboxes", options=[{"text": text("Yes"), "value": "yes"}])
    await ack(
        response_action="push",
        view={**form("Sure", "sure", sure), "private_metadata": f"{part} {day}"},
    )


@app.view("sure")
async def sure(ack: Any, view: dict[str, Any], body: dict[str, Any], client: Any) -> None:
    """All forms go, and whoever filled them in is told."""
    await ack(response_action="clear")
    await client.chat_postMessage(
        channel=body["user"]["id"], text=f"Reported: {view['private_metadata']}"
    )


@app.view_closed("report")
async def closed(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
    """A form that is put away is told of."""
    await ack()
    words = "Cleared" if body["is_cleared"] else "Not reported"
    await client.chat_postMessage(channel=body["user"]["id"], text=words)


async def endpoint(request: Request) -> Response:
    """What Slack sends."""
    return await handler.handle(request)


if __name__ == "__main__":
    routes = [Route("/slack/events", endpoint=endpoint, methods=["POST"])]
    uvicorn.run(Starlette(routes=routes), port=int(sys.argv[1]), log_level="error")
