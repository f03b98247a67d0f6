"""From answers to tables: groups as rows, years or more groups as columns, each value with its counts. Pure."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from analytics.figures.answer import MISSING, NOT_RECORDED, Answer
from analytics.figures.arithmetic import percent, percentile, rounded
from analytics.figures.fields import FIELDS, Kind
from analytics.figures.question import MEANS, PERCENTILES, RATES, Measure, Order, Question
from analytics.figures.small import SMALLEST
from analytics.reports.anonymous import may_name
from analytics.reports.counts import Condition, Count, Counts, group_conditions, matching, population, written
from analytics.reports.document import Column, NumberUnit, Row, Value
from analytics.reports.labels import OTHERS, OTHERS_NAME, Labels, by_size, in_order
from analytics.reports.supported import beside
from analytics.reports.supported import columns as columns_beside

TELLING = frozenset({"theme", "subcategory", "action"})
"""Fields that say in words what a complaint was about, or what was done."""
TOTAL = "total"
UNIT_OF_MEAN = {
    Measure.MEAN_WORKING_DAYS: NumberUnit.WORKING_DAYS,
    Measure.MEAN_CALENDAR_DAYS: NumberUnit.CALENDAR_DAYS,
    Measure.MEAN_MONTHS: NumberUnit.MONTHS,
}
UNIT_OF_SUM = {
    Kind.POUNDS: NumberUnit.POUNDS,
    Kind.CALENDAR_DAYS: NumberUnit.CALENDAR_DAYS,
    Kind.MONTHS: NumberUnit.MONTHS,
}
PERCENTILE_NAMES = {Measure.MEDIAN: "Median", Measure.PERCENTILE_90: "Nine in ten within"}
Ask = Callable[[Question], Answer]


@dataclass(frozen=True)
class Asked:
    """A question of one period and its answer."""

    head: str
    question: Question
    answer: Answer


@dataclass(frozen=True)
class Grid:
    """Columns and rows of a table; `by_size`: ids of rows, and of columns, whose place says how large they are."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    gathered: int = 0
    by_size: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


