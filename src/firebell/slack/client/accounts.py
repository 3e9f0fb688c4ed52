"""What somebody is to the workspace: a full member, a guest, of another organisation, gone.

Everybody is asked for at once (`users.list`) when the bot starts and now and then, so that nobody
waits for it when they type a command; what changes in between, Slack says (`user_change`). Where it
does not answer, whoever the payload says is of this workspace counts as a full member: a private
incident asks for more than that, and a public one can't wait.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from firebell.app.errors import ChatError
from firebell.domain.incident import Person
from firebell.domain.permissions import AccountType, Caller
from firebell.slack.client.called import Names
from firebell.slack.client.gateway import ApiResponse, Gateway

log = logging.getLogger(__name__)

EVERY = 1800.0
"""Seconds between two times that everybody is asked for."""
PATIENCE = 1.0
"""Seconds that a person waits for it: a form has to open within three."""


class Accounts:
    """`of` says what a person is; `note` takes what Slack says of them, `names` finds them
    by what they are called."""

    def __init__(self, slack: Gateway) -> None:
        self._slack = slack
        self.names = Names()
        self._known: dict[Person, AccountType] = {}
        self._asked = asyncio.Event()

    async def of(self, person: Person, team: str | None) -> AccountType:
        """By their id and the workspace that the payload names as theirs, if it names one."""
        if team is not None and self._slack.team and team != self._slack.team:
            return AccountType.EXTERNAL
        return await self._asked_for(person) or AccountType.MEMBER

    async def surely(self, person: Person) -> Caller | None:
        """Who asks, as far as Slack has said it; None where it has not, and does not now. For those
        of whom no payload says that they are of this workspace."""
        account = await self._asked_for(person)
        return None if account is None else Caller(person, account)

    async def _asked_for(self, person: Person) -> AccountType | None:
        known = self._known.get(person)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._slack.call("users.info", user=person)
        except (ChatError, TimeoutError) as error:
            log.warning("Slack did not say what an account is (%s)", type(error).__name__)
            return None
        return self.note(answer["user"])

    async def caller(self, person: Person, team: str | None = None) -> Caller:
        """Who asks, as the gate wants to know them; arguments as `of`."""
        return Caller(person, await self.of(person, team))

    def note(self, user: ApiResponse) -> AccountType:
        """What Slack says of somebody is so from now on."""
        account = account_type(user, self._slack.team)
        self.names.note(user)
        self._known[str(user["id"])] = account
        return account

    async def keep_fresh(self) -> None:
        """Ask for everybody now, and again now and then; until cancelled."""
        while True:
            try:
                for user in await self._slack.pages("users.list", "members"):
                    self.note(user)
            except ChatError as error:
                log.warning("People could not be listed (%s)", error.code)
            self._asked.set()
            await asyncio.sleep(EVERY)

    async def first_answer(self, seconds: float) -> None:
        """Wait until everybody has been asked for once, at most so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._asked.wait(), seconds)


def account_type(user: ApiResponse, team: str) -> AccountType:
    """What a user object says (docs.slack.dev/reference/objects/user-object)."""
    if user.get("deleted"):
        return AccountType.DEACTIVATED
    if user.get("is_stranger") or (team and user.get("team_id", team) != team):
        return AccountType.EXTERNAL
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return AccountType.GUEST
    return AccountType.MEMBER
