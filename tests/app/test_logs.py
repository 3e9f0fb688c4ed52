"""What the worker stumbles over is logged by type and place, and no word of it."""

from __future__ import annotations

from tests.app.world import World
from tests.cli.test_log_lines import ALL, TITLE, logged, secrets_in


async def test_the_worker_logs_no_word_of_what_it_stumbled_over(world: World) -> None:
    world.chat.outcomes["channel"] = [ValueError(ALL), KeyError(TITLE)]
    with logged() as written:
        await world.declare(title=TITLE)
        await world.work_off()
    assert secrets_in(written.getvalue()) == []
    assert "The worker stumbled and goes on\n  ValueError\n" in written.getvalue()
