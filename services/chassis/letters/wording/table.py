"""A council's own words for a kind of letter, version by version. None is ever changed."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from chassis.columns import UtcDateTime


class Version(SQLModel):
    """A version, as every service keeps it. `in_force_from`: the local date from which letters have its words."""

    authority: str = Field(primary_key=True, max_length=60)
    kind: str = Field(primary_key=True, max_length=40)
    version: int = Field(primary_key=True)
    in_force_from: date
    subject: str = Field(max_length=500)
    text: str = Field(sa_type=Text)
    easy_read: str | None = Field(default=None, sa_type=Text)
    by: str = Field(max_length=200)
    at: datetime = Field(sa_type=UtcDateTime)
