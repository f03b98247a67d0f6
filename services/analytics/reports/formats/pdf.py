"""A report as a PDF that screen readers can read (PDF/UA), made of its page of HTML."""

from analytics.reports.document import Report
from analytics.reports.formats import web
from chassis.pdf import pdf_of


def document(report: Report) -> bytes:
    """Raises NotOnThisMachine."""
    return pdf_of(web.page(report))
