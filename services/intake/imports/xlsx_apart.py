"""A workbook read by a process of its own, so that whatever is in it costs this one nothing.

The process is bounded (`xlsx_child`), is waited for no longer than a while, and ends with whoever reads it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chassis.apart import Apart, TookTooLong
from intake.imports.sheets import Row, Sheet, SheetError, Unreadable
from intake.imports.xlsx_sheet import TOO_LARGE

TOO_LONG = (
    "The workbook takes too long to read. Copy the sheet's filled cells to a new workbook, or save it as CSV."
)


def sheet_apart(path: Path, name: str | None) -> Sheet:
    """As `xlsx_sheet`. Raises SheetError. The process ends with the last row, or when the sheet is closed."""
    child = _Child(path, name)
    try:
        head = child.told()
    except BaseException:
        child.end()
        raise
    return Sheet(
        rows=_rows(child),
        title=head["title"],
        names=head["names"],
        hidden=head["hidden"],
        notes=head["notes"],
        at=lambda: child.at,
        close=child.end,
    )


class _Child:
    """The process.

    Attributes:
        at: bytes of the file that it has read.
    """

    def __init__(self, path: Path, name: str | None) -> None:
        self.at = 0
        self._apart = Apart("intake.imports.xlsx_child", path, *([name] if name is not None else []))
        self._read = bytearray()
        self.end = self._apart.end

    def told(self) -> dict[str, Any]:
        """What it says next; it blocks. Raises SheetError for what it refuses, and when it says nothing more."""
        said: dict[str, Any] = json.loads(self._line())
        if "refused" in said:
            raise SheetError(said["refused"])
        self.at = said.get("at", self.at)
        return said

    def _line(self) -> bytes:
        searched = 0
        while (end := self._read.find(b"\n", searched)) < 0:
            searched = len(self._read)
            try:
                piece = self._apart.piece()
            except TookTooLong:
                raise SheetError(TOO_LONG) from None
            if not piece:
                raise SheetError(TOO_LARGE)
            self._read += piece
        line = bytes(self._read[:end])
        del self._read[: end + 1]
        return line


def _rows(child: _Child) -> Iterator[Row]:
    try:
        while "end" not in (said := child.told()):
            for number, cells in said["rows"]:
                yield number, [cell if isinstance(cell, str) else Unreadable(cell[0]) for cell in cells]
    finally:
        child.end()
