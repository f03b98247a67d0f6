"""A letter as a PDF that screen readers can read (PDF/UA), made of its page of HTML."""

from cases.letters.formats import web
from cases.letters.formats.sheet import Sheet
from chassis.pdf import pdf_of


def document(sheet: Sheet) -> bytes:
    """Raises NotOnThisMachine."""
    return pdf_of(web.page(sheet))
