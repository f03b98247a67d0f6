"""How much is tried of what repeats: a little in `make test`, all of it in `make test-all`."""

import os
import zlib
from typing import TypeVar

T = TypeVar("T")

_WHOLE = "REDRESS_TEST_WHOLE"


def choose_whole() -> None:
    """For this process and those that it starts from now on."""
    os.environ[_WHOLE] = "1"


def is_whole() -> bool:
    return _WHOLE in os.environ


def either(short: T, whole: T) -> T:
    """What `make test` takes, or `make test-all`."""
    return whole if is_whole() else short


def is_drawn(name: str) -> bool:
    """Whether it is tried: in `make test` one name in four, the same in every run."""
    return is_whole() or zlib.crc32(name.encode()) % 4 == 0
