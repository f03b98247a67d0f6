"""Counts that hang together by sums, and what else they could be: linear programmes, solved with HiGHS. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from analytics.disclosure.policy import Key, Sum

if TYPE_CHECKING:
    import highspy
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Shift = NDArray[np.int64]
    """By how much each count would be another one: all counts moved by it are a year that satisfies every sum."""

UNBOUNDED = float("inf")
NODES = 200
"""Of a search for whole numbers, which is hardly ever needed; one that finds none counts as if there were none."""
ALMOST = 1e-6


def components(keys: Collection[Key], sums: Iterable[Sum]) -> Iterator[tuple[list[Key], list[Sum]]]:
    """Counts that sums connect, each group with its sums; other counts than `keys` connect nothing."""
    joined = {key: key for key in keys}

    def root(key: Key) -> Key:
        while joined[key] != key:
            joined[key] = joined[joined[key]]
            key = joined[key]
        return key

    equations = []
    for one in sorted(set(sums), key=lambda one: (one.whole, one.parts)):
        if inside := [key for key in (one.whole, *one.parts) if key in joined]:
            equations.append((inside[0], one))
            for key in inside[1:]:
                joined[root(key)] = root(inside[0])
    members: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        members[root(key)].append(key)
    within: defaultdict[Key, list[Sum]] = defaultdict(list)
    for key, one in equations:
        within[root(key)].append(one)
    for top, group in members.items():
        yield group, within[top]


class Linked:
    """Counts of one component as one linear programme: columns up and down for each count, a row for each sum.

    The model is built once. A question changes bounds and costs, and starts from where the last one ended.
    Costs, and bounds, have a number for each step up and then for each step down.
    """

    def __init__(self, keys: Sequence[Key], sums: Sequence[Sum]) -> None:
        import highspy  # here, for it takes a moment that only a report should cost
        import numpy as np

        self._rows = rows(keys, sums)
        self.size = len(keys)
        self._columns = np.arange(2 * self.size, dtype=np.int32)
        self._solver = solver(np.hstack([self._rows, -self._rows]))
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._unbounded = highspy.HighsModelStatus.kUnbounded

    def towards(self, place: int, sign: int) -> Numbers:
        """Costs of which the cheapest moves one count as far up (1) or down (-1) as can be."""
        import numpy as np

        costs = np.zeros(2 * self.size)
        costs[place], costs[place + self.size] = -sign, sign
        return costs

    def farthest(self, place: int, sign: int, bounds: Numbers) -> float:
        """How far a count can move up (1) or down (-1) in numbers that need not be whole; infinite if for ever."""
        import numpy as np

        found = self._solved(self.towards(place, sign), np.zeros_like(bounds), bounds)
        if found is None:
            return UNBOUNDED if self._solver.getModelStatus() == self._unbounded else 0.0
        return float(sign * found[place])

    def shift(self, costs: Numbers, bounds: Numbers, moved: tuple[int, int] | None = None) -> Shift | None:
        """The cheapest shift to whole numbers within bounds; None if none is found.

        `moved`: the place of a count, and by how much it has to move.
        """
        import numpy as np

        lower, upper = np.zeros_like(bounds), bounds.copy()
        if moved:
            place, by = moved
            both = [place, place + self.size]
            upper[both] = lower[both] = max(by, 0), max(-by, 0)
        found = self._solved(costs, lower, upper)
        if found is not None and abs(found - found.round()).max() > ALMOST:
            found = self._searched(costs, lower, upper)
        if found is None:
            return None
        # Whole numbers are checked as such: nothing rests on the solver's tolerances.
        whole = found.round().astype("int64")
        holds = not (self._rows @ whole).any()
        inside = (whole <= upper[: self.size]).all() and (-whole <= upper[self.size :]).all()
        return whole if holds and inside else None

    def _searched(self, costs: Numbers, lower: Numbers, upper: Numbers) -> Numbers | None:
        """As `_solved`, among whole numbers alone."""
        import numpy as np

        kinds = np.ones(2 * self.size, dtype=np.uint8)
        self._solver.changeColsIntegrality(2 * self.size, self._columns, kinds)
        found = self._solved(costs, lower, upper)
        self._solver.changeColsIntegrality(2 * self.size, self._columns, kinds * 0)
        return found

    def _solved(self, costs: Numbers, lower: Numbers, upper: Numbers) -> Numbers | None:
        import numpy as np

        self._solver.changeColsCost(2 * self.size, self._columns, costs)
        self._solver.changeColsBounds(2 * self.size, self._columns, lower, upper)
        self._solver.run()
        if self._solver.getModelStatus() != self._optimal:
            return None
        steps = np.array(self._solver.getSolution().col_value)
        return steps[: self.size] - steps[self.size :]


def rows(keys: Sequence[Key], sums: Sequence[Sum]) -> Shift:
    """A row for each sum, a column for each count: parts less the whole."""
    import numpy as np

    at = {key: place for place, key in enumerate(keys)}
    matrix = np.zeros((len(sums), len(keys)), dtype=np.int64)
    for row, one in enumerate(sums):
        for key, sign in [(one.whole, -1), *((part, 1) for part in one.parts)]:
            if key in at:
                matrix[row, at[key]] += sign
    return matrix


def solver(matrix: Shift, come_to: Numbers | None = None) -> highspy.Highs:
    """A solver that always finds the same: a column for each of `matrix`, whose rows come to so much; None: 0."""
    import highspy
    import numpy as np

    class Quiet(highspy.Highs):
        """Who takes callbacks has the solver's name printed, on a line that is none of the log's."""

        def enableCallbacks(self) -> None:  # noqa: N802
            """None are used."""

    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(model.num_col_)
    model.row_lower_ = model.row_upper_ = np.zeros(model.num_row_) if come_to is None else come_to
    at, columns = np.nonzero(matrix)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(at, minlength=len(matrix)))])
    model.a_matrix_.index_ = columns
    model.a_matrix_.value_ = matrix[at, columns].astype(float)
    made = Quiet()  # type: ignore[no-untyped-call]
    for option, value in {"output_flag": False, "threads": 1, "mip_max_nodes": NODES}.items():
        made.setOptionValue(option, value)
    made.passModel(model)
    return made
