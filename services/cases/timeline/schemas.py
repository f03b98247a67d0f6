"""A timeline as it is answered."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel


class HistoryForm(StrEnum):
    """A page to read, print or save; or plain text to paste."""

    HTML = "html"
    TEXT = "text"


class TimelineEntry(BaseModel):
    """Something that happened. `on`: local date it happened; `at`: instant it was recorded."""

    on: date
    at: datetime
    kind: str
    title: str
    detail: str | None
    by: str | None


class Timeline(BaseModel):
    items: list[TimelineEntry]
