"""Bytes of an e-mail in, what arrived out. Pure; whatever is sent, it ends, and nothing is lost."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from itertools import count

from intake.mail import headers
from intake.mail.parts import Attachment, contents, leaves, within
from intake.mail.quoting import part
from kernel.vocabulary import MailKind

LARGEST = 40_000_000
LARGEST_HEADER = 256_000
MOST_PARTS = 200
DEEPEST = 20
MOST_RECIPIENTS = 10_000
CLOCK_SKEW = timedelta(minutes=5)
BELIEVED = timedelta(days=1)
"""So far a sender's clock may be from the arrival before somebody is told."""
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MULTIPART = re.compile(
    rb"^content-type:[ \t]*(?:\r?\n[ \t]+)?(?:multipart|message)/", re.IGNORECASE | re.MULTILINE
)
_AUTOMATIC = re.compile(
    r"\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office(?: reply)?)\s*(?:[:-]|$)",
    re.IGNORECASE,
)
_STATUS = re.compile(rb"^status:\s*([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Own:
    """What is the council's own: addresses from which it writes, and the domain of Message-IDs it gave."""

    addresses: frozenset[str] = frozenset()
    domain: str = ""

    def wrote(self, address: str, message_id: str) -> bool:
        made_here = bool(self.domain) and message_id.endswith(f"@{self.domain}")
        return made_here or address in self.addresses


@dataclass(frozen=True)
class Bounced:
    """A message of ours that did not arrive: its Message-ID and the status that was given (RFC 3463), or ""."""

    message_id: str
    status: str


@dataclass(frozen=True)
class Arrived:
    """An e-mail that arrived.

    Attributes:
        key: what tells it from every other: its Message-ID, or the SHA-256 of its bytes.
        claimed_at: what the sender's clock said; arrival alone counts.
        text: what was written now; `quoted` the message under it.
        answers: Message-IDs that it names as those it answers, the last 50.
        problem: why it could not be read; "": it was.
        notes: what had to be guessed or was left out, in words for people.
    """

    key: str
    kind: MailKind
    arrived_at: datetime
    claimed_at: datetime | None = None
    address: str = ""
    name: str = ""
    subject: str = ""
    text: str = ""
    quoted: str = ""
    forwarded_from: str | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    recipients: int = 0
    bounced: Bounced | None = None
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    problem: str = ""


class _TooMuch(Exception):
    """It is beyond a bound; the text says which."""


def read(raw: bytes, now: datetime, own: Own, arrived_at: datetime | None = None) -> Arrived:
    """What arrived; what cannot be read is `unknown`, with its problem.

    Args:
        arrived_at: when the mailbox took it in; None: as the message's topmost Received header says, which the
            council's own server wrote.
    """
    digest = f"sha256:{sha256(raw).hexdigest()}"
    try:
        _bound(raw)
        message = message_from_bytes(raw, _up_to(MOST_PARTS), policy=headers.AsSent())
        _bound_parts(message)
        return _read(message, digest, now, own, arrived_at)
    except _TooMuch as much:
        problem = str(much)
    except RecursionError:
        problem = f"Its parts are nested more than {DEEPEST} deep."
    except Exception:  # the standard library's parser raises almost anything at a message that breaks its rules
        problem = "It breaks the rules of e-mail and could not be taken apart."
    return Arrived(digest, MailKind.UNKNOWN, _arrival(arrived_at, None, now), problem=problem)


def _bound(raw: bytes) -> None:
    if len(raw) > LARGEST:
        raise _TooMuch(f"It is larger than {LARGEST // 1_000_000} MB.")
    ends = _BLANK_LINE.search(raw[: LARGEST_HEADER + 4])
    if ends is None and len(raw) > LARGEST_HEADER:
        raise _TooMuch(f"Its header is larger than {LARGEST_HEADER // 1000} kB.")
    # Looked for before it is taken apart, which costs more the deeper its parts are nested.
    if sum(1 for _ in _MULTIPART.finditer(raw)) > MOST_PARTS:
        raise _TooMuch(f"It has more than {MOST_PARTS} parts.")


def _up_to(most: int) -> Callable[..., Message]:
    """Makes the parts of a message while it is taken apart, which ends at one too many: a few bytes divide two."""
    numbers = count()  # the parser makes one to see how that is done, then the whole message, then what is in it

    def part_of(policy: headers.AsSent) -> Message:
        if next(numbers) > most:
            raise _TooMuch(f"It has more than {most} parts.")
        return Message(policy)

    return part_of


def _bound_parts(message: Message) -> None:
    if _depth(message) > DEEPEST:
        raise _TooMuch(f"Its parts are nested more than {DEEPEST} deep.")
    if headers.recipients(message) > MOST_RECIPIENTS:
        raise _TooMuch(f"It was sent to more than {MOST_RECIPIENTS:,} people.")


def _depth(message: Message) -> int:
    if not message.is_multipart():
        return 0
    return 1 + max(map(_depth, within(message)), default=0)


def _read(message: Message, digest: str, now: datetime, own: Own, arrived_at: datetime | None) -> Arrived:
    name, address = headers.address_of(message, "From")
    subject = headers.text_of(message, "Subject")
    own_id = next(iter(headers.message_ids(message, "Message-ID")), "")
    answers = headers.message_ids(message, "References", "In-Reply-To")
    arrived = _arrival(arrived_at, headers.received_at(message), now)
    claimed = headers.date_of(message)
    found = contents(message)
    parted = part(found.text, subject)
    bounced = _bounced(message)
    notes = found.notes
    if found.left_out:
        notes += (f"{found.left_out} small pictures, cards or signatures were left out.",)
    if claimed is None or abs(claimed - arrived) > BELIEVED:
        notes += ("The date in it is not believed: what counts is when it arrived.",)
    return Arrived(
        key=own_id or digest,
        kind=_kind(message, address, subject, own_id, answers, bounced, own),
        arrived_at=arrived,
        claimed_at=claimed,
        address=address,
        name=name,
        subject=subject,
        text=parted.text,
        quoted=parted.quoted,
        forwarded_from=parted.forwarded_from,
        message_id=own_id,
        answers=answers,
        recipients=headers.recipients(message),
        bounced=bounced,
        attachments=found.attachments,
        notes=notes,
    )


def _arrival(given: datetime | None, received: datetime | None, now: datetime) -> datetime:
    """Receipt is the arrival: nothing later than now, and what the sender's own clock says never counts."""
    return min(given or received or now, now)


def _kind(
    message: Message,
    address: str,
    subject: str,
    own_id: str,
    answers: Iterable[str],
    bounced: Bounced | None,
    own: Own,
) -> MailKind:
    if bounced is not None:
        return MailKind.BOUNCE
    precedence = headers.text_of(message, "Precedence").casefold()
    submitted = headers.text_of(message, "Auto-Submitted").casefold()
    # auto-generated is what a web form says of the complaint that it passes on.
    if (
        submitted.startswith(("auto-replied", "auto-notified"))
        or message.get("X-Autoreply") is not None
        or message.get("X-Autorespond") is not None
        or precedence == "auto_reply"
        or headers.text_of(message, "Return-Path") == "<>"
        or _AUTOMATIC.match(subject)
    ):
        return MailKind.AUTO_REPLY
    if own.wrote(address, own_id):
        return MailKind.OURS
    if message.get("List-Id") is not None or precedence in {"bulk", "list", "junk"}:
        return MailKind.LIST
    return MailKind.REPLY if any(answers) else MailKind.MESSAGE


def _bounced(message: Message) -> Bounced | None:
    """What a report of delivery says (RFC 3464); None: it is none, or tells that something did arrive."""
    if message.get_content_type() != "multipart/report":
        return None
    if str(message.get_param("report-type", "delivery-status")).casefold() != "delivery-status":
        return None
    status, about = "", ""
    for leaf in leaves(message):
        kind = leaf.get_content_type()
        if kind == "message/delivery-status":
            block = b"\n".join(inner.as_bytes() for inner in within(leaf))
            found = _STATUS.search(block)
            status = found[1].decode() if found else ""
        elif kind == "message/rfc822" and (returned := within(leaf)):
            about = next(iter(headers.message_ids(returned[0], "Message-ID")), "")
        elif kind == "text/rfc822-headers" and isinstance(content := leaf.get_payload(decode=True), bytes):
            inner = message_from_bytes(content, policy=headers.AsSent())
            about = next(iter(headers.message_ids(inner, "Message-ID")), "")
    return Bounced(about, status)
