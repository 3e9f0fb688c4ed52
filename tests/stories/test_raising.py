"""Raising: three answers are enough, and several people may raise the same thing."""

from __future__ import annotations

import asyncio
from html import unescape
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, buttons, evening, in_the_workspace

pytestmark = in_the_workspace


def field(form: Any, block_id: str) -> Any:
    """The element of a form's field."""
    return next(block["element"] for block in form["blocks"] if block.get("block_id") == block_id)


async def raised(night: Evening, title: str = "It is down", **more: Any) -> str:
    """An incident that nobody else has a part in; everything that was said about it counts as read.

    Returns its channel's id.
    """
    assert await night.alice.raises(title, **more) == {"ok": True}
    own = await night.own()
    await night.settled()
    await forget(night)
    return own


async def forget(night: Evening) -> None:
    """What has been said so far counts as read."""
    night.read.update(
        (message["channel"], message["ts"]) for _, message in await night.by_the_bot()
    )


async def recorded(night: Evening, own: str) -> str:
    """The record, once it is in the channel."""
    await night.settled()
    files = [message for message in (await night.channel(own))["messages"] if message["files"]]
    return await night.download(files[0]["files"][0]["url_private"])


async def test_the_service_is_known_from_the_channel_where_it_is_typed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident", "random")
        form = await night.alice.shown_form()
        assert field(form, "service")["initial_option"]["value"] == "apply-manage"


