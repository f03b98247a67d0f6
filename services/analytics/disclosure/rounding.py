"""Rounding that keeps all sums, instead of hiding. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analytics.disclosure.linked import components, rows, solver
from analytics.disclosure.policy import Key, Sum

if TYPE_CHECKING:
    from analytics.disclosure.linked import Shift


def rounded(counts: Mapping[Key, int], sums: Sequence[Sum], base: int = 5) -> dict[Key, int] | None:
    """Every count as a multiple of `base` next to it, so that all sums hold; None if no such numbers are found.

    A multiple of `base` stays. Of several such roundings it is one that moves counts least (controlled rounding).
    """
    found: dict[Key, int] = {}
    for keys, within in components(counts, sums):
        multiples = _multiples([counts[key] for key in keys], rows(keys, within), base)
        if multiples is None:
            return None
        found |= {key: base * int(times) for key, times in zip(keys, multiples, strict=True)}
    return found


def _multiples(counts: Sequence[int], matrix: Shift, base: int) -> Shift | None:
    """How many times `base` each count becomes: one decision for each, down or up."""
    import highspy
    import numpy as np

    times, beyond = np.divmod(np.array(counts, dtype=np.int64), base)
    size, columns = len(counts), np.arange(len(counts), dtype=np.int32)
    search = solver(matrix, -(matrix @ times).astype(float))
    search.changeColsCost(size, columns, (base - 2 * beyond).astype(float))
    search.changeColsBounds(size, columns, np.zeros(size), np.where(beyond, 1.0, 0.0))
    search.changeColsIntegrality(size, columns, np.ones(size, dtype=np.uint8))
    search.run()
    if search.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    found: Shift = times + np.array(search.getSolution().col_value).round().astype(np.int64)
    return None if (matrix @ found).any() else found
