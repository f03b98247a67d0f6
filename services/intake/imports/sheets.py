"""A spreadsheet as rows of texts, whatever kind of file it is; bounded in every direction, and streamed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS = 200_000
"""Rows that have something in them."""
MOST_COLUMNS = 500


class Unreadable(str):
    """A cell that has something in it of which no text can be read: why, for the person who made the file."""


Row = tuple[int, Sequence[str]]
"""A row's number, as a spreadsheet program shows it, and its cells."""


class SheetError(Exception):
    """Why a file, or the rest of it, cannot be read as a spreadsheet; for the person who made it."""


class FileKind(StrEnum):
    """What a body is, by its content type."""

    NDJSON = "application/x-ndjson"
    CSV = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Sheet:
    """One sheet, being read.

    Attributes:
        rows: those that have something in them, in the order of the file; may raise SheetError also after some.
        names: of the sheets that the file has; a CSV file has none.
        hidden: those of the names that a spreadsheet program does not show.
        notes: what was taken for granted about the file, and what people do not see of it.
    """

    rows: Iterator[Row]
    names: Sequence[str] = ()
    hidden: Sequence[str] = ()
    notes: Sequence[str] = ()


def within_limits(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that have something in them. Raises SheetError for a sheet that has too many rows or columns."""
    left = MOST_ROWS
    for number, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        left -= 1
        if left < 0:
            raise SheetError(f"The sheet has more than {MOST_ROWS:,} rows. Split it and send the parts.")
        if any(map(str.strip, cells[MOST_COLUMNS:])):
            raise SheetError(f"Row {number} has more than {MOST_COLUMNS} columns.")
        yield number, cells
