"""Who may see a restricted case, beside its record."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class RestrictionRow(CasesTable, table=True):
    """One decision about who sees a case; the one with the highest number stands.

    `people` are subjects, `managers`: every manager too; neither: it is not restricted any more. `about` is whom
    the complaint is about, a subject. `note` is the number of the note with the reason; None: its contact was
    restricted before it had a case.
    """

    __tablename__ = "cases_restriction"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    people: list[str] = Field(sa_column=Column(JSON, nullable=False))
    managers: bool = False
    about: str | None = Field(default=None, max_length=200)
    note: int | None = None
    by: str | None = Field(default=None, max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
