"""What every printed count counts, so that a count is known wherever it is printed, and which counts add up. Pure.

A count is of units that satisfy conditions; a condition is a set of values, all values but some, a stretch of
numbers or days, or something that only equals itself. Counts of the same units but for one field belong together:
where the sets of some make up the set of another, these add up to it, and where one is within another, the rest is
a count too. So totals, shares, sub-groups, months, quarters and years are linked, in whatever tables and reports
they stand, without anybody saying so.
"""

import ast
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from analytics.disclosure import Sum
from analytics.figures.answer import NOT_RECORDED
from analytics.figures.fields import FIELDS, Kind
from analytics.figures.question import Cohort, Conditions, Question, understand

DAY_OF = {
    Cohort.RECEIVED: "received_on",
    Cohort.WITH_OUTCOME: "received_on",
    Cohort.ANSWERED: "responded_on",
    Cohort.CONCLUDED: "closed_on",
}
MONTH = "received_month"
KindOfContact = tuple[str, str, str, str]
"""A class, a procedure, an outcome, and REFUSED or ACCEPTED: fields that say much of each other."""
KIND = "kind"
OF_KIND = ("classification", "procedure", "outcome", "disposition")
REFUSED, ACCEPTED = "refused", "accepted"
NONE = "(none)"
REST = "not among"
MOST_WAYS = 64
"""So many ways in which stretches make up a whole are looked for; more follow from them."""


@dataclass(frozen=True, order=True)
class Condition:
    """What a field must be.

    Attributes:
        values: one of these, as text; or
        low, high: between these, both included, days as ordinals, None is open; or
        other: what only equals itself, such as a value of a list, unless it says what the value is not.
    """

    path: str
    values: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None
    other: str = ""

    @classmethod
    def but_for(cls, path: str, values: Collection[str]) -> "Condition":
        """Any value but these, in the words of a question that asks for it."""
        names = sorted(set(values) - {NOT_RECORDED})
        exists = [("exists", True)] if NOT_RECORDED in values else []
        left_out = [("not", names if len(names) > 1 else names[0])] if names else []
        return cls(path, other=repr([*exists, *left_out]))

    @property
    def but(self) -> frozenset[str] | None:
        """Those that the value is not, where the condition says that and nothing else."""
        return _left_out(self.other)

    def written(self) -> list[Any]:
        """As it stands in a key."""
        return [self.path, sorted(self.values), self.low, self.high, self.other]


