"""A report as a Word document with real headings, captions and tables, for whoever works it into another."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Open
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Inches, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line

from analytics.reports.document import Block, Chart, NumberUnit, Paragraph, Report, SelfAssessment, Table, Words
from analytics.reports.formats import drawing
from analytics.reports.formats.wording import (
    COUNTED,
    MARKS,
    NOTHING_DRAWN,
    caption,
    definitions,
    general_notes,
    heading,
    is_shown,
    name,
    not_written,
    provisional,
    said_under,
    signature,
    standing,
    stretch,
    table_of,
)

FONT = "Arial"
INK = RGBColor(0x16, 0x23, 0x2B)
BRAND = RGBColor(0x15, 0x50, 0x5A)
NOTE, GRID, LIST = "Note", "Table Grid", "List Bullet"
SIZES = {"Title": 26, "Subtitle": 13, "Heading 1": 18, "Heading 2": 13, "Normal": 10.5, "Caption": 10.5, LIST: 9}
ACROSS = Cm(17)
"""An A4 page between its margins."""


def document(report: Report) -> bytes:
    word = Document()
    _page(word)
    _styles(word)
    _properties(word, report)
    _cover(word, report)
    for section in report.sections:
        line = word.add_heading(f"{section.number}. {section.title}", 1)
        line.paragraph_format.page_break_before = section is report.sections[0]
        for block in section.blocks:
            _block(word, report, block)
            is_said = isinstance(block, Paragraph) or (isinstance(block, Words) and is_shown(block))
            if is_said and block is not section.blocks[-1]:  # no page ends with a head and a sentence
                word.paragraphs[-1].paragraph_format.keep_with_next = True
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _page(word: Open) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(2)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for word_before, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(word_before)
        _field(foot, field)


def _styles(word: Open) -> None:
    for style, size in SIZES.items():
        font = _style(word, style).font
        font.name, font.size, font.italic = FONT, Pt(size), False
        font.color.rgb = BRAND if style == "Subtitle" else INK
        fonts = font.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), FONT)
    _style(word, "Normal").element.get_or_add_rPr().append(_language())
    caption = _style(word, "Caption").paragraph_format
    caption.keep_with_next, caption.space_before, caption.space_after = True, Pt(14), Pt(4)
    note = word.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = word.styles["Normal"]
    note.font.size = Pt(9)
    _rule_tables(word)
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(3), Pt(3)


def _rule_tables(word: Open) -> None:
    """Tables have lines between rows alone."""
    properties = _style(word, GRID).element.find(qn("w:tblPr"))
    borders = properties.find(qn("w:tblBorders"))
    for side in ("left", "right", "insideV"):
        borders.remove(borders.find(qn(f"w:{side}")))
    for line in borders:
        line.set(qn("w:color"), "6F8F80")


def _style(word: Open, style: str) -> ParagraphStyle:
    return word.styles[style]


def _language() -> BaseOxmlElement:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    return language


def _properties(word: Open, report: Report) -> None:
    told = word.core_properties
    told.title, told.author, told.language = name(report), report.council, "en-GB"
    told.comments = standing(report)
    told.last_modified_by = report.made_by
    told.created = told.modified = report.as_of.replace(tzinfo=None)


def _cover(word: Open, report: Report) -> None:
    word.add_paragraph(report.council, "Subtitle")
    word.add_paragraph(name(report), "Title")
    word.add_paragraph(stretch(report))
    word.add_paragraph(standing(report))
    if report.provisional:
        word.add_paragraph().add_run(provisional(report)).bold = True
    for note in general_notes(report):
        word.add_paragraph(note)
    for mark, meaning in MARKS.items():
        word.add_paragraph(f"{mark} {meaning}", LIST)
    word.add_paragraph("Contents", "Caption")
    _contents(word, [f"{section.number}. {section.title}" for section in report.sections])


def _contents(word: Open, titles: Sequence[str]) -> None:
    """A table of contents that Word brings up to date when asked; until then it has the sections."""
    lines = [word.add_paragraph(style=NOTE) for _ in titles]
    for kind in ("begin", "instruction", "separate"):
        _part_of_field(lines[0], kind)
    for line, title in zip(lines, titles, strict=True):
        line.add_run(title)
    _part_of_field(lines[-1], "end")


def _part_of_field(line: Line, kind: str) -> None:
    if kind == "instruction":
        part = OxmlElement("w:instrText")
        part.text = 'TOC \\o "1-1" \\h'
    else:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(part)


def _block(word: Open, report: Report, block: Block) -> None:
    match block:
        case Paragraph():
            word.add_paragraph(block.text)
        case Words():
            _words(word, block)
        case Chart():
            _chart(word, block, table_of(report, block))
        case Table():
            _table(word, block)
        case SelfAssessment():
            _table(word, block.table)


def _words(word: Open, words: Words) -> None:
    if not is_shown(words):
        return
    if words.title:
        word.add_heading(words.title, 2)
    for paragraph in words.paragraphs:
        word.add_paragraph(paragraph.text)
    if not words.paragraphs:
        word.add_paragraph().add_run(not_written(words)).italic = True
    if signed := signature(words):
        word.add_paragraph(signed, NOTE)


def _chart(word: Open, chart: Chart, table: Table) -> None:
    word.add_paragraph(caption(chart), "Caption")
    if not drawing.is_of_something(chart, table):
        word.add_paragraph(NOTHING_DRAWN)
        return
    picture = word.add_picture(io.BytesIO(drawing.png(chart, table)), width=Inches(drawing.WIDTH))
    told = picture._inline.docPr  # python-docx has no other way to say what a picture shows
    told.set("descr", chart.alt)
    told.set("title", chart.title)


def _table(word: Open, table: Table) -> None:
    word.add_paragraph(caption(table), "Caption")
    grid = word.add_table(rows=1 + len(table.rows), cols=1 + len(table.columns))
    grid.style = GRID
    grid.autofit = False
    _describe(grid, caption(table))
    for column, width in zip(grid.columns, _widths(table), strict=True):  # cells say it to Word, columns to others
        column.width = width
    cells = [row.cells for row in grid.rows]
    _fill(cells[0], [table.row_title, *map(heading, table.columns)], table, bold=True)
    for row, line in zip(table.rows, cells[1:], strict=True):
        texts = [row.label, *(value.text for value in row.values)]
        with_next = row is not table.rows[-1] or bool(said_under(table) or table.definitions)
        _fill(line, texts, table, bold=row.is_total, with_next=with_next)
    _repeat(grid)
    if notes := said_under(table):
        under = word.add_paragraph(" ".join(notes), NOTE)
        under.paragraph_format.keep_with_next = bool(table.definitions)
    if table.definitions:
        head = word.add_paragraph(style=NOTE)
        head.add_run(COUNTED).bold = True
        head.paragraph_format.keep_with_next = True
        for sentence in definitions(table):
            word.add_paragraph(sentence, LIST)


def _fill(
    cells: Sequence[Cell], texts: Sequence[str], table: Table, *, bold: bool, with_next: bool = True
) -> None:
    """A row; with what follows on a page, so that a table is not broken that has room on one."""
    for at, (cell, text, width) in enumerate(zip(cells, texts, _widths(table), strict=True)):
        cell.width = width
        line = cell.paragraphs[0]
        line.style = NOTE
        line.paragraph_format.keep_with_next = with_next
        line.add_run(text).bold = bold
        if at and table.columns[at - 1].measure is not NumberUnit.TEXT:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(table: Table) -> list[Length]:
    """Of its columns; the first has what rows are called."""
    first = 0.46 if len(table.columns) <= 3 else 0.32
    return [
        Length(int(ACROSS * share)) for share in (first, *[(1 - first) / len(table.columns)] * len(table.columns))
    ]


def _repeat(grid: Grid) -> None:
    """The heads stand on every page, and no row goes over two."""
    for at, row in enumerate(grid.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not at:
            properties.append(OxmlElement("w:tblHeader"))


def _describe(grid: Grid, text: str) -> None:
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), text)
    grid._tbl.tblPr.append(title)


def _field(line: Line, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    line._p.append(field)
