"""Listeners of every kind, after docs.slack.dev/tools/bolt-python/concepts.

Over Socket Mode, without asyncio: middleware, a pattern in messages, answers in a thread, a
reaction, a message shortcut, a button that replaces its message, a command with lazy listeners.
"""

import os
import re
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
app = App(client=client)


@app.use
def count(context: Any, next: Any, body: dict[str, Any]) -> None:
    """Global middleware puts something into the context."""
    context["kind"] = body.get("type") or body.get("command")
    next()


def no_bot_messages(message: dict[str, Any], next: Any) -> None:
    """Listener middleware lets only people through."""
    if "bot_id" not in message:
        next()


@app.message(re.compile(r"(?i)\b(hi|hey) bot\b"), middleware=[no_bot_messages])
def greet(say: Any, context: Any, message: dict[str, Any]) -> None:
    """What matched is said back, in a thread."""
    say(f"{context['matches'][0]}, {context['kind']}", thread_ts=message["ts"])


@app.event("reaction_added")
def show_reaction(event: dict[str, Any], say: Any) -> None:
    """A reaction is told in the channel."""
    if event["reaction"] == "calendar":
        say(channel=event["item"]["channel"], text=f"A date was asked for on {event['item']['ts']}")


@app.shortcut("keep")
def keep(ack: Any, shortcut: dict[str, Any], respond: Any) -> None:
    """A message's shortcut answers with what the message says."""
    ack()
    respond(f"Kept: {shortcut['message']['text']}")


@app.command("/poll")
def poll(ack: Any, command: dict[str, Any], say: Any) -> None:
    """A message with two buttons under one pattern."""
    ack()
    buttons = [
        {
            "type": "button",
            "action_id": f"vote_{n}",
            "text": {"type": "plain_text", "text": str(n)},
            "value": str(n),
        }
        for n in (1, 2)
    ]
    say(text=command["text"], blocks=[{"type": "actions", "elements": buttons}])


@app.action(re.compile(r"vote_\d"))
def vote(ack: Any, action: dict[str, Any], respond: Any) -> None:
    """The message is replaced by the choice."""
    ack()
    respond(text=f"The choice was {action['value']}", replace_original=True)


def acknowledge(ack: Any, command: dict[str, Any]) -> None:
    """At once, refused without words."""
    ack("Words are missing." if not command["text"] else "Working on it")


def work(respond: Any, command: dict[str, Any]) -> None:
    """Afterwards, to all."""
    if command["text"]:
        respond(text=f"Done: {command['text']}", response_type="in_channel")


app.command("/slow")(ack=acknowledge, lazy=[work])


@app.event("message")
def others() -> None:
    """Acknowledged, no more."""


@app.error
def told(error: Exception, say: Any) -> None:
    """What goes wrong is said."""
    say(channel="general", text=f"Something went wrong: {error}")


if __name__ == "__main__":
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()  # type: ignore[no-untyped-call]
