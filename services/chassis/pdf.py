"""A page of HTML as a PDF that screen readers can read (PDF/UA)."""

from kernel.errors import Unavailable


class NotOnThisMachine(Unavailable):
    """What a PDF is made with is no part of this machine."""

    title = "Not possible on this machine"


def pdf_of(page: str) -> bytes:
    """The same bytes each time, as far as fonts and libraries of the machine are the same.

    The page stands alone: what it names elsewhere, on the network or on this machine, is not fetched.

    Raises:
        NotOnThisMachine: libraries that WeasyPrint stands on, such as Pango, are missing.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as missing:
        why = str(missing).partition("\n")[0]
        says = f"A PDF cannot be made on this machine: {why} The page in HTML is ready to print."
        raise NotOnThisMachine(says) from None
    inside = URLFetcher(allowed_protocols={"data"})
    return HTML(string=page, url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1")
