"""A letter as a file that a route answers with."""

from fastapi import Response

from chassis.letters.formats import pdf, plain, web, word
from chassis.letters.sheet import Sheet

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page_file(sheet: Sheet, name: str) -> Response:
    """As a page of HTML that stands alone. `name`: of the file without its ending; so below."""
    return _file(web.page(sheet).encode(), "text/html; charset=utf-8", f"{name}.html")


def text_file(sheet: Sheet, name: str) -> Response:
    return _file(plain.text(sheet).encode(), "text/plain; charset=utf-8", f"{name}.txt")


def pdf_file(sheet: Sheet, name: str) -> Response:
    """Raises NotOnThisMachine."""
    return _file(pdf.document(sheet), "application/pdf", f"{name}.pdf")


def word_file(sheet: Sheet, name: str) -> Response:
    return _file(word.document(sheet), DOCX, f"{name}.docx")


def _file(content: bytes, media_type: str, name: str) -> Response:
    """To be kept, never shown within our own pages."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
