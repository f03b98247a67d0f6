"""Bodies of notes, as they are written and read."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StrictBool

from cases.record.schemas import OfficerName
from kernel.values import Body, Instant, Line, LongText


class Call(Body):
    """A telephone call: with whom, who rang, and when it began."""

    whom: Line
    incoming: StrictBool
    at: Instant


class Note(Body):
    """`call`: the one that this is a note of; None: of none."""

    text: Annotated[LongText, Field(max_length=5_000)]
    call: Call | None = None


class CallRead(BaseModel):
    whom: str
    incoming: bool
    at: datetime


class NoteRead(BaseModel):
    number: int
    text: str
    by: OfficerName
    at: datetime
    call: CallRead | None


class Notes(BaseModel):
    """The notes of a case, newest first; reasons of acts stand with these, in its history."""

    items: list[NoteRead]
