"""The one list of fields that a question may name: by what column each is counted, filtered and grouped. Pure.

A name that is not in it does not exist: questions never reach SQL with a name of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from analytics.figures.words import TITLES


class Kind(StrEnum):
    """What values a field has, and so what may be asked of it."""

    TEXT = "text"
    NUMBER = "number"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    POUNDS = "pounds"
    DATE = "date"
    BOOLEAN = "boolean"


class CountedUnit(StrEnum):
    """What is counted."""

    CASE = "case"
    ISSUE = "issue"
    STAGE = "stage"
    LEARNING = "learning"
    REMEDY = "remedy"
    TEAM_INVOLVED = "team_involved"
    COMPLIMENT = "compliment"
    TELLING = "telling"
    OMBUDSMAN_CASE = "ombudsman_case"
    CONTACT_PLAN = "contact_plan"


CASE = "case"
"""The table of cases; the others are lists of theirs, by the name of the list."""


@dataclass(frozen=True)
class Field:
    """A field by its path.

    Attributes:
        table: `case`, or the list that the column stands in.
        part: the list again, where it is asked of the case, which may give several values.
        contributed: of the teams, only those that contributed.
    """

    path: str
    table: str
    column: str
    kind: Kind
    part: str | None = None
    contributed: bool = False

    @property
    def name(self) -> str:
        """The same for every path to one column."""
        return self.path if self.table == CASE or self.contributed else f"{self.table}.{self.column}"

    @property
    def title(self) -> str:
        """What it is called within a sentence."""
        return TITLES[self.name]


class WrongValue(ValueError):
    """A value that this field cannot have."""


UNIT_LISTS: Mapping[CountedUnit, str] = {
    CountedUnit.ISSUE: "issues",
    CountedUnit.STAGE: "stages",
    CountedUnit.LEARNING: "learning",
    CountedUnit.REMEDY: "remedies",
    CountedUnit.TEAM_INVOLVED: "teams_involved",
    CountedUnit.COMPLIMENT: "compliments",
    CountedUnit.TELLING: "told_late",
    CountedUnit.OMBUDSMAN_CASE: "ombudsman_cases",
    CountedUnit.CONTACT_PLAN: "contact_plans",
}
LISTS = frozenset(UNIT_LISTS.values()) - {"teams_involved"}
"""Lists that a filter may ask the existence of, besides their fields."""

_CASE: Mapping[Kind, str] = {
    Kind.TEXT: (
        "ref authority classification disposition local_label procedure channel raised_by division service_area "
        "team provider.name provider.kind lead_organisation grade outcome refusal_reason withdrawn_because "
        "redirected_to turn received_month person.person_ref person.ethnicity person.age_band person.gender "
        "person.disability person.primary_support_reason person.ward person.legal_status ombudsman.decision"
    ),
    Kind.NUMBER: (
        "person.age stage_count issue_count learning_count working_days_to_acknowledge working_days_to_respond "
        "working_days_over_target working_days_to_close "
        "days.service days.contributor days.complainant days.consent days.elsewhere"
    ),
    Kind.CALENDAR_DAYS: "calendar_days_to_acknowledge calendar_days_to_respond calendar_days_to_close",
    Kind.MONTHS: "months_to_acknowledge months_to_respond months_to_close",
    Kind.POUNDS: "ombudsman.remedy_pounds costs_pounds",
    Kind.DATE: (
        "received_on acknowledged_on responded_on withdrawn_on closed_on next_due_on ombudsman.received_on "
        "ombudsman.decided_on ombudsman.recommendations_met_on"
    ),
    Kind.BOOLEAN: (
        "anonymous linked_to_earlier resolved_within_one_working_day investigated has_learning provider_named "
        "closed_within_six_months answered_on_time within_target about_a_child is_open "
        "ombudsman.formal_investigation ombudsman.decision_is_draft ombudsman.answered_late advocacy.offered "
        "advocacy.taken_up"
    ),
}
_PARTS: Mapping[CountedUnit, Mapping[Kind, str]] = {
    CountedUnit.ISSUE: {Kind.TEXT: "category subcategory theme about outcome"},
    CountedUnit.STAGE: {
        Kind.TEXT: "level outcome signed_off_by late_because extended_because unit",
        Kind.NUMBER: "stage target target_working_days working_days",
        Kind.CALENDAR_DAYS: "calendar_days",
        Kind.MONTHS: "months",
        Kind.BOOLEAN: "within_target promise_kept",
        Kind.DATE: "started_on extended_to holding_response_on responded_on",
    },
    CountedUnit.LEARNING: {
        Kind.TEXT: "theme action scope",
        Kind.DATE: "completed_on looked_at_on",
        Kind.BOOLEAN: "repeated",
    },
    CountedUnit.REMEDY: {Kind.TEXT: "kind", Kind.POUNDS: "amount_pounds"},
    CountedUnit.COMPLIMENT: {Kind.TEXT: "team"},
    CountedUnit.TELLING: {Kind.TEXT: "level", Kind.DATE: "told_on"},
    CountedUnit.OMBUDSMAN_CASE: {
        Kind.TEXT: "decision",
        Kind.POUNDS: "remedy_pounds",
        Kind.BOOLEAN: "formal_investigation decision_is_draft",
        Kind.DATE: "received_on decided_on recommendations_met_on",
    },
    CountedUnit.CONTACT_PLAN: {
        Kind.TEXT: "appeal review",
        Kind.DATE: "began_on told_on review_on reviewed_on ended_on",
    },
}
_COLUMNS = {"person.person_ref": "person_ref"}


def _column(path: str) -> str:
    return _COLUMNS.get(path, path.replace(".", "_")).replace("pounds", "pence")


def _case_fields() -> dict[str, Field]:
    fields = [Field(path, CASE, _column(path), kind) for kind, paths in _CASE.items() for path in paths.split()]
    for unit, kinds in _PARTS.items():
        part = UNIT_LISTS[unit]
        fields += [
            Field(f"{part}.{name}", part, _column(name), kind, part)
            for kind, names in kinds.items()
            for name in names.split()
        ]
    fields += [
        Field("joint_with", "joint_with", "organisation", Kind.TEXT, "joint_with"),
        Field(
            "contributing_teams", "teams_involved", "team_involved", Kind.TEXT, "teams_involved", contributed=True
        ),
    ]
    return {field.path: field for field in fields}


def _unit_fields(unit: CountedUnit) -> dict[str, Field]:
    part = UNIT_LISTS[unit]
    if unit is CountedUnit.TEAM_INVOLVED:
        return {"team_involved": Field("team_involved", part, "team_involved", Kind.TEXT)}
    return {
        f"{unit.value}.{name}": Field(f"{unit.value}.{name}", part, _column(name), kind)
        for kind, names in _PARTS[unit].items()
        for name in names.split()
    }


CASE_FIELDS: Mapping[str, Field] = _case_fields()
FIELDS: Mapping[CountedUnit, Mapping[str, Field]] = {
    CountedUnit.CASE: CASE_FIELDS,
    **{unit: {**CASE_FIELDS, **_unit_fields(unit)} for unit in UNIT_LISTS},
}


def is_text(value: Any) -> bool:
    """Whether it is text that a database and an answer can hold: no NUL, no half of a character."""
    return isinstance(value, str) and not any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in value)


def stored(kind: Kind, value: Any) -> Any:
    """A question's value as the column holds it. Raises WrongValue for one that the field cannot have.

    Pounds are stored as pence; a sum with a fraction of a penny stays one, and so equals nothing.
    """
    match kind:
        case Kind.TEXT if is_text(value):
            return value
        case Kind.BOOLEAN if isinstance(value, bool):
            return value
        case Kind.DATE if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise WrongValue(f"{value!r} is not a date such as 2024-03-31") from error
        case kind if kind in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
            return _number(value, 100 if kind is Kind.POUNDS else 1)
    raise WrongValue(f"{value!r} is not {_WANTED[kind]}")


NUMBERS = frozenset({Kind.NUMBER, Kind.CALENDAR_DAYS, Kind.MONTHS, Kind.POUNDS})
_WANTED = {
    Kind.TEXT: "text",
    Kind.BOOLEAN: "true or false",
    Kind.DATE: "a date such as 2024-03-31",
    Kind.NUMBER: "a number",
    Kind.CALENDAR_DAYS: "a number of days",
    Kind.MONTHS: "a number of months",
    Kind.POUNDS: "a number of pounds",
}


def _number(value: int | float, scale: int) -> int | float:
    try:
        exact = Decimal(str(value)) * scale
    except InvalidOperation as error:
        raise WrongValue(f"{value!r} is not a number") from error
    if not exact.is_finite() or abs(exact) > 10**15:
        raise WrongValue(f"{value!r} is out of range")
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def key(kind: Kind, value: Any) -> str:
    """A stored value as the name of its group: its shortest text."""
    match kind:
        case Kind.BOOLEAN:
            return "true" if value else "false"
        case Kind.DATE:
            return str(value.isoformat())
        case Kind.POUNDS:
            pounds = Decimal(value) / 100
            return str(int(pounds)) if pounds == pounds.to_integral_value() else str(pounds.normalize())
        case _:
            return str(value)
