"""Rows of CSV for spreadsheets, in which no cell becomes a formula."""

import csv
import io

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def csv_row(*cells: object) -> str:
    """One row; a text that a spreadsheet would take for a formula is marked as text, and a number stays one."""
    written = io.StringIO()
    csv.writer(written).writerow([_guarded(cell) for cell in cells])
    return written.getvalue()


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
