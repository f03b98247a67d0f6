"""Bodies of figures."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from analytics.figures.question import Question


class Figure(BaseModel):
    """An answer: a value, an object by group, or a ranking's levels; with the counts behind it.

    `numerator` has the shape of `values`; `denominator` is a number, an object by group, or null for plain counts.
    """

    values: Any
    numerator: Any
    denominator: Any
    definition: str
    as_of: datetime


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
