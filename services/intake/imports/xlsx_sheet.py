"""XLSX through openpyxl: what cells show, and what formulas gave last; never the formulas."""

import re
import warnings
import zipfile
from collections.abc import Generator, Iterator, Sequence
from datetime import datetime, time
from typing import IO, Any
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from intake.imports.foreign import refuse_foreign
from intake.imports.sheets import (
    MOST_COLUMNS,
    FileKind,
    Row,
    Sheet,
    SheetError,
    Unreadable,
    is_error,
    named,
    quoted,
    within_limits,
)
from intake.imports.xlsx_bounds import refuse_boundless
from intake.imports.xlsx_layout import Layout, Merged, layout_of

LARGEST_UNPACKED = 50_000_000
"""Bytes. Some parts are held in memory while they are read."""
LAST_ROW, LONGEST_TEXT = 1_048_576, 32_767
"""Spreadsheet programs have no more rows, and no more characters in a cell; a damaged file may have."""
MACROS = "vbaproject.bin"

KINDS = frozenset({"n", "s", "str", "inlineStr", "b", "d", "e"})
"""What a cell's `t` may be: ECMA-376, part 1, 18.18.11."""
MAIN_PART = "xl/workbook.xml"
LARGEST_MAIN_PART = 1_000_000
WORKED_OUT_LATER = re.compile(rb'<[^<>]*calcPr[^<>]*fullCalcOnLoad="(1|true)"')
NOT_WORKED_OUT = (
    "the cell has a formula, and the file has no result of it: "
    "open the workbook in a spreadsheet program, save it and send it again"
)

NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]
TOO_LARGE = (
    "The workbook takes too much memory. Copy the sheet's filled cells to a new workbook, or save it as CSV."
)
DAMAGED = "The workbook is damaged, or no XLSX workbook. Open it in a spreadsheet program and save it again."

# It tells of charts, validations and styles that it leaves out. We read cells.
warnings.filterwarnings("ignore", module="openpyxl")


def xlsx_sheet(file: IO[bytes], name: str | None) -> Sheet:
    """A workbook's sheet of this name, or the first that people can see. Raises SheetError."""
    refuse_foreign(file, FileKind.XLSX)
    _check(file)
    try:
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    except Exception as error:  # openpyxl raises whatever a damaged file brings about
        raise _unreadable(error) from error
    hidden = [title for title, sheet in sheets.items() if sheet.sheet_state != "visible"]
    title = _chosen(name, list(sheets), hidden)
    layout = _layout(sheets[title])
    notes = [f"The sheet {title} is hidden in the workbook."] if title in hidden else []
    return Sheet(
        rows=within_limits(_rows(sheets[title], layout)),
        at=file.tell,
        title=title,
        names=list(sheets),
        hidden=hidden,
        notes=[*notes, *layout.notes()],
    )


def _chosen(name: str | None, titles: Sequence[str], hidden: Sequence[str]) -> str:
    """The name of the sheet to read. Raises SheetError."""
    said = ", ".join(named(title, hidden) for title in titles[:20])
    if not titles:
        raise SheetError("The workbook has no sheet with cells.")
    if name is None and len(hidden) == len(titles):
        raise SheetError(f"Every sheet of the workbook is hidden: {said}. Unhide the one to be read, or name it.")
    if name is not None and name not in titles:
        raise SheetError(f"The workbook has no sheet called {name}. It has: {said}.")
    return name or next(title for title in titles if title not in hidden)


def _layout(sheet: Any) -> Layout:
    """Raises SheetError."""
    try:
        with sheet._get_source() as source:
            return layout_of(source)
    except SheetError:
        raise
    except Exception as error:  # as above, and what a damaged file makes of its attributes
        raise _unreadable(error) from error


def _check(file: IO[bytes]) -> None:
    """Refuse a workbook that is not a safe one before it is opened. Raises SheetError."""
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
    with zipfile.ZipFile(file) as package:
        refuse_boundless(package)


