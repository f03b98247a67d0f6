"""Notes of a case, beside its record."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class NoteRow(CasesTable, table=True):
    """Free text about a case; never leaves this service in an event.

    `call_at`: when somebody spoke on the telephone of whom this is a note, with `call_with`; `call_incoming`: they
    rang. None: it is of no call.
    """

    __tablename__ = "cases_note"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    call_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    call_with: str | None = Field(default=None, max_length=200)
    call_incoming: bool | None = None
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
