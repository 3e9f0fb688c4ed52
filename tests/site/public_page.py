"""An evening with our own status page, a folder that it is written to, and a mail server."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.outside.servers import MailBox, mail_server
from tests.outside.test_email import text_of
from tests.stories.evening import DFE, Evening, evening

OWN = """
[[status_page]]
key = "status"
name = "the status page"
kind = "own"
title = "Are our services working?"
names = { get-into-teaching = "Get Into Teaching", apply-for-qts = "Apply for QTS" }
"""
LINK = re.compile(r"https?://\S+/status/([a-z]+\?t=[0-9a-f.]+)")


def with_own_page() -> str:
    """The example with our own page in place of Upptime."""
    before, _, rest = DFE.read_text().partition("[[status_page]]")
    return before + rest.partition("\n\n")[2] + OWN


@asynccontextmanager
async def a_night(
    sandbox: SandboxHandle, data: Path, **more: Any
) -> AsyncIterator[tuple[Evening, MailBox]]:
    """The bot with its page; the folder is `data / "public"`."""
    playbook = data / "playbook.toml"
    playbook.write_text(with_own_page())
    async with mail_server(starttls=False) as box:
        settings: Mapping[str, Any] = {
            "send_outside": True,
            "status_page_folder": data / "public",
            "mail_server": f"127.0.0.1:{box.port}",
            "mail_security": "none",
            "mail_from": "incidents@example.com",
            **more,
        }
        async with evening(sandbox, data, playbook, strict=False, more=settings) as night:
            yield night, box


async def mails(night: Evening, box: MailBox, number: int) -> list[str]:
    """What so many mails say, once they have come."""

    async def come() -> bool:
        return len(box.mail) >= number

    await night.until(f"{number} mails", come)
    assert len(box.mail) == number
    return [text_of(mail) for mail in box.mail]


def link_in(mail: str) -> str:
    """Where the link of ours in a mail leads, below `/status/`."""
    found = LINK.search(mail)
    assert found is not None, mail
    return found[1]
