"""A report's entries as tables of one year each: counts, percentages, and what is said of the change. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.values import Entry, Number, Path, Report, numbers

Name = tuple[str, ...]
"""What is left of a path once years and the words for a share are read from it."""
TIME = re.compile(r"\b(?:year|period|quarter)\b")
CHILDREN = re.compile(r"child|young", re.IGNORECASE)
MANY_ROWS = 4
"""Rows of a table that is likely to show all."""
STRONG = 2
"""Tables that have to agree on how many cases there were before a third one contradicts them."""

NEAR = Fraction(1, 20)
"""How near a sum has to come to the number of all cases for nothing but that number to be meant."""


@dataclass
class Table:
    """What one entry says of one year."""

    entry: Entry
    year: str
    counts: dict[Name, int] = field(default_factory=dict)
    percents: dict[Name, Number] = field(default_factory=dict)
    changes: dict[tuple[Name, str], Number] = field(default_factory=dict)
    """By row and by the word for it, such as `increase_percent`."""
    pounds: dict[Name, Number] = field(default_factory=dict)
    averages: dict[Name, Number] = field(default_factory=dict)
    extremes: dict[Name, Number] = field(default_factory=dict)
    """The shortest and the longest, or the like."""
    rates: dict[Name, tuple[Number, int]] = field(default_factory=dict)
    """Printed, and of how many, such as 1,000."""

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

    def count_of(self, row: Name) -> int | None:
        """What one row says: its count, the total of its columns, or its number beside others."""
        said = (self.counts.get(name) for name in (row, (*row, "total"), (*row, "number")) if name)
        return next((count for count in said if count is not None), None)

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

    def everybody(self) -> int | None:
        """How many it counts: its total, or all rows together; None where it has but one."""
        total, parts = self.whole(names.TOTAL), self.parts()
        of_rows = [
            count
            for name, count in self.counts.items()
            if len(name) == 2 and name[1] in names.TOTAL and name[0] not in names.TOTAL
        ]
        if total is not None:
            return total
        if self.whole() is not None:
            return None
        return sum(parts.values()) if len(parts) > 1 else sum(of_rows) if len(of_rows) > 1 else None

    def is_of_some(self) -> bool:
        """Whether its words say that it counts some of its population, such as those upheld."""
        words, whom = f"{self.entry.id} {self.entry.counts}".lower(), self.entry.population.lower()
        return any(
            found[0].lower() not in whom
            for said in (names.OF_SOME, names.QUALITY)
            for found in said.finditer(words)
        )

    def qualities(self) -> set[str]:
        """What its words say became of the cases that it counts, such as `upheld` and `in time`."""
        words = f"{self.entry.id} {self.entry.counts}".replace("_", " ")
        return {found.lower() for found in names.QUALITY.findall(words)}

    def counts_once(self) -> bool:
        """Whether each case is to stand in one of its rows, as far as its words tell."""
        return not self.is_nested() and not self.counts_several()

    def counts_several(self) -> bool:
        """Whether a case may stand in several rows, as its words tell."""
        return names.SEVERAL.search(f"{self.entry.counts} {self.entry.population}") is not None

    def is_nested(self) -> bool:
        """Whether rows hold others, such as within 10 days and within 20."""
        return len([row for row in self.rows() if names.STARTING.match(row)]) >= STRONG

    def is_complete(self) -> bool:
        """Whether its rows are to hold every case: one for the rest, all months, yes and no, all ages."""
        rows = {name[-1] for name in self.parts()}
        return (
            self.counts_once()
            and len(rows) > 1
            and (
                any(map(names.is_remainder, rows))
                or names.is_calendar(rows)
                or any(f"{no}_{row}" in rows for row in rows for no in ("no", "not", "without"))
                or (all(map(names.is_band, rows)) and any(map(names.is_open_band, rows)))
            )
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
        self._of_entry: dict[str, list[Table]] = {}
        self._of_year: dict[str, list[Table]] = {}
        self._broken_down: dict[tuple[str, tuple[str, ...]], list[Table]] = {}
        for table in self.all:
            self._of_entry.setdefault(table.entry.id, []).append(table)
            self._of_year.setdefault(table.year, []).append(table)
            self._broken_down.setdefault(_breakdown(table), []).append(table)
            self.of_population.setdefault(population(table), []).append(table)
        self.named = named_rows(self.all, dict.fromkeys(whom.words for whom in self.of_population))
        self._known = {
            whom: known(
                [table for table in self.of_population.get(whom, []) if not self.lacks_rows(table)],
                self.named.get(whom, []),
            )
            for whom in (*self.of_population, *self.named)
        }

    def lacks_rows(self, table: Table) -> bool:
        """Whether its entry, or another that breaks the same people down alike, has more rows in another year.

        Then this one does not show all.
        """
        rows = set(table.parts())
        others = [
            *self.of(table.entry.id),
            *(other for other in self._broken_down[_breakdown(table)] if other.year != table.year),
        ]
        return table.whole() is None and any(rows < set(other.parts()) for other in others)

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

    def counted_in(self, column: str, table: Table) -> Known | None:
        """How many there were of those whom a column is named as; what its table counts says which of them."""
        named = _stems(column.replace("_", " "))
        said = named | _stems(re.sub(r"\W", " ", table.entry.counts))
        found = {
            known.number: known
            for whom, known in self._known.items()
            if known and whom.year == table.year and named <= _stems(whom.words) <= said
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def alike(self, table: Table, year: str | None = None) -> list[Table]:
        """Other entries' tables of the same people, of the same year unless another is named."""
        same = self.of_population.get(population(table)._replace(year=year or table.year), [])
        return [other for other in same if other.entry.id != table.entry.id]

    def with_an_answer(self, table: Table, number: int) -> list[int]:
        """How many of a table's `number` people are left without those who withdrew, open cases, or both."""
        left: list[int] = []
        for other in [table, *self.alike(table)]:
            without = [
                count for name, count in other.counts.items() if len(name) == 1 and name[0] in names.WITHOUT_ANSWER
            ]
            left += [number - count for count in {*without, sum(without)} if count < number]
        return left

    def of(self, entry_id: str) -> list[Table]:
        """The tables of one entry."""
        return self._of_entry.get(entry_id, [])

    def of_year(self, year: str) -> list[Table]:
        """The tables of one year."""
        return self._of_year.get(year, [])


