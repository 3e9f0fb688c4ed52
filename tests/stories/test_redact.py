"""What should never have been written down leaves the record, and what Firebell wrote with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from firebell.domain.commands import TakeRole
from firebell.domain.permissions import Caller
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Person, evening, in_the_workspace
from tests.stories.test_kept import columns_with, noted
from tests.stories.test_private import raise_private
from tests.stories.test_raising import raised

pytestmark = in_the_workspace

SECRET = "zebra@example.com"
SLUG = "zebra"


async def asks_to_remove(person: Person, channel: str, words: str, command: str = "redact") -> None:
    """Opens the list and chooses the entry that begins so."""
    assert await person.types(f"/incident {command}", channel) == {"ok": True}
    form = await person.shown_form()
    for block in form["blocks"]:
        if "accessory" in block and words in block["text"]["text"]:
            value = block["accessory"]["value"]
            assert await person.presses("redact_entry", value=value) == {"ok": True}
            return
    raise AssertionError(f"{words!r} is not in the list: {json.dumps(form['blocks'])}")


async def removes(night: Evening, own: str, words: str, person: Person | None = None) -> None:
    """The whole way: chosen, confirmed, and carried out."""
    person = person or night.alice
    await asks_to_remove(person, own, words)
    assert await person.submits() == {"ok": True}
    assert "It is removed from the record of INC-1." in json.dumps(await person.form())
    await person.closes()
    await night.settled()


async def wherever(night: Evening, words: str) -> list[str]:
    """Where the bot's own messages, topics, purposes and names hold these words."""
    found = [
        f"{place}: {message['text']}"
        for place, message in await night.by_the_bot()
        if words in json.dumps([message["text"], message["blocks"], message["files"]])
    ]
    for channel in await night.channels():
        whole = await night.channel(channel["id"])
        about = [whole["name"], whole["topic"], whole["purpose"]]
        found += [f"{channel['id']}: {about}"] if words in json.dumps(about) else []
    return found


async def record_for(night: Evening, person: Person) -> str:
    """The record that somebody asks for, from outside the channel."""
    await person.types("/incident record INC-1")
    await night.settled()
    direct = await night.direct(person.name)
    assert direct is not None
    files = [file for m in (await night.channel(direct))["messages"] for file in m["files"]]
    return await night.download(files[-1]["url_private"])


async def test_alice_removes_a_note_with_a_users_address_and_charlie_does_not_find_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        said = await night.bob.types(f"It hits {SECRET} too", own)
        await marks(night, own, said["ts"])
        assert SECRET in await record_for(night, night.charlie)

        await asks_to_remove(night.alice, own, SECRET)
        asked = await night.alice.shown_form()
        whole = await night.plain(json.dumps(asked["blocks"]))
        assert f"It hits {SECRET} too" in whole
        assert "What people wrote in Slack themselves stays there." in whole
        assert await night.alice.submits() == {"ok": True}
        await night.settled()

        record = await record_for(night, night.charlie)
        assert SECRET not in record
        assert "Bob: (removed by Alice, " in record
        assert "Alice removed a note of " in record
        assert columns_with(SLUG, tmp_path / "firebell.db") == []
        assert await wherever(night, SLUG) == []


async def test_an_old_title_leaves_announcement_card_topic_purpose_messages_and_the_channels_name(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, f"Zebra is out: {SECRET}", role_technical="bob")
        await night.alice.types("/incident severity", own)
        assert await night.alice.submits(severity="P1", why="All of them") == {"ok": True}
        await night.alice.types("/closeincident It is over", own)
        await night.settled()
        await night.alice.types("/incident reopen", own)
        assert await night.alice.submits(why="It is not") == {"ok": True}
        await night.alice.types("/incident edit", own)
        assert await night.alice.submits(title="An animal is out") == {"ok": True}
        await night.settled()
        assert len(await wherever(night, SECRET)) > 5
        assert SLUG in await night.name_of(own)

        await removes(night, own, "Old title")

        assert await wherever(night, SECRET) == []
        assert await wherever(night, SLUG) == []
        assert await night.name_of(own) == "inc-1"
        assert SLUG in json.dumps(await night.channel(own))  # Slack's own lines, until all is done
        await night.later(minutes=1)
        assert SLUG not in json.dumps(await night.channel(own)).lower()
        assert columns_with(SLUG, tmp_path / "firebell.db") == []
        worse = await night.said("incidents", "INC-1 is P1 now. It was P2.")
        assert "(removed by Alice" in worse["whole"]
        assert "@" not in worse["whole"]  # changed messages ping nobody
        asked = await night.bob.reads("Alice asks you to be technical lead for INC-1")
        assert "(removed by Alice" in asked["whole"]
        card = await night.said("incidents", "INC-1 · P1 · Investigating · An animal is out")
        assert card["edited"] is not None


