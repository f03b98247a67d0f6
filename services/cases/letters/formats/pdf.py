"""A letter as a PDF that screen readers can read (PDF/UA), made of its page of HTML."""

from cases.letters.formats import web
from cases.letters.formats.sheet import Sheet
from kernel.errors import Unavailable


class NotOnThisMachine(Unavailable):
    """What a PDF is made with is no part of this machine."""

    title = "Not possible on this machine"


def document(sheet: Sheet) -> bytes:
    """Raises NotOnThisMachine: libraries that WeasyPrint stands on, such as Pango, are missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as missing:
        why = str(missing).partition("\n")[0]
        raise NotOnThisMachine(
            f"A PDF cannot be made on this machine: {why} The page is ready to print."
        ) from None
    return HTML(string=web.page(sheet), url_fetcher=_nothing_else).write_pdf(pdf_variant="pdf/ua-1")


def _nothing_else(url: str) -> dict[str, object]:
    raise ValueError(f"a letter asks for nothing from elsewhere: {url}")
