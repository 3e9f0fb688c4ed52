"""Home: what is open, for whoever opens it, and the button that raises one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from firebell.app.incidents import Incidents
from firebell.domain.incident import Incident
from firebell.domain.open_incidents import in_order
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import Gateway
from firebell.slack.views.blocks import Block, actions, button, context, divider, section
from firebell.slack.views.forms.open_list import Page
from firebell.slack.views.messages.parts import place, strong_headline, title_words, value
from firebell.slack.views.messages.review import open_button
from firebell.words.say import form, say
from firebell.words.text import Mention, Strong, Text, joined, text
from firebell.words.times import day

MOST_LATE = 10
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
        now: Callable[[], datetime],
    ) -> None:
        self._incidents = incidents
        self._slack = slack
        self._who = who
        self._process = process
        self._now = now

    async def publish(self, person: str) -> None:
        """As this person may see it. Raises ChatError."""
        caller = await self._who(person)
        opened = in_order(await self._incidents.open_for(caller), person, self._process())
        late = await self._incidents.late_reviews(caller, self._now())
        both = [*opened[:MOST], *late[:MOST_LATE]]
        shown = await self._incidents.shown_at_home(both, caller)
        open_now = [each for each in shown if each.is_open]
        reviews = [each for each in shown if each.review_awaited is not None]
        view = home(open_now, len(opened[MOST:]), reviews, self._process().time_zone)
        await self._slack.call("views.publish", user_id=person, view=view)


def home(
    opened: Sequence[Incident],
    more: int = 0,
    late: Sequence[Incident] = (),
    zone: str = "UTC",
) -> Block:
    """Home as a view: buttons, then the open incidents, and how many `more` there are; reviews that
    are required and `late` stand first."""
    first = actions(
        [
            button(form("home.raise"), "open_declare", "new", style="danger"),
            button(form("home.drill"), "open_drill", "drill"),
            button(form("menu.help"), "open_help", "help"),
        ]
    )
    blocks: list[Block] = [first, divider()]
    if late:
        blocks.append(section(text(Strong(form("home.late_reviews")))))
        blocks += [_late(incident, zone) for incident in late]
        blocks.append(divider())
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


def _late(incident: Incident, zone: str) -> Block:
    """Whose it is, and the button that opens it."""
    due, ending = incident.review_awaited, incident.ending
    assert due is not None, "it is late"
    who: Text = text(Mention(ending.reviewer)) if ending and ending.reviewer else say("nobody")
    words = say(
        "home.review",
        label=incident.label,
        title=incident.title,
        day=day(due, zone),
        who=who,
    )
    return section(words, open_button(incident))
