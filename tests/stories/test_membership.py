"""Who may see is who is in the channel now: Bob was in it, was removed, and everything he keeps of
it (buttons, forms, commands, Home) leads nowhere."""

from __future__ import annotations

import json
from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Message, Person, evening, in_the_workspace
from tests.stories.test_private import SECRET, raise_private
from tests.stories.test_raising import forget

pytestmark = in_the_workspace

NO_SUCH = "There is no such incident that you can see."


async def raised(night: Evening) -> str:
    """A private incident with Alice, Bob (technical lead, on it) and Priya in its channel."""
    own = await raise_private(night, f"A {SECRET} leak")
    asked = await night.bob.reads("Alice asks you to be technical lead for INC-1")
    await night.settled()
    value = asked["blocks"][-1]["elements"][0]["value"]
    assert await night.bob.presses("on_it", asked, value=value) == {"ok": True}
    await night.settled()
    await forget(night)
    return own


async def card_of(night: Evening, own: str) -> Message:
    """The pinned card."""
    return await night.said(own, "This incident is private.")


async def shows(person: Person) -> bool:
    """Whether this person's Home shows what is private."""
    return SECRET in json.dumps(await person.home()).lower()


async def test_who_is_removed_sees_and_may_do_nothing_more_at_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Membership only grew: whoever had been in it once saw status, record and Home for ever."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.bob.opens_home()
        await night.until("it in Bob's Home", lambda: shows(night.bob))
        before = await night.bob.notices()

        await night.alice.does("kick", own, user="bob")
        for text in ("list", "status INC-1", "record INC-1", "update INC-1", "close INC-1 over"):
            await night.bob.types(f"/incident {text}")
        await night.bob.types("/closeincident INC-1 over")
        assert await night.bob.form() is None
        left = await night.said(own, "Bob is not in this channel any more.")
        assert left["whole"] == (
            "Bob is not in this channel any more. Alice is in charge now, "
            "and nobody is technical lead."
        )
        await night.settled()

        assert not await shows(night.bob)
        fresh = [notice for notice in await night.bob.notices() if notice not in before]
        assert SECRET not in json.dumps(fresh).lower()
        assert {notice["text"] for notice in fresh} == {
            "No incident is open. To raise one, type /incident.",
            "There is no INC-1 here. To see what is open, type /incident list.",
        }
        assert "Closed" not in await night.events(1)
        await forget(night)


async def presses_what_is_gone(night: Evening, person: Person, action: str, role: str) -> None:
    """A button that a client shows, though the message has none any more."""
    found = await night.found(lambda reads: reads.by_number(1))
    assert found is not None
    value = f"{found.id}|{role}"
    await person.forges("press", action_id=action, value=value, channel="general")


async def test_old_buttons_and_open_forms_ask_who_presses_them(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """A button was answered by what it carried, whoever pressed it."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.bob.types("/incident update", own)
        form = await night.bob.shown_form()
        assert form["callback_id"] == "update"
        await night.bob.does("leave", own)
        await night.said(own, "Bob is not in this channel any more.")
        await night.settled()

        answer = await night.bob.submits(known=f"{SECRET} is over")
        assert answer == {"ok": True}
        notice = await night.bob.form()
        assert NO_SUCH in json.dumps(notice)
        await night.bob.closes()
        # Its buttons are gone by now; Bob's client shows them all the same.
        await presses_what_is_gone(night, night.bob, "on_it", "technical")
        await night.bob.reads(NO_SUCH)
        await night.settled()
        assert "Updated" not in await night.events(1)
        await forget(night)


async def test_who_leaves_while_firebell_is_away_is_found_when_it_is_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.stop()
        await night.bob.does("leave", own)
        await night.alice.does("invite", own, user="charlie")
        await night.start()
        await night.said(own, "Bob is not in this channel any more.")
        await night.charlie.types("/incident status INC-1")
        await night.charlie.reads(SECRET)
        await night.bob.types("/incident status INC-1")
        await night.bob.reads("There is no INC-1 here.")
        await forget(night)


async def test_who_leaves_hears_nothing_of_how_it_ended(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """A lead who had left was still told, directly, that it was closed and how."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.does("kick", own, user="bob")
        before = await night.bob.notices()
        await night.alice.types(f"/closeincident {SECRET} is over", own)
        await night.said(own, "INC-1 is closed.")
        await night.settled()
        assert await night.bob.notices() == before
        await forget(night)


async def test_who_raised_it_and_left_reads_in_their_own_message_that_they_are_outside(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.does("leave", own)
        outside = await night.alice.reads("you are not in its channel")
        assert outside["whole"] == (
            "INC-1 was raised. It is private, and you are not in its channel. "
            "Somebody who is in it can invite you."
        )
        await night.bob.types("/closeincident over", own)
        await night.settled()
        again = await night.alice.reads("you are not in its channel")
        assert again["whole"] == outside["whole"]
        await forget(night)


async def test_a_lead_whom_slack_refused_reads_the_two_lines_that_ask_and_no_more(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """A role gave sight: whoever was named as lead read everything without being in the channel."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        gus = night.person("gus")
        await night.alice.types("/incident edit", own)
        await night.alice.submits(role_comms="gus")
        asked = await gus.reads("Alice asks you to be comms lead for INC-1, which is private.")
        assert SECRET not in asked["whole"].lower()
        await night.said(own, "could not be added: guest account")
        await gus.types("/incident status INC-1")
        await gus.reads("There is no INC-1 here.")
        await night.bob.reads("Gus (guest) could not be added to the channel of INC-1.")
        await presses_what_is_gone(night, gus, "on_it", "comms")
        await gus.reads("You are not in the channel of INC-1, so you can't take this on yet.")
        await presses_what_is_gone(night, gus, "cannot", "comms")
        await gus.reads("You are not asked to be comms lead any more")
        await forget(night)


async def test_where_firebell_itself_was_removed_nobody_is_shown_anything_until_it_is_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.does("kick", own, user=night.bot_user)
        await night.bob.types("/incident status INC-1")
        await night.bob.reads("Firebell is not in the channel of INC-1 any more")
        await night.charlie.types("/incident status INC-1")
        await night.charlie.reads("There is no INC-1 here.")
        await night.alice.does("invite", own, user=night.bot_user)
        await night.bob.types("/incident status INC-1")
        await night.bob.reads(SECRET)
        await forget(night)


async def test_whenever_the_line_stands_anew_the_channels_are_compared_again(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """They were read back at the start alone: what was missed in between was missed for ever."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        before = len(await night.calls("conversations.members"))
        await night.client.post("/socket/disconnect")

        async def asked() -> bool:
            return len(await night.calls("conversations.members")) > before

        await night.until("a comparison", asked)
        assert own
        await forget(night)
