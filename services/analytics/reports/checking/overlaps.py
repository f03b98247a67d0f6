"""Ranges of which two hold the same number. Pure."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Tables


def find(tables: Tables) -> Iterator[Finding]:
    """Every table of which two rows hold the same number of days or years."""
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
