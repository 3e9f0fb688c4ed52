"""Who is in a channel, asked of Slack at the moment that it matters.

Events tell the same (`member_left_channel`), but a while later or, over a broken line, never; so
what a private incident shows does not rest on them alone.
"""

from __future__ import annotations

import asyncio
import logging

from firebell.app.errors import ChatError, NeverWill
from firebell.domain.incident import Person
from firebell.slack.client.gateway import Gateway

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds that a person waits for it: a form has to open within three."""


class SlackRoster:
    """`app.ports.Roster` over `conversations.members`."""

    def __init__(self, slack: Gateway) -> None:
        self._slack = slack

    async def members(self, channel: str) -> frozenset[Person] | None:
        """Everybody but the bot; None where Slack does not say for now. Raises NeverWill."""
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._slack.pages("conversations.members", "members", channel=channel)
        except NeverWill:
            raise
        except (ChatError, TimeoutError) as error:
            log.warning("Slack did not say who is in a channel (%s)", type(error).__name__)
            return None
        return frozenset(str(person) for person in found) - {self._slack.bot_user}
