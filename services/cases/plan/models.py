"""Plans, beside the record of a case."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Text
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class PlanRow(CasesTable, table=True):
    """How a complaint will be looked into. A change is a plan of its own: the last one stands, and none is lost.

    Attributes:
        issues: those of the case, each with its number and the complainant's own words.
        agreed: with the complainant; else it was set, and they were told.
        changed_because: None for the first one.
    """

    __tablename__ = "cases_plan"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    issues: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))
    wants: str = Field(sa_column=Column(Text, nullable=False))
    how: str = Field(sa_column=Column(Text, nullable=False))
    who: str = Field(max_length=500)
    hears: str = Field(max_length=20)
    agreed: bool
    made_on: date
    method: str = Field(max_length=20)
    changed_because: str | None = Field(default=None, sa_column=Column(Text))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
