"""From raw tallies to the answer: labels, measures, numerators and denominators. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from analytics.figures.arithmetic import percent, percentile, rounded
from analytics.figures.fields import Kind, key
from analytics.figures.question import PERCENTILES, RATES, Grouping, Measure, Order, Understood

NOT_RECORDED = "not_recorded"
MISSING = frozenset({NOT_RECORDED, "unknown", "not_known"})
Keys = tuple[str, ...]


class Tally(NamedTuple):
    """One raw group: its values, its units, those in the numerator, the sum and the number of the field.

    Of a percentile a group is parted by the field's own value too, so that each is of one.
    """

    values: tuple[Any, ...]
    units: int
    matching: int
    total: int
    present: int


@dataclass(frozen=True)
class Answer:
    """The values, what they are shares of, and the counts behind them; shapes follow the question's groups."""

    values: Any
    numerator: Any
    denominator: Any


@dataclass(frozen=True)
class Sum:
    """Units of one labelled group."""

    units: int = 0
    matching: int = 0
    total: int = 0
    present: int = 0

    def plus(self, tally: Tally) -> "Sum":
        return Sum(
            self.units + tally.units,
            self.matching + tally.matching,
            self.total + tally.total,
            self.present + tally.present,
        )


def label(grouping: Grouping, value: Any) -> str:
    """The key of a raw value: not recorded, its label, its band, or itself."""
    if value is None:
        return NOT_RECORDED
    if value in grouping.labels:
        return grouping.labels[value]
    for band in grouping.bands:
        if (band.low is None or value >= band.low) and (band.high is None or value <= band.high):
            return band.label
    return key(grouping.field.kind, value)


def labels(asked: Understood, values: tuple[Any, ...]) -> Keys:
    return tuple(label(grouping, value) for grouping, value in zip(asked.groups, values, strict=True))


def counted(asked: Understood, keys: Keys) -> bool:
    """Whether a unit with these keys counts at all."""
    return not (asked.asked.exclude_missing and any(name in MISSING for name in keys))


def sums(asked: Understood, tallies: Sequence[Tally]) -> dict[Keys, Sum]:
    """Tallies by their labels; what is left out as missing is left out of everything."""
    groups: dict[Keys, Sum] = {}
    for tally in tallies:
        keys = labels(asked, tally.values)
        if counted(asked, keys):
            groups[keys] = groups.get(keys, Sum()).plus(tally)
    return groups


def answer(asked: Understood, tallies: Sequence[Tally], versus: Sequence[Tally]) -> Answer:
    """Work out the measure. `versus` is what a percent_difference compares with."""
    groups = sums(asked, tallies)
    measure, places = asked.asked.measure, asked.asked.rounding
    if measure is Measure.RANKING:
        counts = {keys[0]: group.units for keys, group in groups.items()}
        return Answer(_levels(counts, asked.asked.order, asked.asked.depth), counts, None)
    if measure is Measure.PERCENT_DIFFERENCE:
        return _difference(asked, groups, sums(asked, versus))
    if measure is Measure.COUNT:
        counts = _shaped(asked, {keys: group.units for keys, group in groups.items()}, 0)
        return Answer(counts, counts, None)
    if measure is Measure.SUM:
        totals = _shaped(asked, {keys: _money(asked, group.total) for keys, group in groups.items()}, 0)
        return Answer(totals, totals, None)
    if measure is Measure.PERCENTAGE:
        whole = sum(group.units for group in groups.values())
        return Answer(
            _shaped(asked, {keys: percent(group.units, whole, places) for keys, group in groups.items()}, None),
            _shaped(asked, {keys: group.units for keys, group in groups.items()}, 0),
            whole,
        )
    if measure in RATES:
        return Answer(
            _shaped(asked, {k: percent(g.matching, g.units, places) for k, g in groups.items()}, None),
            _shaped(asked, {k: g.matching for k, g in groups.items()}, 0),
            _shaped(asked, {k: g.units for k, g in groups.items()}, 0),
        )
    if measure in PERCENTILES:
        return _percentiles(asked, tallies)
    return Answer(
        _shaped(asked, {k: _mean(g, places) for k, g in groups.items()}, None),
        _shaped(asked, {k: g.total for k, g in groups.items()}, 0),
        _shaped(asked, {k: g.present for k, g in groups.items()}, 0),
    )


def _mean(group: Sum, places: int) -> int | float | None:
    return rounded(Fraction(group.total, group.present), places) if group.present else None


def _percentiles(asked: Understood, tallies: Sequence[Tally]) -> Answer:
    """The numerator is how many have no more than that, the denominator how many have the field."""
    spreads: dict[Keys, Counter[int]] = {keys: Counter() for keys in sums(asked, tallies)}
    for tally in tallies:
        keys = labels(asked, tally.values)
        if keys in spreads and tally.present:
            spreads[keys][tally.total // tally.present] += tally.present
    percent = PERCENTILES[asked.asked.measure]
    exact = {keys: percentile(spread, percent) for keys, spread in spreads.items() if spread}
    found = {keys: rounded(value, asked.asked.rounding) for keys, value in exact.items()}
    within = {k: sum(n for value, n in spreads[k].items() if value <= most) for k, most in exact.items()}
    return Answer(
        _shaped(asked, dict.fromkeys(spreads) | found, None),
        _shaped(asked, dict.fromkeys(spreads, 0) | within, 0),
        _shaped(asked, {keys: spread.total() for keys, spread in spreads.items()}, 0),
    )


def _money(asked: Understood, total: int) -> int | float:
    if asked.field is None or asked.field.kind is not Kind.POUNDS:
        return total
    return total // 100 if total % 100 == 0 else total / 100


def _difference(asked: Understood, groups: Mapping[Keys, Sum], before: Mapping[Keys, Sum]) -> Answer:
    now = {keys: groups.get(keys, Sum()).units for keys in {**groups, **before}}
    then = {keys: before.get(keys, Sum()).units for keys in now}
    return Answer(
        _shaped(asked, {k: percent(now[k] - then[k], then[k], asked.asked.rounding) for k in now}, None),
        _shaped(asked, now, 0),
        _shaped(asked, then, 0),
    )


def _levels(counts: Mapping[str, int], order: Order, depth: int) -> list[list[str]]:
    heights = sorted(set(counts.values()), reverse=order is Order.DESCENDING)[:depth]
    return [sorted(name for name, count in counts.items() if count == height) for height in heights]


def _shaped(asked: Understood, by_keys: Mapping[Keys, Any], nothing: Any) -> Any:
    """One value, an object, or an object of objects, as many levels as there are fields to group by."""
    if not asked.groups:
        return by_keys.get((), nothing)
    if len(asked.groups) == 1:
        return {keys[0]: by_keys[keys] for keys in sorted(by_keys)}
    nested: dict[str, dict[str, Any]] = {}
    for outer, inner in sorted(by_keys):
        nested.setdefault(outer, {})[inner] = by_keys[outer, inner]
    return nested
