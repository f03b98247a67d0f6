"""A question as it is asked, and as it is understood: every name known, every value of the right kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic import Field as Body

from analytics.figures.fields import FIELDS, LISTS, NUMBERS, CountedUnit, Field, Kind, WrongValue, is_text, stored
from kernel.errors import FieldError, Unprocessable
from kernel.values import LocalDate

OBJECTS = {"provider": "provider_named", "ombudsman": "ombudsman.decision"}
"""Objects that a filter may ask the existence of, and the field that tells."""
MOST_VALUES, MOST_VALUES_TOGETHER = 500, 10_000
"""Of one list, and of all lists of a question: a statement takes 65,535 parameters on PostgreSQL."""


class Measure(StrEnum):
    COUNT = "count"
    SUM = "sum"
    PERCENTAGE = "percentage"
    RATE = "rate"
    UPHELD_RATE = "upheld_rate"
    WITHIN_TARGET_RATE = "within_target_rate"
    MEAN_WORKING_DAYS = "mean_working_days"
    MEAN_CALENDAR_DAYS = "mean_calendar_days"
    MEAN_MONTHS = "mean_months"
    MEDIAN = "median"
    PERCENTILE_90 = "percentile_90"
    PERCENT_DIFFERENCE = "percent_difference"
    RANKING = "ranking"


MEANS = {
    Measure.MEAN_WORKING_DAYS: {Kind.NUMBER},
    Measure.MEAN_CALENDAR_DAYS: {Kind.CALENDAR_DAYS},
    Measure.MEAN_MONTHS: {Kind.MONTHS},
}
PERCENTILES = {Measure.MEDIAN: 50, Measure.PERCENTILE_90: 90}
"""Measures of how a field is spread, and how many in a hundred have at most that."""
OF_A_FIELD = {
    Measure.SUM: NUMBERS,
    **MEANS,
    **dict.fromkeys(PERCENTILES, frozenset[Kind]().union(*MEANS.values())),
}
"""Measures of a field, and what kinds of field that may be."""
RATES = frozenset({Measure.RATE, Measure.UPHELD_RATE, Measure.WITHIN_TARGET_RATE})
GROUPED = frozenset({Measure.PERCENTAGE, Measure.PERCENT_DIFFERENCE, Measure.RANKING})
"""Measures that need a field to group by."""


class Cohort(StrEnum):
    """Which cases belong to the period; `open`: those that had begun and not ended by its last day."""

    RECEIVED = "received"
    ANSWERED = "answered"
    CONCLUDED = "concluded"
    WITH_OUTCOME = "with_outcome"
    OPEN = "open"


class Order(StrEnum):
    ASCENDING = "asc"
    DESCENDING = "desc"


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number is needed")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
Conditions = dict[str, Any]


class Question(BaseModel):
    """One question about one council."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    authority: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    year: Annotated[str, StringConstraints(pattern=r"^(19|20)[0-9]{2}-[0-9]{2}$")] | None = None
    since: LocalDate | None = Body(default=None, alias="from")
    to: LocalDate | None = None
    cohort: Cohort = Cohort.RECEIVED
    measure: Measure
    unit: CountedUnit = CountedUnit.CASE
    filters: Conditions = {}
    numerator: Conditions | None = None
    versus: Conditions | None = None
    group_by: Annotated[list[str], Body(max_length=2)] = []
    value_groups: dict[str, dict[str, list[Any]]] = {}
    bands: dict[str, list[Annotated[list[Any], Body(min_length=3, max_length=3)]]] = {}
    exclude_missing: Annotated[bool, Body(strict=True)] = False
    field: str | None = None
    depth: Annotated[Whole, Body(ge=1, le=1000)] = 1
    order: Order = Order.DESCENDING
    rounding: Annotated[Whole, Body(ge=0, le=10)] = 0


@dataclass(frozen=True)
class Condition:
    """What a field's values must satisfy; every part that is given must hold."""

    field: Field | None
    part: str | None = None
    any_of: Sequence[Any] | None = None
    none_of: Sequence[Any] | None = None
    exists: bool | None = None
    low: Any = None
    high: Any = None


@dataclass(frozen=True)
class Band:
    label: str
    low: Any
    high: Any


