"""How the body of an import becomes lines: as they stand, or from a spreadsheet's rows by a mapping."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from intake.imports.csv_sheet import csv_sheet
from intake.imports.filling import Filling, HeaderError
from intake.imports.foreign import refuse_foreign
from intake.imports.lines import RawLine, raw_lines
from intake.imports.mapping import Plan
from intake.imports.sheets import FileKind, Row, Sheet, SheetError
from intake.imports.xlsx_apart import sheet_apart
from kernel.errors import FieldError, Unprocessable

FILE = "/file"
"""Where errors point that are of the file as a whole."""


@dataclass(frozen=True)
class Opened:
    """A file whose lines can be read.

    Attributes:
        notes: what was taken for granted about the file, and what people do not see of it.
        unused: columns that no field comes from.
        left_out: sheets that are not read.
        close: ends the reading, wherever it is.
    """

    lines: Iterator[RawLine]
    notes: Sequence[str] = ()
    unused: Sequence[str] = ()
    left_out: Sequence[str] = ()
    close: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Reading:
    """One way to read a body; `plan` is there for a spreadsheet."""

    kind: FileKind = FileKind.NDJSON
    plan: Plan | None = None

    def opened(self, file: BufferedReader) -> Opened:
        """A file's lines. Raises Unprocessable for a file of another kind, or that the mapping does not fit."""
        size = file.seek(0, io.SEEK_END)
        try:
            if self.plan is None:
                refuse_foreign(file, FileKind.NDJSON)
                return Opened(raw_lines(file))
            return _filled(open_sheet(self.kind, file, self.plan.mapping.sheet), self.plan, size)
        except HeaderError as error:
            raise unreadable(*error.reasons) from error
        except SheetError as error:
            raise unreadable(str(error)) from error

    def digest(self, of_content: str) -> str:
        """What identifies a body together with how it is read."""
        if self.plan is None:
            return of_content
        how = f"{of_content}|{self.kind}|{self.plan.mapping.model_dump_json()}"
        return hashlib.sha256(how.encode()).hexdigest()


def kind_of(content_type: str) -> FileKind:
    """By the content type; what is no spreadsheet is taken for lines."""
    media = content_type.partition(";")[0].strip().lower()
    return FileKind(media) if media in set(FileKind) else FileKind.NDJSON


def open_sheet(kind: FileKind, file: BufferedReader, name: str | None) -> Sheet:
    """To be closed by whoever does not read to its last row. Raises SheetError."""
    return sheet_apart(Path(file.name), name) if kind is FileKind.XLSX else csv_sheet(file)


def unreadable(*reasons: str) -> Unprocessable:
    """Why a file cannot be read, as an error that the caller sees."""
    return Unprocessable(" ".join(reasons), [FieldError(FILE, reason) for reason in reasons])


def _filled(sheet: Sheet, plan: Plan, size: int) -> Opened:
    """Raises HeaderError, SheetError."""
    try:
        filling = Filling(plan, _header(sheet.rows, plan.mapping.header_row))
    except BaseException:
        sheet.close()
        raise
    return Opened(_lines(sheet, filling, size), sheet.notes, filling.unused, sheet.left_out(), sheet.close)


def _header(rows: Iterator[Row], wanted: int) -> Sequence[str]:
    """The row that holds the columns' names, below however many blank ones. Raises SheetError."""
    nothing_above = True
    for number, cells in rows:
        if number == wanted or (number > wanted and nothing_above):
            return cells
        if number > wanted:
            break
        nothing_above = False
    raise SheetError(f"Row {wanted} is empty. The mapping says that it holds the columns' names.")


def _lines(sheet: Sheet, filling: Filling, size: int) -> Iterator[RawLine]:
    """Rows as lines; a file that cannot be read to its end says so with the row after the last that could."""
    number = 0
    try:
        for number, cells in sheet.rows:
            yield filling.line(number, min(sheet.at(), size), cells)
    except SheetError as error:
        yield RawLine(number + 1, size, None, faults={"": str(error)})
