"""Work that runs beside everything else, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

Work = Callable[[], Awaitable[None]]
Survive = Callable[[Work], Awaitable[object]]
"""Does it, and outlives whatever happens in it: the worker's."""


async def in_background(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    """Start it; it is cancelled when the stack ends."""
    stack.push_async_callback(cancelled, asyncio.create_task(work))


async def cancelled(task: asyncio.Task[None]) -> None:
    """End a task, whatever it is at, and wait until it has."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def every(
    seconds: float, work: Callable[[], Awaitable[None]], *, at_once: bool = True
) -> Callable[[], Awaitable[None]]:
    """The same work, done at most so often however often it is called.

    Unless it is done `at_once`, the first time is that long after the first call.
    """
    last = float("-inf")

    async def seldom() -> None:
        nonlocal last
        now = asyncio.get_running_loop().time()
        if last == float("-inf") and not at_once:
            last = now
        if now - last >= seconds:
            last = now
            await work()

    return seldom
