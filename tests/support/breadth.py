"""How much is tried of what repeats: a little in `make test`, all of it in `make test-all`.

What takes long and what comes in hundreds has its turn: each day runs its part, and the days together all of it.
The day is that of the last commit, so every run of one commit is the same, wherever and whenever it is made.
"""

import os
import zlib
from typing import TypeVar

T = TypeVar("T")

FORTNIGHT = 14
"""Days, in one of which a test that has its turn runs."""
TURN = "TURN_OF_REDRESS_TESTS"
"""In the environment: the day whose part is run, counted from 1970. Without it everything has its turn."""
_WHOLE = "WHOLE_OF_REDRESS_TESTS"
"""In the environment too. The product refuses a name that begins as its settings do and is none."""


def choose_whole() -> None:
    """For this process and those that it starts from now on."""
    os.environ[_WHOLE] = "1"


def is_whole() -> bool:
    return _WHOLE in os.environ


def either(short: T, whole: T) -> T:
    """What `make test` takes, or `make test-all`."""
    return whole if is_whole() else short


def has_its_turn(name: str) -> bool:
    """Whether what runs once a fortnight runs on this day."""
    return TURN not in os.environ or is_drawn(name, FORTNIGHT)


def is_drawn(name: str, days: int) -> bool:
    """Whether this day is the one in so many that the name draws; without a day, that of 1 January 1970."""
    return (zlib.crc32(name.encode()) + int(os.environ.get(TURN, 0))) % days == 0
