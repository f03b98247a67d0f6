"""Messages as they are handed in, and as they leave: byte for byte, with a name of their own."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from cases.outbox.models import OutboxRow
from kernel.errors import wrong_field
from kernel.vocabulary import SendingWay

POLICY = SMTP.clone(cte_type="7bit")
"""Not every server on the way takes eight bits."""
UNSENT = "X-Unsent"
"""Outlook opens a file with it as a draft."""


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """One message that is to leave.

    Attributes:
        act: what it is sent for, unique at the council: nothing is sent twice for one act.
        to_address: an e-mail address, or postal lines divided by newlines.
        pdf: attached to an e-mail; by post it is the letter, and has to be there.
        by: subject of the officer who sends it, at the UTC instant `at`.
    """

    authority: str
    ref: str
    act: str
    way: SendingWay
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str | None = None
    pdf: bytes | None = None
    pdf_name: str = "letter.pdf"
    by: str
    at: datetime


@dataclass(frozen=True)
class Sealed:
    """A message as it leaves, and the name by which it is known on its way."""

    content: bytes
    message_id: str


@dataclass(frozen=True)
class Unkept:
    """An e-mail that belongs to no case: handed to the mail server at once, and kept nowhere."""

    to_address: str
    content: bytes
    message_id: str
    way: SendingWay = SendingWay.EMAIL


def unkept(to_address: str, subject: str, text: str, sender: str, domain: str, at: datetime) -> Unkept:
    """A message of the product's own, from `sender`, to which nobody answers."""
    mail = EmailMessage(POLICY)
    mail["Subject"] = _line(subject)
    mail["To"] = to_address
    mail["From"] = sender
    mail["Date"] = at
    mail["Message-ID"] = message_id = f"<{uuid.uuid4().hex}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    return Unkept(to_address, mail.as_bytes(), message_id)


def sealed(message: NewMessage, sender: str, reply_to: str, domain: str, *, by_hand: bool) -> Sealed:
    """A message as it leaves, from `sender`, and answered to `reply_to`; either may be empty.

    `domain`: what Message-IDs end in; an answer names them, and so finds its case.

    `by_hand`: an e-mail is opened by a mail program, as one that is to be sent.

    Raises Unprocessable for an address that none can be, and for a letter by post that has no PDF.
    """
    if message.way is SendingWay.POST:
        if message.pdf is None:
            raise wrong_field("/way", "What goes by post is a PDF, and this has none.")
        return Sealed(message.pdf, _new_id(message.ref, domain))
    mail = EmailMessage(POLICY)
    mail["Subject"] = f"[{message.ref}] {_line(message.subject)}"
    mail["To"] = _address(message.to_name, message.to_address)
    if sender:
        mail["From"] = sender
    if reply_to:
        mail["Reply-To"] = reply_to
    if by_hand:
        mail[UNSENT] = "1"
    mail["Date"] = message.at
    mail["Message-ID"] = message_id = _new_id(message.ref, domain)
    mail.set_content(message.text)
    if message.html is not None:
        mail.add_alternative(message.html, subtype="html")
    if message.pdf is not None:
        mail.add_attachment(message.pdf, maintype="application", subtype="pdf", filename=_line(message.pdf_name))
    return Sealed(mail.as_bytes(), message_id)


def sealed_again(
    before: OutboxRow, way: SendingWay, to_address: str, at: datetime, domain: str, *, by_hand: bool
) -> Sealed:
    """The same under a new name and date: two messages of one name would be taken for one.

    What left as an e-mail goes by post as the letter that was with it.

    Raises Unprocessable for an address that none can be, and for what cannot go that way.
    """
    message_id = _new_id(before.ref, domain)
    if before.way == SendingWay.POST:
        if way is not SendingWay.POST:
            raise wrong_field(
                "/to_address", "It was printed for the post. Draft the letter anew to send an e-mail."
            )
        return Sealed(before.content, message_id)
    mail = message_from_bytes(before.content, policy=POLICY)
    if way is SendingWay.POST:
        letter = next(mail.iter_attachments(), None)
        if letter is None:
            raise wrong_field("/to_address", "What goes by post is a PDF, and this has none.")
        return Sealed(bytes(letter.get_content()), message_id)
    for header in ("Message-ID", "Date", "To", UNSENT):
        del mail[header]
    if by_hand:
        mail[UNSENT] = "1"
    mail["To"] = _address(before.to_name, to_address)
    mail["Date"] = at
    mail["Message-ID"] = message_id
    return Sealed(mail.as_bytes(), message_id)


def way_to(address: str) -> SendingWay:
    """By e-mail or by post, as an address is."""
    return SendingWay.EMAIL if "@" in address else SendingWay.POST


def _address(name: str, address: str) -> Address:
    try:
        found = Address(_line(name), addr_spec=address.strip())
        if found.domain and found.addr_spec.isascii():
            return found
    except (ValueError, HeaderParseError, IndexError):
        pass  # the parser's own words are no help to whoever typed it
    raise wrong_field("/to_address", "This is no e-mail address that a message can be sent to.")


def _new_id(ref: str, domain: str) -> str:
    return f"<{ref}.{uuid.uuid4().hex}@{domain}>"


def _line(text: str) -> str:
    """A text as one line: a header has no second one."""
    return " ".join(text.split())