PART_OF = {"with", "without", "that", "which", "where", "of", "whose"}
USUAL = {"all", "about", "by", "from", "for", "to", "received", "recorded", "made"}
"""Words of a population that leave nobody out."""


def noun(table: Table) -> str:
    """What it counts, without number and what is said of it: `141 complaints with an outcome` are complaints."""
    return re.sub(r"^\d+ | (?:with|without|that|which|where|of) .*", "", population(table).words)


def population(table: Table) -> Population:
    """Whom it counts: its words without the year, and children where only its name says that they are meant."""
    return Population(
        _population_words(table.entry.population, f"{table.entry.id} {table.entry.counts}"), table.year
    )


def _breakdown(table: Table) -> tuple[str, tuple[str, ...]]:
    """Whom it counts, of whatever year, and by what."""
    return population(table).words, table.entry.dimensions


@lru_cache(maxsize=1000)
def _population_words(whom: str, what: str) -> str:
    said = re.split(r"[,;()]", _yearless(whom).lower())
    words = " ".join(part for part in said if not TIME.search(part)).split()
    if CHILDREN.search(what) and not any(map(CHILDREN.search, words)):
        words.append("children")
    return " ".join(_in_order(words))


def _in_order(words: Sequence[str]) -> list[str]:
    """Words of one population in one order, however it is written: `complaints about adults` are adult complaints.

    Words behind such as `with` say of whom it is a part, and stay behind it.
    """
    at = next((at for at, word in enumerate(words) if word in PART_OF), len(words))
    return [*sorted(_stems(" ".join(words[:at])) - USUAL), *words[at:]]


