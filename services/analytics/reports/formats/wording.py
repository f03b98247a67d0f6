"""What every format says in the same words: heads of columns, marks, units, what the report is. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analytics.reports.document import HIDDEN, NOT_APPLICABLE, Chart, Column, NumberUnit, Report, Table, Words
from kernel.localtime import local_date

MARKS: Mapping[str, str] = {
    HIDDEN: "hidden so that nobody can be identified",
    NOT_APPLICABLE: "not applicable, or not recorded",
}
UNITS: Mapping[NumberUnit, str] = {
    NumberUnit.COUNT: "number",
    NumberUnit.PERCENT: "per cent",
    NumberUnit.WORKING_DAYS: "working days",
    NumberUnit.CALENDAR_DAYS: "calendar days",
    NumberUnit.MONTHS: "months",
    NumberUnit.POUNDS: "pounds",
    NumberUnit.PER_THOUSAND: "for each 1,000 people",
    NumberUnit.CHANGE: "change in number",
    NumberUnit.PERCENT_CHANGE: "change in per cent",
    NumberUnit.TEXT: "text",
}
NOTHING_COUNTED = "Nothing was counted"
NOTHING_DRAWN = "There is nothing to draw."
UNREADABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COUNTED = "How this was counted"


def stands_alone(column: Column) -> bool:
    """Whether its head says all, and no title under it."""
    return column.title in ("", column.head)


def heading(column: Column) -> str:
    """A column in one line: “2023-24 share”; “Change”."""
    if stands_alone(column):
        return column.head
    return f"{column.head} {column.title[:1].lower()}{column.title[1:]}"


def caption(part: Table | Chart) -> str:
    return f"{'Table' if isinstance(part, Table) else 'Figure'} {part.number}: {part.title}"


def name(report: Report) -> str:
    return f"{report.title} {report.period}"


def standing(report: Report) -> str:
    """Which version this is, and of what day."""
    day = local_date(report.as_of)
    version = f"Version {report.version}" if report.version else "Draft, not published"
    return f"{version}. Figures as of {day.day} {day:%B %Y}."


def stretch(report: Report) -> str:
    since, to = report.since, report.to
    return f"{since.day} {since:%B %Y} to {to.day} {to:%B %Y}"


def provisional(report: Report) -> str:
    return f"Provisional: {report.period} is not over, so that its figures still move."


def marks_in(table: Table) -> list[str]:
    """What the marks in a table mean, in sentences; empty if it has none."""
    texts = {value.text for row in table.rows for value in row.values}
    return [f"{mark} {meaning}." for mark, meaning in MARKS.items() if mark in texts]


def notes_on(table: Table) -> list[str]:
    """Its own note, and why its small numbers are shown."""
    shown = [f"Small numbers are shown: {table.open_because}"] if table.open_because else []
    return [*([table.note] if table.note else []), *shown]


def said_under(table: Table) -> list[str]:
    """What stands under a table: the notes on it, and what its marks mean."""
    return [*notes_on(table), *marks_in(table)]


def counts_by_row(table: Table) -> bool:
    """Whether each row counts something of its own."""
    return len(table.definitions) == len(table.rows) > 1


def definitions(table: Table) -> list[str]:
    """What was counted: of each row by its name where rows count different things."""
    if not counts_by_row(table):
        return list(table.definitions)
    return [f"{row.label}: {said}" for row, said in zip(table.rows, table.definitions, strict=True)]


def general_notes(report: Report) -> list[str]:
    """What holds for the whole report, but for what its title already says."""
    said = {provisional(report), standing(report)}
    return [note for note in report.notes if note not in said and not standing(report).endswith(note)]


def is_shown(words: Words) -> bool:
    """Whether anything stands in a place for words: what is written, or what still has to be."""
    return bool(words.paragraphs) or words.needed


def not_written(words: Words) -> str:
    return f"Not written yet: {words.asked_for}"


def signature(words: Words) -> str | None:
    if not words.signed_by:
        return None
    return f"Signed: {words.signed_by}, {words.sign_off}" if words.sign_off else f"Signed: {words.signed_by}"


def table_of(report: Report, chart: Chart) -> Table:
    return next(table for table in report.tables() if table.id == chart.table)


def unique(names: Sequence[str]) -> Iterator[str]:
    """Names of which none is twice: the second gets a number."""
    taken: set[str] = set()
    for one in names:
        chosen, at = one, 2
        while chosen.casefold() in taken:
            chosen, at = f"{one} ({at})", at + 1
        taken.add(chosen.casefold())
        yield chosen


def readable(report: Report) -> Report:
    """The report without characters that no XML may hold, such as a line break that was pasted from Word."""
    return Report.model_validate(_readable(report.model_dump()))


def _readable(said: Any) -> Any:
    if isinstance(said, str):
        return UNREADABLE.sub("", said)
    if isinstance(said, dict):
        return {key: _readable(value) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [_readable(one) for one in said]
    return said
