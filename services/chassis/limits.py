"""How often somebody may ask, known by a client or an address: a bucket that fills evenly, in each process."""

import math
import time
from dataclasses import dataclass, field
from threading import Lock

from kernel.errors import TooMany

MOST_KEPT = 10_000
"""Clients whose buckets are remembered before the full ones are forgotten."""
SECRETS_PER_MINUTE = 60
"""Secrets that one address may show: whoever shows one is not known yet, and can say any name."""


@dataclass
class RateLimit:
    """A bucket for every client: `per_minute` requests fill it, and it holds as many.

    Bulk submissions take one for every line. Several replicas allow as many times this.
    """

    per_minute: int
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, client: str, requests: int = 1) -> None:
        """Raises TooMany, with the seconds after which there are enough again."""
        now = time.monotonic()
        with self._lock:
            left, at = self._left.get(client, (float(self.per_minute), now))
            left = min(self.per_minute, left + (now - at) * self.per_minute / 60)
            # What is more than the whole bucket would never fit: it is let through when the bucket is full.
            needed = min(requests, self.per_minute)
            if left < needed:
                wait = math.ceil((needed - left) * 60 / self.per_minute)
                raise TooMany(f"At most {self.per_minute} requests a minute. Try again in {wait} seconds.", wait)
            if len(self._left) >= MOST_KEPT:
                self._forget_full(now)
            self._left[client] = (left - needed, now)

    def _forget_full(self, now: float) -> None:
        """Who has not asked for a minute is as one who never did."""
        self._left = {client: (left, at) for client, (left, at) in self._left.items() if now - at < 60}
