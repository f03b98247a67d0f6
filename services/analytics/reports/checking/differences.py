"""More or less than the year before, and rows that do not follow the relation of the other rows. Pure."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import permutations

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Known, Name, Table, Tables
from analytics.reports.checking.values import Number, percent, rounds_to, said

MOST = Fraction(2, 3)
"""Of the rows of a table, how many have to follow a relation before the others contradict it."""
FEWEST_FOLLOWING = 3
Row = dict[str, int]
Relation = Callable[[Row], Fraction | None]


def find(tables: Tables) -> Iterator[Finding]:
    """Every difference that the numbers it is between do not give."""
    for table in tables.all:
        yield from _from_the_year_before(table, tables)
        yield from _against_other_rows(table)


def _from_the_year_before(table: Table, tables: Tables) -> Iterator[Finding]:
    """`down_by: 80`, `decrease_percent: 32`, `more_than_previous_year: 9`, `autism_increase: 4`."""
    for (row, word), printed in table.changes.items():
        stem, way = names.change_of(word) or ("", "")
        of = (*row, stem) if stem else row
        now = _number_of(of, table, table.year, tables)
        before = _number_of(of, table, names.year_before(table.year), tables)
        if now is None or before is None or before.number == 0:
            continue
        change = now.number - before.number
        signed = -change if way in names.FEWER and printed >= 0 else change
        in_percent = rounds_to(percent(signed, before.number), printed)
        if not in_percent and (names.SHARE_WORD.search(word) or not rounds_to(Fraction(signed), printed)):
            yield Finding(
                tuple(dict.fromkeys((table.entry.id, *now.entries[:1], *before.entries[:1]))),
                Kind.DIFFERENCE,
                f"{' '.join([*row, word]).replace('_', ' ')}: {said(printed)}",
                f"{said(before.number)} to {said(now.number)} is {change:+,}, "
                f"{said(percent(change, before.number))}%",
            )


def _number_of(row: Name, table: Table, year: str, tables: Tables) -> Known | None:
    """How many there were of a row in a year, in the table's entry or in tables of the same people.

    Without a row it is of all that the entry counts, or of the row that the entry is named after. How many all
    were is taken from elsewhere for the year before only: an entry that does not say it may be about some.
    """
    for other in tables.of(table.entry.id):
        if other.year == year and (count := other.counts.get(row, None if row else other.whole())) is not None:
            return Known(count, (other.entry.id,))
    for other in tables.alike(table, year):
        named = [(name,) for name in other.rows() if names.is_about(table.entry.id, name, other.rows())]
        for name in [row] if row else named:
            if name in other.counts:
                return Known(other.counts[name], (other.entry.id,))
    return tables.known_in(table, year) if not row and year != table.year else None


def _against_other_rows(table: Table) -> Iterator[Finding]:
    """A column of percentages, of which most rows follow from the other columns in one way, and some do not."""
    for rows, percents in _columns(table):
        best: tuple[int, str, Relation] | None = None
        for called, relation in _relations(rows):
            following = sum(
                rounds_to(exact, percents[key]) for key in percents if (exact := relation(rows[key])) is not None
            )
            if best is None or following > best[0]:
                best = (following, called, relation)
        if best is None or best[0] < FEWEST_FOLLOWING or best[0] < MOST * len(percents):
            continue
        _, called, relation = best
        wrong = {
            key: exact
            for key in percents
            if (exact := relation(rows[key])) is not None and not rounds_to(exact, percents[key])
        }
        if wrong:
            yield Finding(
                (table.entry.id,),
                Kind.DIFFERENCE if "change" in called else Kind.SHARE,
                "; ".join(f"{key.replace('_', ' ')}: {said(percents[key])}%" for key in wrong),
                "; ".join(f"{key.replace('_', ' ')}: {said(exact)}% ({called})" for key, exact in wrong.items()),
            )


def _columns(table: Table) -> Iterator[tuple[dict[str, Row], dict[str, Number]]]:
    """Every column of percentages with the counts of its rows, whether rows or columns are named first."""
    for axis in (0, 1):
        rows: dict[str, Row] = {}
        columns: dict[str, dict[str, Number]] = {}
        for name, count in table.counts.items():
            if len(name) == 2:
                rows.setdefault(name[axis], {})[name[1 - axis]] = count
        for name, printed in table.percents.items():
            if len(name) == 2:
                columns.setdefault(name[1 - axis], {})[name[axis]] = printed
        for percents in columns.values():
            beside = {key: printed for key, printed in percents.items() if len(rows.get(key, {})) > 1}
            if len(beside) > FEWEST_FOLLOWING:
                yield rows, beside


def _relations(rows: dict[str, Row]) -> Iterator[tuple[str, Relation]]:
    """In which ways a percentage may follow from two columns of counts."""
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    for one, other in permutations(columns, 2):
        yield f"{one} of {other}", partial(_of, one, [other])
        yield f"change from {one} to {other}", partial(_change, one, other)
        yield f"{one} of {one} and {other}", partial(_of, one, [one, other])


def _of(part: str, whole: list[str], row: Row) -> Fraction | None:
    if not all(column in row for column in (part, *whole)) or not (together := sum(row[name] for name in whole)):
        return None
    return percent(row[part], together)


def _change(first: str, second: str, row: Row) -> Fraction | None:
    if first not in row or second not in row or not row[first]:
        return None
    return percent(row[second] - row[first], row[first])
