"""Headers of a message as people would read them, whatever was sent. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime

from kernel.normal_forms import seen

LONGEST_LINE = 500
LONGEST_ADDRESS = 254
MOST_REFERENCES = 50
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,400})>")
_FOLD = re.compile(r"\r?\n[ \t]*")


class AsSent(Compat32):
    """Headers as they were sent: 8-bit letters in them are for `letters` to read, not to be replaced."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def text_of(message: Message, name: str) -> str:
    """A header in one line without what is invisible; "" where there is none. At most 500 letters."""
    raw = _raw(message, name)
    return "" if raw is None else clean(decoded(raw))


def clean(text: str, longest: int = LONGEST_LINE) -> str:
    """Printed letters in one line: no control characters, no marks of direction, no halves of letters."""
    kept = (" " if char.isspace() else char for char in seen(text) if char.isspace() or _is_printed(char))
    return " ".join("".join(kept).split())[:longest]


def address_of(message: Message, name: str) -> tuple[str, str]:
    """Display name and address of the first of an address header; each may be ""."""
    raw = _raw(message, name)
    if raw is None:
        return "", ""
    for said, address in getaddresses([_FOLD.sub(" ", raw)]):
        if address:
            return clean(decoded(said), 200), clean(decoded(address), LONGEST_ADDRESS).casefold()
    # Nobody can be answered at what is no address, but an officer may see from it who wrote.
    return text_of(message, name)[:200], ""


def message_ids(message: Message, *names: str) -> tuple[str, ...]:
    """The Message-IDs that these headers name, without angle brackets; the last 50."""
    found = [one for name in names for one in _MESSAGE_ID.findall(_raw(message, name) or "")]
    return tuple(dict.fromkeys(clean(one) for one in found[-MOST_REFERENCES:]))


def date_of(message: Message) -> datetime | None:
    """What the sender's clock said; None where it says nothing that is a date."""
    try:
        at = parsedate_to_datetime(_raw(message, "Date") or "")
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def received_at(message: Message) -> datetime | None:
    """When the server that took it in last says that it did: the topmost Received header."""
    last = (_raw(message, "Received") or "").rpartition(";")[2]
    try:
        at = parsedate_to_datetime(last.strip())
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def recipients(message: Message) -> int:
    """How many it was sent to, as its To and Cc say."""
    return sum(value.count("@") for name in ("to", "cc") for value in _raws(message, name))


def _raw(message: Message, name: str) -> str | None:
    return next(_raws(message, name.lower()), None)


def _raws(message: Message, name: str) -> Iterator[str]:
    return (str(value) for key, value in message.raw_items() if key.lower() == name)


def decoded(raw: str) -> str:
    """Encoded words and plain 8-bit letters alike."""
    plain = _FOLD.sub(" ", letters(raw.encode("utf-8", "surrogateescape")))
    try:
        parts = decode_header(plain)
    except (HeaderParseError, ValueError):
        return plain
    return "".join(part if isinstance(part, str) else letters(part, charset) for part, charset in parts) or plain


def letters(content: bytes, charset: str | None = None) -> str:
    """Bytes as text: by their charset if there is one of this name, else UTF-8, else as Windows writes."""
    for name in (charset, "utf-8", "cp1252"):
        try:
            if name and name.lower() not in {"unknown-8bit", "us-ascii"}:
                return content.decode(name)
        except (LookupError, ValueError):
            continue
    return content.decode("utf-8", "replace")


def _is_printed(char: str) -> bool:
    return not unicodedata.category(char).startswith("C") or char == "\u200d"
