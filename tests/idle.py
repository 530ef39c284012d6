"""When an application has come to rest: told by its event loop, not by the processor's load.

Textual's own `wait_for_idle` sleeps 20 ms at least, twice for each key, and takes a process for
idle that used less than 1 ms of the processor meanwhile: slow, and wrong where others use it, too.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

import pytest
from textual._context import active_app

SOON = 0.025
"""Seconds in which a timer that runs out is waited for: a frame of Textual's, and a little."""

MOST_TIMERS = 6
"""How many of them in a row: some go on for ever."""

ROUNDS = 3
"""How often in a row there has to be nothing to do."""


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until nothing is to be done in the event loop or its threads, and nothing soon.

    At most ``max_sleep`` seconds.
    """
    loop: Any = asyncio.get_running_loop()
    began = monotonic()
    quiet = timers = 0
    while quiet < ROUNDS and monotonic() - began < max_sleep:
        await asyncio.sleep(0)
        quiet += 1
        if loop._ready:
            quiet = 0
        elif _threads_work(loop._default_executor) or _keys_wait(active_app.get(None)):
            quiet = 0
            await asyncio.sleep(0.001)
        elif timers < MOST_TIMERS and (due := _next_timer(loop)) is not None:
            quiet = 0
            timers += 1
            await asyncio.sleep(due)


def _threads_work(executor: Any) -> bool:
    """Whether a thread of the pool does something, or something waits for one."""
    if executor is None:
        return False
    return executor._work_queue.qsize() > 0 or executor._idle_semaphore._value < len(
        executor._threads
    )


def _keys_wait(app: Any) -> bool:
    """Whether the application has keys that wait for others, or workers."""
    return (
        app is not None
        and app.is_running
        and (
            getattr(app, "has_typed_ahead", False)
            or any(not one.is_finished for one in app.workers)
        )
    )


def _next_timer(loop: Any) -> float | None:
    """Seconds until the first timer that runs out soon; None where none does."""
    due = [one.when() - loop.time() for one in loop._scheduled if not one.cancelled()]
    first = min(due, default=SOON)
    return max(0.0, first) if first < SOON else None


@pytest.fixture(autouse=True)
def come_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot waits so, in the folders whose ``conftest`` imports this."""
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", wait_for_idle)
