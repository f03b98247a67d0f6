"""Costs, beside the record of a case."""

from datetime import date, datetime

from sqlalchemy import Boolean, Column, Index, Integer, false
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class CostRow(CasesTable, table=True):
    """Something that a case cost: what for, how much in pence, and on which day (local date).

    `taken_back`: there was none. `changes`: how often it was recorded and put right.
    """

    __tablename__ = "cases_cost"
    __table_args__ = (Index("ix_cases_cost_spent", "authority", "spent_on"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    kind: str = Field(max_length=40)
    pence: int
    spent_on: date
    taken_back: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    changes: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
