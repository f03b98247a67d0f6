"""Numbers that cannot be more than others: rows that nest, those upheld, a mean and the longest. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Name, Table, Tables
from analytics.reports.checking.values import Number, said


class Numbers(NamedTuple):
    """One that is no more than the next, with what each is called."""

    less: tuple[str, Number]
    more: tuple[str, Number]


def find(tables: Tables) -> Iterator[Finding]:
    """Every number that is more than one which holds it."""
    for table in tables.all:
        nested = chain(_nested(table.counts), _nested(table.percents))
        for less, more in chain(nested, _spread(table), _held(table), _apart(table)):
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
    cells: dict[Name, Number] = {**table.counts, **table.averages, **table.extremes}
    ends = [(name, number) for name, number in cells.items() if name]
    least = [(name[-1], number) for name, number in ends if names.LEAST.match(name[-1])]
    most = [(name[-1], number) for name, number in ends if names.MOST.match(name[-1])]
    if len(least) > 1 or len(most) > 1:
        return  # of several things
    means = [(name[-1], number) for name, number in table.averages.items() if name]
    for mean in means:
        yield from (Numbers(one, mean) for one in least)
        yield from (Numbers(mean, one) for one in most)


def _held(table: Table) -> Iterator[Numbers]:
    """No more were upheld than were answered, and no more taken up than offered."""
    for row in _rows(table):
        for name, count in row.items():
            if wholes := [(row[whole], whole) for whole in names.wholes_of(name, row)]:
                number, whole = max(wholes)
                yield Numbers((name, count), (whole, number))


def _apart(table: Table) -> Iterator[Numbers]:
    """Those in time and those late are no more than all, and no less where nothing else stands beside them."""
    for row in _rows(table):
        for held in names.HELD:
            wholes = [(count, name) for name, count in row.items() if held.whole.search(name)]
            kinds: dict[int, tuple[int, str]] = {}
            for name, count in row.items():
                if (kind := held.kind_of(name)) is not None:
                    kinds[kind] = max((count, name), kinds.get(kind, (0, "")))  # within 20 holds within 10
            limits = {limit for _, name in kinds.values() for limit in re.findall(r"\d+", name)}
            if not wholes or len(kinds) < 2 or len(limits) > 1:
                continue
            number, name = max(wholes)
            whole = name, number
            together = " and ".join(name for _, name in kinds.values()), sum(count for count, _ in kinds.values())
            if name not in names.TOTAL or table.is_nested():  # else it has to add to it in any case
                yield Numbers(together, whole)
                is_all = all(held.whole.search(name) or held.kind_of(name) is not None for name in row)
                if held is names.IN_TIME_OR_LATE and len(wholes) == 1 and is_all:
                    yield Numbers(whole, together)


def _rows(table: Table) -> Iterator[Mapping[str, int]]:
    """What stands beside each other, whether in rows or in columns, each case being counted once."""
    rows: dict[tuple[int, Name], dict[str, int]] = {}
    for name, count in table.counts.items() if not table.counts_several() else ():
        for axis in range(len(name)):
            rows.setdefault((axis, name[:axis] + name[axis + 1 :]), {})[name[axis]] = count
    yield from rows.values()


def _plain(name: str) -> str:
    return name.replace("_", " ")
