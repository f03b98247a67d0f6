"""Rows of CSV for a spreadsheet."""

import csv
import io

FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would take for a formula."""


def csv_row(*cells: object) -> str:
    """One row; a cell that a spreadsheet would take for a formula is marked as text."""
    row = io.StringIO()
    csv.writer(row).writerow([f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in cells])
    return row.getvalue()
