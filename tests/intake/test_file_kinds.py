"""What a file is by its content, and what is refused whatever it is called."""

import struct
import zipfile
from io import BytesIO

import pytest

from intake.files.kinds import KINDS, MOST_PARTS, kind_of
from kernel.errors import Unprocessable
from tests.support.files import PDF, PROGRAM, WITH_MACROS, docx, package

WORD: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "__properties_version1.0".encode("utf-16-le")


def odt(**parts: str) -> bytes:
    """With its type stored first, as the format asks."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Letter.PDF", PDF, "application/pdf"),
        ("Letter.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            "Visits.xlsx",
            package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("Letter.odt", odt(), "application/vnd.oasis.opendocument.text"),
        ("Letter.rtf", b"{\\rtf1 Nobody came}", "application/rtf"),
        ("Bruise.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("Bruise.jpeg", b"\xff\xd8\xff\xe1", "image/jpeg"),
        ("Scan.tif", b"II*\0", "image/tiff"),
        ("Bruise.heic", b"\0\0\0\x18ftypheic", "image/heic"),
        ("Voicemail.m4a", b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        ("Voicemail.wav", b"RIFF\0\0\0\0WAVE", "audio/wav"),
        ("Call.eml", b"Received: by a\r\nFrom: somebody\r\n\r\nNobody came.", "message/rfc822"),
        ("Call.msg", OUTLOOK, "application/vnd.ms-outlook"),
        ("Notes.txt", "Nobody came – for £30 a day".encode("cp1252"), "text/plain"),
        ("Notes.txt", "Nobody came".encode("utf-16"), "text/plain"),
        ("Visits.csv", b"day,came\r\n1 June,no\r\n", "text/csv"),
    ],
)
def test_what_is_taken(name: str, content: bytes, media_type: str) -> None:
    kind, called = kind_of(name, content)
    assert (kind.media_type, called) == (media_type, name)


@pytest.mark.parametrize(("content", "called"), [(PDF, "image.pdf"), (b"Nobody came", "image.txt")])
def test_a_name_without_an_ending_is_given_one(content: bytes, called: str) -> None:
    assert kind_of("image", content)[1] == called


def lying(content: bytes) -> bytes:
    """The same package with parts that say they unpack to 2 GB."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", 2_000_000_000) + content[at + 28 :]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("letter.pdf", b"", "is empty", id="nothing"),
        pytest.param("letter.pdf", PROGRAM, "is no PDF", id="a program that is called a PDF"),
        pytest.param("letter.exe", PROGRAM, r"end in \.exe are not taken", id="a program"),
        pytest.param("letter", PROGRAM, "of no kind that is taken", id="a program without an ending"),
        pytest.param("letter.txt", PROGRAM, "is no plain text", id="a program that is called a text"),
        pytest.param("run.txt", b"#!/bin/sh\nrm -r /", "is no plain text", id="a script"),
        pytest.param("page.html", b"<html>", r"\.html are not taken", id="a page"),
        pytest.param("page.txt", b" \n<!DOCTYPE html><script>", "is no plain text", id="a page called text"),
        pytest.param("drawing.svg", b"<svg onload='x()'/>", r"\.svg are not taken", id="a drawing with a script"),
        pytest.param("drawing.png", b"<svg onload='x()'/>", "is no PNG", id="a drawing that is called a picture"),
        pytest.param("both.pdf", b"<html><script>x()</script>" + PDF, "is no PDF", id="a page and a PDF at once"),
        pytest.param("all.zip", package({"a.exe": PROGRAM}), r"\.zip are not taken", id="an archive"),
        pytest.param("all.docx", package({"a.exe": PROGRAM}), "is no Word", id="an archive called a document"),
        pytest.param("self.docx", PROGRAM + docx(), "is no Word", id="an archive that unpacks itself"),
        pytest.param("old.doc", OUTLOOK, r"\.doc are not taken", id="Word as it was until 2007"),
        pytest.param(
            "macro.docx", docx(**{"word/vbaProject.bin": b"x"}), "carries macros", id="a document with macros"
        ),
        pytest.param("macro.docx", docx(WITH_MACROS), "carries macros", id="macros under another part's name"),
        pytest.param("macro.odt", odt(**{"Basic/Standard/a.xml": ""}), "carries macros", id="of OpenDocument"),
        pytest.param(
            "macro.msg", OUTLOOK + "_VBA_PROJECT".encode("utf-16-le"), "carries macros", id="macros in Outlook's"
        ),
        pytest.param(
            "bomb.docx", docx(**{"word/a.xml": bytes(20_000_000)}), "unpacks to more", id="a bomb by its ratio"
        ),
        pytest.param("bomb.docx", lying(docx()), "unpacks to more", id="a bomb that says so"),
        pytest.param("bomb.docx", package(WORD, zipfile.ZIP_BZIP2), "as no office program", id="packed by bzip2"),
        pytest.param("bomb.docx", package(WORD, zipfile.ZIP_LZMA), "as no office program", id="packed by LZMA"),
        pytest.param("torn.docx", docx()[:-30], "is damaged", id="a torn document"),
        pytest.param(
            "many.docx", docx() + b"PK\x01\x02" * MOST_PARTS, r"more than 5,000 parts", id="too many parts"
        ),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(name: str, content: bytes, why: str) -> None:
    with pytest.raises(Unprocessable, match=why):
        kind_of(name, content)


def test_every_ending_is_of_one_kind() -> None:
    endings = [ending for kind in KINDS for ending in kind.endings]
    assert len(endings) == len(set(endings))