class Grids:
    """Makes tables, and notes every count that they print.

    `gathers`: small groups of free text that nobody has named stand together, since a text may name a person.
    """

    def __init__(self, counts: Counts, labels: Labels, ask: Ask, *, gathers: bool) -> None:
        self._gathers = gathers
        self._counts = counts
        self._labels = labels
        self._ask = ask

    def grid(
        self,
        asked: Sequence[Asked],
        rows: Mapping[str, str],
        columns: Mapping[str, str],
        *,
        share: bool,
        change: bool,
        people: Mapping[str, int] | None = None,
    ) -> Grid:
        """The table of a question, asked of one period or of several; a matrix shows the first alone.

        `people`: how many people supported stand behind each group of the first, by its code.
        """
        measure = asked[0].question.measure
        if measure is Measure.RANKING:
            return self._ranking(asked, rows)
        if len(asked[0].question.group_by) == 2:
            return self._matrix(asked[0], rows, columns)
        if measure is Measure.PERCENT_DIFFERENCE:
            return self._difference(asked[0], rows, columns)
        if measure in RATES:
            return self._by_group(asked, rows, [self._rates(one, columns) for one in asked])
        if measure in MEANS:
            return self._by_group(asked, rows, [self._means(one) for one in asked])
        if measure in PERCENTILES:
            return self._by_group(asked, rows, [self._percentiles(one) for one in asked])
        if measure is Measure.SUM:
            return self._by_group(asked, rows, [self._totals(one) for one in asked])
        shown = share or measure is Measure.PERCENTAGE
        parts = [self._shares(one, shown) for one in asked]
        return self._by_group(asked, rows, parts, change=change, people=people)

    def _by_group(
        self,
        asked: Sequence[Asked],
        rows: Mapping[str, str],
        parts: Sequence["Columns"],
        *,
        change: bool = False,
        people: Mapping[str, int] | None = None,
    ) -> Grid:
        """One group a row, the periods beside each other, and what all groups come to."""
        question = asked[0].question
        sizes: dict[str, int] = {}
        for part in reversed(parts):  # the order is that of the latest
            sizes |= {key: size for key, size in part.sizes.items() if size or key not in sizes}
        sizes |= parts[0].sizes
        if people:  # who makes no complaint is told too
            counted = {self._labels.name(question, 0, key, rows) for key in sizes}
            sizes |= {key: 0 for key in people if self._labels.name(question, 0, key, rows) not in counted}
        names = self._names(question, 0, sizes, rows)
        supported = {self._labels.name(question, 0, key, rows): n for key, n in (people or {}).items()}
        made = []
        grouped = _gathered(sizes, names)
        for key in [*in_order(question, 0, grouped, rows), TOTAL]:
            values = [value for part in parts for value in part.values(_members(key, names, part.sizes))]
            if change and len(parts) > 1:
                values.append(_change(values[0], values[len(parts[0].columns)]))
            label = "All" if key == TOTAL else _label(key, names)
            if people:
                behind = sum(people.values()) if key == TOTAL else supported.get(label)
                values += beside(values[0], behind, is_known=key not in MISSING)
            made.append(Row(id=key, label=label, values=tuple(values), is_total=key == TOTAL))
        columns = [column for part in parts for column in part.columns]
        if change and len(parts) > 1:
            columns.append(Column(id="change", title="Change", head="Change", measure=NumberUnit.CHANGE))
        if people:
            columns += columns_beside()
        sized = (by_size(question, 0, grouped, rows), frozenset[str]())
        return Grid(tuple(columns), tuple(made), _number_gathered(names), sized)

    def _names(
        self, question: Question, place: int, sizes: Mapping[str, int], more: Mapping[str, str]
    ) -> dict[str, str | None]:
        """What each group is called; None: it goes with others, being a text that nobody has named.

        So it goes where it is small, or tells what happened as if it named somebody.
        """
        names: dict[str, str | None] = {}
        tells = question.group_by[place].rpartition(".")[2] in TELLING
        for key, size in sizes.items():
            name = self._labels.name(question, place, key, more)
            stands = not self._gathers or (size >= SMALLEST and not (tells and may_name(key)))
            names[key] = key if name is None and stands else name
        return names

    def _shares(self, one: Asked, with_share: bool) -> "Columns":
        found = {key: int(count) for key, count in one.answer.numerator.items()}
        whole = _whole(one.question, list(found))
        self._counts.divide(whole, [(group_conditions(one.question, 0, key), n) for key, n in found.items()])
        places = one.question.rounding
        columns = [_column(one.head, "Number", NumberUnit.COUNT)]
        if with_share:
            columns.append(_column(one.head, "Share", NumberUnit.PERCENT))

        def values(keys: Sequence[str]) -> list[Value]:
            count, n = self._group(one.question, whole, keys, found)
            values = [Value(value=n, counts=(count,))]
            if with_share:
                total = self._counts.printed(whole.key)
                values.append(_percent(n, total, places, (count, whole.key)))
            return values

        return Columns(columns, found, values)

    def _rates(self, one: Asked, titles: Mapping[str, str]) -> "Columns":
        found = {key: int(count) for key, count in one.answer.denominator.items()}
        in_numerator = {key: int(count) for key, count in one.answer.numerator.items()}
        whole, part = _whole(one.question, list(found)), matching(one.question)
        conditions = {key: group_conditions(one.question, 0, key) for key in found}
        self._counts.divide(whole, [(conditions[key], n) for key, n in found.items()])
        self._counts.divide(part, [(conditions[key], n) for key, n in in_numerator.items()])
        columns = [
            _column(one.head, titles.get("counted", "Counted"), NumberUnit.COUNT),
            _column(one.head, titles.get("matching", "Of these"), NumberUnit.COUNT, "matching"),
            _column(one.head, "Share", NumberUnit.PERCENT),
        ]

        def values(keys: Sequence[str]) -> list[Value]:
            count, n = self._group(one.question, whole, keys, found)
            matching_count, m = self._group(one.question, part, keys, in_numerator)
            self._counts.split(count, matching_count)
            share = _percent(m, n, one.question.rounding, (count, matching_count))
            return [Value(value=n, counts=(count,)), Value(value=m, counts=(matching_count,)), share]

        return Columns(columns, found, values)

    def _means(self, one: Asked) -> "Columns":
        found = {key: int(count) for key, count in one.answer.denominator.items()}
        totals = one.answer.numerator
        whole = having(one.question)
        self._counts.divide(whole, [(group_conditions(one.question, 0, key), n) for key, n in found.items()])
        unit = UNIT_OF_MEAN[one.question.measure]
        columns = [_column(one.head, "Counted", NumberUnit.COUNT), _column(one.head, "Mean", unit)]

        def values(keys: Sequence[str]) -> list[Value]:
            count, n = self._group(one.question, whole, keys, found)
            days, counted = (sum(of.get(key, 0) for key in keys) for of in (totals, found))
            mean = None if not counted else percent(days, 100 * counted, one.question.rounding)
            return [
                Value(value=n, counts=(count,)),
                Value(value=mean, unit=unit, places=one.question.rounding, counts=(count,)),
            ]

        return Columns(columns, found, values)

    def _percentiles(self, one: Asked) -> "Columns":
        found = {key: int(count) for key, count in one.answer.denominator.items()}
        spreads = self._spread(one.question)
        whole = having(one.question)
        self._counts.divide(whole, [(group_conditions(one.question, 0, key), n) for key, n in found.items()])
        columns = [
            _column(one.head, "Counted", NumberUnit.COUNT),
            _column(one.head, PERCENTILE_NAMES[one.question.measure], unit_of_sum(one.question)),
        ]

        def values(keys: Sequence[str]) -> list[Value]:
            count, n = self._group(one.question, whole, keys, found)
            together: Counter[str] = Counter()
            for key in keys:
                together.update(spreads.get(key, {}))
            return [Value(value=n, counts=(count,)), self._percentile(one.question, count, together)]

        return Columns(columns, found, values)

    def percentile(self, question: Question) -> Value:
        """Of all that have the field, together."""
        spread = self._spread(question)
        n = sum(spread.values()) - spread.get(NOT_RECORDED, 0)
        return self._percentile(question, self._counts.add(having(question), n), spread)

    def _spread(self, question: Question) -> Any:
        """How many there are of each value of the field, or of each within the groups."""
        fields = [*question.group_by, question.field or ""]
        return self._ask(question.model_copy(update={"measure": Measure.COUNT, "group_by": fields})).values

    def _percentile(self, question: Question, whole: str, spread: Mapping[str, int]) -> Value:
        """It tells of a count how many of it have no more: both these and the rest are printed with it."""
        unit, places = unit_of_sum(question), question.rounding
        by_value = {int(value): int(n) for value, n in spread.items() if value != NOT_RECORDED}
        if not by_value:
            return Value(value=None, unit=unit, counts=(whole,))
        most = percentile(by_value, PERCENTILES[question.measure])
        within = sum(n for value, n in by_value.items() if value <= most)
        path, of = question.field or "", self._counts.counts[whole]
        parts = [
            self._counts.add(of.where(Condition(path, high=floor(most))), within),
            self._counts.add(of.where(Condition(path, low=floor(most) + 1)), sum(by_value.values()) - within),
        ]
        self._counts.add_up(whole, parts)
        return Value(value=rounded(most, places), unit=unit, places=places, counts=(whole, *parts))

    def _totals(self, one: Asked) -> "Columns":
        """Sums of money or of days, each with the number of units that it is of."""
        counted = one.question.model_copy(update={"measure": Measure.COUNT, "field": None})
        found = {key: int(n) for key, n in self._ask(counted).values.items()}
        whole = population(one.question)
        self._counts.divide(whole, [(group_conditions(one.question, 0, key), n) for key, n in found.items()])
        unit = unit_of_sum(one.question)
        columns = [_column(one.head, "Counted", NumberUnit.COUNT), _column(one.head, "Total", unit)]

        def values(keys: Sequence[str]) -> list[Value]:
            count, n = self._group(one.question, whole, keys, found)
            total = sum(one.answer.values.get(key, 0) for key in keys)
            return [Value(value=n, counts=(count,)), Value(value=total, unit=unit, counts=(count,))]

        return Columns(columns, found, values)

    def _difference(self, one: Asked, rows: Mapping[str, str], titles: Mapping[str, str]) -> Grid:
        """How many more or fewer of one thing than of another, group by group."""
        now, then = one.answer.numerator, one.answer.denominator
        other = population(one.question.model_copy(update={"filters": one.question.versus or {}}))
        mine = population(one.question)
        for whole, found in ((mine, now), (other, then)):
            parts = [(group_conditions(one.question, 0, key), int(n)) for key, n in found.items()]
            self._counts.divide(whole, parts)
        names = self._names(one.question, 0, now, rows)
        grouped = _gathered(now, names)
        made = []
        for key in [*in_order(one.question, 0, grouped, rows), TOTAL]:
            members = _members(key, names, now)
            count, n = self._group(one.question, mine, members, now)
            before, b = self._group(one.question, other, members, then)
            values = (
                Value(value=n, counts=(count,)),
                Value(value=b, counts=(before,)),
                _percent(n - b, b, one.question.rounding, (count, before), NumberUnit.PERCENT_CHANGE),
            )
            label = "All" if key == TOTAL else _label(key, names)
            made.append(Row(id=key, label=label, values=values, is_total=key == TOTAL))
        columns = (
            _column(one.head, titles.get("counted", "Counted"), NumberUnit.COUNT),
            _column(one.head, titles.get("versus", "Compared with"), NumberUnit.COUNT, "versus"),
            _column(one.head, "Difference", NumberUnit.PERCENT_CHANGE),
        )
        sized = (by_size(one.question, 0, grouped, rows), frozenset[str]())
        return Grid(columns, tuple(made), _number_gathered(names), sized)

    def _matrix(self, one: Asked, rows: Mapping[str, str], columns: Mapping[str, str]) -> Grid:
        """Two fields: groups of the first down, of the second across, with what both come to."""
        found = {
            (outer, inner): int(n) for outer, line in one.answer.numerator.items() for inner, n in line.items()
        }
        down = _sizes(found, 0)
        across = _sizes(found, 1)
        whole = _whole(one.question, list(down), list(across))
        row_names = self._names(one.question, 0, down, rows)
        column_names = self._names(one.question, 1, across, columns)
        grouped = (_gathered(down, row_names), _gathered(across, column_names))
        row_keys = [*in_order(one.question, 0, grouped[0], rows), TOTAL]
        column_keys = [*in_order(one.question, 1, grouped[1], columns), TOTAL]

        def cell(row: str, column: str) -> tuple[Count, int]:
            ours = _members(row, row_names, down)
            theirs = _members(column, column_names, across)
            conditions = [
                *([] if row == TOTAL else [_union(one.question, 0, ours)]),
                *([] if column == TOTAL else [_union(one.question, 1, theirs)]),
            ]
            return whole.where(*conditions), sum(found.get((a, b), 0) for a in ours for b in theirs)

        made = []
        for row in row_keys:
            values = []
            for column in column_keys:
                key = self._counts.add(*cell(row, column))
                values.append(Value(value=self._counts.printed(key), counts=(key,)))
            self._counts.add_up(values[-1].counts[0], [value.counts[0] for value in values[:-1]])
            label = "All" if row == TOTAL else _label(row, row_names)
            made.append(Row(id=row, label=label, values=tuple(values), is_total=row == TOTAL))
        for at in range(len(column_keys)):
            stacked = [row.values[at].counts[0] for row in made]
            self._counts.add_up(stacked[-1], stacked[:-1])
        names = [*(_label(key, column_names) for key in column_keys[:-1]), "All"]
        heads = tuple(
            Column(id=key, title="", head=name, measure=NumberUnit.COUNT)
            for key, name in zip(column_keys, names, strict=True)
        )
        sized = (by_size(one.question, 0, grouped[0], rows), by_size(one.question, 1, grouped[1], columns))
        return Grid(heads, tuple(made), _number_gathered(row_names) + _number_gathered(column_names), sized)

    def _ranking(self, asked: Sequence[Asked], rows: Mapping[str, str]) -> Grid:
        """Which groups come first, without how many they are."""
        depth = max(len(one.answer.values) for one in asked)
        made = []
        for level in range(depth):
            values = [self._level(one, level, rows) for one in asked]
            made.append(Row(id=str(level + 1), label=str(level + 1), values=tuple(values)))
        columns = tuple(
            _column(one.head, "Most" if one.question.order is Order.DESCENDING else "Fewest", NumberUnit.TEXT)
            for one in asked
        )
        return Grid(columns, tuple(made))

    def _level(self, one: Asked, level: int, rows: Mapping[str, str]) -> Value:
        if level >= len(one.answer.values):
            return Value(value=None, unit=NumberUnit.TEXT)
        named, counts = self.ranked(one, level, rows)
        return Value(value=named, unit=NumberUnit.TEXT, counts=counts)

    def ranked(self, one: Asked, level: int, rows: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        """The groups of a level of a ranking in words, and their counts."""
        whole = population(one.question)
        keys = one.answer.values[level]
        counts = tuple(
            self._counts.add(whole.where(group_conditions(one.question, 0, key)), int(one.answer.numerator[key]))
            for key in keys
        )
        names = [self._labels.name(one.question, 0, key, rows) or key for key in keys]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names), counts

    def _group(
        self, question: Question, whole: Count, keys: Sequence[str], found: Mapping[str, int]
    ) -> tuple[str, int]:
        """The count of one group, of several gathered in one, or of all, and what is printed of it."""
        of = whole if set(keys) == set(found) else whole.where(_union(question, 0, keys))
        count = self._counts.add(of, sum(found.get(key, 0) for key in keys))
        return count, self._counts.printed(count)


