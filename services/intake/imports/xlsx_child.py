"""The process that reads one workbook, and ends with it: `python -m intake.imports.xlsx_child FILE [SHEET]`.

Writes lines of JSON to standard output: what the sheet is, then its rows, or why it cannot be read. Takes no more
memory and no more of a processor than it is given here; it knows no settings, no database and no key.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from chassis.bounds import allow_seconds, bound
from intake.imports.sheets import Row, SheetError, Unreadable
from intake.imports.xlsx_sheet import TOO_LARGE, xlsx_sheet

MOST_MEMORY = 300_000_000
"""Bytes of address space, of which some 30 MB are the reader itself."""
MOST_SECONDS = 6
"""Of a processor, until there are rows, and again for each further batch of them."""
BATCH, LARGEST_BATCH = 200, 1_000_000
"""Rows, and characters, after which they are told."""


def main(path: str, name: str | None, out: BinaryIO) -> None:
    """Read a workbook's sheet of this name, or the first that people can see."""
    bound(MOST_MEMORY)
    allow_seconds(MOST_SECONDS)
    try:
        with open(path, "rb") as file:
            sheet = xlsx_sheet(file, name)
            _tell(
                out, title=sheet.title, names=list(sheet.names), hidden=list(sheet.hidden), notes=list(sheet.notes)
            )
            for rows in _batches(sheet.rows):
                _tell(out, at=sheet.at(), rows=rows)
                allow_seconds(MOST_SECONDS)
            _tell(out, end=True)
    except SheetError as error:
        _tell(out, refused=str(error))
    except MemoryError:
        _tell(out, refused=TOO_LARGE)


def _batches(rows: Iterator[Row]) -> Iterator[list[Any]]:
    """Rows as they are told; a cell that cannot be read is a list of its reason."""
    batch: list[Any] = []
    characters = 0
    for number, cells in rows:
        batch.append((number, [[str(cell)] if isinstance(cell, Unreadable) else cell for cell in cells]))
        characters += sum(map(len, cells))
        if len(batch) == BATCH or characters > LARGEST_BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _tell(out: BinaryIO, **what: Any) -> None:
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None, sys.stdout.buffer)
