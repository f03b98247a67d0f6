"""Counts as multiples of a number, so that all sums hold: controlled rounding, instead of hiding. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analytics.disclosure.linked import UNBOUNDED, components, rows, solver
from analytics.disclosure.policy import Key, Sum

if TYPE_CHECKING:
    from analytics.disclosure.linked import Shift

FAR = 100
"""So many times what a nearer multiple costs one that is not next to the count."""


def rounded(
    counts: Mapping[Key, int], sums: Sequence[Sum], base: int, out: Mapping[Key, int]
) -> dict[Key, int] | None:
    """Every count as a multiple of `base`; None: none are found with which every sum holds.

    It is one of the two next to the count, unless no sum would hold then, and the nearer one where it can be.
    Who has all of them is left with `base` numbers at least that a count can be which is not nought: a year that
    has so many as are printed, and up to `base` - 1 more of one kind, would have been published alike.

    Args:
        out: what is printed already of some counts; it stays.
    """
    found: dict[Key, int] = {}
    for keys, within in components(counts, sums):
        printed = [out.get(key, -1) for key in keys]
        multiples = _multiples([counts[key] for key in keys], rows(keys, within), base, printed)
        if multiples is None:
            return None
        found |= {key: base * int(times) for key, times in zip(keys, multiples, strict=True)}
    return found


def _multiples(counts: Sequence[int], matrix: Shift, base: int, printed: Sequence[int]) -> Shift | None:
    """How many times `base` each becomes: the multiple below, the next one up, or one that is further away.

    `printed`: what each has to be; below nought: it is open.
    """
    import numpy as np

    size = len(counts)
    times, beyond = np.divmod(np.array(counts, dtype=np.int64), base)
    costs = np.concatenate([base - 2 * beyond, np.full(2 * size, FAR * base)])
    upper = np.concatenate([np.where(beyond, 1.0, 0.0), np.full(size, UNBOUNDED), times])
    fixed = np.array(printed, dtype=np.int64) // base
    steps = fixed - times
    held = np.concatenate([0 * steps, np.maximum(steps, 0), np.maximum(-steps, 0)])
    is_held = np.tile(fixed >= 0, 3)
    lower, upper = np.where(is_held, held, 0.0), np.where(is_held, held, upper)
    columns = np.arange(3 * size, dtype=np.int32)
    search = solver(np.hstack([matrix, matrix, -matrix]), -(matrix @ times).astype(float))
    search.changeColsCost(3 * size, columns, costs.astype(float))
    search.changeColsBounds(3 * size, columns, lower, upper)
    search.changeColsIntegrality(3 * size, columns, np.ones(3 * size, dtype=np.uint8))
    search.run()
    solution = search.getSolution()
    if not solution.value_valid:
        return None
    near, up, down = np.array(solution.col_value).round().astype(np.int64).reshape(3, size)
    found: Shift = times + near + up - down
    # Whole numbers are checked as such: nothing rests on the solver's tolerances.
    holds = not (matrix @ found).any() and (found[fixed >= 0] == fixed[fixed >= 0]).all()
    return found if holds and (found >= 0).all() else None
