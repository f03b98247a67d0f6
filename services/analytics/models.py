"""Analytics' tables: facts kept from events."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from kernel.db import new_metadata
from kernel.feed import feed_tables


class AnalyticsTable(SQLModel):
    metadata = new_metadata()


metadata = AnalyticsTable.metadata
feed_of_analytics = feed_tables("analytics", metadata)


class CaseFact(AnalyticsTable, table=True):
    """One reference: a part that intake tells and a part that cases tells, each kept if it is newer.

    Either part may come first. `contact_sequence` and `case_sequence` are 0 until their part is known.
    """

    __tablename__ = "analytics_case"
    __table_args__ = (
        Index("ix_analytics_case_open", "authority", "is_open", "next_due_on"),
        Index("ix_analytics_case_received", "authority", "received_on"),
        Index("ix_analytics_case_responded", "authority", "responded_on"),
        Index("ix_analytics_case_closed", "authority", "closed_on"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)

    contact_sequence: int = 0
    received_on: date
    classification: str = Field(max_length=40)
    disposition: str = Field(max_length=40)
    channel: str | None = Field(default=None, max_length=40)
    raised_by: str | None = Field(default=None, max_length=40)

    case_sequence: int = 0
    is_open: bool = False
    stage: str | None = Field(default=None, max_length=20)
    team: str | None = Field(default=None, max_length=60)
    owner: str | None = Field(default=None, max_length=200)
    next_due_kind: str | None = Field(default=None, max_length=40)
    next_due_on: date | None = None
    next_soon_on: date | None = None
    responded_on: date | None = None
    response_due_on: date | None = None
    response_days: int | None = None
    closed_on: date | None = None
    outcome: str | None = Field(default=None, max_length=40)


class Change(AnalyticsTable, table=True):
    """How often a council's facts changed: what live dashboards watch."""

    __tablename__ = "analytics_change"

    authority: str = Field(primary_key=True, max_length=60)
    version: int = 0
