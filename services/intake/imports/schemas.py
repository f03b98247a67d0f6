"""Response bodies of imports, and what is asked beside their files."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from intake.imports.fields import Kind
from intake.imports.mapping import ImportMapping

NAME_PATTERN = "^[a-z0-9][a-z0-9-]{0,59}$"


class ImportJob(BaseModel):
    """A file being brought in. What `lines_done` counts is on disk, also after a crash.

    `state` is running, done, interrupted or undone; the same file sent again completes an interrupted one.
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
    undone_at: datetime | None
    undone_by: str | None


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


class LineProblem(BaseModel):
    """One thing that is wrong with a line, or that will be told of it."""

    line: int = Field(description="of the file; of a spreadsheet, the row's number")
    column: str | None
    field: str | None = Field(description="null: the line as a whole")
    reason: str


class LineStored(BaseModel):
    """A line as it would be stored."""

    line: int
    record: dict[str, Any] = Field(description="in the import format")


class DryRun(BaseModel):
    """What an import of a file would do. Nothing was stored."""

    lines: int = Field(description="read; empty ones are not counted")
    added: int
    unchanged: int
    rejected: int
    warnings: int
    errors: list[LineProblem] = Field(description="the first 20")
    told: list[LineProblem] = Field(description="the first 20 warnings")
    first: list[LineStored] = Field(description="the first 3 lines that can come in")
    unused_columns: list[str]
    beforehand: list[str] = Field(
        description="what is good to know before it starts, in sentences: what is not read, what is hidden in the"
        " file, which rows are refused"
    )
    stopped_at: int | None = Field(
        description="the last row that was looked at, where so many were refused that the rest was not"
    )


class SavedMapping(BaseModel):
    """A mapping as the council saved it."""

    name: str
    mapping: ImportMapping
    changed_by: str
    changed_at: datetime


class NamedMapping(BaseModel):
    name: str
    changed_by: str
    changed_at: datetime


class MappingNames(BaseModel):
    items: list[NamedMapping]


class KnownWord(BaseModel):
    """An entry of a list in the council's file."""

    code: str
    name: str


class ImportField(BaseModel):
    """A field that a column may give."""

    path: str = Field(description="such as outcome or issues[].category: a mapping numbers the brackets")
    kind: Kind
    codes: list[str] = Field(description="of the kind code, everything that it may be")
    known: list[KnownWord] = Field(description="of a team and the like, those in the council's file")


class ImportFields(BaseModel):
    items: list[ImportField]


class SheetColumn(BaseModel):
    """A column of a spreadsheet."""

    column: str
    repeated: bool = Field(description="the header has the name more than once, so no field can come from it")
    values: list[str] = Field(description="the first 50 different ones")


class MappingSuggestion(BaseModel):
    """A mapping to look through, complete and save. Nothing is taken for granted: a person confirms it."""

    sheets: list[str] = Field(description="of a workbook")
    hidden_sheets: list[str] = Field(description="those of the sheets that a spreadsheet program does not show")
    notes: list[str] = Field(description="what was taken for granted about the file, and what is hidden in it")
    columns: list[SheetColumn]
    mapping: ImportMapping
