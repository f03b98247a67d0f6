"""A report as a workbook by the Government Analysis Function's rules for spreadsheets: one table a sheet.

Cover, contents and notes come first. Numbers are numbers; no cell is a formula, and none is merged.
"""

import io
import re
import warnings
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
from gptables import Cover, GPTable, produce_workbook

from analytics.reports.document import (
    NOT_APPLICABLE,
    PERCENTAGES,
    SIGNED,
    Column,
    NumberUnit,
    Report,
    Table,
    Value,
)
from analytics.reports.formats.wording import (
    MARKS,
    NOTHING_COUNTED,
    UNITS,
    caption,
    definitions,
    general_notes,
    heading,
    marks_in,
    name,
    notes_on,
    provisional,
    standing,
    stretch,
    unique,
)

UNNAMED = frozenset({NumberUnit.COUNT, NumberUnit.TEXT})
"""Units that need not be named in the head of a column."""
NOTES = "Notes"
Formatting = dict[str, Any]
NOTE_WIDTHS = (12, 40, 110)
A4 = 9
TEXT_WIDTH = 55
"""Of columns of sentences, which would be as wide as the longest otherwise."""
LINE = 15.75
"""The height of a line of them, in points; it has at least as many letters as its column is wide."""
SENTENCES: Formatting = {"text_wrap": True, "valign": "top"}


def workbook(report: Report) -> bytes:
    sheets = {f"Table {table.number}": _sheet(table) for table in report.tables()}
    notes = _notes(report)
    written = io.BytesIO()
    with warnings.catch_warnings():
        # gptables wonders about columns of marks alone, and that notes are a sheet of our own.
        warnings.simplefilter("ignore")
        book = produce_workbook(
            written,
            {NOTES: notes} | sheets,
            cover=_cover(report),
            contentsheet_options={"title": "Contents", "instructions": "One line for each sheet that follows."},
            workbook_options={"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
        )
    _of_sentences(book.get_worksheet_by_name(NOTES), notes, NOTE_WIDTHS)
    for name_of_sheet, table in zip(sheets, report.tables(), strict=True):
        if _is_text(table):
            widths = [TEXT_WIDTH] * (1 + len(table.columns))
            _of_sentences(book.get_worksheet_by_name(name_of_sheet), sheets[name_of_sheet], widths)
    for sheet in book.worksheets():  # as it is printed
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    book.set_properties(
        {
            "title": _text(name(report)),
            "author": _text(report.council),
            "comments": standing(report),
            "created": report.as_of.replace(tzinfo=None),
        }
    )
    book.close()
    return written.getvalue()


def _of_sentences(sheet: Any, of: GPTable, widths: Sequence[int]) -> None:
    """Columns as wide as that, and rows as high as their longest sentence: not every program looks for itself."""
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for at, cells in enumerate(of.table.itertuples(index=False), of.data_range[0] + 1):
        lines = [len(wrap(str(cell), width)) for cell, width in zip(cells, widths, strict=True)]
        sheet.set_row(at, LINE * max(lines))


def _is_text(table: Table) -> bool:
    return all(column.measure is NumberUnit.TEXT for column in table.columns)


def _cover(report: Report) -> Cover:
    marks = [f"{mark} {meaning}" for mark, meaning in MARKS.items()]
    return Cover(
        title=_text(name(report)),
        intro=[
            _text(report.council),
            stretch(report),
            *([provisional(report)] if report.provisional else []),
            standing(report),
        ],
        about=[*map(_text, general_notes(report)), "Marks in the tables:", *marks],
    )


def _notes(report: Report) -> GPTable:
    """What marks mean and what each table counts, one sentence a line."""
    marks = [("Every table", mark, meaning) for mark, meaning in MARKS.items()]
    counted = [
        (f"Table {table.number}", _text(table.title), _text(sentence))
        for table in report.tables()
        for sentence in definitions(table)
    ]
    heads = ["Table", "Title or mark", "What it means or counts"]
    return GPTable(
        table=pd.DataFrame([*marks, *counted], columns=heads, dtype=object),
        table_name="notes",
        title="Notes: what marks mean, and what each table counts",
        instructions="This sheet has one table.",
        index_columns={2: 0},
        additional_formatting=[{"column": {"columns": heads, "format": SENTENCES}}],
    )


def _sheet(table: Table) -> GPTable:
    heads = list(unique([_text(table.row_title), *map(_head, table.columns)]))
    lines = [[_text(row.label), *map(_cell, row.values)] for row in table.rows]
    nothing: list[int | float | str] = [NOTHING_COUNTED, *[NOT_APPLICABLE] * len(table.columns)]
    return GPTable(
        table=pd.DataFrame(lines or [nothing], columns=heads, dtype=object),
        table_name="table_" + re.sub(r"\W", "_", table.number),
        title=_text(caption(table)),
        subtitles=[_text(note) for note in notes_on(table)],
        instructions="This sheet has one table.",
        legend=marks_in(table),
        index_columns={2: 0},
        additional_formatting=_formats(table, heads),
    )


def _head(column: Column) -> str:
    """With its unit, where its numbers are no counts."""
    named = heading(column) if column.measure in UNNAMED else f"{heading(column)} ({UNITS[column.measure]})"
    return _text(named)


def _formats(table: Table, heads: Sequence[str]) -> list[Formatting]:
    """How many places each number has, and the sign of its unit where the head of its column does not say it."""
    numbers: list[Formatting] = [
        {"cell": {"cells": (down, across), "format": {"num_format": _format(value, column)}}}
        for down, row in enumerate(table.rows, 1)
        for across, (column, value) in enumerate(zip(table.columns, row.values, strict=True), 1)
        if isinstance(value.value, int | float)
    ]
    # A mark, or “5 of 9”, stands as the numbers do that it stands among.
    among = {"columns": heads[1:], "include_names": True, "format": {"align": "right"}}
    aligned: Formatting = {"columns": heads, "format": SENTENCES} if _is_text(table) else among
    totals = [down for down, row in enumerate(table.rows, 1) if row.is_total]
    return [
        {"column": aligned},
        *numbers,
        *([{"row": {"rows": totals, "format": {"bold": True}}}] if totals else []),
    ]


def _format(value: Value, column: Column) -> str:
    pattern = "#,##0" + ("." + "0" * value.places if value.places else "")
    if value.unit is not column.measure:
        before = '"£"' if value.unit is NumberUnit.POUNDS else ""
        after = '"%"' if value.unit in PERCENTAGES else ""
        pattern = f"{before}{pattern}{after}"
    return f"+{pattern};-{pattern};{pattern}" if value.unit in SIGNED else pattern


def _cell(value: Value) -> int | float | str:
    """A number as a number, to as many places as it is printed."""
    if isinstance(value.value, int | float):
        return round(value.value, value.places) if value.places else round(value.value)
    return _text(value.text)


def _text(text: str) -> str:
    """Without what gptables takes for a reference to a note."""
    return text.replace("$$", "$ $")
