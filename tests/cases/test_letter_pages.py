"""A letter on paper: its pages."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from chassis.letters.formats import pdf
from chassis.letters.sheet import Print, Sheet

REACH_US = "To reach us, ring 01632 960 200."
SIGNED = "An Officer\nA team"


@pytest.mark.parametrize(("set_in", "fits"), [(Print.STANDARD, 16), (Print.EASY_READ, 4)])
def test_a_signature_never_stands_alone_on_a_page(set_in: Print, fits: int) -> None:
    """However long the letter is, what comes before it goes over to the last page with it."""
    pages = [sheets(set_in, paragraphs) for paragraphs in range(fits, fits + 7)]
    assert {len(texts) for texts in pages} == {1, 2}
    assert all(REACH_US in texts[-1] for texts in pages)


@pytest.mark.parametrize("set_in", [Print.LARGE, Print.EASY_READ])
def test_nothing_in_large_print_is_small(set_in: Print) -> None:
    """How to reach the council and the numbers of pages neither."""
    smallest: dict[str, float] = {}

    def look(text: str, moved: list[float], set_at: list[float], _font: object, size: float) -> None:
        if text.strip():
            smallest[text.strip()] = round(size * abs(set_at[3] * moved[3]), 1)

    for page in PdfReader(BytesIO(letter(set_in, 20))).pages:
        page.extract_text(visitor_text=look)
    assert any("Market Square" in text for text in smallest)
    assert {text: size for text, size in smallest.items() if size < 16} == {}


def sheets(set_in: Print, paragraphs: int) -> list[str]:
    """What stands on each page of a letter of some paragraphs."""
    return [page.extract_text() for page in PdfReader(BytesIO(letter(set_in, paragraphs))).pages]


def letter(set_in: Print, paragraphs: int) -> bytes:
    told = ["We looked into what you told us, and this is what we found of it."] * paragraphs
    sheet = Sheet(
        council="Eastmere City Council",
        head=["1 Market Square", "Eastmere"],
        reference="EAS-2627-0001",
        dated=date(2026, 3, 24),
        to=["A. Complainant", "1 High Street"],
        subject="Our answer to your complaint",
        text="\n\n".join([*told, REACH_US, "Yours sincerely", SIGNED]),
        print=set_in,
    )
    return pdf.document(sheet)
