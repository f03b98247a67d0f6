"""A spreadsheet as rows of texts, whatever kind of file it is; bounded in every direction, and streamed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS = 200_000
"""Rows that have something in them."""
MOST_COLUMNS = 500
SHOWN = 60
"""Characters of a cell that a reason repeats."""
ERROR = re.compile(r"#N/?A|#[A-Z0-9_/]+[!?]|#GETTING_DATA|#{3,}|Err:\d{3}", re.ASCII | re.IGNORECASE)
"""What a spreadsheet shows in a cell whose formula failed, or that is too narrow: Excel, LibreOffice, Google."""


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
        title: the sheet's own name.
        names: of the sheets that the file has; a CSV file has none.
        hidden: those of the names that a spreadsheet program does not show.
        notes: what was taken for granted about the file, and what people do not see of it.
        at: bytes of the file that were read so far.
        close: ends the reading before the last row; may be called at any time.
    """

    rows: Iterator[Row]
    title: str = ""
    names: Sequence[str] = ()
    hidden: Sequence[str] = ()
    notes: Sequence[str] = ()
    at: Callable[[], int] = lambda: 0
    close: Callable[[], None] = lambda: None

    def left_out(self) -> list[str]:
        """Sheets that are not read; hidden ones are said to be."""
        return [named(name, self.hidden) for name in self.names if name != self.title]


def named(sheet: str, hidden: Sequence[str]) -> str:
    """A sheet's name, said to be hidden if it is."""
    return f"{sheet} (hidden)" if sheet in hidden else sheet


def runs(numbers: Iterable[int], show: Callable[[int], str] = str) -> list[str]:
    """3, 4, 5 and 9 are `3–5` and `9`."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [show(first) if first == last else f"{show(first)}–{show(last)}" for first, last in found]


def is_error(text: str) -> bool:
    """Whether a spreadsheet shows this instead of a value."""
    return ERROR.fullmatch(text) is not None


def quoted(text: str) -> str:
    """A cell's text as far as a reason repeats it."""
    return f"'{text}'" if len(text) <= SHOWN else f"'{text[: SHOWN - 1]}…'"


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
