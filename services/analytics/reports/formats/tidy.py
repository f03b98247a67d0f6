"""A report as tidy data: one number a line, and a dictionary of what each table and column says. Pure."""

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from analytics.reports.document import Report, Table, Value
from analytics.reports.formats.wording import MARKS, UNITS, definitions, heading, marks_in
from analytics.reports.tables import TOTAL
from chassis.csv_rows import csv_row

SOME_DAY = (1980, 1, 1, 0, 0, 0)
"""The same files give the same archive."""


def archive(report: Report) -> bytes:
    """A ZIP of `tables.csv` and `dictionary.csv`, in UTF-8."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for name, lines in (("tables.csv", tables(report)), ("dictionary.csv", dictionary(report))):
            files.writestr(zipfile.ZipInfo(name, SOME_DAY), "".join(lines), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tables(report: Report) -> Iterator[str]:
    """Every number, a line each: totals of rows and of columns are called `total`."""
    yield csv_row("table", "row", "column", "measure", "value")
    for table in report.tables():
        for row in table.rows:
            for column, value in zip(table.columns, row.values, strict=True):
                yield csv_row(
                    table.id,
                    TOTAL if row.is_total else row.label,
                    TOTAL if column.id == TOTAL else heading(column),
                    value.unit.value,
                    _plain(value),
                )


def dictionary(report: Report) -> Iterator[str]:
    """Every column of every table, a line each, with what the table says and how it was counted."""
    yield csv_row("table", "number", "title", "row", "column", "measure", "definition", "note")
    for table in report.tables():
        for column in table.columns:
            yield csv_row(
                table.id,
                table.number,
                table.title,
                table.row_title,
                TOTAL if column.id == TOTAL else heading(column),
                UNITS[column.measure],
                " ".join(definitions(table)),
                _note(table),
            )
    for mark, meaning in MARKS.items():
        yield csv_row("", "", "", "", "", mark, meaning, "")


def _note(table: Table) -> str:
    return " ".join([*([table.note] if table.note else []), *marks_in(table)])


def _plain(value: Value) -> object:
    """A number without signs of its unit, to as many places as it is printed; else what is printed."""
    if isinstance(value.value, int | float):
        return Decimal(f"{value.value:.{value.places}f}")
    return value.text
