"""A letter as a Word document with real headings and lists, for whoever works on it there."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Open
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from chassis.letters.blocks import Block, BlockKind, blocks
from chassis.letters.sheet import Print, Sheet
from kernel.calendar import in_words

FONT, INK = "Arial", RGBColor(0x16, 0x23, 0x2B)
SIZES = {"Title": 16, "Heading 1": 14, "Heading 2": 12, "Normal": 12, "List Bullet": 12}
LARGER = 4
"""Points that large print and easy read add."""
TITLES = {BlockKind.HEADING: 1, BlockKind.SUBHEADING: 2}


def document(sheet: Sheet) -> bytes:
    word = Document()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    _styles(word, 0 if sheet.print is Print.STANDARD else LARGER)
    about = word.core_properties
    about.title, about.author, about.language = f"{sheet.subject} ({sheet.reference})", sheet.council, "en-GB"
    about.comments = ""
    head = word.add_paragraph()
    head.add_run(sheet.council).bold = True
    _lines(word, sheet.head)
    _lines(word, sheet.to)
    _lines(word, [in_words(sheet.dated), f"Our reference: {sheet.reference}"])
    word.add_heading(sheet.subject, 0)
    for block in blocks(sheet.text):
        _block(word, block)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _block(word: Open, block: Block) -> None:
    if block.kind in TITLES:
        word.add_heading(block.lines[0], TITLES[block.kind])
    elif block.kind is BlockKind.LIST:
        for line in block.lines:
            word.add_paragraph(line, style="List Bullet")
    else:
        _lines(word, block.lines)


def _lines(word: Open, lines: Sequence[str]) -> None:
    if not lines:
        return
    paragraph = word.add_paragraph()
    for place, line in enumerate(lines):
        run = paragraph.add_run(line)
        if place < len(lines) - 1:
            run.add_break()


def _styles(word: Open, larger: int) -> None:
    for name, size in SIZES.items():
        font = word.styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(size + larger), INK
        fonts = word.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