@cache
def _left_out(said: str) -> frozenset[str] | None:
    """What `Condition.but_for` wrote; None: something else is said."""
    if not said.startswith("[("):
        return None
    parts = dict(ast.literal_eval(said))
    named = parts.pop("not", [])
    values = {_text(value) for value in (named if isinstance(named, list) else [named])}
    if parts.pop("exists", False):
        values.add(NOT_RECORDED)
    return None if parts or not values else frozenset(values)


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

    kinds: frozenset[KindOfContact] = frozenset()
    """Every kind of unit that occurs; none: it is not known."""

    contradictions: list[tuple[str, int, int]] = field(default_factory=list)
    """Counts that two places say differently: the key and both numbers."""

    rounded: Mapping[str, int] | None = None
    """What every count is printed as; None: as what it is."""

    def printed(self, key: str) -> int:
        """A count as readers see it."""
        return self.values[key] if self.rounded is None else self.rounded[key]

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
        """Note the rest of a whole: nobody need print it, and whoever has both numbers works it out."""
        if left := self.values[whole] - self.values[part]:
            rest = _rest(self._read(whole), self._read(part))
            self.add_up(whole, [part, rest.key if rest.key in self.values else self.add(rest, left)])
        else:  # nothing else occurs, and may be known not to: then both are one number
            self.add_up(whole, [part])

    def linked(self) -> list[Sum]:
        """Every sum: those that were noted, and those that follow from what the counts count.

        The rest of each count that lies within another one joins the counts.
        """
        self._divide_all()
        self._split_all()
        self._split_all(only_into_known=True)
        return self._links()

    def _divide_all(self) -> None:
        """Note the groups of each whole by one field, where they come to as many as it: they are all of it."""
        groups: defaultdict[tuple[Count, str], list[tuple[Condition, str]]] = defaultdict(list)
        for key, count in self.counts.items():
            for condition in count.conditions:
                if not condition.other:
                    groups[Count(count.unit, count.conditions - {condition}), condition.path].append(
                        (condition, key)
                    )
        for (whole, path), group in groups.items():
            apart: list[tuple[Condition, str]] = []
            for condition, key in sorted(group, key=lambda one: (len(one[0].values), self.values[one[1]], one[1])):
                if all(_are_apart(condition, other) for other, _ in apart):
                    apart.append((condition, key))
            if whole.key in self.values and self.values[whole.key] == sum(self.values[key] for _, key in apart):
                self.add_up(whole.key, [key for _, key in apart])
                values = [condition.values for condition, key in apart if self.values[key]]
                if all(values):
                    self.occurring.setdefault((whole, path), frozenset().union(*values))

    def _split_all(self, *, only_into_known: bool = False) -> None:
        """Split every count that has another one within it, unless a sum says both already.

        `only_into_known`: where the rest is nothing, or a count that there is.
        """
        read = {key: self._read(key) for key in self.counts}
        known = set(read.values())
        told = {(link.whole, part) for link in self._links() for part in link.parts}
        for whole, part in _within(read):
            left = self.values[whole] - self.values[part]
            is_wanted = not only_into_known or not left or _rest(read[whole], read[part]) in known
            if (whole, part) not in told and left >= 0 and is_wanted:
                self.split(whole, part)

    def _links(self) -> list[Sum]:
        names: dict[Count, str] = {}
        links = dict(self.sums)
        for key in self.counts:
            if (first := names.setdefault(self._read(key), key)) != key:
                links[Sum(first, (key,))] = None
        occurring = {(self._of_kinds(whole), path): values for (whole, path), values in self.occurring.items()}
        return list(dict.fromkeys([*links, *_links(names, occurring)]))

    def _read(self, key: str) -> Count:
        return self._of_kinds(self.counts[key])

    def _of_kinds(self, count: Count) -> Count:
        """The same count by the kinds among it: so it is known that all of one class go by one procedure."""
        own = {condition for condition in count.conditions if _is_of_kind(condition)}
        if not own or not self.kinds:
            return count
        said = set(own)
        for (whole, path), values in self.occurring.items():
            if path in OF_KIND and whole.unit == count.unit and whole.conditions <= count.conditions:
                said.add(Condition(path, values))
        meeting = {"/".join(kind) for kind in self.kinds if all(_meets(kind, one) for one in said)}
        return Count(count.unit, (count.conditions - own) | {Condition(KIND, frozenset(meeting or {NONE}))})

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
    if question.cohort is Cohort.OPEN:
        cohort = Condition(Cohort.OPEN, other=asked.to.isoformat())
    else:
        cohort = Condition(DAY_OF[question.cohort], low=asked.since.toordinal(), high=asked.to.toordinal())
    conditions = [cohort, *conditions_of(question, question.filters)]
    if question.cohort is Cohort.WITH_OUTCOME:
        conditions.append(Condition.but_for("outcome", [NOT_RECORDED, "open"]))
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
    if wanted == {"exists": False}:
        return Condition(path, frozenset({NOT_RECORDED}))
    said = Condition(path, other=repr(sorted(wanted.items())))
    return said if said.but is None else Condition.but_for(path, said.but)


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
        return Condition(one.path, one.values & other.values or frozenset({NONE}))
    lows = [end for end in (one.low, other.low) if end is not None]
    highs = [end for end in (one.high, other.high) if end is not None]
    return Condition(one.path, low=max(lows, default=None), high=min(highs, default=None))


def _is_of_kind(condition: Condition) -> bool:
    named = condition.values or condition.but or frozenset()
    return named == {REFUSED} if condition.path == OF_KIND[-1] else condition.path in OF_KIND and bool(named)


def _meets(kind: KindOfContact, condition: Condition) -> bool:
    value = kind[OF_KIND.index(condition.path)]
    return value in condition.values if condition.values else value not in (condition.but or ())


