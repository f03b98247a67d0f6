"""Decides what is hidden: small counts, and the cheapest others that keep each of them in the dark. Pure.

For every count that must not be known, a linear programme finds the cheapest other year in which this count is far
enough from where it is in the years that are possible already; what is another number in it is hidden. What then
turns out not to be needed is shown again. All these years are kept: each is of whole numbers, satisfies every sum
and agrees with all that is shown, so that two of them, `width` apart, prove that a count cannot be known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from math import log2
from typing import TYPE_CHECKING

from analytics.disclosure.linked import Linked, components
from analytics.disclosure.policy import Key, Policy, Protection, Sum

if TYPE_CHECKING:
    from analytics.disclosure.linked import Numbers, Shift

FAR = 8
"""So many widths may a count be away from what it is in another year. A limit keeps programmes bounded; it can
only hide more, never less."""

TOTAL = 2
"""So many times as much it costs to hide a total as another count of its size: readers look at it first."""


def protect(
    counts: Mapping[Key, int],
    sums: Sequence[Sum],
    policy: Policy,
    known: Collection[Key] = (),
    may_stay: Collection[Key] = (),
    printed: Collection[Key] | None = None,
    marked: Collection[Key] = (),
    weights: Mapping[Key, float] | None = None,
) -> Protection:
    """What is hidden of `counts`, so that no hidden count can be told from what is shown.

    Args:
        known: what an earlier publication shows; it stays known.
        may_stay: what the council shows whatever its size.
        printed: counts that stand somewhere; None: all. Others, such as the rest of a share, are protected too.
        marked: what an earlier publication hides and this one does not print; it stays hidden.
        weights: how much more it costs to hide a count than another of its size.

    A sum that does not hold is taken as if it did.
    """
    stands = frozenset(counts if printed is None else printed)
    stay = frozenset(known) | frozenset(may_stay)
    noughts = frozenset(key for key in stands if not counts[key] and not policy.is_small(0))
    small = frozenset(key for key, count in counts.items() if policy.is_small(count))
    secondary: dict[Key, tuple[Key, ...]] = {}
    unprotected: set[Key] = set()
    primary = small - stay
    for keys, within in components(counts.keys() - stay - noughts, sums):
        if primary.intersection(keys):
            part = _Part(counts, keys, within, policy, stands, frozenset(marked), primary, weights or {})
            part.hide()
            part.show()
            secondary |= part.reasons()
            unprotected |= part.unprotected
    return Protection(primary, secondary, small & frozenset(known), frozenset(unprotected))


class _Part:
    """Counts that hang together, of which some are hidden."""

    def __init__(
        self,
        counts: Mapping[Key, int],
        keys: Sequence[Key],
        sums: Sequence[Sum],
        policy: Policy,
        printed: Collection[Key],
        marked: Collection[Key],
        primary: Collection[Key],
        weights: Mapping[Key, float],
    ) -> None:
        import numpy as np

        self.keys = keys
        self.linked = Linked(keys, sums)
        self.width = policy.width
        self.counts = [counts[key] for key in keys]
        self.primary = [place for place, key in enumerate(keys) if key in primary]
        self.hidden = {place for place in self.primary if keys[place] in printed}
        """Of what is printed; what is not needs no hiding."""
        self.closable = np.array([key in printed for key in keys])
        self.open = np.array([key not in printed or key in primary for key in keys])
        wholes = {one.whole for one in sums}
        self.cost = np.array(
            [weights.get(key, 1.0) * (1 + log2(1 + counts[key])) * (TOTAL if key in wholes else 1) for key in keys]
        )
        least = np.array([policy.least if key in printed or key in marked else 0 for key in keys])
        self.room = np.minimum(np.maximum(np.array(self.counts) - least, 0), FAR * self.width)
        self.years: Shift = np.zeros((1, len(keys)), dtype=np.int16)
        """Other years that everybody must think possible; the first is the true one."""
        self.because: dict[int, set[int]] = {}
        self.unprotected: set[Key] = set()

    def hide(self) -> None:
        """Hide what small counts need, and then what these need in turn."""
        waiting = deque(sorted(self.primary, key=lambda place: (self.counts[place], place)))
        while waiting:
            place = waiting.popleft()
            if self._is_wide(place):
                continue
            added = self._cover(place)
            if added is None:
                self.unprotected.add(self.keys[place])
            else:
                waiting += added

    def show(self) -> None:
        """Show again what turns out not to be needed, the dearest first, until all that is hidden is needed."""
        tried = sorted(self.because, key=lambda place: (-self.cost[place], place))
        while unneeded := [place for place in tried if self._can_be_shown(place)]:
            tried = [place for place in tried if place not in unneeded]

    def _can_be_shown(self, place: int) -> bool:
        """Show a count unless that gives another one away."""
        years = self.years
        self.years = years[years[:, place] == 0]
        left = len(self.years)
        self.open[place] = False
        self.hidden.discard(place)
        given_away = self._given_away(place)
        if given_away is None:
            reasons = self.because.pop(place)
            for others in self.because.values():
                if place in others:
                    others.remove(place)
                    others |= reasons
            return True
        self.years = self._with(years, self.years[left:])
        self.open[place] = True
        self.hidden.add(place)
        self.because[place].add(given_away)
        return False

    def reasons(self) -> dict[Key, tuple[Key, ...]]:
        """What is hidden besides small counts, and the small counts that it would give away."""
        found = {}
        for place in sorted(self.because):
            seen, waiting = {place}, [place]
            while waiting:
                following = self.because.get(waiting.pop(), set()) - seen
                seen |= following
                waiting += following
            small = seen.intersection(self.primary)
            found[self.keys[place]] = tuple(self.keys[other] for other in sorted(small))
        return found

    def _given_away(self, shown: int) -> int | None:
        """A count that is no longer wide; first those for which it was hidden."""
        needing = sorted(self.hidden.union(self.primary), key=lambda place: place not in self.because[shown])
        return next(
            (place for place in needing if self.keys[place] not in self.unprotected and not self._is_wide(place)),
            None,
        )

    def _is_wide(self, place: int) -> bool:
        """Whether other years are known, or are found, between which a count is so far apart."""
        for sign in (0, 1, -1):
            if sign:
                self._keep(self.linked.shift(self.linked.towards(place, sign), self._bounds(self.open)))
            low, high = self._ends(place)
            if high - low >= self.width:
                return True
        return False

    def _ends(self, place: int) -> tuple[int, int]:
        moves = self.years[:, place]
        return int(moves.min()), int(moves.max())

    def _cover(self, place: int) -> list[int] | None:
        """Hide the cheapest counts that let one be wide: those hidden, or None if nothing lets it."""
        low, high = self._ends(place)
        tried = (self._moved(place, by) for by in (low + self.width, high - self.width))
        one_way = [[year] for year in tried if year is not None]
        ways = one_way or [years for sign in (1, -1) if (years := self._moved_both_ways(place, sign))]
        if not ways:
            return None
        costs = self._cost_of_moving()[: len(self.keys)]
        years = min(ways, key=lambda years: float(sum(abs(year) @ costs for year in years)))
        moves = sum(abs(year) for year in years)
        added = [int(at) for at in ((moves != 0) & ~self.open).nonzero()[0]]
        for at in added:
            self.open[at] = True
            self.hidden.add(at)
            self.because[at] = {place}
        for year in years:
            self._keep(year)
        return added

    def _moved(self, place: int, by: int) -> Shift | None:
        """The cheapest other year in which a count is so much away, whatever has to be hidden for it."""
        if -by > self.room[place]:
            return None
        bounds = self._bounds(self.open | self.closable)
        return self.linked.shift(self._cost_of_moving(), bounds, (place, by))

    def _moved_both_ways(self, place: int, sign: int) -> list[Shift]:
        """Two years that are wide apart only together: as far as can be one way, and the rest the other."""
        bounds = self._bounds(self.open | self.closable)
        far = self.linked.shift(self.linked.towards(place, sign), bounds)
        by = 0 if far is None else int(far[place])
        years = [self._moved(place, to) for to in (by, by - sign * self.width)] if by else []
        found = [year for year in years if year is not None]
        return found if len(found) == 2 else []

    def _cost_of_moving(self) -> Numbers:
        import numpy as np

        costs = np.where(self.open, 0.0, self.cost)
        return np.concatenate([costs, costs])

    def _bounds(self, free: Numbers) -> Numbers:
        import numpy as np

        return np.concatenate([np.where(free, FAR * self.width, 0), np.where(free, self.room, 0)]).astype(float)

    def _keep(self, year: Shift | None) -> None:
        if year is not None:
            self.years = self._with(self.years, year[None].astype(self.years.dtype))

    def _with(self, years: Shift, more: Shift) -> Shift:
        import numpy as np

        return np.vstack([years, more])