async def test_an_update_stays_where_it_was_said_and_says_the_rest(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        await night.bob.types("/incident update", own)
        sent = await night.bob.submits(known=f"{SECRET} says so", doing=f"We call {SECRET}")
        assert sent == {"ok": True}
        await night.settled()
        before = await night.said("general", "Update by Bob")
        await night.bob.types("/incident update", own)
        assert await night.bob.submits(known="It is the disk") == {"ok": True}
        await night.settled()
        assert len(await wherever(night, SECRET)) > 3

        await removes(night, own, f"{SECRET} says so")

        assert await wherever(night, SECRET) == []
        after = await night.said("general", "Update by Bob")
        assert after["ts"] == before["ts"]
        assert after["thread_ts"] == before["thread_ts"]
        promise = [line for line in before["whole"].splitlines() if "Next update" in line]
        assert [line for line in after["whole"].splitlines() if "Next update" in line] == promise
        await night.said("general", "It is the disk")
        assert columns_with(SLUG, tmp_path / "firebell.db") == []


async def test_how_it_ended_leaves_the_closed_incident_everywhere(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, role_technical="bob", description=f"Ask {SECRET}")
        await night.alice.types(f"/closeincident {SECRET} was locked out", own)
        await night.settled()
        await removes(night, own, "was locked out")
        await removes(night, own, "Ask zebra")
        assert await wherever(night, SLUG) == []
        closed = await night.said("general", "INC-1 is closed.")
        assert "(removed by Alice" in closed["whole"]
        assert SECRET not in await record_for(night, night.charlie)


async def test_whoever_is_not_in_charge_reads_who_can_do_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await raised(night, description="Ask Dana")
        await night.charlie.types("/incident redact INC-1")
        await night.charlie.reads(
            "Only whoever is in charge can remove words from the record. That is Alice"
        )
        assert await night.charlie.form() is None


async def test_of_a_private_incident_nobody_outside_hears_that_there_is_something(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raise_private(night, f"A {SLUG} leak")
        await night.settled()
        await night.alice.types("/incident update", own)
        await night.alice.shown_form()
        assert await night.alice.submits(known=f"{SECRET} has it") == {"ok": True}
        await night.settled()
        await night.charlie.types("/incident redact INC-1")
        await night.charlie.reads("There is no INC-1 here.")
        await removes(night, own, "has it")
        assert await wherever(night, SECRET) == []
        await night.alice.does("invite", own, user="bob")
        await night.alice.does("leave", own)
        await night.settled()
        await night.alice.types("/incident redact INC-1")
        await night.alice.reads("There is no INC-1 here.")


async def test_what_was_taken_back_when_it_became_private_stays_taken_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """A message that is put in other words must not stand openly again."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, f"{SLUG} is out", role_technical="bob")
        await night.alice.types("/incident update", own)
        assert await night.alice.submits(known=f"Ask {SECRET}") == {"ok": True}
        await night.alice.types("/incident edit", own)
        assert await night.alice.submits(title="Somebody is locked out") == {"ok": True}
        await night.settled()
        await night.alice.types("/incident private", own)
        await night.alice.shown_form()
        line = f"We look into it, says {SECRET}"
        assert await night.alice.submits(people=["alice"], line=line) == {"ok": True}
        await night.settled()
        await night.later(minutes=1)
        outside = await said_outside(night)
        await asks_to_remove(night.alice, "general", "Ask", "redact INC-1")
        assert await night.alice.submits() == {"ok": True}
        await asks_to_remove(night.alice, "general", "Old title", "redact INC-1")
        assert await night.alice.submits() == {"ok": True}
        await night.settled()
        await night.later(minutes=1)
        assert await said_outside(night) == outside
        await asks_to_remove(night.alice, "general", "We look into it", "redact INC-1")
        assert await night.alice.submits() == {"ok": True}
        await night.settled()
        assert await wherever(night, SLUG) == []
        assert columns_with(SLUG, tmp_path / "firebell.db") == []


async def said_outside(night: Evening) -> list[tuple[str, str, str]]:
    """What Firebell has written where everybody reads it, and directly."""
    return [
        (place, message["ts"], message["text"])
        for place, message in await night.by_the_bot()
        if not place.startswith("inc-1-private")
    ]


async def test_who_removes_it_second_reads_who_was_first(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Alice has the question open while Bob is in charge for a while and answers it."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, description=f"Ask {SECRET}", role_technical="bob")
        await asks_to_remove(night.alice, own, "Ask")
        asked = await night.bob.reads("Alice asks you to be technical lead")
        await night.bob.presses("on_it", asked)
        await night.settled()
        await asks_to_remove(night.bob, own, "Ask")
        await takes_over(night, night.alice)
        assert await night.bob.submits() == {"ok": True}
        late = await night.plain(json.dumps(await night.bob.form()))
        assert "Only whoever is in charge can remove words from the record. That is Alice" in late
        await night.bob.closes()

        await takes_over(night, night.bob)
        await asks_to_remove(night.bob, own, "Ask")
        assert await night.bob.submits() == {"ok": True}
        await takes_over(night, night.alice)
        assert await night.alice.submits() == {"ok": True}
        second = await night.plain(json.dumps(await night.alice.form()))
        assert "This was removed already, by Bob" in second
        await night.settled()
        assert (await night.events(1)).count("Redacted") == 1


async def takes_over(night: Evening, person: Person) -> None:
    """Somebody is in charge from now on, while the form that they have open stays open."""
    assert night.bot is not None
    found = await night.found(lambda reads: reads.by_number(1))
    assert found is not None
    command = TakeRole(by=person.id, role="technical")
    await night.bot.incidents.handle(found.id, command, Caller(person.id))
    await night.settled()


async def test_a_document_that_was_shared_is_taken_away_and_a_new_one_has_the_rest(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, description=f"Ask {SECRET}")
        await night.alice.types("/incident record", own)
        await night.settled()
        assert SECRET in await record_for(night, night.charlie)
        await removes(night, own, "Ask")
        await night.said(own, "Words that stood in the record of INC-1 were taken back")
        await night.charlie.reads("For a new one, type /incident record INC-1.")
        files = [file for _, message in await night.by_the_bot() for file in message["files"]]
        assert files == []
        assert "removed by Alice" in await record_for(night, night.charlie)


async def test_a_long_record_is_listed_page_by_page(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        for number in range(1, 23):
            said = await night.alice.types(f"Step {number} is done", own)
            await marks(night, own, said["ts"])
        await night.alice.types("/incident", own)
        await night.alice.shown_form()
        assert await night.alice.presses("menu_redact") == {"ok": True}
        newest = await listed(night)
        assert (newest[0], newest[-1], len(newest)) == ("Step 22 is done", "Step 3 is done", 20)
        assert await night.alice.presses("redact_page:older") == {"ok": True}
        assert await listed(night) == ["Step 2 is done", "Step 1 is done"]
        assert await night.alice.presses("redact_page:newer") == {"ok": True}
        assert await listed(night) == newest


async def listed(night: Evening) -> list[str]:
    """The first words of each entry in the list."""
    form: Any = await night.alice.shown_form()
    return [
        block["text"]["text"].splitlines()[1] for block in form["blocks"] if "accessory" in block
    ]


async def test_a_mark_follows_what_becomes_of_its_message(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """What somebody took back in Slack stayed on the record for ever."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        said = [
            (await night.bob.types(f"{word} {SECRET}", own))["ts"] for word in ("A", "B", "C", "D")
        ]
        for ts in said:
            await marks(night, own, ts)
        await night.charlie.does("join", own)
        await night.charlie.does("react", own, message_ts=said[3], name="pushpin")
        await night.settled()
        await night.bob.does("edit", own, message_ts=said[0], text="A user")
        await night.bob.does("delete", own, message_ts=said[1])
        await night.alice.does("unreact", own, message_ts=said[2], name="pushpin")
        await night.alice.does("unreact", own, message_ts=said[3], name="pushpin")
        await night.settled()

        await on_the_record(night, ["A user", "(deleted in Slack)", "(removed", f"D {SECRET}"])
        record = (await record_for(night, night.charlie)).replace("\\", "")
        assert "changed a message that is on the record. It reads so above." in record
        assert "A message on the record was deleted in Slack, and its words here with it." in record
        assert "took a message off the record." in record

        await marks(night, own, said[2])
        await night.charlie.does("unreact", own, message_ts=said[3], name="pushpin")
        await on_the_record(
            night, ["A user", "(deleted in Slack)", *["(removed"] * 2, f"C {SECRET}"]
        )


async def test_what_was_taken_back_while_firebell_was_away_leaves_when_it_is_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        said = [(await night.bob.types(f"{word} {SECRET}", own))["ts"] for word in ("A", "B", "C")]
        for ts in said:
            await marks(night, own, ts)
        reply = await night.bob.types(f"D {SECRET}", own, thread_ts=said[0])
        await marks(night, own, reply["ts"])
        kept = await night.bob.types("E stays", own)
        await night.alice.uses("add_to_timeline", channel=own, message_ts=kept["ts"])
        await night.stop()
        await night.bob.does("edit", own, message_ts=said[0], text="A user")
        await night.bob.does("delete", own, message_ts=said[1])
        await night.alice.does("unreact", own, message_ts=said[2], name="pushpin")
        await night.bob.does("edit", own, message_ts=reply["ts"], text="D user")
        await night.start()

        await on_the_record(
            night, ["A user", "(deleted in Slack)", "(removed", "D user", "E stays"]
        )
        assert columns_with(SLUG, tmp_path / "firebell.db") == []


async def marks(night: Evening, own: str, ts: str) -> None:
    """Alice puts a message on the record."""
    before = len(await kinds_of_note(night))
    await night.alice.does("react", own, message_ts=ts, name="pushpin")

    async def look() -> bool:
        return len(await kinds_of_note(night)) > before

    await night.until("the message on the record", look)


async def on_the_record(night: Evening, wanted: list[str]) -> None:
    """The notes of INC-1 are these, in this order, as soon as Slack has told of all."""
    found: list[str] = []

    async def look() -> bool:
        found[:] = await kinds_of_note(night)
        return found == wanted

    try:
        await night.until(f"{wanted}", look)
    except AssertionError as missing:
        raise AssertionError(f"{missing} There was: {found}") from None


async def kinds_of_note(night: Evening) -> list[str]:
    """The notes of INC-1 in order, without who removed them and when."""
    said = await noted(night)
    return ["(removed" if text.startswith("(removed") else text for text in said]


async def test_what_was_removed_by_hand_does_not_come_back_with_an_edit_or_another_mark(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        said = await night.alice.types(f"Ask {SECRET}", own)
        await marks(night, own, said["ts"])
        await removes(night, own, SECRET)
        await night.alice.does("edit", own, message_ts=said["ts"], text=f"Ask {SECRET} again")
        await night.bob.does("join", own)
        await night.bob.does("react", own, message_ts=said["ts"], name="pushpin")
        await night.stop()
        await night.start()
        await night.settled()
        assert await kinds_of_note(night) == ["(removed"]
        assert columns_with(SLUG, tmp_path / "firebell.db") == []


async def test_in_an_archived_channel_the_words_leave_once_it_is_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.alice.types("/incident update", own)
        assert await night.alice.submits(known=f"Ask {SECRET}") == {"ok": True}
        await night.settled()
        name = await night.name_of(own)
        await night.alice.does("archive", own)

        await known_to_be(night, archived=True)
        await asks_to_remove(night.alice, "general", "Ask", "redact INC-1")
        assert "The channel is archived" in json.dumps(await night.alice.shown_form())
        assert await night.alice.submits() == {"ok": True}
        await night.settled()
        assert {place.split(":")[0] for place in await wherever(night, SECRET)} == {name}
        await night.alice.does("unarchive", own)
        await known_to_be(night, archived=False)
        await night.settled()
        assert await wherever(night, SECRET) == []


async def known_to_be(night: Evening, *, archived: bool) -> None:
    """It is on the record of INC-1 that its channel is archived, or is not."""

    async def look() -> bool:
        found = await night.found(lambda reads: reads.by_number(1))
        return bool(found and found.channel and found.channel.archived is archived)

    await night.until("the channel's state on the record", look)
