"""A report as one page of HTML that stands alone: its style and its pictures are inside, and nothing in it runs.

The same page is what the PDF is made of.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from analytics.reports.document import (
    Block,
    Chart,
    Column,
    NumberUnit,
    Paragraph,
    Report,
    Row,
    Section,
    SelfAssessment,
    Table,
    Words,
)
from analytics.reports.formats import drawing
from analytics.reports.formats.wording import (
    COUNTED,
    MARKS,
    NOTHING_DRAWN,
    caption,
    definitions,
    general_notes,
    is_shown,
    name,
    not_written,
    provisional,
    said_under,
    signature,
    standing,
    stands_alone,
    stretch,
    table_of,
)

STYLE = Path(__file__).with_name("report.css")
FEW, SOME = 3, 4
"""So many columns: tables with more give less room to what their rows are called."""
YEAR = re.compile(r"(Q[1-4] )?20\d\d-\d\d")
"""Heads that stay in one line."""


def page(report: Report) -> str:
    """The whole page."""
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en-GB">\n<head>',
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(name(report))}, {escape(report.council)}</title>",
            f'<meta name="author" content="{escape(report.council)}">',
            f'<meta name="generator" content="{escape(report.made_by)}">',
            f'<meta name="dcterms.created" content="{report.as_of.isoformat()}">',
            f'<meta name="description" content="{escape(name(report))}, {escape(stretch(report))}">',
            f"<style>\n{STYLE.read_text()}</style>",
            "</head>\n<body>",
            '<a class="skip" href="#report">Skip to the report</a>',
            *_head(report),
            *_contents(report),
            '<main id="report">',
            *(line for section in report.sections for line in _section(report, section)),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _head(report: Report) -> Iterator[str]:
    yield '<header class="cover">'
    yield f'<p class="council">{escape(report.council)}</p>'
    yield f"<h1>{escape(report.title)} <span>{escape(report.period)}</span></h1>"
    yield f"<p>{escape(stretch(report))}</p>"
    yield f"<p>{escape(standing(report))}</p>"
    if report.provisional:
        yield f'<p class="provisional">{escape(provisional(report))}</p>'
    yield '<div class="notes">'
    yield from (f"<p>{escape(note)}</p>" for note in general_notes(report))
    yield "<ul>"
    yield from (f"<li><b>{mark}</b> <span>{meaning}</span></li>" for mark, meaning in MARKS.items())
    yield "</ul></div></header>"


def _contents(report: Report) -> Iterator[str]:
    yield '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>'
    for section in report.sections:
        title = f"{section.number}. {section.title}"
        yield f'<li><a href="#section-{escape(section.id)}">{escape(title)}</a>'
        parts = section.tables()
        if parts:
            yield "<ol>"
            yield from (
                f'<li><a href="#table-{escape(part.id)}">{escape(caption(part))}</a></li>' for part in parts
            )
            yield "</ol>"
        yield "</li>"
    yield "</ol></nav>"


def _section(report: Report, section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="section-{escape(section.id)}">'
    yield f'<h2 id="section-{escape(section.id)}">{section.number}. {escape(section.title)}</h2>'
    for block in section.blocks:
        yield from _block(report, block)
    yield "</section>"


def _block(report: Report, block: Block) -> Iterable[str]:
    match block:
        case Paragraph():
            return [f"<p>{escape(block.text)}</p>"]
        case Words():
            return _words(block)
        case Chart():
            return _chart(block, table_of(report, block))
        case Table():
            return _table(block)
        case SelfAssessment():
            return _table(block.table)


def _words(words: Words) -> Iterator[str]:
    if not is_shown(words):
        return
    if words.title:
        yield f"<h3>{escape(words.title)}</h3>"
    yield from (f"<p>{escape(paragraph.text)}</p>" for paragraph in words.paragraphs)
    if not words.paragraphs:
        yield f'<p class="unwritten">{escape(not_written(words))}</p>'
    if signed := signature(words):
        yield f'<p class="signed">{escape(signed)}</p>'


def _chart(chart: Chart, table: Table) -> Iterator[str]:
    name = f"figure-{escape(chart.id)}"
    yield f'<figure id="{name}"><figcaption>{escape(caption(chart))}</figcaption>'
    if drawing.is_of_something(chart, table):
        picture = base64.b64encode(drawing.svg(chart, table)).decode()
        yield f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(chart.alt)}">'
        yield f'<p class="second"><a href="#table-{escape(table.id)}">Numbers in Table {table.number}</a></p>'
    else:
        yield f"<p>{NOTHING_DRAWN}</p>"
    yield "</figure>"


def _table(table: Table) -> Iterator[str]:
    name = f"table-{escape(table.id)}"
    yield f'<div class="table"><div class="wide" role="region" tabindex="0" aria-labelledby="{name}">'
    across = len(table.columns)
    wide = "few" if across <= FEW else "some" if across <= SOME else "many"
    yield f'<table class="{wide}" style="--columns: {across}">'
    yield f'<caption id="{name}">{escape(caption(table))}</caption><thead>'
    yield from _heads(table)
    yield "</thead><tbody>"
    yield from (_row(table, row) for row in table.rows)
    yield "</tbody></table></div>"
    if notes := said_under(table):
        yield f'<p class="second">{escape(" ".join(notes))}</p>'
    if table.definitions:
        yield f"<details><summary>{COUNTED}<span>: Table {table.number}</span></summary><ul>"
        yield from (f"<li>{escape(sentence)}</li>" for sentence in definitions(table))
        yield "</ul></details>"
    yield "</div>"


def _heads(table: Table) -> Iterator[str]:
    """One line of heads; above it the years that several columns stand under."""
    titles = [column.head if stands_alone(column) else column.title for column in table.columns]
    if not all(map(stands_alone, table.columns)):
        yield "<tr><td></td>"
        for head, columns in groupby(["" if stands_alone(column) else column.head for column in table.columns]):
            across = len(list(columns))
            if head:
                yield f'<th scope="colgroup" colspan="{across}" class="group">{escape(head)}</th>'
            else:
                yield "<td></td>" * across
        yield "</tr>"
    yield f'<tr><th scope="col">{escape(table.row_title)}</th>'
    for column, title in zip(table.columns, titles, strict=True):
        yield f'<th scope="col"{_look(column)}>{escape(title)}</th>'
    yield "</tr>"


def _row(table: Table, row: Row) -> str:
    cells = (
        f"<td{_look(column)}>{escape(value.text)}</td>"
        for column, value in zip(table.columns, row.values, strict=True)
    )
    total = ' class="total"' if row.is_total else ""
    return f'<tr{total}><th scope="row">{escape(row.label)}</th>{"".join(cells)}</tr>'


def _look(column: Column) -> str:
    text = ["text"] if column.measure is NumberUnit.TEXT else []
    year = ["year"] if YEAR.fullmatch(column.head) else []
    return f' class="{" ".join([*text, *year])}"' if text or year else ""
