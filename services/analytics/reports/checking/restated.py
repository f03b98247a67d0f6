"""What a report says twice: in its words and in a table, or of the same people in two tables. Pure."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import Name, Table, Tables, population
from analytics.reports.checking.values import Number, said


def find(tables: Tables) -> Iterator[Finding]:
    """Every number that another entry gives otherwise."""
    for table in tables.all:
        yield from _said_again(table, tables)
        yield from _of_two_places(table)
        yield from _named_after_a_row(table, tables)
    for same in tables.of_population.values():
        yield from _of_the_same_people(same, tables)


def _differing(
    table: Table, other: Table, ours: Mapping[Name, Number], theirs: Mapping[Name, Number]
) -> Iterator[Finding]:
    """Of two tables, what has the same name and another number."""
    wrong = {name: (ours[name], theirs[name]) for name in ours if name in theirs and ours[name] != theirs[name]}
    if wrong:
        yield Finding(
            (table.entry.id, other.entry.id),
            Kind.TOTAL,
            "; ".join(f"{_called(name, table)} is {said(own)}" for name, (own, _) in wrong.items()),
            f"{other.entry.id} has " + ", ".join(said(another) for _, another in wrong.values()),
        )


def _called(name: Name, table: Table) -> str:
    return f"{' '.join(name).replace('_', ' ') or table.entry.id.replace('_', ' ')} ({table.year})"


def _said_again(table: Table, tables: Tables) -> Iterator[Finding]:
    """`timescales_text` says in words what `timescales` has: the same name, the same year, the same number."""
    stem, _, word = table.entry.id.rpartition("_")
    for other in tables.of_year(table.year) if stem and word in names.AGAIN else ():
        again = other.entry.id.rpartition("_")[2] in names.AGAIN
        alike = other.entry.id.startswith(f"{stem}_") and population(other) == population(table)
        if not again and (other.entry.id == stem or alike):
            yield from _differing(table, other, _named(table), _named(other))


def _of_two_places(table: Table) -> Iterator[Finding]:
    """`{summary: 74, section_2: 73}`: one number, said in two places of the report."""
    for cells in (table.counts, table.percents):
        places = {name: number for name, number in cells.items() if name and names.PLACE.search(name[-1])}
        for (one, number), (other, another) in pairwise(places.items()):
            if one[:-1] == other[:-1] and number != another:
                yield Finding(
                    (table.entry.id,),
                    Kind.TOTAL,
                    f"{' '.join(one).replace('_', ' ')}: {said(number)}",
                    f"{' '.join(other).replace('_', ' ')}: {said(another)}",
                )


def _named(table: Table) -> dict[Name, Number]:
    """Its numbers by name, counts and percentages apart."""
    return {
        **{name: count for name, count in table.counts.items() if not name or name[-1] not in names.NO_NAMES},
        **{(*name, "%"): printed for name, printed in table.percents.items()},
    }


def _named_after_a_row(table: Table, tables: Tables) -> Iterator[Finding]:
    """`mental_health_text` says how many the row `mental_health` of another table has, and its columns."""
    for other in tables.of_year(table.year):
        if other.entry.id == table.entry.id or not _same_people(table, other):
            continue
        for ours, theirs in ((table.percents, other.percents), (table.counts, other.counts)):
            rows = dict.fromkeys(name[0] for name in theirs if name)
            row = next((row for row in rows if names.is_about(table.entry.id, row, rows)), None)
            if row is None or not _says_what((row,)):
                continue
            whole = ours.get((), table.whole() if ours is table.counts else None)
            said_of_row = {(row,): whole, (row, "total"): whole} if whole is not None else {}
            columns = {(row, *name): number for name, number in ours.items() if name and _says_what(name)}
            yield from _differing(table, other, {**said_of_row, **columns}, theirs)


def _says_what(name: Name) -> bool:
    """Whether a row's name says what it counts."""
    return name[-1] not in names.NO_NAMES | names.WHOLES and not names.is_remainder(name[-1])


def _same_people(table: Table, other: Table) -> bool:
    ours, theirs = set(population(table).words.split()), set(population(other).words.split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _of_the_same_people(same: list[Table], tables: Tables) -> Iterator[Finding]:
    """Two breakdowns of all the same people along the same dimension, of which one row differs."""
    whole = [table for table in same if _of_all(table, tables)]
    for table, other in combinations(whole, 2):
        if table.entry.id == other.entry.id or not _breaks_down_as(table, other):
            continue
        ours, theirs = _rows(table), _rows(other)
        if sum(ours.values()) != sum(theirs.values()):
            ours = {name: count for name, count in ours.items() if name[0] in names.OUTCOMES}
        yield from _differing(table, other, ours, theirs)
        yield from _differing(table, other, _share_rows(table), _share_rows(other))


def _breaks_down_as(table: Table, other: Table) -> bool:
    return bool(set(table.entry.dimensions) & set(other.entry.dimensions) - {"year"})


def _of_all(table: Table, tables: Tables) -> bool:
    """Whether it says nothing of being about some of its population only."""
    whole, known = table.whole(), tables.known(table)
    return whole is None or known is None or whole == known.number


def _rows(table: Table) -> dict[Name, int]:
    """Its rows by name; of a table with columns, their totals."""
    return {
        name[:1]: count
        for name, count in table.counts.items()
        if (len(name) == 1 or (len(name) == 2 and name[1] == "total")) and _says_what(name[:1])
    }


def _share_rows(table: Table) -> dict[Name, Number]:
    return {name: printed for name, printed in table.percents.items() if name and _says_what(name)}
