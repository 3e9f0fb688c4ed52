"""How bad it is by what speaks for it: boxes suggest, a person decides, a service may bound it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, evening, in_the_workspace
from tests.stories.team import playbook
from tests.stories.test_raising import field, forget, recorded

pytestmark = in_the_workspace

TICKETS = "Support can't resolve the tickets that come in"
BREACH = "Personal data has been lost, or others have seen it"
HALF = "20 to 59% of users are affected"
NOTHING = "Tick what holds, if you know. It suggests how bad it is, and you decide."


def suggestion(form: Any) -> str:
    """The line beneath the boxes."""
    block = next(block for block in form["blocks"] if block.get("block_id") == "suggested")
    return str(block["elements"][0]["text"])


async def ticks(night: Evening, severity: str, *factors: str) -> Any:
    """Alice ticks these boxes, and sees the form that she has then."""
    form = await night.alice.shown_form()
    pressed: dict[str, Any] = {"block_id": f"factors.{severity}", "value": list(factors)}
    assert await night.alice.presses("value", view_id=form["id"], **pressed) == {"ok": True}
    return await night.alice.form()


async def test_two_of_four_suggest_p2_and_one_suggests_p1_while_the_form_is_open(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident Nobody can apply")
        assert suggestion(await night.alice.shown_form()) == NOTHING
        assert suggestion(await ticks(night, "P2", TICKETS)) == NOTHING
        seen = await ticks(night, "P2", TICKETS, HALF)
        assert suggestion(seen) == "What is ticked suggests P2. You decide above."
        assert field(seen, "title")["initial_value"] == "Nobody can apply"
        seen = await ticks(night, "P1", BREACH)
        assert suggestion(seen) == "What is ticked suggests P1. You decide above."
        assert await night.calls("conversations.create") == []


async def test_the_person_decides_and_what_was_ticked_stands_in_the_record(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        boxes: dict[str, Any] = {"factors.P2": [TICKETS, HALF]}
        assert await night.alice.raises(severity="P3", **boxes) == {"ok": True}
        own = await night.own()
        assert "INC-1 · P3 · Investigating" in (await night.said(own, "INC-1"))["whole"]
        assert await night.alice.types("/incident record", own) == {"ok": True}
        written = await recorded(night, own)
        assert f"Alice ticked: {HALF}; {TICKETS}. That suggests P2." in written
        assert f"| Speaks for it | {HALF}; {TICKETS} |" in written


async def test_not_sure_counts_as_what_is_ticked_and_is_never_said_as_confirmed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        boxes: dict[str, Any] = {"factors.P1": [BREACH]}
        assert await night.alice.raises(severity="unsure", **boxes) == {"ok": True}
        own = await night.own()
        card = await night.said(own, "INC-1")
        assert "INC-1 · P1, to be confirmed · Investigating" in card["whole"]
        assert f"Ticked: {BREACH}. That suggests P1. Nobody has confirmed it yet." in card["whole"]
        await night.settled()
        await forget(night)
        assert await night.alice.types("/incident severity", own) == {"ok": True}
        form = await night.alice.shown_form()
        assert [each["value"] for each in field(form, "factors.P1")["initial_options"]] == [BREACH]
        sent = await night.alice.submits(severity="P2", **{"factors.P1": []})
        assert sent == {"ok": True}
        await night.said(own, "INC-1 is P2 now, less bad than P1, which nobody had confirmed.")
        card = await night.said(own, "INC-1 · P2 · Investigating")
        assert "suggests" not in card["whole"]


async def test_a_service_that_is_never_above_p2_stays_there_and_it_is_said_why(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    why = "P1 was chosen. Other never counts as more than P2, so it is P2."
    process = playbook(tmp_path, other='highest = "P2"')
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        assert await night.alice.raises(severity="P1") == {"ok": True}
        own = await night.own()
        card = await night.said(own, "INC-1 · P2 · Investigating")
        assert why in card["whole"]
        await night.alice.reads(why)
        await night.settled()
        # Nobody was told as loudly as of a P1.
        assert not [
            m for m in (await night.channel("general"))["messages"] if "@channel" in m["text"]
        ]
        assert await night.alice.types("/incident severity P1", own) == {"ok": True}
        await night.alice.shown_form()
        refused = await night.alice.submits(severity="P1")
        assert refused == {
            "ok": True,
            "errors": {
                "severity": "Other never counts as more than P2, so it stays P2. "
                "The playbook says so."
            },
        }
        assert await night.alice.submits(severity="P3") == {"ok": True}
        await night.said(own, "INC-1 is P3 now, less bad than P2.")
        assert "SeverityKept" in await night.events(1)


async def test_corrected_to_such_a_service_it_becomes_less_bad_and_says_why(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, records='highest = "P2"')
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        assert await night.alice.raises(severity="P1") == {"ok": True}
        own = await night.own()
        await night.settled()
        assert await night.alice.types("/incident edit", own) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(service="teaching-record-system") == {"ok": True}
        shown = await night.alice.shown_form()
        assert shown["blocks"][0]["text"]["text"] == (
            "P1 was chosen. Teaching Record System never counts as more than P2, so INC-1 is P2."
        )
        await night.said(own, "INC-1 is P2 now, less bad than P1.")
