"""When each piece of the work beside the requests last came round without trouble.

Whoever runs it says where that is kept; work that a test runs by itself is kept nowhere.
"""

import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

Work = Callable[[], Coroutine[Any, Any, None]]
Rounds = dict[str, float]
"""By the work's name: seconds since 1970."""

_kept: ContextVar[Rounds | None] = ContextVar("rounds", default=None)


def begins(work: str) -> None:
    """Say that this work begins: one that never succeeds is seen to stand from here on."""
    _mark(work)


def came_round(work: str) -> None:
    """Say that a round of this work is done, whether or not there was anything to do."""
    _mark(work)


async def kept_in(rounds: Rounds, work: Work) -> None:
    """Do some work, whose rounds are kept here."""
    _kept.set(rounds)
    await work()


def _mark(work: str) -> None:
    if (rounds := _kept.get()) is not None:
        rounds[work] = time.time()
