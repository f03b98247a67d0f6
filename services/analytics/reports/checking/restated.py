"""What a report says twice: in its words and in a table, or of the same people in two tables. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import STRONG, Name, Table, Tables, is_named_as, population, same_people
from analytics.reports.checking.values import Number, said

USUAL = {"complaints", "cases", "number", "of", "the", "a", "all", "received", "share"}
"""Words for what a sentence counts that leave none out."""


def find(tables: Tables) -> Iterator[Finding]:
    """Every number that another entry gives otherwise."""
    for table in tables.all:
        yield from _said_again(table, tables)
        yield from _of_two_places(table)
        yield from _named_after_a_row(table, tables)
        yield from _of_one_row(table, tables)
        yield from _named_as_all(table, tables)
    yield from _of_a_named_population(tables)
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
    for other in tables.of_year(table.year) if _is_said_again(table) else ():
        same = population(other) == population(table)
        named_alike = word in names.AGAIN and stem and other.entry.id.startswith(f"{stem}_")
        begins = table.entry.id.split("_")[0] in names.AGAIN
        if not _is_said_again(other) and (other.entry.id == stem or (same and (named_alike or begins))):
            theirs = _named(other)
            if other.entry.id != stem:
                theirs.pop(("%",), None)  # of what, neither says
            ours = {_row_meant(name, theirs): number for name, number in _named(table).items()}
            if same and other.entry.id == stem and () in theirs and (whole := table.whole()) is not None:
                ours[()] = whole
            yield from _differing(table, other, ours, theirs)


def _row_meant(name: Name, theirs: Mapping[Name, Number]) -> Name:
    """The one row that a shorter name stands for: `over` for `over_20`; else the name itself."""
    longer = [
        other
        for other in theirs
        if name and other and other[1:] == name[1:] and other[0].startswith(f"{name[0]}_")
    ]
    return longer[0] if len(longer) == 1 and name not in theirs else name


def _is_said_again(table: Table) -> bool:
    """Whether its name says so, at its end or its beginning: `timescales_text`, `summary_adults`."""
    words = table.entry.id.split("_")
    return len(words) > 1 and not {words[0], words[-1]}.isdisjoint(names.AGAIN)


def _of_one_row(table: Table, tables: Tables) -> Iterator[Finding]:
    """A sentence's number of one row, that every table of the same people with this row has otherwise."""
    says_nothing = not table.entry.counts and not table.entry.population
    if says_nothing or set(table.entry.dimensions) - {"year"} or len(table.counts) > 1:
        return
    for name, count in table.counts.items():
        found = [
            (other, number)
            for other in tables.alike(table)
            if name
            and _says_what(name)
            and _is_of_row_only(table, name)
            and _is_of_row_only(other, name)
            and (number := other.count_of(name)) is not None
        ]
        if found and all(number != count for _, number in found):
            other, number = found[0]
            if len(other.counts) == 1 and tables.all.index(other) > tables.all.index(table):
                continue  # two sentences are told once, with the later one
            yield from _differing(table, other, {name: count}, {name: number})


def _named_as_all(table: Table, tables: Tables) -> Iterator[Finding]:
    """`complaints: 221` among the key numbers of all complaints, of whom two tables say that they were 212."""
    known = tables.known(table)
    if known is None or len(known.besides(table)) < STRONG or set(table.entry.dimensions) - {"year"}:
        return
    for name, count in table.counts.items():
        if is_named_as(name, table) and count != known.number and not table.is_of_some():
            yield Finding(
                (table.entry.id, *known.besides(table)),
                Kind.TOTAL,
                f"{_called(name, table)} are {said(count)}",
                f"{known.besides(table)[0]} has {said(known.number)}",
            )


def _is_of_row_only(table: Table, name: Name) -> bool:
    """Whether an entry counts all in its row: its words are of some only where they are the row's own.

    A sentence may count any kind of cases of the row, so that it has no words but usual ones beside the row's.
    """
    row = " ".join(name).replace("_", " ").lower()
    words = re.sub(
        rf"(?:\b(?:about|from|with|by)\b )?(?:the )?\b{re.escape(row)}\b(?: (?:area|team|service)s?\b)?",
        "",
        table.entry.counts.lower(),
    )
    if len(table.counts) == 1:
        usual = USUAL | set(re.findall(r"[a-z]+", table.entry.population.lower()))
        return set(re.findall(r"[a-z]+", words)) <= usual
    return table.counts_once() and not names.OF_SOME.search(words) and not names.QUALITY.search(words)


def _of_a_named_population(tables: Tables) -> Iterator[Finding]:
    """`ombudsman_investigations: 6` of adult social care, beside a table of adults' Ombudsman investigations."""
    for whom, rows in tables.named.items():
        wholes = names.TOTAL | names.DECIDED if "decision" in whom.words else names.TOTAL
        for row in rows:
            for table in tables.of_population.get(whom, []):
                said_of_all = table.counts.get((), table.counts.get(row.name, table.whole(wholes)))
                if (
                    said_of_all is None
                    or said_of_all == row.number
                    or table.is_of_some()
                    or not table.counts_once()
                ):
                    continue
                first, second = (row.table, table) if _is_said_again(row.table) else (table, row.table)
                yield Finding(
                    (first.entry.id, second.entry.id),
                    Kind.TOTAL,
                    f"{_called(row.name, row.table)} is {said(row.number)} in {row.table.entry.id}",
                    f"{table.entry.id} has {said(said_of_all)}",
                )


def _of_two_places(table: Table) -> Iterator[Finding]:
    """`{summary: 74, section_2: 73}`: one number, said in two places of the report."""
    for cells in (table.counts, table.percents):
        by_place: dict[Name, list[tuple[Name, Number]]] = {}
        for name, number in cells.items():
            without = tuple(part for part in name if not names.PLACE.search(part))
            if without != name:
                by_place.setdefault(without, []).append((name, number))
        for (one, number), (other, another) in (pair for again in by_place.values() for pair in pairwise(again)):
            if number != another:
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
        if other.entry.id == table.entry.id or not same_people(table, other):
            continue
        pairs: list[tuple[Mapping[Name, Number], Mapping[Name, Number]]]
        pairs = [(table.percents, other.percents), (table.counts, other.counts)]
        pairs += [(ours, {name[::-1]: number for name, number in theirs.items()}) for ours, theirs in pairs]
        for ours, theirs in pairs:
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


def _of_the_same_people(same: list[Table], tables: Tables) -> Iterator[Finding]:
    """Two breakdowns of all the same people along the same dimension, of which one row differs."""
    whole = [table for table in same if _of_all(table, tables)]
    for table, other in combinations(whole, 2):
        if table.entry.id == other.entry.id or not _breaks_down_as(table, other):
            continue
        ours, theirs = _rows(table), _rows(other)
        same_number = sum(ours.values()) == sum(theirs.values())
        if not same_number:
            ours = {name: count for name, count in ours.items() if name[0] in names.OUTCOMES}
        yield from _differing(table, other, ours, theirs)
        if same_number and table.qualities() == other.qualities():
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
    """Its percentages by row, without those of all rows together."""
    return {name: printed for name, printed in table.percents.items() if name and _says_what(name)}
