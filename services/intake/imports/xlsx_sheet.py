"""XLSX through openpyxl: what cells show, and what formulas gave last; never the formulas."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import IO, Any

from openpyxl import load_workbook

from intake.imports.sheets import MOST_COLUMNS, Row, Sheet, SheetError, within_limits

LARGEST_UNPACKED = 50_000_000
"""Bytes. Some parts are held in memory while they are read."""
LAST_ROW = 1_048_576
"""Spreadsheet programs have no more; a damaged file may say that it does."""
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
MACROS = "vbaproject.bin"

DAMAGED = "The workbook is damaged, or no XLSX workbook. Open it in a spreadsheet program and save it again."

# It tells of charts, validations and styles that it leaves out. We read cells.
warnings.filterwarnings("ignore", module="openpyxl")


def xlsx_sheet(file: IO[bytes], name: str | None) -> Sheet:
    """A workbook's sheet of this name, or its first. Raises SheetError."""
    _check(file)
    try:
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    except Exception as error:  # openpyxl raises whatever a damaged file brings about
        raise SheetError(DAMAGED) from error
    if not sheets:
        raise SheetError("The workbook has no sheet with cells.")
    found = sheets.get(name or next(iter(sheets)))
    if found is None:
        names = ", ".join(list(sheets)[:20])
        raise SheetError(f"The workbook has no sheet called {name}. It has: {names}.")
    return Sheet(within_limits(_rows(found)), names=list(sheets))


def _check(file: IO[bytes]) -> None:
    """Refuse what is no workbook, or not a safe one, before it is opened. Raises SheetError."""
    file.seek(0)
    start = file.read(4)
    if start == OLD_FORMAT:
        raise SheetError(
            "The workbook is in the old XLS format, or protected by a password. Save it as XLSX without one."
        )
    if start != b"PK\x03\x04":
        raise SheetError("This is not an XLSX workbook.")
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except Exception as error:  # so does zipfile
        raise SheetError(DAMAGED) from error
    if any(part.flag_bits & 1 for part in parts):
        raise SheetError("The workbook is protected by a password. Save it without one.")
    if any(part.filename.lower().endswith(MACROS) for part in parts):
        raise SheetError("The workbook has macros. Save it as an XLSX workbook, without them.")
    # zipfile gives out no more of a part than is written here, whatever the part holds.
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SheetError(
            f"The workbook is larger than {LARGEST_UNPACKED:,} bytes when it is unpacked. Save the sheet as CSV."
        )


def _rows(sheet: Any) -> Iterator[Row]:
    """Every row that has cells with something in them. Raises SheetError."""
    number = 0
    # The size that a sheet says it has is often wrong; these are the sizes that it may have.
    cells = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS + 1, values_only=True)
    try:
        for number, values in enumerate(cells, 1):
            # Sheets often have a million empty rows below: this is the quickest way past them.
            if values.count(None) < len(values):
                yield number, ["" if value is None else _text(value) for value in values]
    except Exception as error:  # as above
        raise SheetError(f"The workbook is damaged after row {number}; nothing after it was read.") from error


def _text(value: Any) -> str:
    """What a cell shows, in one form for each kind of value."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
