"""Clocks as they are kept."""

from datetime import date

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field

from cases.tables import CasesTable


class ClockRow(CasesTable, table=True):
    """One clock with the limit it was started by, so that its explanation survives changes of the procedure.

    `due_on` is the date in force. An extended clock keeps the one before its first extension, and its new total.
    """

    __tablename__ = "cases_clock"
    __table_args__ = (Index("ix_cases_clock_running", "authority", "met_on", "cancelled", "due_on"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    kind: str = Field(primary_key=True, max_length=60)
    stage: int = 1
    name: str = Field(max_length=200)
    amount: int
    unit: str = Field(max_length=40)
    basis: str = Field(max_length=20)
    source: str = Field(sa_column=Column(Text, nullable=False))
    soon: int
    rule: str = Field(sa_column=Column(Text, nullable=False))
    starts: str = Field(max_length=20)
    ends: str = Field(max_length=20)
    owed_by: str = Field(max_length=20)
    working_days: str = Field(max_length=20)
    pauses_for: list[str] = Field(default=[], sa_column=Column(JSON, nullable=False))
    started_on: date
    due_on: date | None = None
    provisional: bool = False
    unknown_because: str | None = Field(default=None, sa_column=Column(Text))
    calendar_version: str | None = Field(default=None, max_length=60)
    extended_amount: int | None = None
    original_due_on: date | None = None
    met_on: date | None = None
    cancelled: bool = False
