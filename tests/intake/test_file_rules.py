"""What a file may be called."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.files.rules import NAME_LENGTH, safe_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\desk\\photo of stairs.jpg", "photo of stairs.jpg"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("cafe\u0301.png", "caf\u00e9.png"),
        ("two\u00a0 words.odt", "two words.odt"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("", "file"),
        ("..", "file"),
        ("folder/", "file"),
        ("\u200b.pdf", "pdf"),
    ],
)
def test_names_that_are_sent(sent: str, shown: str) -> None:
    assert safe_name(sent) == shown


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("./\\ \u202e\u0301"), max_size=200))
def test_every_name_is_safe_and_stays_so(sent: str) -> None:
    name = safe_name(sent)
    assert 1 <= len(name) <= NAME_LENGTH
    assert not {"/", "\\"} & set(name)
    assert not any(unicodedata.category(one)[0] == "C" for one in name)
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name) == name
