"""Wait for something to become true, by asking, with a deadline."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

DEADLINE = 90.0
"""Seconds that what is waited for may take: far more than it needs, as the machine may be busy with much else."""


def eventually(ask: Callable[[], T], within: float = DEADLINE, every: float = 0.05, what: str = "it") -> T:
    """Ask until the answer is true, and return it.

    Raises:
        AssertionError: still not true after `within` seconds; names the last answer or error.
    """
    deadline = time.monotonic() + within
    last: object = None
    while True:
        try:
            if answer := ask():
                return answer
            last = answer
        except (AssertionError, OSError, LookupError) as error:
            last = error
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {within:g} s for {what}; last: {last!r}")
        time.sleep(every)
