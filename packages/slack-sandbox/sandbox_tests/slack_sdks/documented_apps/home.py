"""Home, commands and options, after docs.slack.dev/tools/bolt-python/concepts.

Over signed HTTP, with asyncio.
"""

import os
import sys
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])
PLACES = ("Leeds", "London", "York")


def text(words: str) -> dict[str, str]:
    """A plain text object."""
    return {"type": "plain_text", "text": words}


@app.event("app_home_opened")
async def update_home_tab(client: AsyncWebClient, event: dict[str, Any]) -> None:
    """Whoever opens Home is welcomed, with a menu that asks the app for its options."""
    menu = {"type": "external_select", "action_id": "place", "placeholder": text("Where")}
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*Welcome, <@{event['user']}>*"}},
        {
            "type": "actions",
            "block_id": "menu",
            "elements": [menu],
        },
    ]
    await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


@app.options("place")
async def show_options(ack: Any, payload: dict[str, Any]) -> None:
    """The places that begin so."""
    found = [place for place in PLACES if place.lower().startswith(payload["value"].lower())]
    await ack(options=[{"text": text(place), "value": place} for place in found])


@app.action("place")
async def picked(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
    """What was picked stands in Home."""
    await ack()
    place = body["actions"][0]["selected_option"]["value"]
    section = {"type": "section", "text": text(f"You are in {place}.")}
    view = {"type": "home", "blocks": [section]}
    await client.views_publish(user_id=body["user"]["id"], view=view)


@app.command("/echo")
async def repeat_text(ack: Any, respond: Any, command: dict[str, Any]) -> None:
    """What was typed comes back."""
    await ack()
    await respond(command["text"])


if __name__ == "__main__":
    app.start(port=int(sys.argv[1]))
