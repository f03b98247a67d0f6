"""What differs between two versions of a report, as its readers see them. Pure."""

from collections.abc import Iterator

from analytics.reports.document import Paragraph, Report, Table, Words

MOST_SHOWN = 200


def changes(before: Report, after: Report) -> list[str]:
    """Every number and sentence that is not what it was, in words; empty: nothing changed but days and names."""
    return [*_tables(before, after), *_sentences(before, after)][:MOST_SHOWN]


def _tables(before: Report, after: Report) -> Iterator[str]:
    old = {table.id: table for table in before.tables()}
    new = {table.id: table for table in after.tables()}
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield f"Table “{old[name].title}” is not in it any more."
        elif name not in old:
            yield f"Table “{new[name].title}” is new."
        else:
            yield from _cells(old[name], new[name])


def _cells(old: Table, new: Table) -> Iterator[str]:
    was, now = _texts(old), _texts(new)
    for place in [*was, *(place for place in now if place not in was)]:
        if was.get(place) != now.get(place):
            row, column = place
            there, here = was.get(place, "not there"), now.get(place, "not there any more")
            yield f"Table {new.number}, {row}, {column}: {here}, was {there}."


def _texts(table: Table) -> dict[tuple[str, str], str]:
    return {
        (row.label, " ".join(part for part in (column.head, column.title.lower()) if part)): value.text
        for row in table.rows
        for column, value in zip(table.columns, row.values, strict=True)
    }


def _sentences(before: Report, after: Report) -> Iterator[str]:
    old, new = _said(before), _said(after)
    for text in new:
        if text not in old:
            yield f"New words: “{text}”"
    for text in old:
        if text not in new:
            yield f"Words taken out: “{text}”"


def _said(report: Report) -> dict[str, None]:
    said: dict[str, None] = {}
    for block in report.blocks():
        if isinstance(block, Paragraph):
            said[block.text] = None
        elif isinstance(block, Words):
            said |= {paragraph.text: None for paragraph in block.paragraphs}
    return said
