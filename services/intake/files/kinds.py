"""What a file is, by its content: the kinds that are kept, and why another one is not. Pure.

Only what officers open every day is taken. A file has to be what its name says, from its first byte on: content
that is two things at once begins as one that is refused.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from kernel.errors import Unprocessable, wrong_field

MOST_PARTS = 5_000
MOST_UNPACKED = 300_000_000
"""Bytes to which an office document may unpack; a report with a hundred photographs has a tenth."""
MOST_RATIO, RATIO_FROM = 200, 10_000_000
"""So many times its size, once that is more than so many bytes: sheets that are full of one number have 50."""
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""As office documents are (ISO/IEC 29500-2). `zipfile` unpacks what is packed otherwise without a bound."""
MOST_READ = 1_000_000
"""Bytes that are unpacked to see whether a document carries macros."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = b"PK\x01\x02"
ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<?php", "<head", "<body", "#!")
MAIL_FIELDS = (b"from:", b"received:", b"date:", b"subject:", b"return-path:", b"mime-version:")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
ENDING = re.compile(r"\.\w{1,10}$", re.ASCII)


class Kind(NamedTuple):
    """A kind of file: its media type, what it is called, its names' endings, and what its content begins with."""

    media_type: str
    called: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]


def _begins(*ways: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(ways)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(b"RIFF") and content[8:12] == form


def _media(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda content: content[4:8] == b"ftyp" and content[8:12] in brands


def _has_part(part: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(ZIP) and b"[Content_Types].xml" in content and part in content


def _is_text(content: bytes) -> bool:
    text = text_of(content)
    return text is not None and not CONTROL.search(text) and not text.lstrip().lower().startswith(MARKUP)


def text_of(content: bytes) -> str | None:
    """As Windows and the web write it; None for what is no text."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_mail(content: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", content[:100_000], maxsplit=1)[0].lower()
    lines = head.splitlines()
    return (
        b"\0" not in head
        and bool(lines)
        and any(line.startswith(MAIL_FIELDS) for line in lines[:60])
        and (re.match(rb"[!-9;-~]{1,76}:", lines[0]) is not None)
    )


def _is_outlook(content: bytes) -> bool:
    return content.startswith(OLE) and "__properties_version1.0".encode("utf-16-le") in content


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = (
    Kind("application/pdf", "PDF", (".pdf",), _begins(b"%PDF-")),
    Kind(f"{OFFICE}wordprocessingml.document", "Word document", (".docx",), _has_part(b"word/document.xml")),
    Kind(f"{OFFICE}spreadsheetml.sheet", "Excel workbook", (".xlsx",), _has_part(b"xl/workbook.xml")),
    Kind(
        "application/vnd.oasis.opendocument.text",
        "OpenDocument text",
        (".odt",),
        lambda content: content.startswith(ZIP) and content[30 : 30 + len(ODT)] == ODT,
    ),
    Kind("application/rtf", "RTF document", (".rtf",), _begins(b"{\\rtf")),
    Kind("image/png", "PNG picture", (".png",), _begins(b"\x89PNG\r\n\x1a\n")),
    Kind("image/jpeg", "JPEG picture", (".jpg", ".jpeg"), _begins(b"\xff\xd8\xff")),
    Kind("image/gif", "GIF picture", (".gif",), _begins(b"GIF87a", b"GIF89a")),
    Kind("image/webp", "WebP picture", (".webp",), _riff(b"WEBP")),
    Kind("image/tiff", "TIFF picture", (".tif", ".tiff"), _begins(b"II*\0", b"MM\0*")),
    Kind("image/heic", "HEIC picture", (".heic", ".heif"), _media(b"heic", b"heix", b"mif1", b"msf1", b"hevc")),
    Kind("audio/mp4", "M4A recording", (".m4a",), _media(b"M4A ", b"M4B ", b"mp42", b"isom")),
    Kind(
        "video/mp4",
        "MP4 film",
        (".mp4",),
        _media(b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"),
    ),
    Kind(
        "audio/mpeg",
        "MP3 recording",
        (".mp3",),
        _begins(b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"),
    ),
    Kind("audio/wav", "WAV recording", (".wav",), _riff(b"WAVE")),
    Kind("message/rfc822", "e-mail", (".eml",), _is_mail),
    Kind("application/vnd.ms-outlook", "Outlook message", (".msg",), _is_outlook),
    Kind("text/plain", "plain text", (".txt",), _is_text),
    Kind("text/csv", "CSV file", (".csv",), _is_text),
)
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
TAKEN = ", ".join(ending.removeprefix(".") for ending in BY_ENDING)


def kind_of(name: str, content: bytes) -> tuple[Kind, str]:
    """What a file is, and its name, which is given an ending where it has none. Raises Unprocessable.

    Args:
        name: a safe one, see `rules.safe_name`.
    """
    if not content:
        raise refused("The file is empty.")
    found = ENDING.search(name)
    if found:
        ending = found.group().lower()
        kind = BY_ENDING.get(ending)
        if kind is None:
            raise refused(f"Files that end in {ending} are not taken. Taken are: {TAKEN}.")
        if not kind.is_it(content):
            raise refused(f"Its name ends in {ending}, but its content is no {kind.called}.")
    else:
        kind = next((one for one in KINDS if one.is_it(content)), None)
        if kind is None:
            raise refused(f"Its content is of no kind that is taken. Taken are: {TAKEN}.")
        name += kind.endings[0]
    _refuse_active(content)
    return kind, name


def _refuse_active(content: bytes) -> None:
    """Raises Unprocessable for macros, and for a document that unpacks to more than a reader could bear."""
    if content.startswith(OLE) and "_VBA_PROJECT".encode("utf-16-le") in content:
        raise _has_macros()
    if not content.startswith(ZIP):
        return
    if content.count(ENTRY) > MOST_PARTS:
        raise refused(f"The document has more than {MOST_PARTS:,} parts.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_UNPACKED or unpacked > max(RATIO_FROM, MOST_RATIO * len(content)):
                raise refused("The document unpacks to more than any document needs.")
            if any(part.compress_type not in PACKED for part in parts):
                raise refused("The document is packed as no office program packs one.")
            names = {part.filename.lower() for part in parts}
            if "[content_types].xml" in names:
                with package.open("[Content_Types].xml") as types:
                    said = types.read(MOST_READ).replace(b"\0", b"").lower()
            else:
                said = b""
    except Unprocessable:
        raise
    except Exception as error:  # whatever a hostile or torn package makes the reader raise
        raise refused("The document is damaged: it cannot be opened.") from error
    if b"vbaproject" in said or b"macroenabled" in said or any(map(_is_macro, names)):
        raise _has_macros()


def _is_macro(part: str) -> bool:
    return part.endswith("vbaproject.bin") or part.startswith(("basic/", "scripts/"))


def _has_macros() -> Unprocessable:
    return refused("The document carries macros, which are programs. Save it without them, or as PDF.")


def refused(why: str) -> Unprocessable:
    """A file that is not kept, as an error that says so."""
    return wrong_field("/file", why)
