"""Response bodies of imports."""

from datetime import datetime

from pydantic import BaseModel, Field


class ImportJob(BaseModel):
    """A file being brought in. What `lines_done` counts is on disk, also after a crash.

    `state` is running, done or interrupted; the same file sent again completes an interrupted one.
    """

    job_id: str
    file_name: str
    state: str
    started_by: str
    started_at: datetime
    finished_at: datetime | None
    bytes_total: int
    bytes_done: int
    lines_done: int
    added: int
    unchanged: int = Field(description="lines that were there already with the same content")
    rejected: int
    warnings: int


class ImportJobs(BaseModel):
    items: list[ImportJob]


class ImportRemark(BaseModel):
    """An error: the line is not in. A warning: it is in, with a code that the council's file does not know."""

    number: int
    line: int
    ref: str | None
    is_error: bool
    reason: str


class ImportRemarks(BaseModel):
    items: list[ImportRemark]
    next_cursor: str | None
