"""Which of the open incidents Home shows: a menu for each choice, with how many there are.

What can be chosen is named by what this person may see: nothing else has an option, or counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from firebell.domain.home import OWN, Filters, HomeContent
from firebell.domain.incident import Incident, Status
from firebell.domain.playbook import Playbook
from firebell.slack.client import limits
from firebell.slack.views.blocks import Block, actions, button, choice, label, option, section
from firebell.words.catalogue import STATUSES
from firebell.words.say import form
from firebell.words.text import text

ACTION = "home_filter"
MOST_OPTIONS = limits.OPTIONS - 2
"""Beside *All*, and what is chosen though nothing is left of it."""
LONGEST_KEY = 120
"""Of what an option carries."""


def menus(content: HomeContent, filters: Filters, playbook: Playbook) -> list[Block]:
    """The menus, from two open incidents on; and the way back to all where some are left out. Slack
    keeps what was picked in a block as long as its name is the same, so each choice has its own."""
    opened = content.opened
    if len(opened) < 2 and not filters.is_set:
        return []
    names = _names(opened, filters, playbook)
    found = [_menu(name, options, content, filters) for name, options in names.items()]
    elements = [menu for menu in found if menu is not None]
    if filters.is_set:
        elements.append(button(form("list.show_all"), f"{ACTION}:all", "all", style="primary"))
    block_id = ":".join((ACTION, filters.service, filters.severity, filters.status, filters.own))
    return [{**actions(elements), "block_id": block_id[:255]}]


def count_words(shown: int, opened: int, filters: Filters) -> Block | None:
    """That some are left out, or that nothing is left; None where all are shown."""
    if not filters.is_set or not opened:
        return None
    key = "home.filtered" if shown else "home.filtered_none"
    return section(text(form(key, shown=str(shown), all=str(opened))))


def words_of(filters: Filters, playbook: Playbook) -> str:
    """The same choice as it is typed behind `list`."""
    service = playbook.service(filters.service)
    said = [
        "mine" if filters.own else "",
        filters.severity,
        STATUSES[filters.status] if filters.status else "",
        service.name if service else "",
    ]
    return " ".join(word for word in said if word)


def _names(
    opened: Sequence[Incident], filters: Filters, playbook: Playbook
) -> Mapping[str, Mapping[str, str]]:
    """What each menu offers, by what its options carry: as far as there is any of it open, and what
    is chosen."""
    return {
        "service": _services(opened, filters, playbook),
        "severity": _present(
            [severity.key for severity in playbook.severities],
            (each.severity for each in opened),
            filters.severity,
            str,
        ),
        "status": _present(
            list(Status),
            (each.status for each in opened),
            filters.status,
            lambda key: STATUSES[key],
        ),
        "own": {OWN: form("list.own")},
    }


def _services(
    opened: Sequence[Incident], filters: Filters, playbook: Playbook
) -> Mapping[str, str]:
    found = {each.service: each.service_name or form("declare.unsure") for each in opened}
    known = playbook.service(filters.service) if filters.service else None
    if known is not None:
        found.setdefault(filters.service, known.name)
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def _present(
    order: Sequence[str], there: Iterable[str], chosen: str, words: Callable[[str], str]
) -> Mapping[str, str]:
    """In the order of the playbook; what the playbook has no longer stands last."""
    found = [*there, *([chosen] if chosen in order else [])]
    rest = sorted(set(found) - set(order))
    return {key: words(key) for key in (*order, *rest) if key in found}


def _menu(
    name: str, options: Mapping[str, str], content: HomeContent, filters: Filters
) -> Block | None:
    """None where there is nothing to choose."""
    chosen = str(getattr(filters, name))
    if len(options) < 2 and not chosen and name != "own":
        return None
    everything = _option(name, "", form(f"home.all.{name}"), content, filters)
    each = [
        _option(name, key, words, content, filters)
        for key, words in options.items()
        if key and len(key) <= LONGEST_KEY
    ]
    kept = [found for found in each if found["value"].endswith(f"|{chosen}")] if chosen else []
    shown = [*each[:MOST_OPTIONS], *(found for found in kept if found not in each[:MOST_OPTIONS])]
    menu = choice([everything, *shown], f"{name}|{chosen}", kind="static_select")
    return {
        **menu,
        "action_id": f"{ACTION}:{name}",
        "placeholder": label(form(f"home.all.{name}"), limits.PLACEHOLDER),
    }


def _option(name: str, key: str, words: str, content: HomeContent, filters: Filters) -> Block:
    """With how many are shown once it is chosen, as the other menus stand."""
    would = filters.with_choice(name, key)
    count = len(would.chosen(content.opened, content.person))
    says = words if not key else form("list.count", what=words, count=str(count))
    return option(says, f"{name}|{key}")
