"""How often somebody may ask, known by a name or an address: a bucket that fills evenly, in each process."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from kernel.errors import TooMany

MOST_KEPT = 10_000
"""Buckets that are remembered; of more, the one that was used longest ago is forgotten, and is full again."""
SECRETS_PER_MINUTE = 60
"""Secrets that one address may show: whoever shows one is not known yet, and can say any name."""


@dataclass
class RateLimit:
    """A bucket for everybody: `per_minute` requests fill it, and it holds as many.

    What costs more than others takes more than one. Several replicas allow as many times this. `clock`: seconds
    that only go forward.
    """

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, who: str, requests: int = 1) -> None:
        """Raises TooMany, with the seconds after which there are enough again."""
        # What is more than the whole bucket would never fit: it is let through when the bucket is full.
        needed = min(requests, self.per_minute)
        with self._lock:
            now = self.clock()
            left, at = self._left.pop(who, (float(self.per_minute), now))
            left = min(self.per_minute, left + (now - at) * self.per_minute / 60)
            enough = left >= needed
            self._left[who] = (left - needed if enough else left, now)  # who asked last stands last
            if len(self._left) > MOST_KEPT:
                del self._left[next(iter(self._left))]
        if not enough:
            wait = math.ceil((needed - left) * 60 / self.per_minute)
            raise TooMany(f"At most {self.per_minute} requests a minute. Try again in {wait} seconds.", wait)
