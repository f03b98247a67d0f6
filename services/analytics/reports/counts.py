"""What every printed count counts, so that a count is known wherever it is printed, and which counts add up. Pure.

A count is of units that satisfy conditions; a condition is a set of values, a stretch of numbers or days, or
something that only equals itself. Counts of the same units but for one field belong together: where the sets of
some make up the set of another, these add up to it. So totals, shares, sub-groups, months, quarters and years are
linked, in whatever tables and reports they stand, without anybody saying so.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from analytics.figures.answer import NOT_RECORDED
from analytics.figures.fields import FIELDS, Kind
from analytics.figures.question import Cohort, Conditions, Question, understand
from analytics.reports.disclosure import Sum

DAY_OF = {
    Cohort.RECEIVED: "received_on",
    Cohort.WITH_OUTCOME: "received_on",
    Cohort.ANSWERED: "responded_on",
    Cohort.CONCLUDED: "closed_on",
}
MONTH = "received_month"
REST = "not among"
MOST_WAYS = 64
"""So many ways in which stretches make up a whole are looked for; more follow from them."""


@dataclass(frozen=True, order=True)
class Condition:
    """What a field must be.

    Attributes:
        values: one of these, as text; or
        low, high: between these, both included, days as ordinals, None is open; or
        other: what only equals itself, such as a value of a list.
    """

    path: str
    values: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None
    other: str = ""

    def written(self) -> list[Any]:
        """As it stands in a key."""
        return [self.path, sorted(self.values), self.low, self.high, self.other]


def written(conditions: Iterable[Condition]) -> list[list[Any]]:
    """Conditions as they stand in a key, in an order of their own."""
    return sorted((condition.written() for condition in conditions), key=json.dumps)


@dataclass(frozen=True)
class Count:
    """Units of one kind that satisfy all conditions."""

    unit: str
    conditions: frozenset[Condition]

    @property
    def key(self) -> str:
        """The same for the same count, whoever asks: from it the count can be read again."""
        return json.dumps([self.unit, written(self.conditions)])

    @classmethod
    def of(cls, key: str) -> "Count":
        unit, written = json.loads(key)
        conditions = [
            Condition(path, frozenset(values), low, high, other) for path, values, low, high, other in written
        ]
        return cls(unit, frozenset(conditions))

    def where(self, *more: Condition) -> "Count":
        """Those of them that satisfy more."""
        return Count(self.unit, _narrowed([*self.conditions, *more]))


@dataclass
class Counts:
    """All counts of a report, and where partitions of each stand."""

    values: dict[str, int] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)
    sums: dict[Sum, None] = field(default_factory=dict)
    occurring: dict[tuple[Count, str], frozenset[str]] = field(default_factory=dict)
    """Of a whole and a field: all of its values that occur."""

    contradictions: list[tuple[str, int, int]] = field(default_factory=list)
    """Counts that two places say differently: the key and both numbers."""

    def add(self, count: Count, value: int) -> str:
        """Note a count; the same count twice is one, and a contradiction where the two disagree."""
        key = count.key
        if self.values.setdefault(key, value) != value:
            self.contradictions.append((key, self.values[key], value))
        self.counts[key] = count
        return key

    def add_up(self, whole: str, parts: Iterable[str]) -> None:
        """Note that counts make up another one."""
        listed = tuple(sorted(set(parts)))
        if listed and listed != (whole,):
            self.sums[Sum(whole, listed)] = None

    def split(self, whole: str, part: str) -> None:
        """Note the rest of a whole: nobody prints it, and a share of the whole gives it away."""
        rest = self.counts[whole].where(Condition(REST, other=part))
        self.add_up(whole, [part, self.add(rest, self.values[whole] - self.values[part])])

    def linked(self) -> list[Sum]:
        """Every sum: those that were noted, and those that follow from what the counts count."""
        links = _links(list(self.counts.values()), self.occurring)
        return [*self.sums, *(link for link in links if link not in self.sums)]

    def divide(self, whole: Count, parts: Sequence[tuple[Condition, int]]) -> list[str]:
        """Note all groups of a whole, by one field; those that do not occur may be among them."""
        keys = [self.add(whole.where(condition), value) for condition, value in parts]
        total = self.add(whole, sum(value for _, value in parts))
        self.add_up(total, keys)
        for path in {condition.path for condition, _ in parts if condition.values}:
            there = [condition.values for condition, value in parts if value and condition.path == path]
            self.occurring[whole, path] = frozenset().union(*there)
        return keys


def population(question: Question) -> Count:
    """What a question counts as a whole."""
    asked = understand(question)
    cohort = Condition(DAY_OF[question.cohort], low=asked.since.toordinal(), high=asked.to.toordinal())
    conditions = [cohort, *conditions_of(question, question.filters)]
    if question.cohort is Cohort.WITH_OUTCOME:
        conditions.append(Condition("outcome", other="recorded and not open"))
    return Count(question.unit.value, _narrowed(conditions))


def matching(question: Question) -> Count:
    """Those of the whole that are in the numerator."""
    return population(question).where(*conditions_of(question, question.numerator or {}))


def conditions_of(question: Question, given: Conditions) -> list[Condition]:
    fields = FIELDS[question.unit]
    return [
        _condition(path, wanted, is_list=path not in fields or fields[path].part is not None)
        for path, wanted in given.items()
    ]


def _condition(path: str, wanted: Any, *, is_list: bool) -> Condition:
    if is_list:
        return Condition(path, other=repr(wanted))
    if isinstance(wanted, list):
        return Condition(path, frozenset(map(_text, wanted)))
    if not isinstance(wanted, Mapping):
        return Condition(path, frozenset({_text(wanted)}))
    if set(wanted) <= {"min", "max"}:
        return _between(path, wanted.get("min"), wanted.get("max"))
    return Condition(path, other=repr(sorted(wanted.items())))


def group_conditions(question: Question, place: int, label: str) -> Condition:
    """What a unit of this label has, of the field that the question groups by there."""
    path = question.group_by[place]
    kind = FIELDS[question.unit][path].kind
    if label in question.value_groups.get(path, {}):
        return _of_values(path, question.value_groups[path][label])
    for name, low, high in question.bands.get(path, []):
        if name == label:
            return _between(path, low, high)
    if label == NOT_RECORDED:
        return Condition(path, frozenset({NOT_RECORDED}))
    if kind in {Kind.NUMBER, Kind.CALENDAR_DAYS, Kind.MONTHS, Kind.POUNDS}:
        return _between(path, float(label), float(label))
    return _of_values(path, [label])


def _of_values(path: str, values: Sequence[Any]) -> Condition:
    if path == MONTH:
        first, last = min(values), max(values)
        return Condition(DAY_OF[Cohort.RECEIVED], low=_first_day(first), high=_last_day(last))
    return Condition(path, frozenset(map(_text, values)))


def _first_day(month: str) -> int:
    return date.fromisoformat(f"{month}-01").toordinal()


def _last_day(month: str) -> int:
    following = date.fromordinal(_first_day(month)) + timedelta(days=31)
    return following.replace(day=1).toordinal() - 1


def _between(path: str, low: Any, high: Any) -> Condition:
    ends = [date.fromisoformat(end).toordinal() if isinstance(end, str) else end for end in (low, high)]
    # Days that were taken are none below nothing: from 0 is from the beginning.
    return Condition(path, low=None if ends[0] == 0 else ends[0], high=ends[1])


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _narrowed(conditions: Iterable[Condition]) -> frozenset[Condition]:
    """The same, with two of one field made one where that can be said."""
    narrowed: list[Condition] = []
    for condition in conditions:
        same = next((c for c in narrowed if c.path == condition.path and _comparable(c, condition)), None)
        if same is None:
            narrowed.append(condition)
        else:
            narrowed[narrowed.index(same)] = _both(same, condition)
    return frozenset(narrowed)


def _comparable(one: Condition, other: Condition) -> bool:
    return bool(one.values and other.values) or not (one.values or other.values or one.other or other.other)


def _both(one: Condition, other: Condition) -> Condition:
    if one.values:
        return Condition(one.path, one.values & other.values or frozenset({"(none)"}))
    lows = [end for end in (one.low, other.low) if end is not None]
    highs = [end for end in (one.high, other.high) if end is not None]
    return Condition(one.path, low=max(lows, default=None), high=min(highs, default=None))


def _links(counts: Sequence[Count], occurring: Mapping[tuple[Count, str], frozenset[str]]) -> Iterator[Sum]:
    """Sums that follow from what is counted: of counts that are the same but for one field."""
    families: defaultdict[tuple[str, str, frozenset[Condition]], list[tuple[Condition, str]]] = defaultdict(list)
    for count in counts:
        for condition in count.conditions:
            if not condition.other:
                rest = count.conditions - {condition}
                families[count.unit, condition.path, rest].append((condition, count.key))
    for (unit, path, rest), family in families.items():
        known = [
            values
            for (whole, field_path), values in occurring.items()
            if (whole.unit, field_path) == (unit, path) and whole.conditions <= rest
        ]
        # A value that does not occur in a larger whole occurs in no part of it.
        there = frozenset.intersection(*known) if known else None
        yield from _links_within(sorted(family, key=lambda member: member[1]), there)


def _links_within(family: Sequence[tuple[Condition, str]], there: frozenset[str] | None) -> Iterator[Sum]:
    for whole, key in family:
        inside = [(part, name) for part, name in family if part != whole and _contains(whole, part)]
        covers = _unions(whole, inside, there) if whole.values else _stretches(whole, inside)
        for parts in dict.fromkeys(tuple(sorted(cover)) for cover in covers):
            yield Sum(key, parts)


def _contains(whole: Condition, part: Condition) -> bool:
    if whole.values or part.values:
        return bool(part.values) and part.values < whole.values
    low_enough = whole.low is None or (part.low is not None and part.low >= whole.low)
    high_enough = whole.high is None or (part.high is not None and part.high <= whole.high)
    return low_enough and high_enough


def _unions(
    whole: Condition, inside: Sequence[tuple[Condition, str]], there: frozenset[str] | None
) -> Iterator[list[str]]:
    """Parts that make up the whole without overlap, one way for each part that it may begin with.

    `there`: the values that occur; None: it is not known which.
    """
    largest_first = sorted(inside, key=lambda member: (-len(member[0].values), member[1]))
    for first in largest_first:
        left, parts = set(whole.values if there is None else whole.values & there), []
        for part, name in [first, *largest_first]:
            occurs = part.values if there is None else part.values & there
            if part.values & left and occurs <= left:
                parts.append(name)
                left -= part.values
        if parts and not left:
            yield parts


def _stretches(whole: Condition, inside: Sequence[tuple[Condition, str]]) -> Iterator[list[str]]:
    """Stretches that follow each other from one end of the whole to the other, every way, up to a bound."""
    begins: defaultdict[float | None, list[tuple[Condition, str]]] = defaultdict(list)
    for part, name in inside:
        begins[part.low].append((part, name))
    found = 0
    ways: list[tuple[float | None, list[str]]] = [(whole.low, [])]
    while ways and found < MOST_WAYS:
        at, parts = ways.pop()
        for part, name in begins[at]:
            if part.high == whole.high:
                found += 1
                yield [*parts, name]
            elif part.high is not None:
                ways.append((part.high + 1, [*parts, name]))
