"""Home as a view: the buttons that raise one, what is one's own, what is open."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from firebell.domain.home import Filters, HomeContent
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.slack.client import limits
from firebell.slack.views.blocks import Block, actions, button, context, divider, section
from firebell.slack.views.forms.open_list import Page
from firebell.slack.views.home import filters as menus
from firebell.slack.views.home import mine
from firebell.slack.views.messages.parts import place, strong_headline, title_words, value
from firebell.words.say import form
from firebell.words.text import joined, text

MOST = 40
"""Open incidents; what does not fit is counted, and a press away."""
ALL = Filters()
AT_THE_END = 2
"""How many more there are, and what can be typed."""


def home(content: HomeContent, playbook: Playbook, now: datetime, filters: Filters = ALL) -> Block:
    """What this person may see, as much of it as a view holds."""
    first = actions(
        [
            button(form("home.raise"), "open_declare", "new", style="danger"),
            button(form("home.drill"), "open_drill", "drill"),
            button(form("menu.help"), "open_help", "help"),
        ]
    )
    above = [first, divider(), *mine.blocks(content, playbook, now)]
    above += menus.menus(content, filters, playbook)
    room = limits.VIEW_BLOCKS - len(above) - AT_THE_END - 1
    shown = filters.chosen(content.opened, content.person)
    return {
        "type": "home",
        "blocks": [*above, *_opened(content, shown, min(room, MOST), playbook, filters)],
    }


def _opened(
    content: HomeContent,
    shown: list[Incident],
    most: int,
    playbook: Playbook,
    filters: Filters,
) -> list[Block]:
    """What is open: so many of them, and how many more there are."""
    blocks: list[Block] = []
    said = menus.count_words(len(shown), len(content.opened), filters)
    if said is not None:
        blocks.append(said)
    for incident in shown[:most]:
        words = joined([strong_headline(incident), title_words(incident), place(incident)], "\n")
        blocks.append(section(words, button(form("declare.join"), "join", value(incident))))
    more = len(shown) - most
    if more > 0:
        carried = Page(which=menus.words_of(filters, playbook)).carried
        all_of_them = button(form("list.show_all"), "open_list", carried)
        blocks.append(section(text(form("list.more_here", count=str(more))), all_of_them))
    if not content.opened:
        blocks.append(section(text(form("home.none"))))
    return [*blocks, context(text(form("help.here").replace("`", "")))]


def mark(view: Block) -> str:
    """What tells one view from another."""
    whole = json.dumps(view, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
