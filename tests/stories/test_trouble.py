"""Trouble: people who can't be added, channels that can't be reached, a Slack that fails.

Each ends in the right state or in a clear sentence to the person who can act; nothing is lost.
"""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, buttons, evening, in_the_workspace
from tests.stories.test_raising import field, forget, raised

pytestmark = in_the_workspace

PLAYBOOK = """
organisation = "Example"
when_unsure = "P1"
announce = ["#incidents", "#old-project", "#leadership"]
[[severity]]
key = "P1"
criteria = "It is down."
[[role]]
key = "lead"
name = "incident lead"
short = "Lead"
duty = "You decide what is tried."
in_charge = true
[[service]]
name = "Other"
[[document]]
title = "Playbook"
url = "https://example.com/playbook"
"""


def playbook(folder: Path, **changes: str) -> Path:
    """A small one, with words exchanged."""
    text = PLAYBOOK
    for before, after in changes.items():
        text = text.replace(before, after)
    path = folder / "playbook.toml"
    path.write_text(text)
    return path


async def is_in(night: Evening, channel: str) -> bool:
    """Whether Alice is."""
    return night.alice.id in (await night.channel(channel))["members"]


async def test_who_cannot_be_added_is_named_with_the_reason_and_the_others_are_in(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.person("dana").becomes(deleted=False)
        await night.alice.types("/incident")
        await night.alice.submits(
            service="other",
            severity="P3",
            role_comms="gus",
            role_technical="dana",
            role_support="bob",
        )
        await night.person("dana").becomes(deleted=True)  # once chosen, she leaves
        await night.alice.submits(title="It is down")
        own = await night.own()
        await night.settled()
        line = await night.said(own, "These people could not be added")
        assert line["whole"] == (
            "These people could not be added: Gus (guest) (guest account, ask a workspace "
            "administrator to add them), Dana (no such person in this Slack, or the account is "
            "deactivated).\nNobody is comms lead or technical lead now.\n"
            "You could ask Priya or Charlie."
        )
        assert buttons(line) == ["Choose someone else"]
        members = (await night.channel(own))["members"]
        assert {night.alice.id, night.bob.id} <= set(members)
        told = await night.alice.reads("could not be added")
        assert buttons(told)[0] == "Choose someone else"
        await forget(night)


async def test_a_lead_who_is_a_bot_is_refused_at_the_field(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident")
        values = {"title": "It is down", "service": "other", "severity": "P3"}
        answer = await night.alice.submits(role_comms="firebell", **values)
        assert answer == {
            "ok": True,
            "errors": {"role.comms": "Choose a person who uses this Slack, not an app."},
        }
        assert await night.alice.submits(role_comms="deploybot", **values) == {"ok": True}
        own = await night.own()
        await night.settled()
        line = await night.said(own, "could not be added")
        assert line["whole"] == (
            "Deploy Bot could not be added: Slack does not allow it.\n"
            "Nobody is comms lead now.\nYou could ask Priya."
        )
        await forget(night)


async def test_the_declarer_as_lead_is_simply_on_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="alice")
        card = await night.said(own, "What to do now")
        assert "Technical: Alice, on it" in card["whole"]
        invited = [call["arguments"]["users"] for call in await night.calls("conversations.invite")]
        assert invited == [night.alice.id]


async def test_a_channel_that_cannot_be_told_is_named_to_the_declarer_with_try_again(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path, playbook(tmp_path)) as night:
        await night.alice.types("/incident It is down")
        await night.alice.submits(service="other", severity="P1")
        await night.own()
        listed = await night.alice.reads("This is how far it has come")
        await night.settled()
        listed = await night.alice.reads("This is how far it has come")
        assert listed["whole"].count("The announcement: failed, because") == 2
        assert "The announcement: failed, because the channel is archived." in listed["whole"]
        assert (
            "Firebell is not in that channel, or there is no such channel. "
            "Invite it there with /invite"
        ) in listed["whole"]
        assert buttons(listed) == ["Try again", "Try again"]
        await night.said("incidents", "INC-1 · P1")
        await night.person("priya").does("invite", "leadership", user="firebell")
        for block in listed["blocks"]:
            if block.get("accessory"):
                value = block["accessory"]["value"]
                pressed = await night.alice.presses("retry", listed, value=value)
                assert pressed == {"ok": True}
        await night.settled()
        await night.said("leadership", "INC-1 · P1")
        listed = await night.alice.reads("This is how far it has come")
        assert listed["whole"].count("failed, because") == 1
        await forget(night)


async def test_rate_limits_are_waited_out_and_the_declarer_sees_what_waits(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.fault("conversations.setTopic", "rate_limited", retry_after=30, times=1)
        await night.alice.raises(severity="P3")
        own = await night.own()
        waiting = await night.alice.reads("We keep trying")
        assert (
            "The channel's topic: not done yet, because Slack asked us to slow down."
            in waiting["whole"]
        )
        assert "Its turn comes at about " in waiting["whole"]
        await night.settled()
        await night.later(minutes=0.6)
        assert "P3 · Investigating" in (await night.channel(own))["topic"]
        await forget(night)
        done = await night.alice.reads("INC-1 is open and you are in it")
        assert "We keep trying" not in done["whole"]


async def test_when_slack_is_down_everything_is_done_when_it_is_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident")
        await night.fault("*", "http_500")
        answer = await night.alice.submits(title="It is down", service="other", severity="P3")
        assert answer == {"ok": True}
        for _ in range(3):
            await night.client.later(20)
        await night.client.heal()
        await night.client.later(60)
        await night.alice.reads("INC-1 is open and you are in it")
        own = await night.own()
        await night.settled()
        for place in ("general", "incidents", "security"):
            said = (await night.channel(place))["messages"]
            assert len([message for message in said if message["user"] == night.bot_user]) == 1
        assert (await night.channel(own))["pins"]
        await forget(night)


async def test_what_is_over_when_slack_is_back_pings_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """It pinged the whole organisation for an incident that had been closed an hour ago."""
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident")
        await night.fault("chat.postMessage", "http_500")
        await night.alice.submits(title="It is down", service="other", severity="P1")
        own = await night.own()
        await night.until("Alice in the channel", lambda: is_in(night, own))
        answer = await night.alice.types("/closeincident It works again", own)
        assert answer == {"ok": True}
        await night.client.later(20)
        await night.client.heal()
        await night.later(minutes=2)
        for place in ("general", "incidents", "security"):
            said = [
                words["whole"]
                for words in [
                    await night.said(place, "Closed: resolved · It is down"),
                    await night.said(place, "INC-1 is closed."),
                ]
            ]
            assert not [words for words in said if "@" in words]
        await forget(night)


async def test_a_form_that_could_not_open_gives_the_words_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.fault("views.open", "error", error="expired_trigger_id", times=1)
        assert await night.alice.types("/incident payments fail since nine") == {"ok": True}
        kept = await night.alice.reads("Slack took too long")
        assert kept["whole"] == (
            "Slack took too long, so the form could not open. Nothing is lost: "
            "please type it again, with your words: payments fail since nine"
        )


async def test_a_slow_slack_is_acknowledged_in_time_and_the_form_still_opens(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.fault("views.open", "latency", seconds=2.4, times=1)
        assert await night.alice.types("/incident") == {"ok": True}
        assert (await night.alice.shown_form())["callback_id"] == "declare"


async def test_what_was_asked_for_right_before_it_stops_is_still_answered(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """What had only been acknowledged was cut off, and its person read nothing at all."""
    async with evening(slack_sandbox, tmp_path) as night:
        await night.fault("views.open", "latency", seconds=2.4, times=1)
        assert await night.alice.types("/incident") == {"ok": True}
        await night.stop()
        assert (await night.alice.form())["callback_id"] == "declare"
        await night.start()


async def test_a_name_that_is_taken_gets_a_number(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    changed = playbook(
        tmp_path, **{'when_unsure = "P1"': 'when_unsure = "P1"\nchannel_name = "x-{title}"'}
    )
    async with evening(slack_sandbox, tmp_path, changed, strict=False) as night:
        await night.charlie.does("create", "x-it-is-down")
        await night.charlie.does("archive", "x-it-is-down")
        await night.alice.types("/incident It is down")
        await night.alice.submits(service="other", severity="P1")
        assert await night.name_of(await night.own()) == "x-it-is-down-2"


async def test_when_the_channel_is_archived_by_hand_it_can_still_be_closed(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.does("archive", own)
        for place in ("general", "incidents", "security"):
            gone = await night.said(place, "The channel of INC-1 was archived.")
            assert gone["thread_ts"]
        await night.bob.types("/incident close INC-1 It is up again")
        form = await night.bob.shown_form()  # he has no part in it, and confirms once
        assert "You are not in the channel of INC-1" in form["blocks"][0]["text"]["text"]
        assert field(form, "summary")["initial_value"] == "It is up again"
        assert await night.bob.submits() == {"ok": True}
        for place in ("general", "incidents", "security"):
            assert "It is up again" in (await night.said(place, "INC-1 is closed."))["whole"]
        await night.settled()
        await forget(night)


async def test_an_incident_is_raised_from_a_direct_message(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert await night.alice.types("/incident", "firebell") == {"ok": True}
        await night.alice.submits(title="It is down", service="other", severity="P3")
        own = await night.own()
        await night.settled()
        assert night.alice.id in (await night.channel(own))["members"]
        assert [message["user"] for message in (await night.channel("general"))["messages"]] == []
        await forget(night)


async def test_a_revoked_token_parks_nothing_and_work_goes_on_when_it_is_valid_again(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident")
        await night.fault("*", "error", error="token_revoked", times=4)
        await night.alice.submits(title="It is down", service="other", severity="P3")
        await night.client.later(120)
        await night.alice.reads("INC-1 is open and you are in it")
        await night.settled()
        await forget(night)


async def test_an_edited_form_that_comes_again_corrects_the_incident(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident")
        await night.fault("delivery", "ack_lost", times=1)
        values = {"title": "It is down", "service": "other", "severity": "P3"}
        lost = await night.alice.submits(**values)
        assert lost == {"ok": False, "error": "operation_timeout"}
        own = await night.own()
        again = await night.alice.submits(title="It is slow")
        assert again == {"ok": True}
        form = await night.alice.shown_form()
        assert form["blocks"][0]["text"]["text"] == (
            "INC-1 was raised already. What you changed has been corrected there."
        )
        await night.settled()
        assert "It is slow (Other)" in (await night.channel(own))["topic"]
        assert await night.bot_numbers() == [1]
        await forget(night)


async def test_what_was_said_while_the_bot_was_away_is_read_back_when_it_starts(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob")
        await night.bob.reads("asks you to be technical lead")
        await night.stop()
        said = await night.bob.types("It is the 02:45 release. I undo it.", own)
        await night.alice.does("react", own, message_ts=said["ts"], name="pushpin")
        await night.start()
        await night.said(own, "Bob is in charge now, as technical lead.")
        await night.alice.reads("Bob is in charge of INC-1 now. You can stand down from that.")
        await night.settled()

        async def noted() -> bool:
            return "Noted" in await night.events(1)

        await night.until("the note", noted)
