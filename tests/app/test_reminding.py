"""Whoever has something to do in several closed incidents is asked once, not once for each."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from firebell.domain.commands import AddAction, Close
from firebell.domain.effects import DirectMessage, Tell
from firebell.domain.events import ActionsReminded
from firebell.slack.views.forms.action_list import Page, page_of
from firebell.slack.views.messages.actions import ALL_OF_MINE
from tests.app.world import World


async def closed(world: World, number: int, *owners: str) -> None:
    """One that is over, with an action for each of these."""
    await world.raised(key=f"form-{number}", service="app")
    incident = world.ids[-1]
    for owner in owners:
        await world.ask(AddAction(by="UALICE", text="Look again", owner=owner), incident)
    await world.ask(Close(by="UALICE", summary="Over"), incident)
    await world.work_off()


async def reminded(world: World, incident: str) -> list[ActionsReminded]:
    stored = await world.store.read(lambda reads: reads.events(incident))
    return [each.event for each in stored if isinstance(each.event, ActionsReminded)]


def told(world: World) -> Counter[str]:
    """Who was asked about actions, how often."""
    bodies = [job.effect.body for job in world.chat.jobs]
    return Counter(
        body.person
        for body in bodies
        if isinstance(body, Tell) and body.what is DirectMessage.ACTIONS_DUE
    )


async def test_what_is_due_at_once_in_three_is_one_message_that_says_so(world: World) -> None:
    await closed(world, 1, "UBOB")
    await closed(world, 2, "UBOB", "UPRIYA")
    await closed(world, 3, "UBOB", "UBOB")
    world.wait(days=30)
    await world.work_off()
    assert told(world) == {"UBOB": 1, "UPRIYA": 1, "UALICE": 1}
    first, second, third = [(await reminded(world, id))[0] for id in world.ids]
    assert first.beside["UBOB"] == 3
    assert (second.elsewhere, third.elsewhere) == (("UBOB", "UALICE"), ("UBOB", "UALICE"))
    # The last time is said in each: there nobody is asked any more.
    for _ in range(2):
        world.wait(days=30)
        await world.work_off()
    assert told(world)["UBOB"] == 2 + 3
    assert told(world)["UPRIYA"] == 3
    world.wait(days=300)
    await world.work_off()
    assert told(world)["UPRIYA"] == 3


async def test_what_comes_later_is_a_message_of_its_own(world: World) -> None:
    await closed(world, 1, "UBOB")
    world.moved += timedelta(days=3)
    await closed(world, 2, "UBOB")
    for _ in range(14):
        world.wait(days=1)
        await world.work_off()
        if told(world)["UBOB"] == 1:
            break
    (event,) = await reminded(world, world.ids[0])
    assert (event.beside, event.elsewhere) == ({}, ())
    assert await reminded(world, world.ids[1]) == []


def test_the_button_leads_to_all_of_ones_own() -> None:
    assert page_of(ALL_OF_MINE.split("|")) == Page(which="mine")
