"""Actions: written down in the night, done or followed up on the mornings after."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from firebell.domain.actions import still_open
from firebell.domain.commands import AddAction, Close, Declare
from firebell.domain.incident import Incident
from firebell.domain.permissions import Caller
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, buttons, evening, everything, in_the_workspace
from tests.stories.test_raising import forget, raised, recorded
from tests.stories.test_redact import removes

pytestmark = in_the_workspace
LONDON = ZoneInfo("Europe/London")


async def incident(night: Evening, number: int = 1) -> Incident:
    """As it is stored."""
    found = await night.found(lambda reads: reads.by_number(number))
    assert found is not None
    return found


async def says(night: Evening, number: int = 1) -> list[tuple[str, str | None]]:
    """What is to be done still, and by whom."""
    names = {person["id"]: name for name, person in night.people.items()}
    found = await incident(night, number)
    return [(each.says, names.get(each.owner or "")) for each in still_open(found.actions)]


async def on_a_workday(night: Evening, hour: int, days: int = 0) -> None:
    """Time passes until this hour in London, this many days from the next Monday that comes."""
    assert night.bot is not None
    now = night.bot.clock.now().astimezone(LONDON)
    monday = now.date() + timedelta(days=(7 - now.weekday()) % 7 + days)
    then = datetime.combine(monday, time(hour), LONDON)
    if then <= now:
        then += timedelta(days=7)
    await night.later(minutes=(then - now).total_seconds() / 60)


async def closed(night: Evening, own: str) -> None:
    """Alice closes it, and everything that was said of it counts as read."""
    assert await night.alice.types("/incident close It was the disk", own) == {"ok": True}
    await night.said(own, "INC-1 is closed")
    await night.settled()
    await forget(night)


async def shown(night: Evening, person: Any) -> str:
    """What stands in the view or form that is open."""
    await night.settled()
    form = await person.shown_form()
    return await night.plain(everything(form))


async def home_of(night: Evening, person: Any) -> str:
    """What stands in somebody's Home, once all that was to follow has followed."""
    await night.settled()
    return await night.plain(everything(await person.home()))


