"""Parts that do not add up to their total, and tables of the same people with different totals. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import MANY_ROWS, NEAR, STRONG, Name, Table, Tables, noun
from analytics.reports.checking.values import Number, half, said

ANSWERED = re.compile(r"^(?:with_.*|closed|answered|completed|resolved)$")
FAR = 15
"""Percentages that add to so much more or less than 100 are not meant to add to it."""
SEVERAL_OF = {
    "theme",
    "issue",
    "reason",
    "subject",
    "concern",
    "remedy",
    "action",
    "condition",
    "need",
    "learning",
}
"""Dimensions of which a case may have more than one."""
MEASURES = {"indicator", "measure", "kpi", "standard", "target"}
"""Dimensions whose rows are of one thing each."""
FEW_ROWS = 3
"""Outcomes that a table names at least when they are meant to make up all that was decided."""


def find(tables: Tables) -> Iterator[Finding]:
    """Every total that its parts do not give."""
    for table in tables.all:
        yield from _own_totals(table)
        yield from _own_pounds(table)
        yield from _own_decided(table)
        yield from _own_hundred(table)
        yield from _of_population(table, tables)
        yield from _more_than_all(table, tables)
        yield from _all_months(table, tables)
        yield from _answered_and_open(table, tables)
        yield from _within_and_over(table, tables)
    yield from _of_two_breakdowns(tables)
    yield from _counted_alike(tables)


def _own_totals(table: Table) -> Iterator[Finding]:
    """Rows and columns against what the table calls their total."""
    totals = {} if table.is_nested() else {name: n for name, n in table.counts.items() if _is_total(name)}
    flat = [Sum(name, table.parts(), total) for name, total in totals.items()]
    grid = [found for found in _rows_and_columns(table) if len(found.parts) > 1]
    exact = 2 * sum(found.adds() for found in grid) >= len(grid)
    broken_down = bool(set(table.entry.dimensions) - {"year"})
    wrong = [
        found
        for found in flat
        if len(found.parts) > 1 and (not found.some_parts_add() or (broken_down and found.misses_one()))
    ]
    wrong += [found for found in _named_totals(table) if found.nearly_adds()]
    wrong += [found for found in grid if not (found.adds() if exact else found.some_parts_add())]
    if wrong:
        yield Finding(
            (table.entry.id,),
            Kind.TOTAL,
            "; ".join(f"{_called(found.name)} is {said(found.total)} ({table.year})" for found in wrong),
            "; ".join(_sum(found.parts) for found in wrong),
        )


def _own_pounds(table: Table) -> Iterator[Finding]:
    """Sums of money against what the table calls their total."""
    total = next((number for name, number in table.pounds.items() if name[-1:] == ("total",)), None)
    parts = [number for name, number in table.pounds.items() if name and name[-1] not in names.WHOLES]
    if total is None or len(parts) < STRONG or _some_run_adds([*map(Fraction, parts)], Fraction(total)):
        return
    yield Finding(
        (table.entry.id,),
        Kind.TOTAL,
        f"the total is £{said(total)} ({table.year})",
        f"{' + '.join(map(said, parts))} = {said(sum(map(Fraction, parts), Fraction()))}",
    )


class Sum(NamedTuple):
    """What is called a total, the parts that stand with it, and how many it says."""

    name: Name
    parts: Mapping[Name, int]
    total: int

    def adds(self) -> bool:
        """Whether all parts make up the total."""
        return sum(self.parts.values()) == self.total

    def some_parts_add(self) -> bool:
        """Whether some do: the others may be parts of these, or stand beside them."""
        return _some_run_adds([*self.parts.values()], self.total)

    def misses_one(self) -> bool:
        """Whether all of many rows but the first or the last make up the total: a row too many."""
        counts = [*self.parts.values()]
        return len(counts) >= 2 * MANY_ROWS and 0 < sum(counts) - self.total in (counts[0], counts[-1])

    def nearly_adds(self) -> bool:
        """Whether all parts make up nearly the total, and none of them do."""
        away = abs(sum(self.parts.values()) - self.total)
        return len(self.parts) > 1 and away <= self.total * NEAR and not self.some_parts_add()


def _is_total(name: Name) -> bool:
    return len(name) == 1 and name[0] in names.TOTAL


def _named_totals(table: Table) -> Iterator[Sum]:
    """`concerns_total` beside other rows whose names begin with `concerns`."""
    for name, total in table.counts.items():
        if len(name) == 1 and name[0].endswith("_total"):
            stem = name[0].removesuffix("_total")
            yield Sum(
                name,
                {other: n for other, n in table.parts().items() if other != name and other[0].startswith(stem)},
                total,
            )


def _rows_and_columns(table: Table) -> Iterator[Sum]:
    """The total of each row and column of a table that has both."""
    for name, total in table.counts.items():
        match name:
            case ("total", column) if column not in names.TOTAL:
                yield Sum(name, table.column(column), total)
            case (_, *_, last) if last in names.TOTAL and name[0] != "total":
                yield Sum(name, table.parts(name[:-1]), total)
    whole = table.whole(names.RECEIVED) or table.counts.get(("total", "total"))
    if whole is not None:
        yield Sum(("total",), table.parts(("total",)), whole)


def _called(name: Name) -> str:
    return " of ".join(reversed([part.replace("_", " ") for part in name]))


def _sum(parts: Mapping[Name, int]) -> str:
    return f"{' + '.join(map(said, parts.values()))} = {said(sum(parts.values()))}"


def _some_run_adds(counts: Sequence[int | Fraction], total: int | Fraction) -> bool:
    """Whether counts that follow each other make up the total."""
    first, running = 0, Fraction()
    for last, count in enumerate(counts):
        running += count
        while running > total and first < last:
            running -= counts[first]
            first += 1
        if running == total and last > first:
            return True
    return False


def _own_decided(table: Table) -> Iterator[Finding]:
    """Outcomes against how many were decided or received, in each row of a table that says both."""
    wrong = []
    for at in dict.fromkeys(name[:-1] for name in table.counts if name):
        wholes = {
            word: table.counts[*at, word]
            for word in sorted(names.WHOLES | names.WHOLES_BESIDE)
            if (*at, word) in table.counts
        }
        parts = table.parts(at)
        outcomes = {name: count for name, count in parts.items() if names.OUTCOME.search(name[-1])}
        ended = {name: count for name, count in outcomes.items() if not name[-1].startswith("open")}
        together = sum(outcomes.values())
        decided, announced, given = (
            next((count for word, count in wholes.items() if word in words), None)
            for words in (names.DECIDED, names.ANNOUNCED, names.GIVEN)
        )
        if announced is not None and given is not None and announced != given:
            wrong.append((f"{said(announced)} are announced", f"{said(given)} are given"))
        elif (
            not wholes
            or names.TOTAL & wholes.keys()
            or {together, sum(ended.values()), sum(parts.values())} & {*wholes.values()}
        ):
            continue
        elif decided is not None and len(ended) >= FEW_ROWS:
            wrong.append((f"{_row(at)}{said(decided)} were decided", f"{_row(at)}{_sum(ended)}"))
        elif len(outcomes) > 1 and together > max(wholes.values()) and not table.counts_several():
            wrong.append((f"{_row(at)}{said(max(wholes.values()))} in all", f"{_row(at)}{_sum(outcomes)}"))
    if wrong:
        yield Finding(
            (table.entry.id,),
            Kind.TOTAL,
            "; ".join(says for says, _ in wrong),
            "; ".join(gives for _, gives in wrong),
        )


def _row(at: Name) -> str:
    return f"{_called(at)}: " if at else ""


def _own_hundred(table: Table) -> Iterator[Finding]:
    """Percentages that are meant to hold everybody and do not add to 100, or of groups apart that add to more."""
    maps: dict[Name, list[tuple[Name, Number]]] = {}
    for name, printed in table.percents.items():
        maps.setdefault(name[:-1], []).append((name, printed))
    for rows in maps.values():
        own = [name for name, _ in rows if names.is_remainder(name[-1] if name else "")]
        if len(rows) < FEW_ROWS or not (own or _is_apart(table)):
            continue
        together = sum((Fraction(printed) for _, printed in rows), Fraction())
        slack = sum((half(printed) for _, printed in rows), Fraction())
        away = abs(together - 100) if own else together - 100
        if slack < away < FAR:
            groups = f"everybody is in one of {len(rows)} groups"
            yield Finding(
                (table.entry.id,),
                Kind.TOTAL,
                f"{groups}, one of them {_called(own[0])}" if own else f"nobody is in two of {len(rows)} groups",
                f"{' + '.join(said(printed) for _, printed in rows)} = {said(together)}%",
            )


def _is_apart(table: Table) -> bool:
    """Whether its rows are groups of one kind, of which each case is in one at most."""
    by = set(table.entry.dimensions) - {"year"}
    return len(by) == 1 and not by & (SEVERAL_OF | MEASURES) and table.counts_once() and not table.qualities()


def _of_population(table: Table, tables: Tables) -> Iterator[Finding]:
    """A table that is meant to hold everybody, and adds to another number than other tables of them."""
    known = tables.known(table)
    if known is None or table.whole() is not None or not known.besides(table) or not table.counts_once():
        return
    parts = table.parts()
    together = sum(parts.values())
    away = abs(together - known.number)
    strong = len(known.entries) >= STRONG
    whole = strong and table.is_complete() and not _some_run_adds([*parts.values()], known.number)
    nearly = len(parts) >= MANY_ROWS and away <= known.number * NEAR
    if away and (whole or nearly) and together not in tables.with_an_answer(table, known.number):
        yield Finding(
            (table.entry.id, *known.besides(table)),
            Kind.TOTAL,
            f"all {said(known.number)} are counted ({table.year})",
            _sum(parts),
        )


def _of_two_breakdowns(tables: Tables) -> Iterator[Finding]:
    """Two tables of the same people, whose number nothing else tells, that nearly add to the same."""
    for same in tables.of_population.values():
        broken_down = [
            table
            for table in same
            if len(table.parts()) >= MANY_ROWS and table.whole() is None and table.counts_once()
        ]
        for table, other in combinations(broken_down, 2):
            sums = sum(table.parts().values()), sum(other.parts().values())
            apart = abs(sums[0] - sums[1])
            if tables.known(table) is None and table.entry.id != other.entry.id and 0 < apart <= max(sums) * NEAR:
                yield Finding(
                    (table.entry.id, other.entry.id),
                    Kind.TOTAL,
                    f"both count {table.entry.population or 'the same'} ({table.year})",
                    f"{_sum(table.parts())} beside {_sum(other.parts())}",
                )


def _counted_alike(tables: Tables) -> Iterator[Finding]:
    """Tables of another number, though their words for what they count, and of whom, are the same."""
    for same in tables.of_population.values():
        alike: dict[str, list[Table]] = {}
        for table in same:
            if _is_breakdown(table, tables):
                alike.setdefault(table.entry.counts.lower(), []).append(table)
        for group in alike.values():
            known = tables.known(group[0])
            first = next((table for table in group if known and table.everybody() == known.number), group[0])
            whole = first.everybody()
            for table in group:
                number = table.everybody()
                if number == whole or table.entry.id == first.entry.id or whole is None or number is None:
                    continue
                if min(number, whole) not in tables.with_an_answer(table, max(number, whole)):
                    yield Finding(
                        (table.entry.id, first.entry.id),
                        Kind.TOTAL,
                        f"both count {table.entry.counts} ({table.year})",
                        f"{said(number)} beside {said(whole)}",
                    )


def _is_breakdown(table: Table, tables: Tables) -> bool:
    """Whether its rows are all of what it counts, each case in one of them."""
    parts = table.parts()
    outcomes = all(names.OUTCOME.search(name[-1]) for name in parts)  # some may have none
    stated = table.whole(names.TOTAL) is not None
    return (
        bool(table.entry.counts and set(table.entry.dimensions) - {"year"})
        and table.counts_once()
        and not table.is_of_some()
        and not tables.lacks_rows(table)
        and len(parts) >= (STRONG if stated else FEW_ROWS)
        and (stated or not (outcomes or set(table.entry.dimensions) & SEVERAL_OF))
    )


def _more_than_all(table: Table, tables: Tables) -> Iterator[Finding]:
    """More cases that ended in one way than there were cases."""
    known = tables.known(table)
    besides = known.besides(table) if known else ()
    if known is None or not besides or not table.counts_once() or table.averages:
        return
    more = {
        name: count
        for name, count in table.counts.items()
        if name and names.QUALITY.search(name[-1].replace("_", " ")) and count > known.number
    }
    if more:
        yield Finding(
            (table.entry.id, *besides),
            Kind.TOTAL,
            "; ".join(f"{_called(name)} are {said(count)} ({table.year})" for name, count in more.items()),
            f"all are {said(known.number)}",
        )


def _all_months(table: Table, tables: Tables) -> Iterator[Finding]:
    """A column of all months against how many there were of those whom it is named as."""
    for column in dict.fromkeys(name[:-1] for name in table.counts if len(name) > 1):
        parts = table.parts(column)
        known = tables.counted_in(column[-1], table)
        together = sum(parts.values())
        if known is None or not names.is_calendar({name[-1] for name in parts}):
            continue
        if 0 < abs(together - known.number) <= known.number * NEAR:
            yield Finding(
                (table.entry.id, *known.besides(table)),
                Kind.TOTAL,
                f"{_called(column)} of all months are {said(known.number)} ({table.year})",
                _sum(parts),
            )


def _answered_and_open(table: Table, tables: Tables) -> Iterator[Finding]:
    """Cases with something and those still open: together all that there were."""
    answered = {name: count for name, count in table.parts().items() if ANSWERED.match(name[-1])}
    still_open = {name: count for name, count in table.parts().items() if name[-1] in names.STILL_OPEN}
    known = tables.known_of(noun(table), table.year)
    if len(answered) != 1 or len(still_open) != 1 or known is None:
        return
    parts = answered | still_open
    withdrawn = table.counts.get(("withdrawn",), 0)
    if known.number not in {together := sum(parts.values()), together + withdrawn}:
        yield Finding(
            (table.entry.id, *known.besides(table)),
            Kind.TOTAL,
            f"{' and '.join(map(_called, parts))} are all {said(known.number)}",
            _sum(parts),
        )


def _within_and_over(table: Table, tables: Tables) -> Iterator[Finding]:
    """Those within the longest of several limits and those over it: no more than there were."""
    known = tables.known(table)
    rows: dict[Name, int] = {name: count for name, count in table.counts.items() if len(name) == 1}
    within = [name for name in rows if names.STARTING.match(name[0])]
    over = [name for name in rows if names.OVER.match(name[0])]
    if known is None or not table.is_nested() or len(over) != 1:
        return
    together = {name: rows[name] for name in (max(within, key=lambda name: rows[name]), *over)}
    limits = {limit for name in together for limit in re.findall(r"\d+", name[0])}
    if len(limits) == 1 and sum(together.values()) > known.number:
        yield Finding(
            (table.entry.id, *known.besides(table)),
            Kind.TOTAL,
            f"{' and '.join(map(_called, together))} are of {said(known.number)} ({table.year})",
            _sum(together),
        )
