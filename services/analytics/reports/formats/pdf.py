"""A report as a PDF that screen readers can read (PDF/UA), made of its page of HTML."""

from analytics.reports.document import Report
from analytics.reports.formats import web
from kernel.errors import Unavailable


class NotOnThisMachine(Unavailable):
    """What a PDF is made with is no part of this machine."""

    title = "Not possible on this machine"


def document(report: Report) -> bytes:
    """The same bytes each time, as far as fonts and libraries of the machine are the same.

    Raises:
        NotOnThisMachine: libraries that WeasyPrint stands on, such as Pango, are missing.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as missing:
        why = str(missing).partition("\n")[0]
        says = f"A PDF cannot be made on this machine: {why} The page in HTML is ready to print."
        raise NotOnThisMachine(says) from None
    return HTML(string=web.page(report)).write_pdf(pdf_variant="pdf/ua-1")
