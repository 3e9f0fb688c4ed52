"""A long night: raised unsure, nobody answers, taken over, it worsens, handed over at eight,
watched, closed. Time is moved, and every message that Firebell sends is read aloud: what is said
in each chapter is compared, whole, with `a_long_night.md`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Message, evening, everything, in_the_workspace
from tests.stories.test_silence import LONDON, until_saturday_night

pytestmark = in_the_workspace

TRANSCRIPT = Path(__file__).with_name("a_long_night.md")
DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} \w{3}"
VARIES = (
    (re.compile(rf"(?:{DAY}, )?\d\d:\d\d(?: (?:GMT|BST))?"), "TIME"),
    (re.compile(DAY), "DAY"),
    (re.compile(r"\(\d+ h(?: \d+ min)?\)"), "(SPAN)"),
    (re.compile(r"incident_apply-manage-1_\d{6}_nobody-can-submit"), "INCIDENT"),
)
"""What is not the same on another Saturday, and what stands for it."""


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


async def aloud(night: Evening) -> str:
    """The same as it stands in the transcript: what several places read is written once."""
    places: dict[str, list[str]] = defaultdict(list)
    for _, place, words in sorted(await unread(night)):
        for varies, instead in VARIES:
            place, words = varies.sub(instead, place), varies.sub(instead, words)
        places[words].append(place)
    said = [f"**{', '.join(sorted(where))}**\n\n{words}" for words, where in places.items()]
    return "\n\n".join(sorted(said))


def chapters() -> dict[str, str]:
    """What is said in each chapter of the transcript, by its title."""
    _, *parts = TRANSCRIPT.read_text().split("\n## ")
    return {title: said.strip() for title, _, said in (part.partition("\n") for part in parts)}


async def test_a_long_night(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert night.bot is not None
        heard: dict[str, str] = {}
        await until_saturday_night(night)

        await night.alice.raises(
            "Nobody can submit", service="apply-manage", severity="unsure", role_technical="bob"
        )
        own = await night.own()
        heard["At three, Alice raises it, unsure how bad it is"] = await aloud(night)

        await night.later(minutes=16)
        await night.later(minutes=5)
        heard["Nobody answers"] = await aloud(night)
        await night.later(minutes=21)
        heard["Still nobody, and it grows"] = await aloud(night)
        await night.later(minutes=21)
        heard["The promised update does not come"] = await aloud(night)
        await night.later(minutes=21)
        heard["It widens"] = await aloud(night)

        plea = await night.said("general", "Can anybody here take it?")
        assert await night.charlie.presses("on_it", plea, channel="general") == {"ok": True}
        heard["Charlie takes it"] = await aloud(night)

        assert await night.charlie.types("/incident update", own) == {"ok": True}
        await night.charlie.shown_form()
        await night.charlie.submits(
            known="Every submission fails",
            doing="Undoing the release",
            severity="P1",
            status="identified",
        )
        heard["It is worse than it looked"] = await aloud(night)
        words = "/incident note at 03:50 the supplier says it is their disk"
        assert await night.charlie.types(words, own) == {"ok": True}
        heard["Charlie notes what he heard"] = await aloud(night)
        await night.until_an_update_is_due()
        heard["An update is due"] = await aloud(night)

        now = night.bot.clock.now().astimezone(LONDON)
        eight = now.replace(hour=8, minute=0, second=0, microsecond=0)
        await night.later(minutes=(eight - now).total_seconds() / 60)
        heard["Until eight Charlie writes nothing"] = await aloud(night)

        words = "/incident handover to bob the supplier rings back at nine"
        assert await night.charlie.types(words, own) == {"ok": True}
        heard["At eight Charlie hands over to Bob"] = await aloud(night)
        directly = await night.direct("bob")
        assert directly is not None
        offer = await night.said(directly, "asks you to take over")
        assert await night.bob.presses("take_handover", offer, channel=directly) == {"ok": True}
        heard["Bob takes it"] = await aloud(night)

        assert await night.bob.types("/incident update", own) == {"ok": True}
        await night.bob.shown_form()
        await night.bob.submits(
            known="Submissions work again", doing="Watching it", status="monitoring"
        )
        heard["It works, and Bob watches it"] = await aloud(night)
        assert await night.bob.types("/closeincident the release was undone", own) == {"ok": True}
        heard["Bob closes it"] = await aloud(night)
        topic = (await night.channel(own))["topic"]

    assert heard == chapters()
    assert await night.plain(topic) == (
        "P1 · Closed: resolved · Nobody can submit (Apply/Manage) · In charge: Bob · "
        "Technical: Bob, on it · Support: Priya, asked"
    )
