"""When each piece of the work beside the requests last came round without trouble.

Whoever runs it says where that is kept; work that a test runs by itself is kept nowhere.
"""

import time
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from typing import Any

import anyio
import structlog

Work = Callable[[], Coroutine[Any, Any, None]]
DAY_SECONDS = 24 * 3600.0
Rounds = dict[str, float]
"""By the work's name: seconds since 1970."""

_kept: ContextVar[Rounds | None] = ContextVar("rounds", default=None)


def begins(work: str) -> None:
    """Say that this work begins: one that never succeeds is seen to stand from here on."""
    _mark(work)


def came_round(work: str) -> None:
    """Say that a round of this work is done, whether or not there was anything to do."""
    _mark(work)


async def every(seconds: float, work: str, do: Callable[[], Awaitable[object]], trouble: str) -> None:
    """Do this work now and again after so many seconds, until cancelled.

    Args:
        trouble: how the log calls a round that fails; whatever it was, the next one is soon enough.
    """
    begins(work)
    while True:
        try:
            await do()
            came_round(work)
        except Exception as error:
            structlog.get_logger().warning(trouble, error=type(error).__name__)
        await anyio.sleep(seconds)


async def kept_in(rounds: Rounds, work: Work) -> None:
    """Do some work, whose rounds are kept here."""
    _kept.set(rounds)
    await work()


def _mark(work: str) -> None:
    if (rounds := _kept.get()) is not None:
        rounds[work] = time.time()
