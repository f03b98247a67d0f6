"""Saved views of the queue."""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from cases.tables import CasesTable


class SavedViewRow(CasesTable, table=True):
    """A view under a name: of one person, by their subject, or of a team; the other one is ""."""

    __tablename__ = "cases_saved_view"
    __table_args__ = (Index("ix_cases_saved_view_whose", "authority", "subject", "team"),)

    authority: str = Field(primary_key=True, max_length=60)
    id: str = Field(primary_key=True, max_length=32)
    subject: str = Field(default="", max_length=200)
    team: str = Field(default="", max_length=60)
    name: str = Field(max_length=60)
    query: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
