"""What a sheet says beside its cells: which of them are merged into one, and what is hidden from people.

Merged cells stand behind the rows in the file, so a sheet is looked through once before its rows are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple
from xml.parsers import expat

from openpyxl.utils import get_column_letter, range_boundaries

from intake.imports.sheets import MOST_COLUMNS, MOST_ROWS, SheetError, runs

MOST_MERGED = 20_000
SHOWN_RUNS = 10
FILLED = frozenset({"v", "is", "f"})
"""Elements of a cell that has something in it."""


class Merged(NamedTuple):
    """Cells that are shown as one, with what stands in the first; rows and columns from 1, both ends included."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


@dataclass
class Layout:
    """A sheet's layout.

    Attributes:
        merged: from the top downwards.
        hidden_rows, hidden_columns: numbers of those that have something in them, in their order.
        is_filtered: whether a filter decides which rows are seen.
    """

    merged: list[Merged] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_filtered: bool = False

    def notes(self) -> Iterator[str]:
        """What people do not see and is read all the same, in sentences."""
        if self.hidden_rows:
            yield f"Hidden in the sheet, and read all the same: {_named('row', runs(self.hidden_rows))}."
        if self.hidden_columns:
            letters = runs(self.hidden_columns, get_column_letter)
            yield f"Hidden in the sheet, and read all the same: {_named('column', letters)}."
        if self.is_filtered:
            yield "The sheet is filtered. Rows that the filter hides are read all the same."


def layout_of(source: IO[bytes]) -> Layout:
    """Looks through a sheet's XML; memory does not grow with its cells. Raises SheetError, expat.ExpatError."""
    looker = _Looker()
    parser = expat.ParserCreate()
    parser.StartElementHandler = looker.starts
    parser.EntityDeclHandler = _refuse_entities
    parser.ParseFile(source)
    return looker.found()


class _Looker:
    def __init__(self) -> None:
        self._layout = Layout()
        self._row = 0
        self._row_is_hidden = False
        self._cell = ""
        self._hidden: set[int] = set()
        self._seen: set[int] = set()

    def found(self) -> Layout:
        self._layout.merged.sort(key=lambda merged: merged.top)
        self._layout.hidden_columns = sorted(self._seen)
        return self._layout

    def starts(self, tag: str, attributes: dict[str, str]) -> None:
        """An element; its prefix, if the file's writer gave it one, does not matter."""
        match tag.rpartition(":")[2]:
            case "c":
                self._cell = attributes.get("r", "")
            case name if name in FILLED:
                self._filled()
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._row_is_hidden = _is_hidden(attributes, "ht")
            case "col" if _is_hidden(attributes, "width"):
                last = min(int(attributes["max"]), MOST_COLUMNS)
                self._hidden |= set(range(int(attributes["min"]), last + 1))
            case "mergeCell":
                self._merge(attributes["ref"])
            case "filterColumn":
                self._layout.is_filtered = True

    def _filled(self) -> None:
        rows = self._layout.hidden_rows
        if self._row_is_hidden and len(rows) < MOST_ROWS and self._row not in rows[-1:]:
            rows.append(self._row)
        if self._hidden and self._cell:
            self._seen |= self._hidden & {range_boundaries(self._cell)[0]}

    def _merge(self, ref: str) -> None:
        if len(self._layout.merged) == MOST_MERGED:
            raise SheetError(
                f"The sheet has more than {MOST_MERGED:,} merged cells. Unmerge them and send it again."
            )
        self._layout.merged.append(Merged(*range_boundaries(ref)))


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    return attributes.get("hidden") in {"1", "true"} or attributes.get(size) == "0"


def _refuse_entities(*_declared: object) -> None:
    raise SheetError("The workbook is damaged: its XML declares entities, which no spreadsheet program writes.")


def _named(what: str, places: list[str]) -> str:
    many = "s" if len(places) > 1 or "–" in places[0] else ""
    more = f" and {len(places) - SHOWN_RUNS} more groups of them" if len(places) > SHOWN_RUNS else ""
    return f"{what}{many} {', '.join(places[:SHOWN_RUNS])}{more}"