def is_named_as(name: Name, table: Table) -> bool:
    """Whether a number has the name of the whole population of its table: `complaints`."""
    return len(name) == 1 and set(population(table).words.split()) == _stems(name[0].replace("_", " ")) - USUAL


def same_people(table: Table, other: Table) -> bool:
    """Whether two tables count the same people, or one some of the other's: its words are all the other's."""
    ours, theirs = set(population(table).words.split()), set(population(other).words.split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def stated_number(population_words: str) -> int | None:
    """The number that the words begin with (`156 investigations`), or say in brackets (`56 of 57`)."""
    found = re.match(r"\s*(?:the )?(\d+) [a-z]", _yearless(population_words), re.IGNORECASE) or re.search(
        r"\((\d+) of \d+", population_words
    )
    return int(found[1]) if found else None


def _yearless(words: str) -> str:
    return names.YEAR.sub("", words)


def known(tables: Sequence[Table], named: Sequence["NamedRow"] = ()) -> Known | None:
    """What most tables of one population add to, or rows say that are named as it; None where only one adds to it.

    A number that is called `total` counts by itself, unless two other tables add to more: then it is of some.
    The number that a table of some says only confirms another.
    """
    found: Counter[int] = Counter(row.number for row in named)
    saying: dict[int, list[str]] = {}
    for row in named:
        saying.setdefault(row.number, []).append(row.table.entry.id)
    stated = set(found)
    sums: list[int] = []
    of_some: list[tuple[int, str]] = []
    for table in tables:
        if not table.counts_once():
            continue
        number = table.everybody()
        is_stated = table.whole(names.TOTAL) is not None
        if number is None:
            number, is_stated = table.whole() or table.counts.get(()), () in table.counts
        if not number:
            continue
        if table.is_of_some():
            of_some.append((number, table.entry.id))
            continue
        if is_stated:
            stated.add(number)
        elif len(table.parts()) >= MANY_ROWS:
            sums.append(number)
        found[number] += 1
        saying.setdefault(number, []).append(table.entry.id)
    for number, entry in of_some:
        if number in found:
            saying[number].append(entry)
    stated = {number for number in stated if sum(together > number for together in sums) < STRONG}
    likely = [number for number in found if len(saying[number]) >= STRONG or number in stated]
    if not likely:
        return None
    number = max(likely, key=lambda number: (found[number], number in stated, number))
    return Known(number, tuple(dict.fromkeys(saying[number])))


class NamedRow(NamedTuple):
    """A row that is named as a population: `statutory_complaints` of adult social care."""

    table: Table
    name: Name
    number: int


UNITS = {
    "complaint",
    "case",
    "compliment",
    "commendation",
    "concern",
    "enquirie",
    "investigation",
    "decision",
    "contact",
}
"""What is counted, without its ending."""
AUDIENCES = {"adult", "children"}
"""Whose complaints they are, which a report about both has to say; children's are always a part."""


def named_rows(tables: Sequence[Table], populations: Iterable[str]) -> dict[Population, list[NamedRow]]:
    """The rows that say how many a population of their year are, in tables of wider populations.

    A row's words are among the population's, and the words of what the table counts are the rest.
    """
    found: dict[Population, list[NamedRow]] = {}
    stems = {whom: _stems(whom) for whom in populations}
    audiences = AUDIENCES & {stem for words in stems.values() for stem in words}
    for table in tables:
        if table.is_of_some() or not table.counts_once():
            continue
        around = _stems(population(table).words)
        told = around & AUDIENCES  # of both: of all
        audience = told if len(told) == 1 and (len(audiences) > 1 or "children" in told) else set()
        for name, count in table.counts.items():
            row = _stems(name[0].replace("_", " ")) if len(name) == 1 else set()
            least, most, counted = row | audience, row | around, UNITS & row or UNITS & around
            for whom, words in stems.items() if row - around else ():
                if least <= words <= most and (UNITS & words) and counted <= words:
                    found.setdefault(Population(whom, table.year), []).append(NamedRow(table, name, count))
    return found


def _stems(words: str) -> set[str]:
    """Its words without endings: `children's complaints` and `complaint of children` have the same."""
    ending = r"(?:['’]s|(?<!s)s['’]?|['’])$"
    return {re.sub(ending, "", word) for word in words.lower().split()} - {"and", "of", "the", "in"}


def _tables(entry: Entry, report_year: str) -> Iterator[Table]:
    """One table for each year that an entry speaks of."""
    usual = names.year_in(entry.population) or names.year_in(entry.id) or report_year
    written = [(tuple(map(names.in_one_word, path)), number) for path, number in numbers(entry.values)]
    cells = [(path, number, [names.part_of(name, usual) for name in path]) for path, number in written]
    rows = {path[-1] for path, _ in written if path}
    share_named = any(
        part.is_share and not _is_change(name, rows)
        for path, _, parts in cells
        for name, part in zip(path, parts, strict=True)
    )
    all_shares = bool(names.SAYS_SHARE.search(entry.counts)) and not share_named
    says_rate = names.thousand_in(entry.counts) is not None
    all_measures = bool(names.SAYS_MEASURE.search(entry.counts))
    found: dict[str, Table] = {}
    if (
        len(cells) == 1
        and (change := names.SAYS_CHANGE.search(entry.counts))
        and _is_only_share(cells[0][2], entry)
    ):
        table = found[usual] = Table(entry, usual)
        table.changes[(), f"{change[1].lower()}_percent"] = cells[0][1]
        cells = []
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
        elif all_measures or any(map(names.is_measure, name)) or (says_rate and isinstance(number, Decimal)):
            _read_measure(table, name, number, " ".join((entry.counts, *path)))
        elif any(part.is_share for part in parts) or (all_shares and 0 <= number <= 100):
            table.percents[name] = number
        elif not isinstance(number, Decimal) and number >= 0:
            table.counts[name] = number
    for table in found.values():
        _read_bands_as_shares(table)
    yield from found.values()


def _is_only_share(parts: Sequence[names.Part], entry: Entry) -> bool:
    """Whether a number's names, or its entry's words, say no more than that it is a percentage."""
    named = any(part.name for part in parts)
    return not named and (
        any(part.is_share for part in parts) or names.SAYS_SHARE.search(entry.counts) is not None
    )


def _read_measure(table: Table, name: Name, number: Number, words: str) -> None:
    """What counts no cases: an average, or a sum of money, as far as the words tell."""
    if (thousand := names.thousand_in(words)) is not None:
        table.rates[name] = number, thousand
    elif name and (names.LEAST.match(name[-1]) or names.MOST.match(name[-1])):
        table.extremes[name] = number
    elif names.AVERAGE.search(words):
        table.averages[name] = number
    elif names.SAYS_MONEY.search(words):
        plain = (names.POUNDS.sub("", part) for part in name)
        table.pounds[tuple(part for part in plain if part)] = number


def _is_change(name: str, rows: set[str]) -> bool:
    """Whether a number is how much another one changed, and not how many there were of, say, a `fee_increase`."""
    if names.wholes_of(name, rows):
        return False  # those declined, beside what was requested
    change = names.change_of(name)
    return change is not None and (change[0] in {"", *rows} or names.SHARE_WORD.search(name) is not None)


def _name(path: Path, parts: Sequence[names.Part]) -> Name:
    """The names that are left; a map that is called only `percent` stands beside one that is called `number`."""
    left = [
        "number" if part.is_share and not part.name and not part.year and at < len(path) - 1 else part.name
        for at, part in enumerate(parts)
    ]
    if len(left) > 1 and parts[-1].is_share and left[-1] in names.OF_ALL:
        left.pop()  # of its column's total, as any percentage of a row
    return tuple(name for name in left if name)


def _read_bands_as_shares(table: Table) -> None:
    """Ranges that add to exactly 100 without a total are percentages, though no name says so."""
    bands = {name: count for name, count in table.counts.items() if name and names.is_band(name[-1])}
    if len(bands) > 2 and sum(bands.values()) == 100 and table.whole() is None and not table.percents:
        for name in bands:
            table.percents[name] = table.counts.pop(name)
