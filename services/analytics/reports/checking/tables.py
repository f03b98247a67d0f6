"""A report's entries as tables of one year each: counts, percentages, and what is said of the change. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.values import Entry, Number, Path, Report, numbers

Name = tuple[str, ...]
"""What is left of a path once years and the words for a share are read from it."""
TIME = re.compile(r"\b(?:year|period|quarter)\b")
CHILDREN = re.compile(r"child|young", re.IGNORECASE)
STRONG = 2
"""Tables that have to agree on how many cases there were before a third one contradicts them."""


@dataclass
class Table:
    """What one entry says of one year."""

    entry: Entry
    year: str
    counts: dict[Name, int] = field(default_factory=dict)
    percents: dict[Name, Number] = field(default_factory=dict)
    changes: dict[tuple[Name, str], Number] = field(default_factory=dict)
    """By row and by the word for it, such as `increase_percent`."""

    def parts(self, of: Name = ()) -> dict[Name, int]:
        """The counts that stand one level below `of`; those of a `number` map, where the table has one."""
        if not of and any(name[0] == "number" for name in self.counts if len(name) > 1):
            of = ("number",)
        return {
            name: count
            for name, count in self.counts.items()
            if len(name) == len(of) + 1
            and name[: len(of)] == of
            and name[-1] not in names.WHOLES
            and not names.OF_WHICH.search(name[-1])
        }

    def rows(self) -> list[str]:
        """The names of its rows."""
        return list(dict.fromkeys(name[0] for name in self.counts if name))

    def column(self, called: str) -> dict[Name, int]:
        """The counts of one column of a table of rows and columns, without their total."""
        return {
            name: count
            for name, count in self.counts.items()
            if len(name) == 2 and name[1] == called and name[0] not in names.TOTAL
        }

    def whole(self, words: set[str] = names.WHOLES) -> int | None:
        """What it says that its parts are of."""
        said = (count for name, count in self.counts.items() if name and len(name) == 1 and name[0] in words)
        return next(said, self.counts.get(("total", "total")) if "total" in words else None)

    def is_complete(self) -> bool:
        """Whether its rows are to hold every case: one for the rest, all months, yes and no, all ages."""
        rows = {name[-1] for name in self.parts()}
        return len(rows) > 1 and (
            any(map(names.is_remainder, rows))
            or names.is_calendar(rows)
            or any(f"{no}_{row}" in rows for row in rows for no in ("no", "not", "without"))
            or (all(map(names.is_band, rows)) and any(map(names.is_open_band, rows)))
        )


class Population(NamedTuple):
    """Whom a table counts, as far as its words tell: the same words, the same people."""

    words: str
    year: str


@dataclass(frozen=True)
class Known:
    """How many there were of a population, and the entries that say so."""

    number: int
    entries: tuple[str, ...]

    def besides(self, table: Table) -> tuple[str, ...]:
        """Others that say so, as many as are needed to say it against a table."""
        return tuple(entry for entry in self.entries if entry != table.entry.id)[:STRONG]


class Tables:
    """All tables of a report, and how many cases each population had."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.year = names.year_in(report.year) or report.year
        self.all: list[Table] = [table for entry in report.entries for table in _tables(entry, self.year)]
        self.of_population: dict[Population, list[Table]] = {}
        for table in self.all:
            self.of_population.setdefault(population(table), []).append(table)
        self._known = {whom: known(tables) for whom, tables in self.of_population.items()}

    def known(self, table: Table) -> Known | None:
        """How many there were of those whom a table counts, by its own words or by the other tables."""
        if stated := stated_number(table.entry.population):
            return Known(stated, (table.entry.id,))
        return self._known.get(population(table))

    def known_in(self, table: Table, year: str) -> Known | None:
        """How many of a table's population there were in another year."""
        return self.known_of(population(table).words, year)

    def known_of(self, words: str, year: str) -> Known | None:
        """How many of those whom the words name there were in a year."""
        return self._known.get(Population(words, year))

    def alike(self, table: Table, year: str | None = None) -> list[Table]:
        """Other entries' tables of the same people, of the same year unless another is named."""
        same = self.of_population.get(population(table)._replace(year=year or table.year), [])
        return [other for other in same if other.entry.id != table.entry.id]

    def with_an_answer(self, table: Table, number: int) -> list[int]:
        """How many of a table's `number` people are left without those who withdrew, and without open cases."""
        return [
            number - count
            for other in [table, *self.alike(table)]
            for name, count in other.counts.items()
            if name and name[-1] in names.WITHOUT_ANSWER and count < number
        ]

    def of(self, entry_id: str) -> list[Table]:
        """The tables of one entry."""
        return [table for table in self.all if table.entry.id == entry_id]

    def of_year(self, year: str) -> list[Table]:
        """The tables of one year."""
        return [table for table in self.all if table.year == year]


