"""A timeline as it is answered."""

from datetime import date, datetime

from pydantic import BaseModel


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
