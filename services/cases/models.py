"""Cases' tables."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field, SQLModel

from kernel.columns import UtcDateTime
from kernel.db import new_metadata
from kernel.feed import feed_tables


class CasesTable(SQLModel):
    metadata = new_metadata()


metadata = CasesTable.metadata
feed_of_cases = feed_tables("cases", metadata)

NOTHING_OWED = date(9999, 12, 31)
"""Sorts cases that owe nothing behind all others; never shown."""


class CaseRow(CasesTable, table=True):
    """A case as it stands.

    `version` counts its changes and is its ETag. The `next_` columns follow from the clocks at every change, so
    that lists can sort and filter by them. An imported case keeps what its council recorded.
    """

    __tablename__ = "cases_case"
    __table_args__ = (
        Index("ix_cases_case_queue", "authority", "is_open", "sort_on", "ref"),
        Index("ix_cases_case_owner", "authority", "owner", "is_open"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    version: int = 1
    classification: str = Field(max_length=40)
    disposition: str = Field(max_length=40)
    procedure: str | None = Field(default=None, max_length=60)
    procedure_version: int | None = None
    flags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    received_on: date
    opened_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    stage: str = Field(max_length=20)
    is_open: bool = True
    team: str | None = Field(default=None, max_length=60)
    owner: str | None = Field(default=None, max_length=200)
    grade: str | None = Field(default=None, max_length=60)
    acknowledged_on: date | None = None
    promised_on: date | None = None
    responded_on: date | None = None
    closed_on: date | None = None
    withdrawn_on: date | None = None
    outcome: str | None = Field(default=None, max_length=40)
    response_days: int | None = None
    calendar_version: str | None = Field(default=None, max_length=60)
    remedies: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    learning: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    recorded: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    next_due_kind: str | None = Field(default=None, max_length=40)
    next_due_on: date | None = None
    next_soon_on: date | None = None
    sort_on: date = NOTHING_OWED


class ClockRow(CasesTable, table=True):
    """One clock with the limit it was started by, so that its explanation survives changes of the procedure."""

    __tablename__ = "cases_clock"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    kind: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=200)
    amount: int
    unit: str = Field(max_length=40)
    basis: str = Field(max_length=20)
    source: str = Field(sa_column=Column(Text, nullable=False))
    soon: int
    rule: str = Field(sa_column=Column(Text, nullable=False))
    started_on: date
    due_on: date | None = None
    provisional: bool = False
    unknown_because: str | None = Field(default=None, sa_column=Column(Text))
    met_on: date | None = None
    cancelled: bool = False


class IssueRow(CasesTable, table=True):
    """One thing complained about, with its own finding."""

    __tablename__ = "cases_issue"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    category: str = Field(max_length=60)
    description: str | None = Field(default=None, sa_column=Column(Text))
    about: str = Field(max_length=20)
    team: str | None = Field(default=None, max_length=60)
    finding: str | None = Field(default=None, max_length=40)
    reason: str | None = Field(default=None, sa_column=Column(Text))
    decided_on: date | None = None
    decided_by: str | None = Field(default=None, max_length=200)


class NoteRow(CasesTable, table=True):
    """Free text about a case; never leaves this service in an event."""

    __tablename__ = "cases_note"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class OfficerRow(CasesTable, table=True):
    """Someone who signed in at least once and may own cases."""

    __tablename__ = "cases_officer"

    authority: str = Field(primary_key=True, max_length=60)
    subject: str = Field(primary_key=True, max_length=200)
    name: str = Field(max_length=200)
    role: str = Field(max_length=40)
    team: str | None = Field(default=None, max_length=60)
    active: bool = True
