"""What is open is read again and again, and made anew only where it changed."""

from __future__ import annotations

from firebell.domain.commands import Close, Edit
from tests.app.world import World


async def test_what_is_open_is_read_as_it_is_now_and_made_anew_only_where_it_changed(
    either: World,
) -> None:
    await either.raised(title="It is down")
    await either.declare(key="form-2", title="So is this")
    first = await either.store.read(lambda reads: reads.open_incidents())
    again = await either.store.read(lambda reads: reads.open_incidents())
    assert [was is now for was, now in zip(first, again, strict=True)] == [True, True]
    await either.ask(Edit(by="UALICE", title="It is slow"))
    changed = await either.store.read(lambda reads: reads.open_incidents())
    assert [each.title for each in changed] == ["So is this", "It is slow"]
    assert changed[0] is first[0]
    await either.ask(Close(by="UALICE"))
    left = await either.store.read(lambda reads: reads.open_incidents())
    assert [each.title for each in left] == ["So is this"]
