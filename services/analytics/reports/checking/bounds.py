"""Numbers that cannot be more than others: rows that nest, taken up and offered, a mean and the longest. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Name, Table, Tables
from analytics.reports.checking.values import Number, said

LEAST = re.compile(r"^(?:shortest|fastest|quickest|minimum|min|lowest|smallest)(?:$|_)")
MOST = re.compile(r"^(?:longest|slowest|maximum|max|highest|largest)(?:$|_)")
OFFERED, TAKEN_UP = "offered", re.compile(r"^(?:taken_up|accepted)$")


class Numbers(NamedTuple):
    """One that is no more than the next, with what each is called."""

    less: tuple[str, Number]
    more: tuple[str, Number]


def find(tables: Tables) -> Iterator[Finding]:
    """Every number that is more than one which holds it."""
    for table in tables.all:
        for less, more in [*_nested(table.counts), *_nested(table.percents), *_spread(table), *_taken_up(table)]:
            if less[1] > more[1]:
                yield Finding(
                    (table.entry.id,),
                    Kind.TOTAL,
                    f"{_plain(less[0])} is {said(less[1])} ({table.year})",
                    f"{_plain(more[0])} is {said(more[1])}, and cannot be less",
                )


def _nested(cells: Mapping[Name, Number]) -> Iterator[Numbers]:
    """Within 10 days are no more than within 20: the one holds the other."""
    columns: dict[Name, list[tuple[int, str, Number]]] = {}
    for name, number in cells.items():
        if name and (found := names.STARTING.match(name[-1])):
            columns.setdefault(name[:-1], []).append((int(found[1]), name[-1], number))
    for rows in columns.values():
        yield from (Numbers(less[1:], more[1:]) for less, more in pairwise(sorted(rows)))


def _spread(table: Table) -> Iterator[Numbers]:
    """The shortest, then each mean, then the longest: of whatever stands beside each other in one entry."""
    cells: dict[Name, Number] = {**table.counts, **table.averages}
    ends = [(name, number) for name, number in cells.items() if name]
    least = [(name[-1], number) for name, number in ends if LEAST.match(name[-1])]
    most = [(name[-1], number) for name, number in ends if MOST.match(name[-1])]
    if len(least) > 1 or len(most) > 1:
        return  # of several things
    means = [(name[-1], number) for name, number in table.averages.items() if name]
    for mean in means:
        yield from (Numbers(one, mean) for one in least)
        yield from (Numbers(mean, one) for one in most)


def _taken_up(table: Table) -> Iterator[Numbers]:
    offered = table.counts.get((OFFERED,))
    for name, count in table.counts.items() if offered is not None else ():
        if len(name) == 1 and TAKEN_UP.match(name[0]):
            yield Numbers((name[0], count), (OFFERED, offered or 0))


def _plain(name: str) -> str:
    return name.replace("_", " ")
