"""The README's first app of slack-bolt on PyPI: a mention, a shortcut with a form.

Over signed HTTP, with the server that slack_bolt brings along.
"""

import os
import sys
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
app = App(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])


def text(words: str) -> dict[str, str]:
    """A plain text object."""
    return {"type": "plain_text", "text": words}


@app.event("app_mention")
def event_test(say: Any) -> None:
    """A mention is answered."""
    say("What's up?")


@app.shortcut("callback-id-here")
def open_modal(ack: Any, client: WebClient, body: dict[str, Any]) -> None:
    """The shortcut opens a form with one field."""
    ack()
    field = {"type": "plain_text_input", "action_id": "input"}
    task = {"type": "input", "block_id": "task", "element": field, "label": text("Task")}
    about = {"callback_id": "view-id", "title": text("My App"), "submit": text("Submit")}
    view = {"type": "modal", **about, "blocks": [task]}
    client.views_open(trigger_id=body["trigger_id"], view=view)


@app.view("view-id")
def view_submission(ack: Any, body: dict[str, Any], client: WebClient) -> None:
    """What was entered is said to whoever entered it."""
    ack()
    task = body["view"]["state"]["values"]["task"]["input"]["value"]
    client.chat_postMessage(channel=body["user"]["id"], text=f"Task: {task}")


if __name__ == "__main__":
    app.start(port=int(sys.argv[1]))
