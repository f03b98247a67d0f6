"""Ranges of which two hold the same number, or whose cases cannot have the mean that is told. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Name, Table, Tables
from analytics.reports.checking.values import Number, half, said

DAYS = re.compile(r"(?:^|[_\W])(?:working[_ ]|calendar[_ ])?days?(?=$|[_\W])", re.IGNORECASE)
BEYOND = re.compile(r"over|late\b|extra|additional|beyond|exceed|out of time", re.IGNORECASE)
"""Words of days that are counted from a limit on, which are not those of an answer."""
FEWEST = 3
"""Ranges that tell anything of a mean."""


def find(tables: Tables) -> Iterator[Finding]:
    """Every table of which two rows hold the same number of days or years, and means that no such table gives."""
    for table in tables.all:
        yield from _means_out_of_range(table, tables)
    for entry in dict.fromkeys(table.entry.id for table in tables.all):
        maps: dict[tuple[str, ...], dict[str, None]] = {}
        for table in tables.of(entry):
            for name in [*table.counts, *table.percents]:
                if name and names.is_band(name[-1]):
                    maps.setdefault(name[:-1], {})[name[-1]] = None
        shared = dict.fromkeys(pair for rows in maps.values() for pair in overlapping(rows))
        if shared:
            yield told((entry,), list(shared))


def overlapping(labels: Iterable[str]) -> list[tuple[str, str, int]]:
    """Neighbouring ranges that share a number, with the first one that they share."""
    bands = sorted(
        ((band.low, band.high, label) for label in labels if (band := names.band(label))),
        key=lambda found: (found[0], found[1] is None, found[1] or 0),
    )
    return [
        (first, second, low)
        for (_, high, first), (low, _, second) in pairwise(bands)
        if high is None or low <= high
    ]


def told(entries: tuple[str, ...], shared: list[tuple[str, str, int]]) -> Finding:
    """The finding for ranges that share a number."""
    return Finding(
        entries,
        Kind.OVERLAP,
        f"each stands in one range: {', '.join(f'{first} and {second}' for first, second, _ in shared)}",
        "; ".join(f"{number} stands in both {first} and {second}" for first, second, number in shared),
    )


class Limits(NamedTuple):
    """Between what the mean of those lies who stand in ranges; None: the last range has no end."""

    least: Fraction
    most: Fraction | None


def _means_out_of_range(table: Table, tables: Tables) -> Iterator[Finding]:
    """A mean of days that is less than the ranges of days allow, or more."""
    limits = _limits(table.counts) or _limits(table.percents)
    if limits is None or table.is_of_some() or not DAYS.search(_words(table)) or BEYOND.search(_words(table)):
        return
    for other in [table, *tables.alike(table)]:
        means = {
            name: mean
            for name, mean in other.averages.items()
            if DAYS.search(words := " ".join([_words(other), *name])) and not names.MEDIAN.search(words)
        }
        for name, mean in means.items() if len(means) == 1 and not other.is_of_some() else ():
            too_little = Fraction(mean) + half(mean) < limits.least
            if too_little or (limits.most is not None and Fraction(mean) - half(mean) > limits.most):
                bound = f"at least {said(limits.least)}" if too_little else f"at most {said(limits.most or 0)}"
                yield Finding(
                    tuple(dict.fromkeys((other.entry.id, table.entry.id))),
                    Kind.TOTAL,
                    f"{' '.join(name).replace('_', ' ') or 'the mean'} is {said(mean)} ({table.year})",
                    f"by the ranges of {table.entry.id} it is {bound}",
                )


def _words(table: Table) -> str:
    return f"{table.entry.id} {table.entry.counts} {' '.join(table.entry.dimensions)}"


def _limits(cells: Mapping[Name, Number]) -> Limits | None:
    """Of rows that are all ranges, each number in one of them at most."""
    bands = [(names.band_from_none(name[-1]), number) for name, number in cells.items() if name]
    ranges = [(band, number) for band, number in bands if band is not None]
    together = sum(Fraction(number) for _, number in ranges)
    starting = [band for band, _ in ranges if not band.low]
    if len(ranges) < FEWEST or len(starting) > 1 or not together:
        return None
    least = sum((band.low * Fraction(number) for band, number in ranges), Fraction()) / together
    ends = [(band.high, number) for band, number in ranges if number]
    most = sum((Fraction(high or 0) * Fraction(number) for high, number in ends), Fraction()) / together
    return Limits(least, None if any(high is None for high, _ in ends) else most)
