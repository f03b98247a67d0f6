"""More or less than the year before, and rows that do not follow the relation of the other rows. Pure."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import permutations
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Known, Name, Table, Tables, same_people
from analytics.reports.checking.values import Number, half, percent, rounds_to, said

MOST = Fraction(2, 3)
"""Of the rows of a table, how many have to follow a relation before the others contradict it."""
FEWEST_FOLLOWING = 3
Row = dict[str, int]
Relation = Callable[[Row], Fraction | None]


def find(tables: Tables) -> Iterator[Finding]:
    """Every difference that the numbers it is between do not give."""
    for table in tables.all:
        yield from _from_the_year_before(table, tables)
        yield from _between_printed(table, tables)
        yield from _against_other_rows(table)


def _from_the_year_before(table: Table, tables: Tables) -> Iterator[Finding]:
    """`down_by: 80`, `decrease_percent: 32`, `more_than_previous_year: 9`, `autism_increase: 4`."""
    for (row, word), printed in table.changes.items():
        stem, _ = names.change_of(word) or ("", "")
        found = [
            years
            for years in _two_years((*row, stem) if stem else row, table, tables)
            if years.before.number and not names.POINTS.search(word)
        ]
        if found and not any(_gives(years, word, printed) for years in found):
            now, before = found[0]
            change = now.number - before.number
            yield Finding(
                tuple(dict.fromkeys((table.entry.id, *now.entries[:1], *before.entries[:1]))),
                Kind.DIFFERENCE,
                f"{' '.join([*row, word]).replace('_', ' ')}: {said(printed)}",
                f"{said(before.number)} to {said(now.number)} is {change:+,}, "
                f"{said(percent(change, before.number))}%",
            )


def _between_printed(table: Table, tables: Tables) -> Iterator[Finding]:
    """`improvement_percent: 2` beside percentages or averages of two years: in points, or of the earlier one."""
    for (row, word), printed in table.changes.items():
        stem, way = names.change_of(word) or ("", "")
        name = (*row, stem) if stem else row
        is_of_points = names.POINTS.search(word) is not None
        unit = "%" if name in table.percents else ""
        now = table.percents.get(name, table.averages.get(name))
        before = next(
            (
                other.percents.get(name, other.averages.get(name))
                for other in tables.of(table.entry.id)
                if other.year == names.year_before(table.year)
            ),
            None,
        )
        if now is None or before is None or (name in table.counts and not is_of_points):
            continue
        change = Fraction(now) - Fraction(before)
        signed = -change if way in names.FEWER and printed >= 0 else change
        slack = half(now) + half(before) + half(printed)
        in_points = abs(signed - Fraction(printed)) <= slack
        of_earlier = before != 0 and abs(percent(signed, before) - Fraction(printed)) <= percent(slack, before)
        if not in_points and (is_of_points or not of_earlier):
            yield Finding(
                (table.entry.id,),
                Kind.DIFFERENCE,
                f"{' '.join([*row, word]).replace('_', ' ')}: {said(printed)}",
                f"{said(before)}{unit} to {said(now)}{unit} is {said(change)}{' points' if unit else ''}",
            )


class Years(NamedTuple):
    """How many there were in a year, and in the year before."""

    now: Known
    before: Known


def _gives(years: Years, word: str, printed: Number) -> bool:
    """Whether two years are so far apart as a word (`decrease_percent`) and its number say."""
    _, way = names.change_of(word) or ("", "")
    change = years.now.number - years.before.number
    signed = -change if way in names.FEWER and printed >= 0 else change
    in_percent = rounds_to(percent(signed, years.before.number), printed)
    return in_percent or (not names.SHARE_WORD.search(word) and rounds_to(Fraction(signed), printed))


def _two_years(row: Name, table: Table, tables: Tables) -> list[Years]:
    """What a change may be between: two numbers of the same people, or else rows that may be meant."""
    last_year = names.year_before(table.year)
    now, before = (_number_of(row, table, year, tables) for year in (table.year, last_year))
    if now and before:
        return [Years(now, before)]
    if row:
        return []
    found = list(_rows_meant(table, tables))
    if all(
        of_some for of_some, _ in found
    ):  # tables of some may be meant, but do not say that the words are wrong
        return []
    return [years for _, years in sorted(found, key=lambda one: one[0])]


def _rows_meant(table: Table, tables: Tables) -> Iterator[tuple[bool, Years]]:
    """Both years of rows that an entry without a row of its own may be about, and whether they are of some.

    In its own entry, the only row that both years have, or each place that says this year's number; in another of
    the same people, all of one that it is named after, or the row that it is named after.
    """
    for other in tables.of_year(table.year):
        own = other.entry.id == table.entry.id
        for earlier in tables.of(other.entry.id) if own or same_people(table, other) else ():
            if earlier.year != names.year_before(table.year):
                continue
            rows = [row for row in other.rows() if own or row not in names.WHOLES]
            meant: list[Name] = [(row,) for row in rows if earlier.count_of((row,)) is not None]
            if own and (last := earlier.counts.get(())) is not None:
                at = (other.entry.id,)
                for name, count in other.counts.items():
                    if len(name) == 1 and names.PLACE.search(name[0]):
                        yield False, Years(Known(count, at), Known(last, at))
            if own and len(meant) > 1:
                continue
            if names.is_about(table.entry.id, other.entry.id, [other.entry.id]):
                meant = [()]
            elif not own:
                meant = [row for row in meant if names.is_about(table.entry.id, row[0], other.rows())]
            for row in meant:
                now, before = _count(row, other), _count(row, earlier)
                if now is not None and before is not None:
                    entries = (other.entry.id,)
                    yield other.is_of_some(), Years(Known(now, entries), Known(before, entries))


def _count(name: Name, table: Table) -> int | None:
    """How many a row has; without a name, how many the table counts."""
    return table.count_of(name) if name else table.counts.get((), table.whole())


def _number_of(row: Name, table: Table, year: str, tables: Tables) -> Known | None:
    """How many there were of a row in a year, in the table's entry or in tables of the same people.

    Without a row it is of all that the entry counts, or of the row that the entry is named after. How many all
    were in its own year is taken from elsewhere only where its words leave none out: else it may be about some.
    """
    for other in tables.of(table.entry.id):
        if other.year == year and (count := other.counts.get(row, None if row else other.whole())) is not None:
            return Known(count, (other.entry.id,))
    for other in tables.alike(table, year):
        named = [
            (name,)
            for name in other.rows()
            if name not in names.WHOLES and names.is_about(table.entry.id, name, other.rows())
        ]
        for name in [row, *_only_beginning_with(row, other)] if row else named:
            if (count := other.count_of(name)) is not None:
                return Known(count, (other.entry.id,))
    if row or (year == table.year and not _is_of_all(table)):
        return None
    return tables.known_in(table, year)


def _is_of_all(table: Table) -> bool:
    """Whether its words leave none out: `increase in complaints`."""
    words = re.findall(r"[a-z]+", f"{table.entry.id} {table.entry.counts}".lower().replace("_", " "))
    said = {word for word in words if names.change_of(word) is None}
    whom = re.findall(r"[a-z]+", table.entry.population.lower())
    return bool(table.entry.counts) and said <= names.OF_IT | {"in", "of", "the", *whom}


def _only_beginning_with(row: Name, table: Table) -> list[Name]:
    """The one row that a shorter name stands for: `mp` for `mp_letters`."""
    longer: list[Name] = [(name,) for name in table.rows() if len(row) == 1 and name.startswith(f"{row[0]}_")]
    return longer if len(longer) == 1 else []


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
            elif len(name) == 1 and axis == 0:  # the only column of percentages
                columns.setdefault("", {})[name[0]] = printed
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
