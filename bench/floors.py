"""A figure beside its limit of the same run: its goal, and the worst that it may be."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rich.table import Table


class Ratio(NamedTuple):
    """`name` in the figures, and in words; `floor`: as bad as it was when it was recorded, and no worse."""

    name: str
    what: str
    goal: float
    floor: float
    is_better: Callable[[float, float], bool] = operator.ge


def below_floor(ratios: Sequence[Ratio], seen: Mapping[str, float]) -> list[str]:
    """What became worse than it was, in words."""
    return [
        f"{ratio.what}: {seen[ratio.name]:.3g}, floor {ratio.floor:g}"
        for ratio in ratios
        if not ratio.is_better(seen[ratio.name], ratio.floor)
    ]


def table(title: str, ratios: Sequence[Ratio], seen: Mapping[str, float]) -> Table:
    """Each ratio with its goal and its floor."""
    shown = Table(title=title)
    shown.add_column("")
    for heading in ("measured", "goal", "floor"):
        shown.add_column(heading, justify="right")
    for ratio in ratios:
        figures = (seen[ratio.name], ratio.goal, ratio.floor)
        shown.add_row(ratio.what, *(f"{figure:.3g}" for figure in figures))
    return shown