@dataclass(frozen=True)
class Columns:
    """One period's columns, how large its groups are, and what they hold for some of the groups together."""

    columns: Sequence[Column]
    sizes: Mapping[str, int]
    values: Callable[[Sequence[str]], list[Value]]


def having(question: Question) -> Count:
    """Those of the whole that have the field which is averaged."""
    return population(question).where(Condition.but_for(question.field or "", [NOT_RECORDED]))


def unit_of_sum(question: Question) -> NumberUnit:
    return UNIT_OF_SUM.get(FIELDS[question.unit][question.field or ""].kind, NumberUnit.WORKING_DAYS)


def _whole(question: Question, *groups: Sequence[str]) -> Count:
    """What the groups are groups of: where those that are missing are left out, what has one of the rest."""
    whole = population(question)
    if question.exclude_missing:
        for place, keys in enumerate(groups):
            if keys:
                whole = whole.where(_union(question, place, keys))
    return whole


def _union(question: Question, place: int, keys: Sequence[str]) -> Condition:
    """The condition of several groups together."""
    conditions = [group_conditions(question, place, key) for key in keys]
    if len(conditions) == 1:
        return conditions[0]
    path = question.group_by[place]
    if conditions and all(condition.values for condition in conditions):
        return Condition(path, frozenset().union(*(condition.values for condition in conditions)))
    return Condition(path, other=json.dumps(written(conditions)))


