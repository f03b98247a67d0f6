"""What a process worked out of a database, kept for as long as what it was made of stays as it was.

It stands beside the database and is nothing but speed: whoever asks says what they ask and of which version, and
an answer of another version is worked out again.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

MOST_KEPT = 5_000
"""Answers; of more, the one that was asked for longest ago is forgotten."""

T = TypeVar("T")


@dataclass
class Memory:
    """Answers by what was asked, each with the version that it is of."""

    _kept: OrderedDict[Hashable, tuple[int, Any]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, asked: Hashable, version: int, work_out: Callable[[], T]) -> T:
        """The answer; two who ask at once may both work it out. Nobody changes what they are given."""
        with self._lock:
            known = self._kept.get(asked)
            if known is not None and known[0] == version:
                self._kept.move_to_end(asked)
                answer: T = known[1]
                return answer
        answer = work_out()
        with self._lock:
            self._kept[asked] = version, answer
            self._kept.move_to_end(asked)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return answer
