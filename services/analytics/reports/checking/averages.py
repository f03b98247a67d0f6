"""Averages that the numbers they are of do not give. Pure."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import permutations, product
from typing import TypeVar

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Name, Table, Tables
from analytics.reports.checking.values import Number, rounds_to, said

MONTHS = 12
N = TypeVar("N", int, Number)


def find(tables: Tables) -> Iterator[Finding]:
    """Every average of a month, or of what stands beside it, that is another."""
    for table in tables.all:
        yield from _each_month(table, tables)
        yield from _of_its_row(table)


def _each_month(table: Table, tables: Tables) -> Iterator[Finding]:
    """A year's average for each month against how many there were in the year."""
    known = tables.known(table)
    for name, printed in table.averages.items():
        if known is None or not names.PER_MONTH.search(" ".join((table.entry.counts, *name))):
            continue
        exact = Fraction(known.number, MONTHS)
        if not table.is_of_some() and not rounds_to(exact, printed):
            yield Finding(
                (table.entry.id, *known.besides(table)),
                Kind.TOTAL,
                f"{_called(name)} is {said(printed)} ({table.year})",
                f"{said(known.number)} in {MONTHS} months are {said(exact)} each",
            )


def _of_its_row(table: Table) -> Iterator[Finding]:
    """`average_pounds` beside payments and what they come to, `average_per_session` beside sessions and people."""
    for name, printed in table.averages.items():
        counts = {called: count for called, count in _beside(name, table.counts).items() if count}
        tried: list[tuple[Number, int]] = []
        if name and names.SAYS_MONEY.search(name[-1]):
            pounds = _beside(name, table.pounds)
            sums = [pounds["total"]] if "total" in pounds else [*pounds.values()]
            tried = [*product(sums, counts.values())]
        elif name and (each := names.PER_EACH.search(name[-1])):
            tried = [
                (part, counts[called])
                for (_, part), (called, _) in permutations(counts.items(), 2)
                if called.startswith(each[1])
            ]
        if tried and not any(rounds_to(Fraction(whole) / count, printed) for whole, count in tried):
            yield Finding(
                (table.entry.id,),
                Kind.SHARE,
                f"{_called(name)} is {said(printed)} ({table.year})",
                "; ".join(
                    f"{said(whole)} for {said(count)} is {said(Fraction(whole) / count)} each"
                    for whole, count in tried
                ),
            )


def _beside(name: Name, cells: Mapping[Name, N]) -> dict[str, N]:
    """What stands in the row of a number, or in the total of all rows."""
    rows = (name[:-1], (*name[:-1], "total"))
    return next((row for at in rows if (row := _row(at, cells))), {})


def _row(at: Name, cells: Mapping[Name, N]) -> dict[str, N]:
    return {name[-1]: number for name, number in cells.items() if name and name[:-1] == at}


def _called(name: Name) -> str:
    return " of ".join(reversed([part.replace("_", " ") for part in name]))