async def test_an_action_is_typed_given_done_and_stands_on_the_record(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        typed = "/incident action @bob by tomorrow call the supplier"
        assert await night.alice.types(typed, own) == {"ok": True}
        noted = await night.alice.reads("It is on the list of INC-1: call the supplier · Bob · by ")
        given = await night.bob.reads("Alice gives you something to do for INC-1: It is down")
        assert noted["whole"].split(" · ")[2] in given["whole"]
        assert buttons(given) == ["Done", "Another day", "Somebody else"]
        card = await night.said(own, "Actions")
        assert "call the supplier · Bob · by " in card["whole"]
        assert await night.charlie.does("join", own) == {"ok": True}
        await night.settled()
        await forget(night)
        assert await night.alice.types("/incident catchup", own) == {"ok": True}
        stands = await night.alice.reads("How INC-1 stands.")
        assert "Open actions: call the supplier · Bob · by " in stands["whole"]
        assert await night.bob.presses("action_done:1", given) == {"ok": True}
        answered = await night.bob.reads("Done: call the supplier (Bob, ")
        assert buttons(answered) == []
        assert await says(night) == []
        assert await night.alice.types("/incident record", own) == {"ok": True}
        await night.alice.reads("The record of INC-1 is on its way.")
        await night.said(own, "The record of INC-1")
        record = await recorded(night, own)
        assert "Alice wrote down an action: call the supplier (Bob), by " in record
        assert "- [x] call the supplier (done by Bob, " in record
        assert "Done: call the supplier (Bob)." in record


async def test_words_that_can_not_be_are_given_back_and_a_form_asks_for_the_rest(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        assert await night.alice.types("/incident todo by 31 feb ring them", own) == {"ok": True}
        lost = await night.alice.reads("can't be read as a day or a time.")
        assert "Nothing was written down. You wrote: by 31 feb ring them" in lost["whole"]
        assert await night.alice.types("/incident action @nobody ring them", own) == {"ok": True}
        form = await shown(night, night.alice)
        assert "Nobody here is called @nobody, or several are." in form
        assert await night.alice.submits(owner=night.alice.id) == {"ok": True}
        assert await says(night) == [("ring them", "alice")]
        assert await night.alice.types("/incident task", own) == {"ok": True}
        await night.alice.shown_form()
        answer = await night.alice.submits(words="look at the disk", due=1_600_000_000)
        assert answer["errors"] == {
            "due": "This time has passed. Choose one that is still to come."
        }
        assert await night.alice.submits(words="look at the disk", due="") == {"ok": True}
        assert await says(night) == [("ring them", "alice"), ("look at the disk", None)]


async def test_a_message_becomes_an_action_and_is_changed_passed_on_and_removed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        ts = (await night.alice.types("somebody has to ring the supplier", own))["ts"]
        used = await night.bob.uses("make_action", channel=own, message_ts=ts)
        assert used == {"ok": True}
        await night.bob.shown_form()
        assert await night.bob.submits(words="ring the supplier") == {"ok": True}
        assert await says(night) == [("ring the supplier", None)]
        assert (await incident(night)).actions[0].link.startswith("http")
        assert await night.alice.types("/incident actions", own) == {"ok": True}
        assert "ring the supplier · nobody has it" in await shown(night, night.alice)
        assert await night.alice.presses("action_edit:1") == {"ok": True}
        await night.alice.shown_form()
        changed = await night.alice.submits(words="write to the supplier", owner=night.charlie.id)
        assert changed == {"ok": True}
        given = await night.charlie.reads("Alice gives you something to do for INC-1")
        assert await night.charlie.presses("action_other:1", given) == {"ok": True}
        await night.charlie.shown_form()
        assert await night.charlie.submits(owner=night.bob.id) == {"ok": True}
        await night.bob.reads("Charlie gives you something to do for INC-1")
        passed = await night.charlie.reads("write to the supplier · Bob")
        assert buttons(passed) == []
        assert await night.alice.types("/incident actions", own) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.presses("action_edit:1") == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.presses("action_remove") == {"ok": True}
        assert "Nothing is left to do here." in await shown(night, night.alice)
        await night.bob.reads("This action was removed.")
        assert await says(night) == []


async def test_what_is_left_is_followed_up_in_working_time_until_firebell_says_that_it_stops(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await on_a_workday(night, 3)
        own = await raised(night, severity="P3")
        typed = "/incident action @bob by thursday write to the users"
        assert await night.alice.types(typed, own) == {"ok": True}
        assert await night.alice.types("/closeincident", own) == {"ok": True}
        form = await shown(night, night.alice)
        assert "1 actions are not done. They are followed up" in form
        assert "steps of the playbook are not done." in form
        assert await night.alice.submits() == {"ok": True}
        over = await night.said(own, "INC-1 is closed")
        assert "Left to do: write to the users · Bob · by Thu " in over["whole"]
        assert "Left to do" not in (await night.said("general", "INC-1 is closed"))["whole"]
        await night.settled()
        await forget(night)
        await on_a_workday(night, 8, days=3)
        assert await night.unexpected() == []
        await night.later(minutes=60)
        asked = await night.bob.reads("INC-1: is this done?")
        assert "write to the users · Bob · by Thu " in asked["whole"]
        assert buttons(asked) == ["Done", "Another day", "Somebody else"]
        await on_a_workday(night, 9)
        await night.bob.reads("INC-1: is this done?")
        steps = await night.alice.reads("INC-1: is this done?")
        assert "Start the running report from the template" in steps["whole"]
        await forget(night)
        assert await night.bob.presses("action_day:1", asked) == {"ok": True}
        await night.bob.shown_form()
        assert night.bot is not None
        later = int((night.bot.clock.now() + timedelta(days=3)).timestamp())
        assert await night.bob.submits(due=later) == {"ok": True}
        await night.settled()
        await forget(night)
        for _ in range(30):
            await night.later(minutes=24 * 60)
        last = await night.bob.reads("Firebell asks no more about this.")
        assert buttons(last) == ["Done", "Another day", "Somebody else"]
        await forget(night)
        await night.later(minutes=30 * 24 * 60)
        assert await night.unexpected() == []
        assert {each.let_be for each in still_open((await incident(night)).actions)} == {True}


async def test_a_step_that_was_left_is_done_as_one_with_its_follow_up(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, severity="P3")
        await closed(night, own)
        left = (await incident(night)).actions
        first, second = left[0], left[1]
        assert await night.bob.types("/incident actions INC-1", "general") == {"ok": True}
        await night.bob.shown_form()
        assert await night.bob.presses(f"action_done:{first.id}") == {"ok": True}
        await night.settled()
        ticked = {step.key: step.ticked_by for step in (await incident(night)).steps}
        assert ticked[first.step or ""] == night.bob.id
        assert await night.bob.types("/incident steps INC-1", "general") == {"ok": True}
        await night.bob.shown_form()
        assert await night.bob.presses(f"tick:{second.step}") == {"ok": True}
        await night.settled()
        done = {each.id: each.done_by for each in (await incident(night)).actions}
        assert (done[first.id], done[second.id]) == (night.bob.id, night.bob.id)
        assert await night.alice.types("/incident reopen", own) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(why="It is full again") == {"ok": True}
        await night.settled()
        assert await says(night) == []


async def test_of_a_private_one_whoever_has_left_sees_and_hears_nothing_more(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, sensitive="yes")
        assert await night.alice.does("invite", own, user=night.bob.id) == {"ok": True}
        await night.settled()
        await forget(night)
        typed = "/incident action @charlie zanzibar has to be told"
        assert await night.alice.types(typed, own) == {"ok": True}
        refused = await night.alice.reads("This person is not in the channel of INC-1")
        assert "You wrote: @charlie zanzibar has to be told" in refused["whole"]
        typed = "/incident action @bob by tomorrow tell zanzibar"
        assert await night.alice.types(typed, own) == {"ok": True}
        await night.alice.reads("It is on the list of INC-1: tell zanzibar · Bob")
        await night.bob.reads("Alice gives you something to do for INC-1")
        await night.bob.opens_home()
        assert "tell zanzibar" in await home_of(night, night.bob)
        assert await night.bob.does("leave", own) == {"ok": True}
        await night.settled()
        left = await night.alice.reads("Bob is not there any more, so nobody has this now.")
        assert buttons(left) == ["Done", "Another day", "Somebody else"]
        assert "zanzibar" not in await home_of(night, night.bob)
        assert await night.bob.types("/incident actions", "general") == {"ok": True}
        assert "Nothing is left to do here." in await shown(night, night.bob)
        await forget(night)
        assert await night.alice.types("/incident close It is over", own) == {"ok": True}
        await night.settled()
        await forget(night)
        await night.later(minutes=14 * 24 * 60)
        await night.settled()
        await night.alice.reads("tell zanzibar · nobody has it")
        told = [m for place, m in await night.by_the_bot() if place == "directly to Bob"]
        assert [m for m in told[1:] if "zanzibar" in str(m)] == []
        assert await says(night) != []
        # By the day on which it is closed, its review may have been due within these two weeks.
        await forget(night)


async def test_whoever_is_deactivated_leaves_theirs_to_whoever_is_in_charge(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P3")
        typed = "/incident action @bob write to the users"
        assert await night.alice.types(typed, own) == {"ok": True}
        await closed(night, own)
        await night.bob.becomes(deleted=True)
        await night.settled()
        left = await night.alice.reads("Bob is not there any more, so nobody has this now. INC-1:")
        assert "write to the users · nobody has it" in left["whole"]
        assert await night.alice.presses("action_other:1", left) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(owner=night.charlie.id) == {"ok": True}
        await night.charlie.reads("Alice gives you something to do for INC-1")
        assert ("write to the users", "charlie") in await says(night)


async def test_a_drill_has_actions_and_nobody_is_chased_for_them(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident drill", "general")
        await night.alice.shown_form()
        await night.alice.submits(title="We practise", service="other", severity="P3")
        own = await night.own()
        await night.settled()
        await forget(night)
        assert await night.alice.types("/incident action @bob ring the bell", own) == {"ok": True}
        await night.alice.reads("It is on the list of DRILL · INC-1: ring the bell · Bob")
        await night.bob.reads("Alice gives you something to do for DRILL · INC-1")
        assert await night.alice.types("/incident actions", own) == {"ok": True}
        form = await night.alice.shown_form()
        assert form["title"]["text"].startswith("DRILL: ")
        await closed_drill(night, own)
        await night.later(minutes=30 * 24 * 60)
        await night.settled()
        assert await night.unexpected() == []


async def closed_drill(night: Evening, own: str) -> None:
    """Alice ends the drill."""
    assert await night.alice.types("/incident close We are done", own) == {"ok": True}
    await night.said(own, "DRILL · INC-1 is closed")
    await night.settled()
    await forget(night)


async def test_home_shows_what_is_mine_and_the_list_can_be_narrowed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        for typed in ("@bob in 10 minutes restart it", "@charlie ring them", "tell the users"):
            assert await night.alice.types(f"/incident action {typed}", own) == {"ok": True}
        await night.bob.opens_home()
        home = await home_of(night, night.bob)
        assert "For you to do" in home
        assert "INC-1 · restart it · Bob · by " in home
        assert "ring them" not in home
        await night.later(minutes=11)
        due = await night.bob.reads("INC-1: is this done?")
        assert "restart it · Bob · late, was due by " in due["whole"]
        assert await night.bob.types("/incident actions late", "general") == {"ok": True}
        late = await shown(night, night.bob)
        assert "restart it" in late
        assert "ring them" not in late
        assert await night.bob.types("/incident actions mine", "general") == {"ok": True}
        assert "ring them" not in await shown(night, night.bob)
        assert await night.bob.types("/incident actions", "general") == {"ok": True}
        rows = (await shown(night, night.bob)).split("\n")
        assert ["restart it" in rows[0], "tell the users" in "".join(rows)] == [True, True]
        assert await night.bob.presses("action_done:1") == {"ok": True}
        assert "restart it" not in await shown(night, night.bob)
        await night.no_more_in_home(night.bob, "restart it")


async def test_words_that_are_removed_leave_whatever_quoted_them(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        typed = "/incident action @bob in 10 minutes ring zanzibar"
        assert await night.alice.types(typed, own) == {"ok": True}
        await night.bob.reads("Alice gives you something to do for INC-1")
        await night.later(minutes=11)
        await night.bob.reads("INC-1: is this done?")
        assert await night.alice.types("/incident close It is over", own) == {"ok": True}
        await night.said(own, "Left to do: ring zanzibar")
        await night.settled()
        await removes(night, own, "Action")
        left = [place for place, said in await night.by_the_bot() if "zanzibar" in str(said)]
        assert left == []
        events = str(await night.found(lambda reads: reads.by_number(1)))
        assert "zanzibar" not in events


async def test_what_is_due_in_three_incidents_at_once_is_one_message(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Bob got three on the same morning."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        assert night.bot is not None
        alice, incidents = Caller(night.alice.id), night.bot.incidents
        for number in (1, 2, 3):
            asked = Declare(
                by=alice.person, key=f"form-{number}", title="Down", service="other", severity="P3"
            )
            found = (await incidents.declare(asked, alice)).incident.id
            await night.settled()
            action = AddAction(by=alice.person, text=f"look at {number}", owner=night.bob.id)
            await incidents.handle(found, action, alice)
            await incidents.handle(found, Close(by=alice.person, summary="Over"), alice)
            await night.settled()
        await forget(night)
        await night.later(minutes=11 * 24 * 60)
        await night.settled()
        told = [m for place, m in await night.by_the_bot() if place == "directly to Bob"]
        due = [str(m) for m in told if ": is this done?" in str(m)]
        assert len(due) == 1
        assert "look at 1" in due[0]
        assert "Also due for you, in other incidents: 2." in due[0]
        asks = await night.bob.reads("INC-1: is this done?")
        assert await night.bob.presses("open_actions", asks) == {"ok": True}
        everywhere = await shown(night, night.bob)
        assert [f"look at {number}" in everywhere for number in (1, 2, 3)] == [True] * 3
