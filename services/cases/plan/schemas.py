"""Bodies of plans."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StrictInt

from cases.record.schemas import OfficerName
from kernel.values import Body, Line, LocalDate, LongText
from kernel.vocabulary import Hears, Method

Words = Annotated[LongText, Field(max_length=2_000)]


class PlannedIssue(Body):
    """An issue of the case, in the complainant's own words."""

    number: Annotated[StrictInt, Field(ge=1, le=1000)]
    words: Words


class PlanMade(Body):
    """How a complaint will be looked into (SI 2009/309, reg 13(7)).

    `wants`: what the complainant wants to come of it. `agreed`: with them; else it was set, and they were told.
    `promised_on`: by when they were told to expect an answer, while no date is promised. `beyond_limit_reason`:
    needed for one beyond the limit of the law or the Ombudsman's Code. `because`: needed for a change of a plan.
    """

    issues: Annotated[list[PlannedIssue], Field(min_length=1, max_length=100)]
    wants: Words
    how: Words
    who: Line
    hears: Hears
    agreed: StrictBool
    made_on: LocalDate
    method: Method
    promised_on: LocalDate | None = None
    beyond_limit_reason: Line | None = None
    because: Line | None = None


class PlannedIssueRead(BaseModel):
    number: int
    words: str | None


class PlanRead(BaseModel):
    """A plan. What was written is null for whose role does not see it."""

    number: int
    issues: list[PlannedIssueRead]
    wants: str | None
    how: str | None
    who: str | None
    hears: Hears
    agreed: bool
    made_on: date
    method: Method
    changed_because: str | None
    by: OfficerName


class Plans(BaseModel):
    """The plan that stands, if there is one, and those before it, newest first.

    `name`, `parts`: what the case's procedure calls it and wants in it; null and empty where it says nothing.
    `promised_on`: the date of the case that the complainant was given. `may_plan`: whether the reader may make or
    change the plan. `withheld`: parts that are not shown to the reader's role.
    """

    name: str | None
    parts: list[str]
    plan: PlanRead | None
    earlier: list[PlanRead]
    promised_on: date | None
    may_plan: bool
    withheld: list[str]
