"""What people do, over HTTP (DESIGN.md, the sandbox): say, press, fill in, look."""

from slack_sandbox.people.asking import Asking
from slack_sandbox.people.filling import Filling
from slack_sandbox.people.given import Handler, Impossible, body, number, origin
from slack_sandbox.people.pressing import Pressing
from slack_sandbox.people.reach import People
from slack_sandbox.people.saying import Saying
from slack_sandbox.people.seeing import Seeing

__all__ = [
    "Asking",
    "Filling",
    "Handler",
    "Impossible",
    "People",
    "Pressing",
    "Saying",
    "Seeing",
    "body",
    "number",
    "origin",
]