@dataclass(frozen=True)
class Grouping:
    """A field to group by, and under which labels its values go."""

    field: Field
    labels: Mapping[Any, str]
    bands: Sequence[Band]


@dataclass(frozen=True)
class Understood:
    """A question with every name resolved.

    Attributes:
        since, to: the period, both days included.
    """

    asked: Question
    since: date
    to: date
    filters: Sequence[Condition]
    numerator: Sequence[Condition]
    versus: Sequence[Condition]
    groups: Sequence[Grouping]
    field: Field | None


def understand(question: Question) -> Understood:
    """Resolve names and values. Raises Unprocessable naming everything that is wrong."""
    wrong: list[FieldError] = []
    since, to = _period(question, wrong)
    understood = Understood(
        question,
        since,
        to,
        _conditions(question.filters, question.unit, "/filters", wrong),
        _conditions(question.numerator or {}, question.unit, "/numerator", wrong),
        _conditions(question.versus or {}, question.unit, "/versus", wrong),
        _groups(question, wrong),
        _measured_field(question, wrong),
    )
    _require_parts(question, wrong)
    _require_few_values((*understood.filters, *understood.numerator, *understood.versus), wrong)
    if wrong:
        raise Unprocessable("The question cannot be answered as it stands.", wrong)
    return understood


def _period(question: Question, wrong: list[FieldError]) -> tuple[date, date]:
    since, to = question.since, question.to
    if question.year is not None:
        if since or to:
            wrong.append(FieldError("/year", "Give a year, or from and to."))
        first = int(question.year[:4])
        if (first + 1) % 100 != int(question.year[5:]):
            wrong.append(FieldError("/year", "A year is two that follow each other, such as 2023-24."))
        return date(first, 4, 1), date(first + 1, 3, 31)
    if since is None or to is None:
        missing = "/from" if since is None else "/to"
        wrong.append(FieldError(missing, "Give a year, or from and to."))
        return date.min, date.max
    if to < since:
        wrong.append(FieldError("/to", "This is before from."))
    return since, to


def _field(path: str, unit: CountedUnit, pointer: str, wrong: list[FieldError]) -> Field | None:
    field = FIELDS[unit].get(path)
    if field is None:
        wrong.append(FieldError(pointer, f"There is no field {path!r} for the unit {unit.value}."))
    return field


def _conditions(given: Conditions, unit: CountedUnit, pointer: str, wrong: list[FieldError]) -> list[Condition]:
    conditions = []
    for path, wanted in given.items():
        here = f"{pointer}/{path}"
        try:
            if path in LISTS or path in OBJECTS:
                conditions.append(_existence(path, wanted))
            elif field := _field(path, unit, here, wrong):
                conditions.append(_condition(field, wanted))
        except WrongValue as error:
            wrong.append(FieldError(here, str(error)))
    return conditions


def _require_few_values(conditions: Sequence[Condition], wrong: list[FieldError]) -> None:
    if sum(len(one.any_of or ()) + len(one.none_of or ()) for one in conditions) > MOST_VALUES_TOGETHER:
        wrong.append(FieldError("/filters", f"All lists together have at most {MOST_VALUES_TOGETHER:,} values."))


def _existence(path: str, wanted: Any) -> Condition:
    exists = wanted.get("exists") if isinstance(wanted, dict) and len(wanted) == 1 else None
    if not isinstance(exists, bool):
        raise WrongValue(f'of {path} one can only ask {{"exists": true}} or {{"exists": false}}')
    if path in OBJECTS:
        field = FIELDS[CountedUnit.CASE][OBJECTS[path]]
        return Condition(field, any_of=[exists]) if field.kind is Kind.BOOLEAN else Condition(field, exists=exists)
    return Condition(None, part=path, exists=exists)


