"""The one list of fields that a question may name: by what column each is counted, filtered and grouped.

A name that is not in it does not exist: questions never reach SQL with a name of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Mapped
from sqlmodel import col

from analytics.models import (
    CaseFact,
    IssueFact,
    JointFact,
    LearningFact,
    PartOfCase,
    RemedyFact,
    StageFact,
    TeamFact,
)


class Kind(StrEnum):
    """What values a field has, and so what may be asked of it."""

    TEXT = "text"
    NUMBER = "number"
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


@dataclass(frozen=True)
class Field:
    """A field by its path.

    Attributes:
        part: the list it stands in, from which a case may give several values.
        contributed: of the teams, only those that contributed.
    """

    path: str
    column: Mapped[Any]
    kind: Kind
    part: type[PartOfCase] | None = None
    contributed: bool = False

    @property
    def name(self) -> str:
        """The column's name within its table."""
        return str(inspect(self.column).key)


class WrongValue(ValueError):
    """A value that this field cannot have."""


UNIT_TABLES: Mapping[CountedUnit, type[PartOfCase]] = {
    CountedUnit.ISSUE: IssueFact,
    CountedUnit.STAGE: StageFact,
    CountedUnit.LEARNING: LearningFact,
    CountedUnit.REMEDY: RemedyFact,
    CountedUnit.TEAM_INVOLVED: TeamFact,
}
LISTS: Mapping[str, type[PartOfCase]] = {
    "issues": IssueFact,
    "stages": StageFact,
    "learning": LearningFact,
    "remedies": RemedyFact,
}
"""Lists that a filter may ask the existence of, besides their fields."""

_CASE: Mapping[Kind, str] = {
    Kind.TEXT: (
        "ref authority classification local_label procedure channel raised_by division service_area team "
        "provider.name provider.kind lead_organisation grade outcome refusal_reason redirected_to received_month "
        "person.person_ref person.ethnicity person.age_band person.gender person.disability "
        "person.primary_support_reason person.ward person.legal_status ombudsman.decision"
    ),
    Kind.NUMBER: (
        "person.age stage_count issue_count learning_count working_days_to_acknowledge working_days_to_respond "
        "working_days_over_target working_days_to_close"
    ),
    Kind.POUNDS: "ombudsman.remedy_pounds costs_pounds",
    Kind.DATE: (
        "received_on acknowledged_on withdrawn_on closed_on ombudsman.received_on ombudsman.decided_on "
        "ombudsman.recommendations_met_on"
    ),
    Kind.BOOLEAN: (
        "resolved_within_one_working_day investigated has_learning provider_named closed_within_six_months "
        "ombudsman.formal_investigation ombudsman.decision_is_draft advocacy.offered advocacy.taken_up"
    ),
}
_PARTS: Mapping[CountedUnit, Mapping[Kind, str]] = {
    CountedUnit.ISSUE: {Kind.TEXT: "category subcategory theme about outcome"},
    CountedUnit.STAGE: {
        Kind.TEXT: "level outcome signed_off_by",
        Kind.NUMBER: "stage target_working_days working_days",
        Kind.DATE: "started_on extended_to holding_response_on responded_on",
    },
    CountedUnit.LEARNING: {Kind.TEXT: "theme action scope", Kind.DATE: "completed_on"},
    CountedUnit.REMEDY: {Kind.TEXT: "kind", Kind.POUNDS: "amount_pounds"},
}
_PLURALS = {
    CountedUnit.ISSUE: "issues",
    CountedUnit.STAGE: "stages",
    CountedUnit.LEARNING: "learning",
    CountedUnit.REMEDY: "remedies",
}
_COLUMNS = {"person.person_ref": "person_ref"}


def _column(table: Any, path: str) -> Mapped[Any]:
    name = _COLUMNS.get(path, path.replace(".", "_"))
    found: Mapped[Any] = col(getattr(table, name.replace("pounds", "pence")))
    return found


def _case_fields() -> dict[str, Field]:
    fields = {
        path: Field(path, _column(CaseFact, path), kind) for kind, paths in _CASE.items() for path in paths.split()
    }
    for unit, kinds in _PARTS.items():
        table = UNIT_TABLES[unit]
        for kind, names in kinds.items():
            for name in names.split():
                path = f"{_PLURALS[unit]}.{name}"
                fields[path] = Field(path, _column(table, name), kind, table)
    joint = Field("joint_with", col(JointFact.organisation), Kind.TEXT, JointFact)
    teams = Field("contributing_teams", col(TeamFact.team_involved), Kind.TEXT, TeamFact, contributed=True)
    return fields | {field.path: field for field in (joint, teams)}


def _unit_fields(unit: CountedUnit) -> dict[str, Field]:
    if unit is CountedUnit.TEAM_INVOLVED:
        return {"team_involved": Field("team_involved", col(TeamFact.team_involved), Kind.TEXT)}
    table = UNIT_TABLES[unit]
    return {
        f"{unit.value}.{name}": Field(f"{unit.value}.{name}", _column(table, name), kind)
        for kind, names in _PARTS[unit].items()
        for name in names.split()
    }


CASE_FIELDS: Mapping[str, Field] = _case_fields()
FIELDS: Mapping[CountedUnit, Mapping[str, Field]] = {
    CountedUnit.CASE: CASE_FIELDS,
    **{unit: {**CASE_FIELDS, **_unit_fields(unit)} for unit in UNIT_TABLES},
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
        case Kind.NUMBER | Kind.POUNDS if isinstance(value, int | float) and not isinstance(value, bool):
            return _number(value, 100 if kind is Kind.POUNDS else 1)
    raise WrongValue(f"{value!r} is not {_WANTED[kind]}")


_WANTED = {
    Kind.TEXT: "text",
    Kind.BOOLEAN: "true or false",
    Kind.DATE: "a date such as 2024-03-31",
    Kind.NUMBER: "a number",
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
