"""The parts of a message: what people read and what they attached. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message

from inscriptis import get_text
from tnefparse import TNEF

from intake.mail.headers import clean, decoded, letters

LONGEST_TEXT = 100_000
SMALL_PICTURE = 10_000
"""Bytes; logos and pictures that count who reads are smaller."""
NOT_KEPT = frozenset(
    {
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "application/ics",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    }
)
TNEF_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "text/plain": ".txt"}


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message; `media_type` is what was declared, which nothing relies on."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Contents:
    """What is in a message.

    Attributes:
        left_out: how many calendars, cards, signatures and small pictures were not kept.
        notes: what had to be guessed, in words for people.
    """

    text: str
    attachments: tuple[Attachment, ...]
    left_out: int
    notes: tuple[str, ...]


def contents(message: Message) -> Contents:
    """Take a message apart. HTML is read as text; nothing in it is followed or shown."""
    plain: list[str] = []
    html: list[str] = []
    attachments: list[Attachment] = []
    notes: list[str] = []
    left_out = 0
    for part in leaves(message):
        kind = part.get_content_type()
        if kind in {"text/plain", "text/html"} and not _is_file(part):
            text, note = _text(part)
            (plain if kind == "text/plain" else html).append(text)
            notes += note
            continue
        content = _bytes(part)
        if kind in NOT_KEPT or _is_decoration(part, content):
            left_out += 1
        elif kind in TNEF_TYPES or (part.get_filename() or "").casefold() == "winmail.dat":
            inside, body = _unpacked(content)
            attachments += inside or [Attachment("winmail.dat", kind, content)]
            plain += body if not any(text.strip() for text in plain) else []
        else:
            attachments.append(Attachment(_name(part, len(attachments) + 1), clean(kind, 100), content))
    text = "\n".join(text for text in plain if text.strip()) or _read_html("\n".join(html), notes)
    is_cut = len(text) > LONGEST_TEXT
    lines = text[:LONGEST_TEXT].splitlines()
    text = "\n".join(clean(line, LONGEST_TEXT) if line.strip() else "" for line in lines).strip()
    if is_cut:
        notes.append(f"It is longer than {LONGEST_TEXT:,} letters; the rest is in the message as it was sent.")
    return Contents(text, tuple(_told_apart(attachments)), left_out, tuple(dict.fromkeys(notes)))


def within(message: Message) -> list[Message]:
    """The parts of a message that has parts; none of any other."""
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def leaves(message: Message) -> Iterator[Message]:
    """Parts that hold something; a message within a message is one of them."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in within(message):
            yield from leaves(part)
    else:
        yield message


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: Message) -> tuple[str, list[str]]:
    content, charset = _bytes(part), part.get_content_charset()
    try:
        return content.decode(charset or "utf-8"), []
    except (LookupError, ValueError):
        return letters(content), ["Its letters are not in the alphabet that it names; some may be wrong."]


def _bytes(part: Message) -> bytes:
    if part.is_multipart():  # message/rfc822, and reports of delivery, which are lists of headers
        return b"\n".join(inner.as_bytes() for inner in within(part))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_decoration(part: Message, content: bytes) -> bool:
    inline = part.get_content_disposition() != "attachment"
    return part.get_content_maintype() == "image" and inline and len(content) < SMALL_PICTURE


def _read_html(html: str, notes: list[str]) -> str:
    if not html.strip():
        return ""
    if len(html) > 10 * LONGEST_TEXT:
        notes.append("It is written as a very long web page, of which the beginning is shown.")
    return get_text(html[: 10 * LONGEST_TEXT])


def _unpacked(content: bytes) -> tuple[list[Attachment], list[str]]:
    """What Outlook wrapped up; nothing if it cannot be unwrapped."""
    try:
        found = TNEF(content, do_checksum=False)
        inside = [
            Attachment(clean(str(one.long_filename() or one.name or "attachment"), 200), "", bytes(one.data))
            for one in found.attachments
        ]
        body = found.body or ""
        return inside, [letters(body) if isinstance(body, bytes) else str(body)]
    except Exception:  # the library raises whatever it stumbles over; the file is kept as it came
        return [], []


def _name(part: Message, number: int) -> str:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return "message.eml"
    named = part.get_filename()
    if named:
        # A path would be somebody else's folder.
        name = clean(decoded(named), 400).replace("\\", "/").rpartition("/")[2].strip(". ")
        if name:
            return name[-200:]
    return f"attachment-{number}{ENDINGS.get(kind, '')}"


def _told_apart(attachments: list[Attachment]) -> Iterator[Attachment]:
    """Names that are given twice get a number."""
    seen: dict[str, int] = {}
    for one in attachments:
        seen[one.name] = seen.get(one.name, 0) + 1
        stem, dot, ending = one.name.rpartition(".")
        number = seen[one.name]
        name = f"{stem} ({number}){dot}{ending}" if dot else f"{one.name} ({number})"
        yield one if number == 1 else replace(one, name=name)
