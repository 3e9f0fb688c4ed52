"""The quickstart (docs.slack.dev/tools/bolt-python/getting-started): a greeting with a button.

Over Socket Mode, without asyncio, with the WebSocket client that slack_sdk brings along.
"""

import os
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
app = App(client=client)


@app.message("hello")
def message_hello(message: dict[str, Any], say: Any) -> None:
    """Whoever says hello is greeted, with something to press."""
    words = f"Hey there <@{message['user']}>!"
    press = {"type": "button", "text": {"type": "plain_text", "text": "Click me"}}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": words}}
    section["accessory"] = {**press, "action_id": "button_click"}
    say(text=words, blocks=[section])


@app.action("button_click")
def action_button_click(body: dict[str, Any], ack: Any, say: Any) -> None:
    """The press is acknowledged and told."""
    ack()
    say(f"<@{body['user']['id']}> clicked the button")


if __name__ == "__main__":
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()  # type: ignore[no-untyped-call]
