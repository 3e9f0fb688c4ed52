"""A story that is read aloud: whatever Firebell says in each chapter is compared, whole, with a
transcript beside the story. `WRITE_TRANSCRIPTS=1 pytest …` writes it anew, to be read by a person.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.stories.evening import Evening, Message, everything

DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} \w{3}"
VARIES = (
    (re.compile(rf"(?:{DAY}, )?\d\d:\d\d(?: (?:GMT|BST))?"), "TIME"),
    (re.compile(DAY), "DAY"),
    (re.compile(r"\((?:\d+ h(?: \d+ min)?|\d+ min)\)"), "(SPAN)"),
)
"""What is not the same on another day, and what stands for it."""


class Transcript:
    """What was heard of a story, chapter by chapter. `channel` is what its channel is called, apart
    from the day, and `more` what else varies."""

    def __init__(
        self,
        night: Evening,
        path: Path,
        channel: str,
        more: Iterable[tuple[re.Pattern[str], str]] = (),
    ) -> None:
        self._night = night
        self._path = path
        self._varies = (*VARIES, (re.compile(channel), "INCIDENT"), *more)
        self._heard: dict[str, str] = {}

    async def chapter(self, title: str) -> None:
        """All that was said since the last one, by everybody's place."""
        self._heard[title] = await self._aloud()

    def compare(self) -> None:
        """The whole story is what the transcript says."""
        if os.environ.get("WRITE_TRANSCRIPTS"):
            head = self._path.read_text().partition("\n## ")[0].strip()
            told = (f"## {title}\n\n{said}" for title, said in self._heard.items())
            self._path.write_text("\n\n".join([head, *told]).strip() + "\n")
        assert self._heard == chapters(self._path)

    async def _aloud(self) -> str:
        """What several places read is written once."""
        places: dict[str, list[str]] = defaultdict(list)
        for _, place, words in sorted(await unread(self._night)):
            for varies, instead in self._varies:
                place, words = varies.sub(instead, place), varies.sub(instead, words)
            places[words].append(place)
        said = [f"**{', '.join(sorted(where))}**\n\n{words}" for words, where in places.items()]
        return "\n\n".join(sorted(said))


def chapters(path: Path) -> dict[str, str]:
    """What is said in each chapter of a transcript, by its title."""
    _, *parts = path.read_text().split("\n## ")
    return {title: said.strip() for title, _, said in (part.partition("\n") for part in parts)}


async def unread(night: Evening) -> list[tuple[str, str, str]]:
    """What nobody has read yet: when it came, where it stands, its words."""
    await night.settled()
    found = [(place, message) for place, message in await night.by_the_bot()]
    for name, person in night.people.items():
        place = f"only {person['real_name']} sees"
        found += [(place, notice) for notice in await night.person(name).notices()]
    new: dict[tuple[str, str], tuple[str, Message]] = {}
    for place, message in found:
        new.setdefault((message["channel"], message["ts"]), (place, message))
    fresh = [new[at] for at in new if at not in night.read]
    night.read.update(new)
    return [
        (message["ts"], place, await night.plain(everything(message))) for place, message in fresh
    ]
