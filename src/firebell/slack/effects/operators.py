"""Whoever runs Firebell hears directly what is wrong with the playbook's file.

It belongs to no incident, so that it is no effect: it is said again until Slack has taken it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from firebell.app.errors import ChatError, NeverWill
from firebell.domain.incident import Person
from firebell.domain.playbook import Playbook, is_person
from firebell.slack.client.gateway import Gateway
from firebell.slack.views.messages.operators import playbook_news

log = logging.getLogger(__name__)


class Operators:
    """`tell` says it to each of them once."""

    def __init__(self, slack: Gateway) -> None:
        self._slack = slack
        self._told: set[tuple[Person, Sequence[str]]] = set()

    async def tell(
        self, people: Sequence[Person], playbook: Playbook, mistakes: Sequence[str]
    ) -> bool:
        """Whether everybody has been told who can be. One whom Slack knows not is left out."""
        waiting = [person for person in people if (person, tuple(mistakes)) not in self._told]
        message = playbook_news(playbook, mistakes).posted()
        for person in waiting:
            if not is_person(person):
                return False
            try:
                await self._slack.call(
                    "chat.postMessage", channel=person, **message, unfurl_links=False
                )
            except NeverWill:
                log.warning("Somebody who runs Firebell can't be written to")
            except ChatError as error:
                log.info("Whoever runs Firebell is told of the playbook later (%s)", error.code)
                return False
            self._told.add((person, tuple(mistakes)))
        self._told.clear()
        return True
