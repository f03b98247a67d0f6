"""What becomes of an e-mail by itself, and to which contact it belongs: pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.mail.reading import Arrived
from kernel.normal_forms import email_key
from kernel.values import REFERENCE_PATTERN
from kernel.vocabulary import MailKind, MailState

SET_ASIDE_BY_ITSELF: Mapping[MailKind, str] = {
    MailKind.AUTO_REPLY: "It is an automatic reply.",
    MailKind.BOUNCE: "It says that a message could not be delivered.",
    MailKind.OURS: "The council sent it.",
    MailKind.LIST: "It went to a mailing list.",
}
"""Kept apart, and never out of sight: an officer can take any of them back."""
PARTIES = ("complainant", "representative")
MOST_NAMED = 20
_REFERENCE = re.compile(r"\b([A-Za-z]{3})-?([0-9]{4})-?([0-9]{4,6})\b")
_IS_REFERENCE = re.compile(REFERENCE_PATTERN)


@dataclass(frozen=True)
class Named:
    """A contact that a message names, and how."""

    ref: str
    why: str


def named(arrived: Arrived, prefix: str, domain: str, known: Mapping[str, str]) -> list[Named]:
    """The references that a message names, surest first: each once, whether there is such a contact or not.

    Args:
        prefix: of the council's references.
        domain: of the Message-IDs that letters left with, `ref.random@domain`; "": none did.
        known: the contacts of messages that are kept, by their Message-IDs.
    """
    found: dict[str, str] = {}
    for ref, why in _named(arrived, prefix, domain, known):
        found.setdefault(ref, why)
    return [Named(ref, why) for ref, why in list(found.items())[:MOST_NAMED]]


def _named(arrived: Arrived, prefix: str, domain: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for answered in reversed(arrived.answers):
        begins, _, ends = answered.rpartition("@")
        if domain and ends == domain and _IS_REFERENCE.match(ref := begins.partition(".")[0]):
            yield ref, "It answers a letter of this contact."
        elif answered in known:
            yield known[answered], "It answers an e-mail that belongs to this contact."
    for ref in _references(arrived.subject, prefix):
        yield ref, "Its subject names this reference."
    for ref in _references(arrived.text, prefix):
        yield ref, "Its text names this reference."


def _references(text: str, prefix: str) -> Iterator[str]:
    for letters, years, number in _REFERENCE.findall(text):
        if letters.upper() == prefix:
            yield f"{prefix}-{years}-{number}"


def is_of_a_party(address: str, contact: Mapping[str, Any]) -> bool:
    """Whether an address is of who complained, or of who speaks for the person; `contact` as it is kept."""
    key = email_key(address)
    return key is not None and key in _emails(contact.get(name) for name in PARTIES)


def _emails(parties: Iterable[Mapping[str, Any] | None]) -> set[str | None]:
    return {email_key(party.get("email")) for party in parties if party}


def state_of(arrived: Arrived, threads: bool) -> MailState:
    """What becomes of a message by itself; `threads`: who wrote it is of the contact that it names."""
    if arrived.problem:
        return MailState.UNREADABLE
    if arrived.kind in SET_ASIDE_BY_ITSELF:
        return MailState.SET_ASIDE
    return MailState.THREADED if threads else MailState.WAITING