def _condition(field: Field, wanted: Any) -> Condition:
    if isinstance(wanted, list):
        return Condition(field, any_of=_values(field, wanted))
    if not isinstance(wanted, dict):
        return Condition(field, any_of=[stored(field.kind, wanted)])
    unknown = set(wanted) - {"exists", "not", "min", "max"}
    if unknown or not wanted:
        raise WrongValue(f"there is no operator {', '.join(sorted(unknown)) or '(none given)'}")
    exists = wanted.get("exists")
    if "exists" in wanted and not isinstance(exists, bool):
        raise WrongValue("exists is true or false")
    none_of = wanted.get("not")
    listed = none_of if isinstance(none_of, list) else [none_of]
    if field.kind in {Kind.TEXT, Kind.BOOLEAN} and ("min" in wanted or "max" in wanted):
        raise WrongValue(f"{field.path} has no order, so no min and max")
    return Condition(
        field,
        exists=exists,
        none_of=None if "not" not in wanted else _values(field, listed),
        low=stored(field.kind, wanted["min"]) if "min" in wanted else None,
        high=stored(field.kind, wanted["max"]) if "max" in wanted else None,
    )


def _values(field: Field, given: Sequence[Any]) -> list[Any]:
    if len(given) > MOST_VALUES:
        raise WrongValue(f"a list has at most {MOST_VALUES} values")
    return [stored(field.kind, value) for value in given]


def _groups(question: Question, wrong: list[FieldError]) -> list[Grouping]:
    groups = []
    for index, path in enumerate(question.group_by):
        field = _field(path, question.unit, f"/group_by/{index}", wrong)
        if field is None:
            continue
        if field.part is not None:
            wrong.append(FieldError(f"/group_by/{index}", f"{path} is a list: group by its unit instead."))
            continue
        groups.append(Grouping(field, _labels(question, field, wrong), _bands(question, field, wrong)))
    for name, given in (("value_groups", question.value_groups), ("bands", question.bands)):
        for path in set(given) - set(question.group_by):
            wrong.append(FieldError(f"/{name}/{path}", "This field is not grouped by."))
    return groups


def _labels(question: Question, field: Field, wrong: list[FieldError]) -> dict[Any, str]:
    labels: dict[Any, str] = {}
    for label, values in question.value_groups.get(field.path, {}).items():
        if not is_text(label):
            wrong.append(FieldError(f"/value_groups/{field.path}/{label}", "This label is no text."))
        for value in values:
            try:
                labels.setdefault(stored(field.kind, value), label)
            except WrongValue as error:
                wrong.append(FieldError(f"/value_groups/{field.path}/{label}", str(error)))
    return labels


def _bands(question: Question, field: Field, wrong: list[FieldError]) -> list[Band]:
    bands = []
    for index, (label, low, high) in enumerate(question.bands.get(field.path, [])):
        pointer = f"/bands/{field.path}/{index}"
        if not is_text(label):
            wrong.append(FieldError(pointer, "A band begins with its label."))
        elif field.kind in {Kind.TEXT, Kind.BOOLEAN}:
            wrong.append(FieldError(pointer, f"{field.path} has no order, so no bands."))
        else:
            try:
                ends = [None if end is None else stored(field.kind, end) for end in (low, high)]
                bands.append(Band(label, ends[0], ends[1]))
            except WrongValue as error:
                wrong.append(FieldError(pointer, str(error)))
    return bands


def _measured_field(question: Question, wrong: list[FieldError]) -> Field | None:
    wants = OF_A_FIELD.get(question.measure)
    if wants is None:
        return None
    if question.field is None:
        wrong.append(FieldError("/field", f"{question.measure.value} needs a field."))
        return None
    field = _field(question.field, question.unit, "/field", wrong)
    if field and (field.kind not in wants or field.part is not None):
        wrong.append(FieldError("/field", f"{question.field} has no {question.measure.value}."))
    return field


def _require_parts(question: Question, wrong: list[FieldError]) -> None:
    measure = question.measure
    if measure in RATES and question.numerator is None:
        wrong.append(FieldError("/numerator", f"{measure.value} needs a numerator."))
    if measure is Measure.RANKING and len(question.group_by) != 1:
        wrong.append(FieldError("/group_by", "ranking needs one field to group by."))
    elif measure in GROUPED and not question.group_by:
        wrong.append(FieldError("/group_by", f"{measure.value} needs a field to group by."))
    if measure is Measure.PERCENT_DIFFERENCE and question.versus is None:
        wrong.append(FieldError("/versus", "percent_difference needs what to compare with."))
