"""Who watches which case."""

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field

from cases.tables import CasesTable


class WatchRow(CasesTable, table=True):
    """A case that a person watches. `seen`: position in the feed up to which they looked at it."""

    __tablename__ = "cases_watch"
    __table_args__ = (Index("ix_cases_watch_ref", "authority", "ref"),)

    authority: str = Field(primary_key=True, max_length=60)
    subject: str = Field(primary_key=True, max_length=200)
    ref: str = Field(primary_key=True, max_length=20)
    seen: int = Field(sa_column=Column(BigInteger, nullable=False))
