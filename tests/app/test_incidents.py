"""What people ask is done once, however often it is sent, and shown to those who may see it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from firebell.app.incidents import Handled, Incidents
from firebell.app.ports import Conflict, Transaction
from firebell.domain.commands import ChangeSeverity, Close, Join, Note, Reopen, ReportArchived
from firebell.domain.events import Declared, Edited, Noted, Reopened, RoleAsked, SeverityChanged
from firebell.domain.incident import Incident
from firebell.domain.permissions import Caller
from firebell.domain.refusals import Refused
from tests.app.world import DECLARE, World, give

NOTE = Note(by="UBOB", text="The disk is full")


async def test_the_first_of_a_form_is_an_incident_with_a_number(either: World) -> None:
    first = await either.declare()
    second = await either.declare(key="form-2")
    assert [handled.incident.label for handled in (first, second)] == ["INC-1", "INC-2"]
    assert [type(event) for event in first.events] == [Declared]
    assert not first.repeated
    assert first.incident == await either.incident("incident-1")


async def test_the_same_form_again_is_the_same_incident(either: World) -> None:
    first = await either.declare()
    again = await either.declare(title=" It is\ndown ")
    assert again == Handled(incident=first.incident, repeated=True)
    assert [type(event) for event in await either.events()] == [Declared]


async def test_the_same_form_with_other_values_corrects_it(either: World) -> None:
    await either.declare()
    again = await either.declare(title="It is up", severity="P1", roles={"support": "UPRIYA"})
    assert again.repeated
    assert [type(event) for event in again.events] == [Edited, SeverityChanged, RoleAsked]
    assert (again.incident.title, again.incident.severity) == ("It is up", "P1")
    assert again.incident == await either.incident()


async def test_a_form_that_comes_late_takes_back_no_change_that_came_after_it(
    world: World,
) -> None:
    await world.declare()
    changed = await world.ask(ChangeSeverity(by="UBOB", severity="P1"))
    again = await world.declare()
    assert again == Handled(incident=changed.incident, repeated=True)


async def test_a_form_that_was_not_sure_and_comes_again_is_the_same(world: World) -> None:
    first = await world.declare(severity="unsure")
    again = await world.declare(severity="unsure")
    assert again == Handled(incident=first.incident, repeated=True)


async def test_the_form_that_raised_it_openly_says_nothing_more_of_it_openly(world: World) -> None:
    """What is typed once it is known to be private is not put where everybody reads it."""
    await world.declare()
    with pytest.raises(Refused) as refused:
        await world.declare(title="Names leaked", private=True)
    assert (refused.value.key, refused.value.field, refused.value.facts) == (
        "raised_openly",
        None,
        {"number": 1},
    )
    assert (await world.incident()).title != "Names leaked"


async def test_the_same_button_twice_is_one_command(either: World) -> None:
    await either.declare()
    first = await either.ask(NOTE, key="button-1")
    again = await either.ask(NOTE, key="button-1")
    other = await either.ask(NOTE, key="button-2")
    assert [handled.repeated for handled in (first, again, other)] == [False, True, False]
    assert [type(event) for event in await either.events()] == [Declared, Noted, Noted]


async def test_the_same_button_twice_at_the_same_moment_is_one_command(either: World) -> None:
    await either.declare()
    handled = await asyncio.gather(*(either.ask(NOTE, key="button-1") for _ in range(4)))
    assert sorted(each.repeated for each in handled) == [False, True, True, True]
    assert len(await either.events(Noted)) == 1


async def test_a_command_that_is_refused_may_be_sent_again(either: World) -> None:
    await either.declare()
    reopen = Reopen(by="UBOB")
    with pytest.raises(Refused):
        await either.ask(reopen, key="button-1")
    await either.ask(Close(by="UALICE"))
    again = await either.ask(reopen, key="button-1")
    assert not again.repeated
    assert [type(event) for event in again.events] == [Reopened]


async def test_a_command_on_what_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        await world.ask(NOTE, "no-such")
    assert (refused.value.key, refused.value.facts) == ("no_such_incident", {})


async def test_a_transaction_that_met_another_is_run_again(either: World) -> None:
    await either.declare()
    tries: list[int] = []

    def work(tx: Transaction) -> int:
        tries.append(tx.next_number())
        if len(tries) < 3:
            raise Conflict("somebody was first")
        return tries[-1]

    # What the tries before had counted was rolled back.
    assert await either.store.transact(work) == 2
    assert tries == [2, 2, 2]


async def test_who_saves_what_somebody_else_saved_first_decides_again(either: World) -> None:
    await either.declare()
    notes = (replace(NOTE, text=f"note {number}") for number in range(8))
    await asyncio.gather(*(either.ask(note) for note in notes))
    noted = [event.text for event in await either.events(Noted) if isinstance(event, Noted)]
    assert sorted(noted) == [f"note {number}" for number in range(8)]


async def test_a_version_that_is_not_the_newest_is_not_saved(either: World) -> None:
    handled = await either.declare()
    await either.ask(Close(by="UALICE"))

    def work(tx: Transaction) -> None:
        tx.save(handled.incident, 1, [])

    with pytest.raises(Conflict):
        await either.store.transact(work)


async def test_a_channels_name_that_another_incident_has_gets_a_number(either: World) -> None:
    await either.declare(title="Down")

    def reserved(tx: Transaction) -> list[frozenset[str]]:
        names = ("inc-2-website-down", "inc-1-website-down")
        return [tx.names_reserved(name) for name in names]

    assert await either.store.transact(reserved) == [set(), {"inc-1-website-down"}]
    await either.store.transact(lambda tx: tx.reserve_name("inc-2-website-down", "incident-1"))
    second = await either.declare(key="form-2", title="Down")
    assert second.incident.channel_name == "inc-2-website-down-2"


async def test_reopened_after_its_channel_was_archived_it_has_a_name_of_its_own(
    world: World,
) -> None:
    raised = await world.raised()
    await world.ask(Close(by="UALICE"))
    await world.ask(ReportArchived())
    again = await world.ask(Reopen(by="UALICE"))
    assert raised.channel_name == "inc-1-website"  # as the chat made it
    assert again.incident.channel_name == "inc-1-website-2"


async def similar(world: World, service: str) -> Incident | None:
    """What somebody who raises another one for this service is asked about."""
    command = replace(DECLARE, key="form-9", service=service)
    return await world.incidents.similar(command, Caller("UBOB"))


async def test_a_similar_one_is_open_public_of_the_same_service_and_recent(world: World) -> None:
    first = await world.declare()
    assert await similar(world, "website") == first.incident
    assert await similar(world, "app") is None
    assert (await world.declare(key="form-2")).incident.similar == 1
    assert (await world.declare(key="form-3", drill=True)).incident.similar is None
    assert (await world.declare(key="form-4", private=True)).incident.similar is None
    world.wait(minutes=31)
    assert await similar(world, "website") is None


async def test_nobody_is_told_of_a_similar_one_that_is_private_a_drill_closed_or_not_sure(
    world: World,
) -> None:
    await world.declare(key="form-1", private=True)
    await world.declare(key="form-2", drill=True)
    await world.declare(key="form-3", service="unsure")
    await world.declare(key="form-4")
    await world.ask(Close(by="UALICE"), "incident-4")
    assert await similar(world, "website") is None
    assert await similar(world, "unsure") is None


async def test_what_is_open_is_shown_newest_first_to_those_who_may_see_it(either: World) -> None:
    await either.declare(key="form-1")
    await either.declare(key="form-2", private=True)
    await either.declare(key="form-3", drill=True)
    await either.declare(key="form-4")
    await either.ask(Close(by="UALICE"), "incident-4")
    alice = [incident.number for incident in await either.incidents.open_for(Caller("UALICE"))]
    bob = [incident.number for incident in await either.incidents.open_for(Caller("UBOB"))]
    everybody = [
        incident.number for incident in await either.incidents.open_publicly(Caller("UBOB"))
    ]
    assert (alice, bob, everybody) == ([3, 2, 1], [3, 1], [1])


async def test_what_is_not_there_is_retried_by_nobody(world: World) -> None:
    with pytest.raises(Refused) as refused:
        await world.incidents.retry("no/such/effect", Caller("UALICE"))
    assert refused.value.key == "no_such_incident"


async def test_the_worker_hears_of_every_command_and_of_no_refusal(world: World) -> None:
    woken: list[str] = []
    incidents = Incidents(
        world.store, world.playbook, lambda: woken.append("!"), world.new_id, world.roster
    )
    handled = await incidents.declare(DECLARE, Caller("UALICE"))
    assert woken == ["!"]
    await give(incidents, handled.incident.id, Join(by="UDANA"))
    assert woken == ["!", "!"]
    with pytest.raises(Refused):
        await give(incidents, handled.incident.id, Reopen(by="UDANA"))
    assert woken == ["!", "!"]
