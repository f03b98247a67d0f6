"""By what a contact is found: what is searched and what is typed, both in their normal form. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kernel.normal_forms import (
    APOSTROPHES_AND_HYPHENS,
    digits_of,
    email_key,
    name_words,
    phone_key,
    phone_keys,
    plain,
)

LONGEST_INITIAL = 2
TYPED_REFERENCE = re.compile("[A-Za-z]{3}-?[0-9]{4}-?[0-9]{4,6}")
DIVIDED = dict.fromkeys(APOSTROPHES_AND_HYPHENS, " ")
"""O'Caller and Caller-Speaker, as somebody types them who writes two words."""
PARTIES = ("complainant", "person", "representative", "advocate")


@dataclass(frozen=True)
class Search:
    """What is looked for.

    Attributes:
        words: each stands somewhere in what a contact is found by; with blanks round it, as a word of its own.
        digits: or these, in a row, in one of its phone numbers; "": no number is looked for.
    """

    words: tuple[str, ...]
    digits: str


def looked_for(text: str) -> Search:
    """What somebody means who types this: a reference, names in any order, an e-mail address, a phone number."""
    if "@" in text:
        return Search((text.strip().casefold(),), "")
    # "flat 3" is no search for every number with a 3.
    number = phone_key(text) if any(char.isalpha() for char in text) else digits_of(text)
    return Search(tuple(map(_as_typed, name_words(text))), number or "")


def told_of(text: str) -> str:
    """What was searched for, for a record of it: its kind, a blank, and the normal form that all its ways have."""
    search = looked_for(text)
    words = " ".join(sorted(word.strip() for word in search.words))
    if "@" in text:
        return f"email {words}"
    if TYPED_REFERENCE.fullmatch(text.strip()):
        return f"reference {words}"
    return f"phone {search.digits}" if search.digits else f"words {words}"


def found_by(ref: str, title: str, body: Mapping[str, Any], line: Mapping[str, Any] | None) -> str:
    """Numbers, names, title and e-mail addresses of a contact, one a line, each way that they may be typed.

    Args:
        body: of the contact, as JSON.
        line: as it was imported.
    """
    parties = [body.get(name) or {} for name in PARTIES]
    numbers = [ref, body.get("partner_reference"), (line or {}).get("own_number")]
    texts = [*numbers, *(party.get("name") for party in parties), title]
    emails = [email_key(party.get("email")) for party in parties]
    return "\n".join(f" {way} " for way in dict.fromkeys([*_ways(texts), *filter(None, emails)]))


def phones(body: Mapping[str, Any]) -> str:
    """Every phone number of a contact's people, in normal form."""
    said = [party["phone"] for name in PARTIES if (party := body.get(name) or {}).get("phone")]
    return " ".join(dict.fromkeys(key for phone in said for key in phone_keys(phone)))


def _ways(texts: list[str | None]) -> Iterator[str]:
    for text in filter(None, texts):
        yield (words := plain(text))
        yield words.replace(" ", "")
        yield plain(text.translate(DIVIDED))


def _as_typed(word: str) -> str:
    """An initial is no part of a longer word."""
    return f" {word} " if word.isascii() and len(word) <= LONGEST_INITIAL else word