async def test_the_criteria_are_read_in_full_beneath_the_choice(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident")
        form = await night.alice.shown_form()
        block = next(block for block in form["blocks"] if block.get("block_id") == "severity")
        assert block["hint"]["text"] == (
            "P1: Data breach, 60% or more of users affected, or high reputational risk.\n"
            "P2: 20 to 59% of users affected, or medium reputational risk.\n"
            "P3: Under 20% of users affected, or low reputational risk."
        )
        words = [option["text"]["text"] for option in block["element"]["options"]]
        assert words == [
            "P1",
            "P2",
            "P3",
            "Not sure: what is ticked, else P2, until somebody confirms it",
        ]


async def test_words_behind_the_command_become_the_title(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident update is broken &amp; slow")
        assert field(await night.alice.shown_form(), "title")["initial_value"] == (
            "update is broken & slow"
        )


async def test_not_sure_counts_as_p2_and_is_asked_after_a_quarter_of_an_hour(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="unsure", service="unsure")
        shown = await night.said(own, "INC-1")
        assert "INC-1 · P2, to be confirmed · Investigating" in shown["whole"]
        await night.later(minutes=15)
        asked = await night.alice.reads(
            "INC-1 counts as P2 until somebody confirms it. How bad is it really?"
        )
        assert buttons(asked) == ["P1", "P2", "P3"]
        assert await night.alice.presses("set_severity:P3", asked) == {"ok": True}
        await night.alice.reads("INC-1 is P3. Thank you.")
        for place in (own, "general", "incidents", "security"):
            words = "INC-1 is P3 now, less bad than P2, which nobody had confirmed."
            less = await night.said(place, words)
            assert "@" not in less["whole"]
        assert "P3 · Investigating" in (await night.channel(own))["topic"]


async def test_a_blank_title_is_said_at_its_field_and_nothing_is_raised(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        said = {"ok": True, "errors": {"title": "Say in one line what is going wrong."}}
        assert await night.alice.raises("   ") == said
        assert await night.alice.submits(title="\u200b\u2060") == said
        assert await night.calls("conversations.create") == []


async def test_who_raises_the_same_service_again_is_shown_the_first_one(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, "It is slow", service="claim-additional-payments")
        await night.bob.types("/incident")
        opened = await night.bob.shown_form()
        assert opened["blocks"][1]["text"]["text"] == (
            "INC-1 · It is slow (Claim Additional Payments) · P2"
        )
        answer = await night.bob.submits(
            title="Payments fail", service="claim-additional-payments", severity="P2"
        )
        assert answer == {"ok": True}
        kept = await night.bob.shown_form()
        assert kept["submit"]["text"] == "Raise anyway"
        assert "INC-1 is open for the same service since" in kept["blocks"][0]["text"]["text"]
        assert field(kept, "title")["initial_value"] == "Payments fail"
        assert await night.bob.presses("join") == {"ok": True}
        shown = await night.bob.shown_form()
        assert shown["blocks"][0]["text"]["text"] == f"You are being added to <#{own}>."
        await night.settled()
        assert night.bob.id in (await night.channel(own))["members"]
        assert len(await night.calls("conversations.create")) == 1


async def test_raise_anyway_raises_and_both_cards_offer_to_be_the_same(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await raised(night, "It is slow", service="teaching-vacancies")
        await night.bob.raises("Vacancies fail", service="teaching-vacancies")
        assert await night.bob.submits() == {"ok": True}
        second = await night.own(2)
        await night.settled()
        card = await night.said(second, "What to do now")
        assert "INC-1 is open for the same service. Is this the same?" in card["whole"]
        assert "Same as INC-1" in buttons(card)
        assert await night.bob.presses("same_as", {**card, "channel": second}) == {"ok": True}
        form = await night.bob.shown_form()
        assert field(form, "outcome")["initial_option"]["value"] == "duplicate"
        assert await night.bob.submits() == {"ok": True}
        await night.settled()
        over = await night.said(second, "INC-2 is closed: it is the same as INC-1.")
        assert over
        await forget(night)


async def test_a_form_that_is_sent_twice_at_once_raises_one_incident(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.fault("delivery", "twice", skip=1, times=1)
        await night.alice.types("/incident")
        answer = await night.alice.submits(title="It is down", service="other", severity="P3")
        assert answer == {"ok": True}
        await night.own(1)
        await night.settled()
        await forget(night)
        assert len(await night.calls("conversations.create")) == 1
        assert await night.bot_numbers() == [1]


async def test_two_people_who_raise_at_the_same_moment_get_an_incident_each(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await asyncio.gather(night.alice.types("/incident"), night.bob.types("/incident"))
        values = {"title": "It is down", "severity": "P3"}
        await asyncio.gather(
            night.alice.submits(service="other", **values),
            night.bob.submits(service="multiple", **values),
        )
        channels = [await night.own(1), await night.own(2)]
        await night.settled()
        await forget(night)
        assert len(set(channels)) == 2


async def test_in_an_incidents_own_channel_the_command_opens_its_menu(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        assert await night.alice.types("/incident", own) == {"ok": True}
        menu = await night.alice.shown_form()
        assert menu["blocks"][0]["text"]["text"] == "INC-1 · It is down (Other)"
        assert buttons(menu) == [
            "Tell people",
            "Catch me up",
            "Write a note for the record",
            "Write down an action",
            "What is to be done",
            "Correct title, service, leads",
            "Take a role, or ask somebody",
            "Hand over",
            "Change how bad it is",
            "All steps",
            "Remove words from the record",
            "The record as a file",
            "Close the incident",
            "Make it private",
            "Raise another incident",
            "What can I type?",
        ]
        assert await night.alice.presses("menu_close") == {"ok": True}
        assert (await night.alice.shown_form())["title"]["text"] == "Close an incident"


async def test_a_drill_is_marked_and_told_only_where_drills_are_told(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert await night.alice.types("/incident drill fire in the server room") == {"ok": True}
        assert (await night.alice.shown_form())["title"]["text"] == "Raise a drill"
        await night.alice.submits(service="other", severity="P1", role_technical="bob")
        own = await night.own()
        await night.settled()
        told = await night.said("random", "DRILL · INC-1")
        assert "@" not in told["whole"]
        asked = await night.bob.reads("asks you to be technical lead")
        assert "INC-1" in asked["whole"]
        card = await night.said(own, "DRILL · INC-1")
        assert "This is real now" in buttons(card)
        await night.alice.reads("INC-1 is open")
        for place in ("general", "incidents", "security"):
            assert (await night.channel(place))["messages"] == []


async def test_a_lead_is_asked_and_the_one_in_charge_hears_when_nobody_answers(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, "It is down", service="apply-manage", severity="P1")
        await night.later(minutes=6)
        missed = await night.alice.reads("Bob has not answered as technical lead for INC-1.")
        assert "Ring Apply duty on 020 7946 0123." in missed["whole"]
        await night.alice.reads("Priya has not answered as support lead for INC-1.")
        await night.bob.types("I am here", own)
        await night.said(own, "Bob is in charge now, as technical lead.")
        await night.alice.reads("Bob is in charge of INC-1 now. You can stand down from that.")
        await night.settled()
        card = await night.said(own, "What to do now")
        assert "Technical: Bob, on it" in card["whole"]


async def test_a_lead_who_cannot_says_so_and_somebody_else_is_asked(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, "It is down", role_comms="bob")
        asked = await night.bob.reads("asks you to be comms lead")
        assert await night.bob.presses("cannot", asked) == {"ok": True}
        await night.bob.reads("Thank you for saying so.")
        told = await night.alice.reads("Bob can't be comms lead for INC-1.")
        assert await night.alice.presses("open_roles", told) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(role_comms="charlie") == {"ok": True}
        await night.charlie.reads("Alice asks you to be comms lead for INC-1 (P2)")
        await night.settled()
        assert night.charlie.id in (await night.channel(own))["members"]


async def test_a_step_is_ticked_with_its_button_and_is_on_the_record(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        card = await night.said(own, "What to do now")
        first = card["blocks"][2]["accessory"]
        assert await night.bob.presses(first["action_id"], {**card, "channel": own}) == {"ok": True}
        await night.settled()
        card = await night.said(own, "What to do now")
        assert "1 of 13 steps done." in card["whole"]
        assert "Say here what you see, with a link or a screenshot" not in card["whole"]
        await night.bob.types("/incident record", own)
        await night.bob.reads("The record of INC-1 is on its way.")
        text = await recorded(night, own)
        await forget(night)
        assert "Done: Say here what you see, with a link or a screenshot (Bob)." in text


async def test_a_mention_in_a_thread_opens_the_menu_where_commands_do_not_work(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        first = await night.alice.types("This is what I see", own)
        refused = await night.alice.types("/incident", own, thread_ts=first["ts"])
        assert refused == {"ok": False, "error": "not_supported_in_threads"}
        await night.alice.types(f"<@{night.bot_user}> help", own, thread_ts=first["ts"])
        offered = await night.alice.reads("Here is what you can do with INC-1.")
        assert await night.alice.presses("menu", offered) == {"ok": True}
        assert (await night.alice.shown_form())["blocks"][0]["text"]["text"].startswith("INC-1")


async def test_a_pushpin_and_the_shortcut_put_a_message_on_the_record_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        said = await night.bob.types("@alice undoes 02:45: https://example.com/r?a&b", own)
        await night.charlie.does("join", own)
        await night.charlie.does("react", own, message_ts=said["ts"], name="pushpin")
        where = {"channel": own, "message_ts": said["ts"]}
        await night.alice.uses("add_to_timeline", **where)
        await night.alice.reads("It is on the record of INC-1.")
        await night.settled()
        assert night.bot is not None
        events = await night.events(1)
        assert [event for event in events if event == "Noted"] == ["Noted"]
        await night.alice.types("/incident record", own)
        text = await recorded(night, own)
        await night.said(own, "The record of INC-1, as of")
        assert "@Alice undoes 02:45: https://example.com/r?a&b" in unescape(text)


async def test_the_global_shortcut_and_home_open_the_form(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert await night.charlie.uses("declare_incident") == {"ok": True}
        assert (await night.charlie.shown_form())["callback_id"] == "declare"
        await night.charlie.closes()
        await night.charlie.opens_home()
        shown = await night.until("Charlie's Home", night.charlie.home)
        assert buttons(shown) == ["Raise an incident", "Practise", "What can I type?"]
        click = {"view_id": shown["id"], "action_id": "open_declare"}
        assert await night.client.post("/people/charlie/clicks", **click) == {"ok": True}
        assert (await night.charlie.shown_form())["callback_id"] == "declare"
