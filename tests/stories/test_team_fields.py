"""Questions of the team's own: asked where it says, kept on the record, taken off it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, evening, everything, in_the_workspace
from tests.stories.team import playbook
from tests.stories.test_raising import field, recorded

pytestmark = in_the_workspace

FIELDS = """
[[field]]
key = "supplier"
question = "Which supplier?"
card = true
asked = ["raise", "edit"]

[[field]]
key = "channel"
question = "How did we learn of it?"
kind = "choice"
choices = ["A user told us", "An alert"]
required = "raise"
asked = ["raise"]

[[field]]
key = "told"
question = "Who was told by phone?"
kind = "people"
card = true
asked = ["edit"]

[[field]]
key = "deadline"
question = "Which deadline is near?"
kind = "date"
card = true

[[field]]
key = "cause"
question = "What was the cause?"
required = "close"
asked = ["close"]
"""
ANSWERS: dict[str, Any] = {
    "field.supplier": "Acme",
    "field.channel": "An alert",
    "field.deadline": "2026-12-01",
}


async def card_of(night: Evening, own: str) -> str:
    """The card, as it reads once all is done."""
    await night.settled()
    return str((await night.said(own, "What to do now"))["whole"])


async def test_what_is_needed_is_asked_for_and_each_answer_stands_where_the_playbook_says(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, FIELDS)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        await night.alice.types("/incident")
        form = await night.alice.shown_form()
        asked = [b["block_id"] for b in form["blocks"] if "field." in b.get("block_id", "")]
        assert asked == ["field.supplier", "field.channel", "field.deadline"]
        refused = await night.alice.submits(title="It is down", service="other", severity="P2")
        assert list(refused["errors"]) == ["field.channel"]
        assert await night.alice.submits(**ANSWERS) == {"ok": True}
        own = await night.own()
        card = await card_of(night, own)
        assert "Which supplier? Acme\nWhich deadline is near? 1 December 2026" in card
        assert "An alert" not in card

        assert await night.alice.types("/incident edit", own) == {"ok": True}
        form = await night.alice.shown_form()
        assert field(form, "field.supplier")["initial_value"] == "Acme"
        sent = {"field.supplier": "Globex", "field.told": [night.bob.id]}
        assert await night.alice.submits(**sent) == {"ok": True}
        card = await card_of(night, own)
        assert "Which supplier? Globex" in card
        assert "Who was told by phone? Bob" in card

        assert await night.alice.types("/incident record", own) == {"ok": True}
        written = await recorded(night, own)
        for line in (
            'Alice answered "Which supplier?" with: Acme',
            'Alice answered "Which deadline is near?" with: 1 December 2026',
            'Alice answered "Who was told by phone?" with: Bob',
            "| How did we learn of it? | An alert |",
            "| Which supplier? | Globex |",
        ):
            assert line in written


async def test_what_closing_needs_is_asked_once_it_was_resolved_and_holds_up_no_false_alarm(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, FIELDS)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        assert await night.alice.raises(**ANSWERS) == {"ok": True}
        own = await night.own()
        await night.settled()
        assert await night.alice.types("/closeincident It works again", own) == {"ok": True}
        form = await night.alice.shown_form()
        assert field(form, "summary")["initial_value"] == "It works again"
        assert await night.alice.submits() == {
            "ok": True,
            "errors": {"field.cause": "Answer this, please: What was the cause?"},
        }
        assert await night.alice.submits(**{"field.cause": "A full disk"}) == {"ok": True}
        await night.said(own, "INC-1 is closed.")
        assert (await night.events(1)).count("FieldAnswered") == 4

        assert await night.alice.raises("Another", **ANSWERS) == {"ok": True}
        second = await night.own(2)
        await night.settled()
        typed = "/closeincident false alarm, a test"
        assert await night.alice.types(typed, second) == {"ok": True}
        await night.said(second, "INC-2 is closed: it was a false alarm.")


async def test_of_a_private_one_nothing_leaves_its_channel_and_an_answer_is_removed_everywhere(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, FIELDS)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        answers = {**ANSWERS, "field.supplier": "Passports Ltd", "sensitive": "yes"}
        assert await night.alice.raises(**answers) == {"ok": True}
        own = await night.own()
        assert "Which supplier? Passports Ltd" in await card_of(night, own)
        seen = [
            place
            for place, message in await night.by_the_bot()
            if "Passports" in everything(message) and message["channel"] != own
        ]
        assert seen == []

        assert await night.alice.types("/incident redact", own) == {"ok": True}
        form = await night.alice.shown_form()
        shown = json.dumps(form)
        assert "Passports Ltd" in shown
        press = next(
            block["accessory"]
            for block in form["blocks"]
            if "Passports" in json.dumps(block.get("text", ""))
        )
        assert await night.alice.presses(press["action_id"], value=press["value"]) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits() == {"ok": True}
        await night.settled()
        card = await card_of(night, own)
        assert "Passports" not in card
        assert "Which supplier? (removed by Alice" in card
        assert await night.alice.types("/incident record", own) == {"ok": True}
        assert "Passports" not in await recorded(night, own)
