"""Bodies of figures."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from analytics.figures.fields import CountedUnit, Kind
from analytics.figures.question import Measure, Question


class Figure(BaseModel):
    """An answer: a value, an object by group, or a ranking's levels; with the counts behind it.

    `numerator` has the shape of `values`; `denominator` is a number, an object by group, or null for plain counts.
    `withheld`: "small_groups" where null stands for groups too small to be shown to the caller's role.
    """

    values: Any
    numerator: Any
    denominator: Any
    definition: str
    as_of: datetime
    withheld: list[str] = []


class Drill(BaseModel):
    """A question, and of which of its groups the cases are wanted; no group: of all."""

    model_config = ConfigDict(extra="forbid")

    question: Question
    group: Annotated[list[str], Field(max_length=2)] = []
    numerator_only: StrictBool = False
    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[StrictInt, Field(ge=1, le=500)] = 100


class References(BaseModel):
    items: list[str]
    next_cursor: str | None


class FieldRead(BaseModel):
    """A field that a question may name. A list's field can be asked of, and not be grouped by or added up."""

    path: str
    kind: Kind
    groupable: bool


class UnitFields(BaseModel):
    unit: CountedUnit
    fields: list[FieldRead]


class MeasureParts(BaseModel):
    """What a measure needs beside a period: whether a numerator, another filter, a field, and how many groups.

    `field_kinds` are the kinds of field that it adds up; none where it needs no field.
    """

    measure: Measure
    least_groups: int
    most_groups: int
    needs_numerator: bool
    needs_versus: bool
    field_kinds: list[Kind]


class QuestionParts(BaseModel):
    """What a question may be made of; `existence` are paths of which one can only ask whether they are there."""

    units: list[UnitFields]
    measures: list[MeasureParts]
    existence: list[str]
