"""What is said of files."""

from datetime import datetime

from pydantic import BaseModel, Field

from kernel.values import Body, Line
from kernel.vocabulary import FileScan, FileSource


class FileWithdrawal(Body):
    """Why a file does not belong here: its content goes, and that it was here stays."""

    because: Line


class FileRead(BaseModel):
    """A file of a contact. `media_type` is by its content, whatever it is called.

    `scanned_at`, `scanner`: when it was looked through for viruses, and by which version; `virus`: what was found.
    One that waits, or is infected, is not given out. `redacts`: it is a redacted copy of the file of this number.
    """

    number: int
    name: str
    media_type: str
    size: int = Field(ge=0, description="bytes")
    source: FileSource
    by: str
    at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    shared_by: str | None
    shared_at: datetime | None
    scan: FileScan
    scanned_at: datetime | None
    scanner: str | None
    virus: str | None
    redacts: int | None


class ContactFiles(BaseModel):
    """The files of a contact as they came.

    `withheld`: so many are there whose names the caller may not see. `partner`: a partner sent this contact, so
    that files can be shared with them.
    """

    items: list[FileRead]
    partner: bool
    withheld: int = Field(ge=0)