def _rows(sheet: Any, layout: Layout) -> Iterator[Row]:
    """Every row that has cells with something in them. Raises SheetError."""
    number, book, covered = 0, sheet.parent, _Covered(layout.merged)
    try:
        with sheet._get_source() as source:
            reader = _Cells(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            reader.nought_is_no_result = _awaits_results(book)
            for number, found in reader.parse():
                if number > LAST_ROW:
                    break
                # What stands beyond the last column is put behind it, where the limit is looked after.
                values = {min(cell["column"], MOST_COLUMNS + 1): cell["value"] for cell in found}
                filled = {column: _text(value) for column, value in values.items() if value is not None}
                if filled:
                    filled |= covered.of_row(number)
                    yield number, [filled.get(column, "") for column in range(1, max(filled) + 1)]
    except Exception as error:  # as above
        after = f"The workbook is damaged after row {number}; nothing after it was read."
        raise _unreadable(error, after) from error


def _unreadable(error: Exception, damaged: str = DAMAGED) -> SheetError:
    """What is said of an error that the reading of a workbook ended with."""
    no_memory = isinstance(error, MemoryError) or getattr(error, "code", None) == NO_MEMORY
    return SheetError(TOO_LARGE if no_memory else damaged)


class _Covered:
    """Cells of merged ranges but for the first of each: people see them filled, and the file says nothing in them.

    Rows are asked for from the top downwards.
    """

    def __init__(self, merged: Sequence[Merged]) -> None:
        self._below = list(reversed(merged))
        self._open: dict[int, Merged] = {}

    def of_row(self, number: int) -> dict[int, Unreadable]:
        """By column."""
        while self._below and self._below[-1].top <= number:
            merged = self._below.pop()
            columns = range(merged.left, min(merged.right, MOST_COLUMNS) + 1)
            self._open |= dict.fromkeys(columns, merged)
        self._open = {column: merged for column, merged in self._open.items() if merged.bottom >= number}
        return {
            column: Unreadable(f"the cell is part of the merged cells {merged}: unmerge them, and fill in each")
            for column, merged in self._open.items()
            if (column, number) != (merged.left, merged.top)
        }


class _Cells(WorkSheetParser):
    """openpyxl's reader of a sheet; by itself it passes over what it cannot read as if nothing stood there.

    Attributes:
        nought_is_no_result: the 0 of a formula stands for a result that is still to be worked out.
    """

    nought_is_no_result = False

    def parse(self) -> Generator[Any, None, None]:
        """Rows alone: of what stands before and behind them nothing is needed, and some of it is dear."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == DATA_TAG:
                return

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any]
        kind, shown = element.get("t", "n"), element.findtext(VALUE_TAG)
        try:
            cell = super().parse_cell(element)
        except (ValueError, OverflowError):
            damaged = Unreadable(f"the cell's value {quoted(shown or '')} is damaged")
            return {"column": self.col_counter, "value": damaged}
        if kind not in KINDS:
            cell["value"] = Unreadable(f"the cell is of a kind that is not known here, {quoted(kind)}")
        elif kind == "e" and not is_error(shown or ""):
            cell["value"] = Unreadable(f"the cell holds the error {shown or 'of a formula'}")
        elif cell["value"] == "#VALUE!" and cell["data_type"] == "e":
            cell["value"] = Unreadable(f"the cell is formatted as a date, and its number {shown} is none")
        elif element.find(FORMULA_TAG) is not None and self._is_without_result(kind, shown):
            cell["value"] = Unreadable(NOT_WORKED_OUT)
        return cell

    def _is_without_result(self, kind: str, shown: str | None) -> bool:
        """An empty text is a result: IF(A1="","",A1)."""
        if kind == "inlineStr":
            return False
        if not shown:
            return kind != "str" or shown is None
        return self.nought_is_no_result and shown == "0"


def _awaits_results(workbook: Any) -> bool:
    """Whether a workbook is to be worked out when it is opened: XlsxWriter and others write 0 for each result."""
    if MAIN_PART not in workbook._archive.namelist():  # few writers name it otherwise
        return False
    with workbook._archive.open(MAIN_PART) as part:
        return WORKED_OUT_LATER.search(part.read(LARGEST_MAIN_PART)) is not None


def _text(value: Any) -> str:
    """What a cell shows, in one form for each kind of value."""
    match value:
        case str() if len(value) > LONGEST_TEXT and not isinstance(value, Unreadable):
            return Unreadable(f"the cell's text is longer than {LONGEST_TEXT:,} characters")
        case str():
            return value
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)
