"""Home: what is open, for whoever opens it, and the button that raises one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from firebell.app.incidents import Incidents
from firebell.domain.incident import Incident
from firebell.domain.open_actions import ToDo, to_do
from firebell.domain.open_actions import in_order as actions_in_order
from firebell.domain.open_incidents import in_order
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import Gateway
from firebell.slack.views.blocks import Block, actions, button, context, divider, section
from firebell.slack.views.forms.action_list import OWN
from firebell.slack.views.forms.action_list import Page as ActionPage
from firebell.slack.views.forms.open_list import Page
from firebell.slack.views.messages.actions import line
from firebell.slack.views.messages.parts import place, strong_headline, title_words, value
from firebell.slack.views.messages.review import open_button
from firebell.words.say import form, say
from firebell.words.text import Mention, Strong, Text, joined, text
from firebell.words.times import day

MOST_ACTIONS = 5
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
        caller, playbook, now = await self._who(person), self._process(), self._now()
        opened = in_order(await self._incidents.open_for(caller), person, playbook)
        late = await self._incidents.late_reviews(caller, now)
        busy = await self._incidents.with_actions(caller)
        mine = [each for each in to_do(busy) if each.is_for(person)]
        first = actions_in_order(mine, person, now)[:MOST_ACTIONS]
        shown = [*opened[:MOST], *late[:MOST_LATE]]
        beside = [each.incident for each in first if each.incident not in shown]
        fresh = await self._incidents.shown_at_home([*shown, *beside], caller)
        ids = {incident.id for incident in shown}
        seen = [incident for incident in fresh if incident.id in ids]
        still = [each for each in to_do(_once(fresh)) if each.is_for(person)]
        view = home(
            [incident for incident in seen if incident.is_open],
            more=len(opened[MOST:]),
            mine=for_you(actions_in_order(still, person, now), len(mine), playbook, now),
            late=[incident for incident in seen if incident.review_awaited is not None],
            zone=playbook.time_zone,
        )
        await self._slack.call("views.publish", user_id=person, view=view)


def _once(incidents: Sequence[Incident]) -> list[Incident]:
    return list({incident.id: incident for incident in incidents}.values())


def for_you(mine: Sequence[ToDo], count: int, playbook: Playbook, now: datetime) -> list[Block]:
    """What whoever looks has to do: the first few, each with a button, and the way to all."""
    if not mine:
        return []
    blocks = [section(text(Strong(form("actions.home"))))]
    for each in mine[:MOST_ACTIONS]:
        words = joined([each.incident.label, line(each.action, playbook, now)], " · ")
        carried = value(each.incident, each.action.id)
        name = f"action_done:{each.incident.number}:{each.action.id}"
        blocks.append(section(words, button(form("action.done"), name, carried)))
    more = max(count, len(mine)) - MOST_ACTIONS
    all_of_them = button(form("list.show_all"), "open_actions", ActionPage(which=OWN).carried)
    if more > 0:
        words = text(form("actions.home_more", count=str(more)))
        return [*blocks, section(words, all_of_them), divider()]
    return [*blocks, actions([all_of_them]), divider()]


def home(
    opened: Sequence[Incident],
    more: int = 0,
    mine: Sequence[Block] = (),
    late: Sequence[Incident] = (),
    zone: str = "UTC",
) -> Block:
    """Home as a view: buttons; reviews that are required and `late`; what is `mine` to do; then the
    open incidents, and how many `more` there are."""
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
    blocks += mine
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
