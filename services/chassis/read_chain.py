"""The chain of reads: each is sealed with the hash of the one before, so that none is changed unseen. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 16
"""Of SHA-256: nobody finds another read with the same 128 bits, and there are many reads to keep."""
START = bytes(HASH_BYTES)
"""The hash before a council's first read."""


class Reader(NamedTuple):
    """Who looked, as their token said it then.

    Attributes:
        roles: divided by blanks.
        client: the application they used, as the provider calls it; "" where it does not say.
    """

    subject: str
    name: str
    roles: str
    client: str = ""


class Read(NamedTuple):
    """One look at people's data.

    Attributes:
        at: UTC instant, of whole milliseconds.
        ref: of the contact or case; "": it is about none, or more than one.
        shown: how many contacts or cases a list showed; 0: none, or it was no list.
        about: what else tells it from others: of a search its kind and mark, of a refusal the route.
        why: the reason that was asked for.
    """

    at: datetime
    reader: Reader
    what: str
    ref: str = ""
    shown: int = 0
    about: str = ""
    why: str = ""


class Link(NamedTuple):
    """A read in its council's chain; the first has the sequence 1."""

    sequence: int
    read: Read
    hash: bytes


@dataclass(frozen=True)
class End:
    """How far a chain goes: as many reads, the last one's hash, and what was let go of at its beginning."""

    length: int = 0
    hash: bytes = START
    forgotten: int = 0
    forgotten_hash: bytes = START


def sealed(before: bytes, authority: str, sequence: int, read: Read) -> bytes:
    """The hash of a read, over everything that it says and the hash before it."""
    milliseconds = read.at.timestamp() * 1000
    told = [authority, sequence, round(milliseconds), *read.reader, *read[2:]]
    return sha256(before + json.dumps(told, separators=(",", ":")).encode()).digest()[:HASH_BYTES]


def whole_milliseconds(at: datetime) -> datetime:
    """As it is kept."""
    return at - timedelta(microseconds=at.microsecond % 1000)


def first_fault(authority: str, end: End, links: Iterable[Link], let_go: str) -> str | None:
    """What is wrong with a chain, of the first read that is: in words; None: it holds.

    Args:
        links: in the order of their sequence, from the first that is kept.
        let_go: the kind of read that says how many were let go of; without one, they are missing.
    """
    sequence, before, told = end.forgotten, end.forgotten_hash, 0
    for link in links:
        if link.sequence != sequence + 1:
            return missing(sequence + 1, link.sequence - 1)
        sequence = link.sequence
        if link.hash != sealed(before, authority, sequence, link.read):
            return f"read {sequence} was altered"
        before = link.hash
        if link.read.what == let_go:
            told = link.read.shown
    if sequence < end.length:
        return missing(sequence + 1, end.length)
    if (sequence, before) != (end.length, end.hash):
        return f"the end of the chain was altered: it says {end.length} reads, and there are {sequence}"
    if told != end.forgotten:
        return missing(told + 1, end.forgotten)
    return None


def missing(first: int, last: int) -> str:
    return f"read {first} is missing" if first == last else f"reads {first} to {last} are missing"