def _links(names: Mapping[Count, str], occurring: Mapping[tuple[Count, str], frozenset[str]]) -> Iterator[Sum]:
    """Sums that follow from what is counted: of counts that are the same but for one field."""
    families: defaultdict[tuple[str, str, frozenset[Condition]], list[tuple[Condition, str]]] = defaultdict(list)
    for count, name in names.items():
        for condition in count.conditions:
            if not condition.other:
                rest = count.conditions - {condition}
                families[count.unit, condition.path, rest].append((condition, name))
    for (unit, path, rest), family in families.items():
        known = [
            values
            for (whole, field_path), values in occurring.items()
            if (whole.unit, field_path) == (unit, path) and whole.conditions <= rest
        ]
        # A value that does not occur in a larger whole occurs in no part of it.
        there = frozenset.intersection(*known) if known else None
        yield from _links_within(sorted(family, key=lambda member: member[1]), there)


def _within(counts: Mapping[str, Count]) -> list[tuple[str, str]]:
    """Keys of every count and of another one within it that differs by what one field is."""
    families: defaultdict[tuple[str, str, frozenset[Condition]], dict[str, Condition | None]] = defaultdict(dict)
    for key, count in counts.items():
        for condition in count.conditions:
            if condition.path != REST:
                rest = count.conditions - {condition}
                families[count.unit, condition.path, rest][key] = condition
    keys = {count: key for key, count in counts.items()}
    for (unit, _, rest), family in families.items():
        if (whole := keys.get(Count(unit, rest))) is not None:
            family[whole] = None
    return sorted(
        (whole, part)
        for family in families.values()
        for whole, larger in family.items()
        for part, smaller in family.items()
        if smaller is not None and whole != part and (larger is None or _less(larger, smaller) is not None)
    )


def _rest(whole: Count, part: Count) -> Count:
    """What of a whole is not of its part."""
    more, fewer = part.conditions - whole.conditions, whole.conditions - part.conditions
    if len(more) == 1 and len(fewer) <= 1:
        condition = _less(next(iter(fewer), None), next(iter(more)))
        if condition is not None:
            return Count(whole.unit, (whole.conditions - fewer) | {condition})
    return whole.where(Condition(REST, other=part.key))


def _less(whole: Condition | None, part: Condition) -> Condition | None:
    """What a field is that is as `whole` says and not as `part` does; None: that cannot be said, or is nothing."""
    if whole is not None and whole.path != part.path:
        return None
    but = frozenset[str]() if whole is None else whole.but
    if whole is not None and _is_stretch(whole) and _is_stretch(part):
        return _left_of(whole, part)
    if part.values and whole is not None and whole.values:
        left = whole.values - part.values
        return Condition(part.path, left) if left and part.values < whole.values else None
    if part.values and but is not None and not but & part.values:
        return Condition.but_for(part.path, but | part.values)
    if part.but and but is not None and but < part.but:
        return Condition(part.path, part.but - but)
    return None


def _is_stretch(condition: Condition) -> bool:
    return not condition.values and not condition.other


def _left_of(whole: Condition, part: Condition) -> Condition | None:
    """What a stretch has beside a part that it begins or ends with; None: no such part."""
    if not _contains(whole, part) or whole == part:
        return None
    if part.low == whole.low and part.high is not None:
        return Condition(part.path, low=part.high + 1, high=whole.high)
    if part.high == whole.high and part.low is not None:
        return Condition(part.path, low=whole.low, high=part.low - 1)
    return None


def _links_within(family: Sequence[tuple[Condition, str]], there: frozenset[str] | None) -> Iterator[Sum]:
    for whole, key in family:
        inside = [(part, name) for part, name in family if part != whole and _contains(whole, part)]
        covers = _unions(whole, inside, there) if whole.values else _stretches(whole, inside)
        for parts in dict.fromkeys(tuple(sorted(cover)) for cover in covers):
            yield Sum(key, parts)


def _are_apart(one: Condition, other: Condition) -> bool:
    """Whether nothing is as both of two conditions on one field say."""
    if one.values or other.values:
        return not one.values & other.values
    return bool(one.low is not None and other.high is not None and one.low > other.high) or bool(
        other.low is not None and one.high is not None and other.low > one.high
    )


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
