"""A council's own words for a kind of letter, version by version. None is ever changed."""

from datetime import date, datetime

from sqlalchemy import Column, Text
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class WordingRow(CasesTable, table=True):
    """One version. `in_force_from`: the local date from which letters are drafted in these words."""

    __tablename__ = "cases_letter_wording"

    authority: str = Field(primary_key=True, max_length=60)
    kind: str = Field(primary_key=True, max_length=40)
    version: int = Field(primary_key=True)
    in_force_from: date
    subject: str = Field(max_length=500)
    text: str = Field(sa_column=Column(Text, nullable=False))
    easy_read: str | None = Field(default=None, sa_column=Column(Text))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
