"""Home: what is open, for whoever opens it, and the button that raises one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from firebell.app.incidents import Incidents
from firebell.domain.incident import Incident
from firebell.domain.open_incidents import in_order
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import Gateway
from firebell.slack.views.blocks import Block, actions, button, context, divider, section
from firebell.slack.views.forms.open_list import Page
from firebell.slack.views.messages.parts import place, strong_headline, title_words, value
from firebell.words.say import form
from firebell.words.text import joined, text

MOST = 40
"""A view holds 100 blocks; what does not fit is counted, and a press away."""


class HomePublisher:
    """Publishes Home: when it is opened, and when somebody may see less than it shows."""

    def __init__(
        self,
        incidents: Incidents,
        slack: Gateway,
        who: Callable[[str], Awaitable[Caller]],
        process: Callable[[], Playbook],
    ) -> None:
        self._incidents = incidents
        self._slack = slack
        self._who = who
        self._process = process

    async def publish(self, person: str) -> None:
        """As this person may see it. Raises ChatError."""
        caller = await self._who(person)
        opened = in_order(await self._incidents.open_for(caller), person, self._process())
        shown = await self._incidents.shown_at_home(opened[:MOST], caller)
        view = home(shown, more=len(opened[MOST:]))
        await self._slack.call("views.publish", user_id=person, view=view)


def home(opened: Sequence[Incident], more: int = 0) -> Block:
    """Home as a view: buttons, then the open incidents, and how many `more` there are."""
    first = actions(
        [
            button(form("home.raise"), "open_declare", "new", style="danger"),
            button(form("home.drill"), "open_drill", "drill"),
            button(form("menu.help"), "open_help", "help"),
        ]
    )
    blocks: list[Block] = [first, divider()]
    for incident in opened:
        words = joined([strong_headline(incident), title_words(incident), place(incident)], "\n")
        blocks.append(section(words, button(form("declare.join"), "join", value(incident))))
    if more:
        all_of_them = button(form("list.show_all"), "open_list", Page().carried)
        blocks.append(section(text(form("list.more_here", count=str(more))), all_of_them))
    if not opened:
        blocks.append(section(text(form("home.none"))))
    blocks.append(context(text(form("help.here").replace("`", ""))))
    return {"type": "home", "blocks": blocks}
