"""How long something took, as Prometheus counts it: how many took at most so long."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

BOUNDS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds; 2 is what is promised of live dashboards."""


class Delays:
    """Counts by bound, the last beyond all bounds, and the sum in seconds. Told to another process as JSON."""

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.sum = 0.0

    def add(self, seconds: Iterable[float]) -> None:
        for each in seconds:
            self.counts[bisect_left(BOUNDS, each)] += 1
            self.sum += each

    def told(self) -> Any:
        return [*self.counts], self.sum

    def take_over(self, told: Any) -> None:
        """Be as another process tells; it counts from 0 again when it is started again."""
        self.counts, self.sum = told

    def buckets(self) -> list[tuple[str, float]]:
        """How many took at most each bound, and at last how many there were."""
        upto, cumulated = 0, []
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), self.counts, strict=True):
            upto += count
            cumulated.append((bound, float(upto)))
        return cumulated
