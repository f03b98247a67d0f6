"""A page as a PDF: nothing that it names elsewhere comes in."""

from pathlib import Path

import pytest

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
