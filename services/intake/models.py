"""Intake's tables."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field, SQLModel

from kernel.db import UtcDateTime, new_metadata
from kernel.feed import feed_tables


class IntakeTable(SQLModel):
    metadata = new_metadata()


metadata = IntakeTable.metadata
feed_of_intake = feed_tables("intake", metadata)


class ContactRow(IntakeTable, table=True):
    """A contact as it was given, and what it was judged to be.

    `body` holds the contact as recorded, with names and narrative; the columns beside it are what lists
    search and sort by. `sequence` counts its changes.
    """

    __tablename__ = "intake_contact"
    __table_args__ = (
        Index("ix_intake_contact_newest", "authority", "received_at", "ref"),
        Index("ix_intake_contact_number", "authority", "year", "number"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    year: int
    number: int
    sequence: int = 1
    received_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    received_on: date
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    recorded_by: str = Field(max_length=200)
    classification: str = Field(max_length=40)
    title: str = Field(max_length=200)
    complainant_name: str | None = Field(default=None, max_length=200)
    complainant_phone: str | None = Field(default=None, max_length=30)
    person_name: str | None = Field(default=None, max_length=200)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    assessment: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class ReclassificationRow(IntakeTable, table=True):
    """An officer's override, with its reason."""

    __tablename__ = "intake_reclassification"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    classification: str = Field(max_length=40)
    procedure: str | None = Field(default=None, max_length=60)
    reason: str = Field(sa_column=Column(Text, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
