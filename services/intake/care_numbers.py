"""What stands for a person's number in the social-care system where the number is not to be read (ADR 34).

It is keyed by a secret of the council, so that nobody finds the number by trying them all.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session

from chassis.read_queries import mark_key
from chassis.reads import council_key
from intake.models import reads_of_intake
from kernel.normal_forms import care_number_key

DIGITS = 16


def person_ref(key: bytes, authority: str, number: str) -> str:
    """16 hexadecimal digits: the same for every contact about one person of a council. Pure.

    Args:
        key: of the council.
        number: in its normal form.
    """
    # No text that is searched for holds a line end, so that no mark of a search is ever one of these.
    said = f"person_ref\n{authority}\n{number}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:DIGITS]


def refs_of(tx: Session, authority: str, bodies: Iterable[Mapping[str, Any]]) -> list[str | None]:
    """What stands for the number that each contact gives; None for one that gives none. `bodies` as JSON."""
    numbers = _numbers(bodies)
    key = council_key(tx, reads_of_intake, authority) if any(numbers) else b""
    return [person_ref(key, authority, number) if number else None for number in numbers]


def known_refs_of(session: Session, authority: str, bodies: Iterable[Mapping[str, Any]]) -> list[str | None]:
    """The same, without making a key: while a council has none, nothing that is kept gives a number."""
    numbers = _numbers(bodies)
    key = mark_key(session, reads_of_intake, authority) if any(numbers) else b""
    return [person_ref(key, authority, number) if key and number else None for number in numbers]


def _numbers(bodies: Iterable[Mapping[str, Any]]) -> list[str | None]:
    return [care_number_key((body.get("person") or {}).get("care_number")) for body in bodies]


def searched_ref(session: Session, authority: str, text: str) -> str | None:
    """What stands for a number that is searched for; None where no contact can have it."""
    number = care_number_key(text) if any(char.isdecimal() for char in text) else None
    key = mark_key(session, reads_of_intake, authority) if number else b""
    return person_ref(key, authority, number) if key and number else None
