"""All that is held as a Word document, in which somebody takes out what is not the person's."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from docx import Document
from docx.document import Document as Open
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from chassis.held import Held
from intake.held.wording import clean, lines
from kernel.calendar import in_words

FONT, INK = "Arial", RGBColor(0x16, 0x23, 0x2B)
SIZES = {"Title": 20, "Heading 1": 16, "Heading 2": 13, "Normal": 11, "List Bullet": 11}
BEFORE_IT_LEAVES = (
    "This document is not ready to be handed out. It holds what was said by and about other people too: take out "
    "what is theirs, here and in the files and e-mails beside it, before any of it leaves the council."
)


@dataclass(frozen=True)
class Told:
    """What is handed over.

    Attributes:
        council: its name.
        officers: names by subject.
        left_out: sentences on what is held and is not in the folders beside the document.
    """

    council: str
    made_on: date
    held: Held
    officers: Mapping[str, str]
    left_out: Sequence[str]


def document(told: Told) -> bytes:
    """A heading for each reference, one for each kind of what is held of it, and every row below."""
    word = Document()
    _styles(word)
    about = word.core_properties
    about.title, about.author, about.language, about.comments = "What is held", told.council, "en-GB", ""
    word.add_paragraph().add_run(told.council).bold = True
    word.add_heading("What is held", 0)
    word.add_paragraph(f"Put together on {in_words(told.made_on)}, of {_and(list(told.held))}.")
    word.add_paragraph().add_run(BEFORE_IT_LEAVES).bold = True
    if told.left_out:
        word.add_heading("Left out", 1)
        for sentence in told.left_out:
            word.add_paragraph(clean(sentence), style="List Bullet")
    for ref, kinds in told.held.items():
        word.add_heading(ref, 1)
        for what, rows in kinds.items():
            word.add_heading(what[:1].upper() + what[1:], 2)
            for row in rows:
                _row(word, lines(what, row, told.officers))
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _row(word: Open, row: Iterable[tuple[str, str]]) -> None:
    """One paragraph, a line for each value: whole rows and single values are easily taken out."""
    paragraph = word.add_paragraph()
    for place, (label, said) in enumerate(row):
        if place:
            paragraph.add_run().add_break()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(said)


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _styles(word: Open) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    for name, size in SIZES.items():
        font = word.styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(size), INK
        fonts = word.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
