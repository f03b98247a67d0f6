"""A page as a PDF: nothing that it names elsewhere comes in."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from chassis.pdf import pdf_of

SECRET = b"%PDF-secret"


@pytest.mark.in_turn
def test_nothing_from_elsewhere_comes_in(tmp_path: Path) -> None:
    """Neither as a picture nor attached, whatever a page that somebody's words got into asks for."""
    there = tmp_path / "secret.txt"
    there.write_bytes(SECRET)
    asks = f'<link rel="attachment" href="{there.as_uri()}"><img alt="" src="{there.as_uri()}">'
    page = f'<!doctype html><html lang="en-GB"><title>A page</title>{asks}<p>Words</p>'
    made = pdf_of(page)
    assert made.startswith(b"%PDF-")
    assert b"EmbeddedFile" not in made


TABLE = """<!doctype html><html lang="en-GB"><title>A page</title><table><caption>Ages</caption>
<thead><tr><td></td><th scope="col">Number</th></tr></thead>
<tbody><tr><th scope="row">Under 18</th><td>7</td></tr><tr><th scope="row">18 and over</th><td>9</td></tr></tbody>
</table>"""


def test_heads_of_a_table_say_what_they_are_of_and_are_found_by_cells() -> None:
    root = PdfReader(io.BytesIO(pdf_of(TABLE))).root_object["/StructTreeRoot"].get_object()
    elements = list(beneath(root))
    heads = {one["/ID"]: one["/A"]["/Scope"] for one in elements if one["/S"] == "/TH"}
    assert sorted(heads.values()) == ["/Column", "/Row", "/Row"]
    names = root["/IDTree"]["/Names"]
    assert list(names[::2]) == sorted(heads)
    assert [one.get_object()["/ID"] for one in names[1::2]] == list(names[::2])
    asked = [tuple(heads[name] for name in one["/A"]["/Headers"]) for one in elements if one["/S"] == "/TD"]
    assert asked[1:] == [("/Row", "/Column")] * 2


def test_a_page_without_a_table_names_no_heads() -> None:
    root = PdfReader(io.BytesIO(pdf_of(TABLE.partition("<table>")[0] + "<p>Words"))).root_object["/StructTreeRoot"]
    assert "/IDTree" not in root.get_object()


def beneath(element: DictionaryObject) -> Iterator[DictionaryObject]:
    """All elements of the structure under one, as they are read."""
    for kid in element["/K"]:
        if isinstance(kid, IndirectObject) and "/S" in kid.get_object():
            yield kid.get_object()
            yield from beneath(kid.get_object())
