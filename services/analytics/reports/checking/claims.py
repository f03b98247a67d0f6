"""What a report's sentences say of its figures, each as a relation that holds or does not. Pure.

A number in a claim is a number, the path of a figure (`statutory_outcomes.2023/24.upheld`), or made of these.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from analytics.reports.checking import overlaps, worded
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.names import TOTAL, in_one_word
from analytics.reports.checking.values import Number, Report, Tree, half, is_number, percent, rounds_to, said

Words = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
Printed = Annotated[int, Strict()] | Annotated[Decimal, Strict()] | Words
"""A number as it is printed, here or in an entry."""
DIRECTIONS = {"up": 1, "down": -1, "level": 0}


class BadClaim(Exception):
    """A claim that cannot be checked: what it is about is not there, or is nothing to compare."""


class Said(BaseModel):
    """A part of a claim."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sum(Said):
    """Several numbers together."""

    sum: Annotated[list["Operand"], Field(min_length=1, max_length=100)]


class Rows(Said):
    """All rows of a table together, without its total."""

    rows: Words


class Less(Said):
    """One number without another."""

    difference: "tuple[Operand, Operand]"


class Percent(Said):
    """What a percentage of a number may be: anything that is printed so."""

    percent: Printed
    of: "Operand"


Operand = Printed | Sum | Rows | Less | Percent


class Base(Said):
    """What every claim has."""

    id: Words
    says: Words
    about: list[Words] = Field(default=[], max_length=20, description="entries that it speaks of without a number")


class Share(Base):
    """A part is so many percent of a whole, or what words call it, such as a third."""

    relation: Literal["share"]
    part: Operand
    of: Operand
    percent: Printed | None = None
    words: Words | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.percent is None) == (self.words is None):
            raise ValueError("say either percent or words")
        return self


class Rate(Base):
    """So much of a part for each `per` of a whole: complaints for 1,000 people, days for a case."""

    relation: Literal["rate"]
    part: Operand
    of: Operand
    per: Annotated[int, Strict(), Field(gt=0)] = 1
    is_: Printed = Field(alias="is")


class Called(Base):
    """A number is about what words call it, such as nearly 6,500."""

    relation: Literal["called"]
    number: Operand
    words: Words


class Adds(Base):
    """Parts make up a total."""

    relation: Literal["sum"]
    parts: Annotated[list[Operand], Field(min_length=2, max_length=100)]
    total: Operand


class Equals(Base):
    """Several numbers are one and the same."""

    relation: Literal["equals"]
    values: Annotated[list[Operand], Field(min_length=2, max_length=100)]


class Difference(Base):
    """A later number is so much more than an earlier one, in cases or in percent of it; negative for less.

    In `words`: what became of the earlier one, such as doubled.
    """

    relation: Literal["difference"]
    later: Operand
    earlier: Operand
    by: Printed | None = None
    percent: Printed | None = None
    words: Words | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if [self.by, self.percent, self.words].count(None) != 2:
            raise ValueError("say one of by, percent and words")
        return self


class Compare(Base):
    """One number is more or less than another."""

    relation: Literal["compare"]
    left: Operand
    is_: Literal["more", "less", "at_least", "at_most"] = Field(alias="is")
    right: Operand


class Trend(Base):
    """Numbers rise, fall or stay, the oldest first."""

    relation: Literal["trend"]
    values: Annotated[list[Operand], Field(min_length=2, max_length=100)]
    direction: Literal["up", "down", "level"]


class Record(Base):
    """The last of several numbers, the oldest first, is the highest or the lowest; an equal one may have been."""

    relation: Literal["record"]
    values: Annotated[list[Operand], Field(min_length=2, max_length=100)]
    is_: Literal["highest", "lowest"] = Field(alias="is")


class Rank(Base):
    """Rows of a table are its largest ones, the largest first; of an equal number, either."""

    relation: Literal["rank"]
    table: Words
    first: Annotated[list[Words], Field(min_length=1, max_length=100)]


class Listed(Base):
    """So many are listed one by one, all or those of one kind; `listed` has the kind of each."""

    relation: Literal["listed"]
    count: Operand
    listed: Annotated[list[Words], Field(max_length=1000)]
    kind: Words | None = None


class Every(Base):
    """All that are counted are of one kind; `listed` has the kind of each that the report shows."""

    relation: Literal["every"]
    kind: Words
    listed: Annotated[list[Words], Field(min_length=1, max_length=1000)]


class Bands(Base):
    """Each case stands in one of these ranges."""

    relation: Literal["bands"]
    labels: Annotated[list[Words], Field(min_length=2, max_length=100)]


Relation = (
    Share | Rate | Called | Adds | Equals | Difference | Compare | Trend | Record | Rank | Listed | Every | Bands
)
Claim = Annotated[Relation, Field(discriminator="relation")]
RELATIONS = {get_args(kind.model_fields["relation"].annotation)[0] for kind in get_args(Relation)}


