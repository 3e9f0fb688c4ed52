"""Many open incidents, as one person needs them: their own first, then the worst; and by words.

Any word that stands on an incident finds it: its number, severity, status, service, title.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from firebell.domain.incident import Incident, Person
from firebell.domain.named import folded_words
from firebell.domain.playbook import Playbook


def is_own(incident: Incident, person: Person) -> bool:
    """Whether this person raised it, is in charge of it, or has a role in it."""
    holders = {held.person for held in incident.roles.values()}
    return person in {incident.declarer, incident.in_charge, *holders}


def in_order(opened: Iterable[Incident], person: Person, playbook: Playbook) -> list[Incident]:
    """Own before others', real before drills, worst first, then the newest."""
    rank = {severity.key: number for number, severity in enumerate(playbook.severities)}

    def place(incident: Incident) -> tuple[bool, bool, int, int]:
        bad = rank.get(incident.severity, len(rank))
        return not is_own(incident, person), incident.drill, bad, -incident.number

    return sorted(opened, key=place)


def matching(
    opened: Iterable[Incident], words: Sequence[str], kinds: Sequence[Collection[str]]
) -> list[Incident]:
    """Those on which each of the (folded) words stands, or begins a word. `kinds` are what else
    each incident is, such as its status, in words: one for each of them."""
    return [
        incident
        for incident, kind in zip(opened, kinds, strict=True)
        if all(_stands_on(word, {*kind, *_words_on(incident)}) for word in words)
    ]


def _words_on(incident: Incident) -> Iterable[str]:
    shown = f"{incident.severity} {incident.service_name} {incident.title} {incident.label}"
    return folded_words(shown)


def _stands_on(word: str, words: Collection[str]) -> bool:
    return any(found == word or (found.startswith(word) and len(word) > 1) for found in words)
