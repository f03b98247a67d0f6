"""A page of HTML as a PDF that screen readers can read (PDF/UA)."""

from typing import TYPE_CHECKING, Any

from kernel.errors import Unavailable

if TYPE_CHECKING:
    import pydyf


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
    return HTML(string=page, url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1", finisher=_complete)


def _complete(_: Any, pdf: "pydyf.PDF") -> None:
    """Say what PDF/UA-1 asks of tables and WeasyPrint leaves out: whether a head is of a column or of a row (7.5),
    and by a tree of names (ISO 32000-1, 14.7.2) which heads they are that a cell names."""
    from pydyf import Array, Dictionary

    parts = {part.reference: part for part in pdf.objects if isinstance(part, Dictionary)}
    heads = sorted((part for part in parts.values() if part.get("S") == "/TH"), key=lambda head: head["ID"].data)
    for head in heads:
        of_column = parts[parts[head["P"]]["P"]]["S"] == "/THead"
        head["A"]["Scope"] = "/Column" if of_column else "/Row"
    if heads:
        (root,) = (part for part in parts.values() if part.get("Type") == "/StructTreeRoot")
        names = Array(name for head in heads for name in (head["ID"], head.reference))
        root["IDTree"] = Dictionary({"Names": names})
