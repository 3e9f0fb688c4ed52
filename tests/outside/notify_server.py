"""GOV.UK Notify on this machine: it checks who calls, and answers as its documentation says
(docs.notifications.service.gov.uk/rest-api.html)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"status_page-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
ERRORS = {
    400: ("BadRequestError", "Missing personalisation: subject"),
    403: ("AuthError", "Invalid token: API key not found"),
    429: (
        "RateLimitError",
        "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds",
    ),
    500: ("Exception", "Internal server error"),
}


@dataclass(slots=True)
class NotifyDesk:
    """`answers` come first: a status, or `late` (it took the message, and then answers 500)."""

    url: str = ""
    answers: list[int | str] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, request: web.Request) -> web.Response:
        """Send an e-mail."""
        if not _is_let_in(request):
            return _error(403)
        said = self.answers.pop(0) if self.answers else 201
        if isinstance(said, int) and said != 201:
            return _error(said)
        sent = await request.json()
        assert set(sent) <= {
            "email_address",
            "template_id",
            "personalisation",
            "reference",
            "one_click_unsubscribe_url",
        }
        if set(sent["personalisation"]) != {"subject", "message"}:
            return _error(400)
        self.got.append(sent)
        if said == "late":
            return _error(500)
        made = {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": sent["reference"]}
        return web.json_response(made, status=201)

    async def find(self, request: web.Request) -> web.Response:
        """Get the status of several messages."""
        if not _is_let_in(request):
            return _error(403)
        wanted = request.query["reference"]
        found = [{"reference": wanted} for each in self.got if each["reference"] == wanted]
        return web.json_response({"notifications": found, "links": {}})


def _error(status: int) -> web.Response:
    error, message = ERRORS[status]
    said = {"status_code": status, "errors": [{"error": error, "message": message}]}
    return web.json_response(said, status=status)


def _is_let_in(request: web.Request) -> bool:
    """Whether the token is signed with the secret, of this service and of now (30 seconds)."""
    head, content, signature = request.headers["Authorization"].removeprefix("Bearer ").split(".")
    digest = hmac.new(SECRET.encode(), f"{head}.{content}".encode(), hashlib.sha256).digest()
    claims = json.loads(_bytes(content))
    assert json.loads(_bytes(head)) == {"typ": "JWT", "alg": "HS256"}
    return (
        hmac.compare_digest(_bytes(signature), digest)
        and claims["iss"] == SERVICE
        and abs(claims["iat"] - time.time()) < 30
    )


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@asynccontextmanager
async def notify(*answers: int | str) -> AsyncIterator[NotifyDesk]:
    """It, until the block ends."""
    desk = NotifyDesk(answers=list(answers))
    app = web.Application()
    app.add_routes(
        [
            web.post("/v2/notifications/email", desk.send),
            web.get("/v2/notifications", desk.find),
        ]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        desk.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield desk
    finally:
        await runner.cleanup()