class Range(NamedTuple):
    """Between what a number lies; both the same for a count."""

    low: Fraction
    high: Fraction


class Checked(NamedTuple):
    """What claims contradict, and which claims cannot be checked: for each of these the reason, in one line."""

    found: list[Finding]
    unchecked: list[str]


READER: TypeAdapter[Relation] = TypeAdapter(Claim)


def checked(report: Report, claims: Sequence[object]) -> Checked:
    """Claims, as they were written, that do not hold; one with a mistake spoils no other."""
    entries = {entry.id: entry.values for entry in report.entries}
    result = Checked([], [])
    ids: set[str] = set()
    for at, written in enumerate(claims):
        try:
            claim = READER.validate_python(written)
            if claim.id in ids:
                raise BadClaim(f"claim {claim.id} is given twice")
            ids.add(claim.id)
            result.found.extend(_Claimed(claim, entries).findings())
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in ("claims", at, *first["loc"]))
            result.unchecked.append(f"{where}: {first['msg']}")
        except BadClaim as error:
            result.unchecked.append(str(error))
        except worded.Unclear as error:
            result.unchecked.append(f"claim {claim.id}: {error}")
    return result


class _Claimed:
    """One claim beside the figures; gathers which entries it is about."""

    def __init__(self, claim: Relation, entries: dict[str, Tree]) -> None:
        self.claim = claim
        self.figures = entries
        self.about: dict[str, None] = {}
        for entry in claim.about:
            self.tree(entry, [])

    def findings(self) -> Iterator[Finding]:
        """One, if it does not hold."""
        gives = self.contradicted()
        if gives is not None:
            yield Finding(tuple(self.about), Kind.CLAIM, self.claim.says, gives)
        if not self.about:
            raise BadClaim(f"claim {self.claim.id}: says of no entry what it is about")

    def contradicted(self) -> str | None:
        """What the numbers give instead; None if it holds."""
        claim = self.claim
        match claim:
            case Share():
                printed = None if claim.percent is None else self.printed(claim.percent)
                part, whole = self.part_and_whole(claim)
                exact = percent(part, whole)
                holds = (
                    worded.is_share(claim.words or "", exact / 100)
                    if printed is None
                    else rounds_to(exact, printed)
                )
                return _unless(holds, f"{said(part)} of {said(whole)} is {said(exact)}%")
            case Rate():
                part, whole = self.part_and_whole(claim)
                exact = part * claim.per / whole
                worked = f"{said(part)} of {said(whole)} is {said(exact)} for each {said(claim.per)}"
                return _unless(rounds_to(exact, self.printed(claim.is_)), worked)
            case Called():
                number = self.exact(claim.number)
                return _unless(worded.is_number(claim.words, number), said(number))
            case Adds():
                parts, total = map(self.range, claim.parts), self.range(claim.total)
                together = self.range(Sum(sum=claim.parts))
                worked = f"{' + '.join(map(_told, parts))} = {_told(together)}, not {_told(total)}"
                return _unless(_meet(together, total), worked)
            case Equals():
                values = [self.range(value) for value in claim.values]
                return _unless(all(_meet(values[0], other) for other in values), " and ".join(map(_told, values)))
            case Difference():
                later, earlier = self.exact(claim.later), self.exact(claim.earlier)
                change = later - earlier
                worked = f"{said(earlier)} to {said(later)} is {'+' if change > 0 else ''}{said(change)}"
                if claim.by is not None:
                    return _unless(rounds_to(change, self.printed(claim.by)), worked)
                if earlier == 0:
                    raise BadClaim(f"claim {claim.id}: a change from 0 has no percentage")
                exact = percent(change, earlier)
                if claim.words is not None:
                    return _unless(worded.is_change(claim.words, earlier, later), f"{worked}, {said(exact)}%")
                assert claim.percent is not None
                return _unless(rounds_to(exact, self.printed(claim.percent)), f"{worked}, {said(exact)}%")
            case Compare():
                left, right = self.range(claim.left), self.range(claim.right)
                can_be = {
                    "more": left.high > right.low,
                    "less": left.low < right.high,
                    "at_least": left.high >= right.low,
                    "at_most": left.low <= right.high,
                }
                return _unless(can_be[claim.is_], f"{_told(left)} beside {_told(right)}")
            case Trend():
                steps = [self.exact(value) for value in claim.values]
                ways = {(after > before) - (after < before) for before, after in pairwise(steps)}
                return _unless(ways == {DIRECTIONS[claim.direction]}, " to ".join(map(said, steps)))
            case Record():
                steps = [self.exact(value) for value in claim.values]
                record = max(steps) if claim.is_ == "highest" else min(steps)
                return _unless(steps[-1] == record, " to ".join(map(said, steps)))
            case Rank():
                return self.outranked(claim)
            case Listed():
                counted = [kind for kind in claim.listed if claim.kind in (None, kind)]
                announced = self.exact(claim.count)
                return _unless(len(counted) == announced, f"{len(counted)} are listed, not {said(announced)}")
            case Every():
                others = dict.fromkeys(kind for kind in claim.listed if kind != claim.kind)
                return _unless(not others, f"the report shows others: {', '.join(others)}")
            case Bands():
                shared = overlaps.overlapping(claim.labels)
                return _unless(not shared, "; ".join(f"{n} stands in {one} and {two}" for one, two, n in shared))

    def part_and_whole(self, claim: Share | Rate) -> tuple[Fraction, Fraction]:
        """What a share or a rate is of."""
        part, whole = self.exact(claim.part), self.exact(claim.of)
        if whole == 0:
            raise BadClaim(f"claim {claim.id}: a share of 0 is nothing")
        return part, whole

    def outranked(self, claim: Rank) -> str | None:
        """Which row is larger than one that is called the largest."""
        rows = self.rows(claim.table)
        if missing := [key for key in claim.first if key not in rows]:
            raise BadClaim(f"claim {claim.id}: {claim.table} has no row {missing[0]!r}")
        order = [*claim.first, *(key for key in rows if key not in claim.first)]
        last = len(claim.first)
        larger = [
            (above, below)
            for at, above in enumerate(order[:last])
            for below in order[at + 1 :]
            if rows[below] > rows[above]
        ]
        return _unless(
            not larger,
            "; ".join(f"{below} has {said(rows[below])}, {above} {said(rows[above])}" for above, below in larger),
        )

    def rows(self, path: str) -> dict[str, Fraction]:
        """The numbers of one table by row; of a row with columns, its total."""
        table = self.tree(*_split(path))
        numbers = {key: _number_of(row) for key, row in table.items()} if isinstance(table, dict) else {}
        rows = {key: number for key, number in numbers.items() if number is not None and not _is_total(key)}
        if not rows:
            raise BadClaim(f"claim {self.claim.id}: {path} is not a table")
        return rows

    def range(self, operand: Operand) -> Range:
        """Between what a number lies."""
        match operand:
            case Sum():
                ranges = [self.range(part) for part in operand.sum]
                return Range(sum((r.low for r in ranges), Fraction()), sum((r.high for r in ranges), Fraction()))
            case Rows():
                together = sum(self.rows(operand.rows).values(), Fraction())
                return Range(together, together)
            case Less():
                one, other = map(self.range, operand.difference)
                return Range(one.low - other.high, one.high - other.low)
            case Percent():
                printed, whole = self.printed(operand.percent), self.range(operand.of)
                off = half(printed)
                return Range(
                    whole.low * (Fraction(printed) - off) / 100, whole.high * (Fraction(printed) + off) / 100
                )
            case _:
                exact = Fraction(self.printed(operand))
                return Range(exact, exact)

    def exact(self, operand: Operand) -> Fraction:
        """A number that is no percentage of another one."""
        low, high = self.range(operand)
        if low != high:
            raise BadClaim(f"claim {self.claim.id}: a percentage of a number stands where one number has to")
        return low

    def printed(self, what: Printed) -> Number:
        """A number as it is printed."""
        if not isinstance(what, str):
            return what
        value = self.tree(*_split(what))
        if not is_number(value):
            raise BadClaim(f"claim {self.claim.id}: {what} is not a number")
        assert isinstance(value, int | Decimal)
        return value

    def tree(self, entry: str, names: list[str]) -> Tree:
        """What stands at a path, whose names may have dots themselves."""
        if entry not in self.figures:
            raise BadClaim(f"claim {self.claim.id}: there is no entry {entry!r}")
        self.about[entry] = None
        return self._below(self.figures[entry], names, ".".join([entry, *names]))

    def _below(self, tree: Tree, names: list[str], whole: str) -> Tree:
        if not names:
            return tree
        if isinstance(tree, dict):
            for last in range(1, len(names) + 1):
                if (key := ".".join(names[:last])) in tree:
                    return self._below(tree[key], names[last:], whole)
        raise BadClaim(f"claim {self.claim.id}: there is no {whole}")


def _split(path: str) -> tuple[str, list[str]]:
    entry, *names = path.split(".")
    return entry, names


def _is_total(name: str) -> bool:
    return in_one_word(name) in TOTAL


def _number_of(row: Tree) -> Fraction | None:
    if isinstance(row, dict):
        said = {in_one_word(name): number for name, number in row.items()}
        return next((_number_of(said[name]) for name in (*sorted(TOTAL), "number") if name in said), None)
    return Fraction(row) if isinstance(row, int | Decimal) and not isinstance(row, bool) else None


def _meet(one: Range, other: Range) -> bool:
    return one.low <= other.high and other.low <= one.high


def _told(found: Range) -> str:
    return said(found.low) if found.low == found.high else f"{said(found.low)} to {said(found.high)}"


def _unless(holds: bool, gives: str) -> str | None:
    return None if holds else gives
