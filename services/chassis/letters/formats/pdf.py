"""A letter as a PDF that screen readers can read (PDF/UA), made of its page of HTML."""

from chassis.letters.formats import web
from chassis.letters.sheet import Sheet
from chassis.pdf import pdf_of


def document(sheet: Sheet) -> bytes:
    """Raises NotOnThisMachine."""
    return pdf_of(web.page(sheet))
