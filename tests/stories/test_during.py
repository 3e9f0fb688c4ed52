"""During: updates, reminders, severity, corrections."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import buttons, evening, in_the_workspace
from tests.stories.test_raising import field, forget, raised

pytestmark = in_the_workspace


async def test_an_update_reaches_the_channel_and_the_threads_without_a_ping(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        assert await night.alice.types("/incident update", own) == {"ok": True}
        form = await night.alice.shown_form()
        ids = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
        assert ids == [
            "known",
            "doing",
            "outside",
            "status",
            "severity",
            "next_update",
            "working_since",
            *("public", "public_title", "publish"),
        ]
        assert field(form, "status")["initial_option"]["value"] == "investigating"
        assert await night.alice.submits(
            known="A third of submissions fail", doing="Undoing the release", status="identified"
        ) == {"ok": True}
        for place in (own, "general", "incidents", "security"):
            said = await night.said(place, "Update by Alice at")
            assert "A third of submissions fail\nWhat we are doing: Undoing the" in said["whole"]
            assert "Next update by" in said["whole"]
            assert "@" not in said["whole"]
        thread = await night.said("incidents", "Update by Alice")
        card = await night.said("incidents", "INC-1 · P2 · Cause identified")
        assert thread["thread_ts"] == card["ts"]
        assert "A third of submissions fail" in card["whole"]
        await night.settled()
        assert "P2 · Cause identified" in (await night.channel(own))["topic"]
        copied = await night.alice.presses("copy_text", {**thread, "channel": "incidents"})
        assert copied == {"ok": True}
        words = field(await night.alice.shown_form(), "text")["initial_value"]
        assert words.splitlines()[1:4] == [
            "It is down (Other)",
            "A third of submissions fail",
            "What we are doing: Undoing the release",
        ]


async def test_the_reminder_comes_to_the_comms_lead_with_no_change_as_one_press(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_comms="bob")
        asked = await night.bob.reads("asks you to be comms lead")
        await night.bob.presses("on_it", asked)
        await night.bob.reads("You are comms lead for INC-1.")
        await night.until_an_update_is_due()
        due = await night.bob.reads("The next update on INC-1 is due by")
        assert buttons(due) == ["Write it"]
        assert await night.bob.presses("open_update", due) == {"ok": True}
        await night.bob.shown_form()
        await night.bob.submits(known="Still looking")
        await night.said(own, "Still looking")
        await night.settled()
        await forget(night)
        await night.until_an_update_is_due()
        await night.settled()
        due = await night.bob.reads("You promised an update on INC-1 by")
        assert buttons(due) == ["Write it", "No change"]
        assert await night.bob.presses("no_change", due) == {"ok": True}
        await night.bob.reads("Your update on INC-1 is on its way.")
        for place in (own, "general", "incidents", "security"):
            assert "Still looking" in (await night.said(place, "No change since"))["whole"]


async def test_an_overdue_update_is_asked_for_once_more_and_then_never(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await raised(night)
        await night.later(minutes=56)
        await night.alice.reads("The next update on INC-1 is due by")
        await night.later(minutes=10)
        await night.alice.reads("The update on INC-1 was promised for")
        await night.later(minutes=300)
        await night.settled()
        texts = [notice["text"] for notice in await night.alice.notices()]
        assert len([words for words in texts if "was promised for" in words]) == 1
        await forget(night)


async def test_a_higher_severity_is_a_new_message_as_loud_as_a_new_incident(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P3")
        first = await night.said("incidents", "INC-1 · P3")
        assert "@" not in first["whole"]
        await night.alice.types("/incident severity data has leaked", own)
        assert field(await night.alice.shown_form(), "why")["initial_value"] == "data has leaked"
        assert await night.alice.submits(severity="P1") == {"ok": True}
        worse = await night.said("incidents", "INC-1 is P1 now. It was P3.")
        assert worse["whole"].startswith("@channel INC-1 is P1 now")
        assert "Why: data has leaked" in worse["whole"]
        here = await night.said("general", "INC-1 is P1 now. It was P3.")
        assert here["whole"].startswith("@here INC-1 is P1 now")
        for place in (own, "security"):
            await night.said(place, "INC-1 is P1 now. It was P3.")
        await night.settled()
        await forget(night)
        assert "P1 · Investigating" in (await night.channel(own))["topic"]


async def test_a_correction_changes_topic_and_cards_and_pings_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob")
        await night.bob.reads("asks you to be technical lead")
        await night.alice.types("/incident edit", own)
        form = await night.alice.shown_form()
        assert field(form, "title")["initial_value"] == "It is down"
        assert field(form, "role.technical")["initial_user"] == night.bob.id
        sent = await night.alice.submits(
            title="API DOWN for iPhone", service="apply-manage", role_comms="charlie"
        )
        assert sent == {"ok": True}
        await night.settled()
        await night.charlie.reads("Alice asks you to be comms lead for INC-1")
        assert "API DOWN for iPhone (Apply/Manage)" in (await night.channel(own))["topic"]
        for place in ("general", "incidents", "security"):
            card = await night.said(place, "API DOWN for iPhone (Apply/Manage)")
            assert card["text"].count("@") == 0
        asked = [
            notice for notice in await night.bob.notices() if "asks you to be" in notice["text"]
        ]
        assert len(asked) == 1


async def test_changing_one_lead_leaves_the_others_as_they_are(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob", role_support="priya")
        await night.bob.reads("asks you to be technical lead")
        await night.person("priya").reads("asks you to be support lead")
        await night.alice.types("/incident edit", own)
        assert await night.alice.submits(role_comms="charlie") == {"ok": True}
        await night.charlie.reads("asks you to be comms lead")
        await night.settled()
        invited = [call["arguments"]["users"] for call in await night.calls("conversations.invite")]
        people = [night.person(name).id for name in ("alice", "bob", "priya", "charlie")]
        assert sorted(",".join(invited).split(",")) == sorted(people)
        card = await night.said(own, "What to do now")
        assert "Comms: Charlie, asked" in card["whole"]
        assert "Technical: Bob, asked" in card["whole"]
        assert "Support: Priya, asked" in card["whole"]


async def test_a_topic_changed_by_hand_harms_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.does("topic", own, topic="lunch at one")
        await night.alice.types("/incident edit", own)
        await night.alice.submits(title="It is slow")
        await night.settled()
        assert (await night.channel(own))["topic"] == (
            "P2 · Investigating · It is slow (Other) · In charge: <@U00000001>"
        )


async def test_status_list_and_help_say_what_there_is(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.charlie.types("/incident list")
        await night.charlie.reads("No incident is open. To raise one, type /incident.")
        own = await raised(night)
        name = await night.name_of(own)
        await night.charlie.types("/incident list")
        listed = await night.charlie.reads("Open now")
        assert f"INC-1 · P2 · It is down (Other) · #{name}" in listed["whole"]
        assert buttons(listed) == ["Join"]
        await night.charlie.types("/incident status")
        standing = await night.charlie.reads("INC-1 · P2 · Investigating")
        assert "In charge: Alice, until somebody takes over." in standing["whole"]
        await night.charlie.types("/incident help")
        helped = await night.charlie.reads("What you can type")
        assert "/incident raises an incident." in helped["text"]
        await night.charlie.types("/incident status INC-7")
        await night.charlie.reads("There is no INC-7 here.")


async def test_outside_with_several_open_it_is_asked_which_one(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await raised(night, "First")
        await night.bob.raises("Second", service="multiple")
        second = await night.own(2)
        await night.settled()
        await forget(night)
        await night.charlie.types("/incident update")
        form = await night.charlie.shown_form()
        assert form["title"]["text"] == "Which incident?"
        newest = form["blocks"][0]["accessory"]["value"]
        assert await night.charlie.presses("which", value=newest) == {"ok": True}
        assert (await night.charlie.shown_form())["title"]["text"] == "Tell people"
        assert await night.charlie.submits(known="Known") == {"ok": True}
        await night.said(second, "Update by Charlie")
        await night.settled()
        await forget(night)
