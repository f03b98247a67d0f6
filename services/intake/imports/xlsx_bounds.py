"""Counts what a workbook is made of before anything makes objects of it: a few kilobytes unpack to millions.

Every part is looked through, whatever it says that it is: a reader takes them by names that the file gives. Memory
does not grow with what is counted.
"""

import zipfile
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from intake.imports.sheets import SheetError

MOST_PARTS = 5_000
DEEPEST = 100
"""Elements inside each other; a sheet has 6, a drawing some 20."""
LONGEST_PIECE = 2_000_000
"""Bytes of text, or of one element's attributes, between two elements. A cell holds 32,767 characters."""
MOST_IN_A_ROW = 16_384
"""Cells; no spreadsheet program has more columns."""
MOST_ATTRIBUTES = 200
"""Of one element."""
PIECE = 1 << 16


@dataclass(frozen=True, eq=False)
class Bound:
    """How many elements of these names a workbook may have, in all of its parts together."""

    names: frozenset[str]
    most: int
    called: str


CELLS = Bound(frozenset({"c"}), 2_000_000, "cells")
ROWS = Bound(frozenset({"row"}), 300_000, "rows, filled or empty")
VALUES = Bound(frozenset({"v", "f", "is"}), 4_000_000, "values")
TEXTS = Bound(
    frozenset({
        "si", "t", "r", "rPr", "rPh", "phoneticPr", "rFont", "charset", "family", "scheme",
        "b", "i", "u", "strike", "vertAlign", "color", "sz",
    }),
    1_000_000,
    "texts and their formats",
)  # fmt: skip
FORMATS = Bound(
    frozenset({
        "xf", "alignment", "protection", "font", "fill", "patternFill", "fgColor", "bgColor",
        "border", "left", "right", "top", "bottom", "dxf",
    }),
    100_000,
    "cell formats",
)  # fmt: skip
SHEETS = Bound(frozenset({"sheet"}), 300, "sheets")
DEFINED_NAMES = Bound(frozenset({"definedName"}), 5_000, "defined names")
PARTS = Bound(frozenset({"Override", "Default", "Relationship"}), 10_000, "parts")
OTHERS = Bound(frozenset(), 300_000, "drawings, pivot tables, comments and rules beside its cells")
BOUNDS = (CELLS, ROWS, VALUES, TEXTS, FORMATS, SHEETS, DEFINED_NAMES, PARTS, OTHERS)


def refuse_boundless(package: zipfile.ZipFile) -> None:
    """Raises SheetError for a workbook that has more of something than a reader could bear."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise _too_many(MOST_PARTS, PARTS.called)
    counter = _Counter()
    for part in parts:
        try:
            with package.open(part) as source:
                counter.look_through(source)
        except (SheetError, MemoryError):
            raise
        except Exception:  # not XML, or damaged from here on: whoever reads it gets as far and tells
            continue


class _Counter:
    def __init__(self) -> None:
        self._left = {bound: bound.most for bound in BOUNDS}
        self._bounds = {name: bound for bound in BOUNDS for name in bound.names}
        self._depth = self._in_row = 0

    def look_through(self, source: IO[bytes]) -> None:
        """Raises SheetError; expat.ExpatError for what is no XML."""
        self._depth = self._in_row = 0
        parser = expat.ParserCreate()
        parser.ordered_attributes = True  # names and values in one list, which is made faster
        parser.StartElementHandler = self._starts
        parser.EndElementHandler = self._ends
        parser.EntityDeclHandler = _refuse_entities
        since = 0
        while piece := source.read(PIECE):
            at = piece.rfind(b"<")
            since = since + len(piece) if at < 0 else len(piece) - at
            if since > LONGEST_PIECE:
                raise SheetError("The workbook is damaged: a piece of it has no end.")
            parser.Parse(piece)
        parser.Parse(b"", True)

    def _starts(self, tag: str, attributes: list[str]) -> None:
        bound = self._bounds.get(tag)
        if bound is None:  # unless its writer gave it a prefix
            bound = self._bounds.get(tag.rpartition(":")[2], OTHERS)
        left = self._left[bound] = self._left[bound] - 1
        if left < 0:
            raise _too_many(bound.most, bound.called)
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            raise SheetError(f"The workbook is damaged: an element has more than {MOST_ATTRIBUTES} attributes.")
        self._depth += 1
        if self._depth > DEEPEST:
            raise SheetError(f"The workbook is damaged: its XML is nested more than {DEEPEST} deep.")
        if bound is CELLS:
            self._in_row += 1
            if self._in_row > MOST_IN_A_ROW:
                raise SheetError(f"A row of the workbook has more than {MOST_IN_A_ROW:,} cells.")
        elif bound is ROWS:
            self._in_row = 0

    def _ends(self, _tag: str) -> None:
        self._depth -= 1


def _refuse_entities(*_declared: object) -> None:
    raise SheetError("The workbook is damaged: its XML declares entities, which no spreadsheet program writes.")


def _too_many(most: int, what: str) -> SheetError:
    way_out = "Copy the sheet's filled cells to a new workbook, or save it as CSV."
    return SheetError(f"The workbook has more than {most:,} {what}. {way_out}")