def noun(table: Table) -> str:
    """What it counts, without number and what is said of it: `141 complaints with an outcome` are complaints."""
    return re.sub(r"^\d+ | (?:with|without|that|which|where|of) .*", "", population(table).words)


def population(table: Table) -> Population:
    """Whom it counts: its words without the year, and children where only its name says that they are meant."""
    said = re.split(r"[,;()]", _yearless(table.entry.population).lower())
    words = " ".join(part for part in said if not TIME.search(part)).split()
    if CHILDREN.search(f"{table.entry.id} {table.entry.counts}") and not any(map(CHILDREN.search, words)):
        words.append("children")
    return Population(" ".join(words), table.year)


def stated_number(population_words: str) -> int | None:
    """The number that the words begin with (`156 investigations`), or say in brackets (`56 of 57`)."""
    found = re.match(r"\s*(?:the )?(\d+) [a-z]", _yearless(population_words), re.IGNORECASE) or re.search(
        r"\((\d+) of \d+", population_words
    )
    return int(found[1]) if found else None


def _yearless(words: str) -> str:
    return names.YEAR.sub("", words)


def known(tables: Sequence[Table]) -> Known | None:
    """What most tables of one population add to; None where a single one does and says no `total`."""
    found: Counter[int] = Counter()
    saying: dict[int, list[str]] = {}
    stated: set[int] = set()
    for table in tables:
        number = table.whole()
        if number is not None and table.whole(names.TOTAL) is not None:
            stated.add(number)
        if number is None:
            parts = table.parts()
            number = sum(parts.values()) if len(parts) > 1 else 0
            if () in table.counts and not names.OF_SOME.search(f"{table.entry.id} {table.entry.counts}"):
                number = table.counts[()]
                stated.add(number)
        if number:
            found[number] += 1
            saying.setdefault(number, []).append(table.entry.id)
    if not found:
        return None
    number = max(found, key=lambda number: (found[number], number in stated, number))
    if found[number] < STRONG and number not in stated:
        return None
    return Known(number, tuple(dict.fromkeys(saying[number])))


def _tables(entry: Entry, report_year: str) -> Iterator[Table]:
    """One table for each year that an entry speaks of."""
    usual = names.year_in(entry.population) or names.year_in(entry.id) or report_year
    cells = [
        (path, number, [names.part_of(name, usual) for name in path]) for path, number in numbers(entry.values)
    ]
    share_named = any(part.is_share for _, _, parts in cells for part in parts)
    all_shares = bool(names.SAYS_SHARE.search(entry.counts)) and not share_named
    all_measures = bool(names.SAYS_MEASURE.search(entry.counts))
    rows = {path[-1] for path, _ in numbers(entry.values) if path}
    found: dict[str, Table] = {}
    for path, number, parts in cells:
        word = next((at for at, part in enumerate(path) if _is_change(part, rows)), None)
        year = next((part.year for at, part in enumerate(parts) if part.year and at != word), usual)
        table = found.setdefault(year, Table(entry, year))
        name = _name(path, parts)
        if word is not None:
            # What it is since is the year before; if its own name has another year, it may be since any.
            if parts[word].year in {None, year, names.year_before(year)}:
                row = tuple(part.name for at, part in enumerate(parts) if part.name and at != word)
                table.changes[row, path[word]] = number
        elif all_measures or any(map(names.MEASURE.search, name)):
            continue
        elif any(part.is_share for part in parts) or (all_shares and 0 <= number <= 100):
            table.percents[name] = number
        elif not isinstance(number, Decimal) and number >= 0:
            table.counts[name] = number
    for table in found.values():
        _read_bands_as_shares(table)
    yield from found.values()


def _is_change(name: str, rows: set[str]) -> bool:
    """Whether a number is how much another one changed, and not how many there were of, say, a `fee_increase`."""
    change = names.change_of(name)
    return change is not None and (change[0] in {"", *rows} or names.SHARE_WORD.search(name) is not None)


def _name(path: Path, parts: Sequence[names.Part]) -> Name:
    """The names that are left; a map that is called only `percent` stands beside one that is called `number`."""
    left = [
        "number" if part.is_share and not part.name and not part.year and at < len(path) - 1 else part.name
        for at, part in enumerate(parts)
    ]
    return tuple(name for name in left if name)


def _read_bands_as_shares(table: Table) -> None:
    """Ranges that add to exactly 100 without a total are percentages, though no name says so."""
    bands = {name: count for name, count in table.counts.items() if name and names.is_band(name[-1])}
    if len(bands) > 2 and sum(bands.values()) == 100 and table.whole() is None and not table.percents:
        for name in bands:
            table.percents[name] = table.counts.pop(name)