def _sizes(found: Mapping[tuple[str, str], int], place: int) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for keys, n in found.items():
        sizes[keys[place]] = sizes.get(keys[place], 0) + n
    return sizes


def _gathered(sizes: Mapping[str, int], names: Mapping[str, str | None]) -> dict[str, int]:
    """Sizes by row: those without a name together."""
    gathered = {key: size for key, size in sizes.items() if names[key] is not None}
    rest = [size for key, size in sizes.items() if names[key] is None]
    return gathered | ({OTHERS: sum(rest)} if rest else {})


def _members(key: str, names: Mapping[str, str | None], sizes: Mapping[str, int]) -> list[str]:
    if key == TOTAL:
        return list(sizes)
    return [name for name in sizes if names[name] is None] if key == OTHERS else [key]


def _label(key: str, names: Mapping[str, str | None]) -> str:
    return OTHERS_NAME if key == OTHERS else names[key] or key


def _number_gathered(names: Mapping[str, str | None]) -> int:
    return sum(name is None for name in names.values())


def _column(head: str, title: str, measure: NumberUnit, kind: str = "") -> Column:
    return Column(id=f"{head} {kind or measure.value}", title=title, head=head, measure=measure)


def _percent(
    part: int, whole: int, places: int, counts: tuple[str, ...], unit: NumberUnit = NumberUnit.PERCENT
) -> Value:
    return Value(value=percent(part, whole, places), unit=unit, places=places, counts=counts)


def _change(now: Value, before: Value) -> Value:
    both = isinstance(now.value, int) and isinstance(before.value, int)
    difference = int(now.value or 0) - int(before.value or 0) if both else None
    return Value(value=difference, unit=NumberUnit.CHANGE, counts=(*now.counts, *before.counts))
