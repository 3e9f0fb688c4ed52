"""What people do, over HTTP: say, press, fill in, look."""

from slack_sandbox.control_api.clicks import Pressing
from slack_sandbox.control_api.forms import Filling
from slack_sandbox.control_api.messages import Saying
from slack_sandbox.control_api.people import People
from slack_sandbox.control_api.requests import Handler, Impossible, body, number, origin
from slack_sandbox.control_api.sight import Seeing
from slack_sandbox.control_api.suggestions import Asking

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
