"""By what contacts that may look alike are found among very many: keys that they share. Pure.

A key is a number made from a trait by hashing: names do not stand in it, and no two councils have a key in common.
"""

from collections.abc import Iterator
from hashlib import blake2b

from intake.lookalikes.names import Name
from intake.lookalikes.traits import Traits

RUNS = 5
"""Runs of words kept of a text: those whose hashes are the smallest, so that texts that share most of their runs
share some of these."""
WORDS_IN_A_RUN = 3
SMALL_WORDS = """
    a about after all also am an and any are as at back be because been before but by can could did do does
    for from get go got had has have he her here him his i if in into is it its just me my no not now of off
    on one or our out over she so than that the their them then there they this to two up us very was we were
    what when which who will with would you your
"""
_SMALL = frozenset(SMALL_WORDS.split())


def keys_of(authority: str, traits: Traits) -> frozenset[int]:
    """A contact's keys, about a dozen."""
    return frozenset(_hash(f"{authority}|{key}") for key in _keys(traits))


def _keys(traits: Traits) -> Iterator[str]:
    names = [name for name in (traits.person, traits.caller) if name]
    for name in names:
        for surname in {name.surname, name.joined}:
            yield f"name {' '.join(sorted((name.given, surname)))}"
        yield f"sounds {name.given[:1]} {_consonants(name.surname)}"
    if traits.person and traits.born_on:
        yield f"born {traits.born_on} {' '.join(_initials(traits.person))}"
    if names and traits.provider:
        yield from (
            f"provider {traits.provider} {_consonants(word)}" for word in (names[0].given, names[0].surname)
        )
    if traits.care_number:
        yield f"number {traits.care_number}"
    if traits.phone:
        yield f"phone {traits.phone}"
    if traits.email:
        yield f"email {traits.email}"
    if traits.partner_reference:
        yield f"reference {traits.partner_reference}"
    yield from _runs(traits.text)


def _runs(text: str) -> list[str]:
    words = [word for word in text.split() if word not in _SMALL]
    starts = range(len(words) - WORDS_IN_A_RUN + 1)
    runs = {f"words {' '.join(words[start : start + WORDS_IN_A_RUN])}" for start in starts}
    return sorted(runs, key=_hash)[:RUNS]


def _initials(name: Name) -> list[str]:
    return sorted((name.given[:1], name.surname[:1]))


def _consonants(word: str) -> str:
    """The first letter and up to three consonants after it, none twice in a row: most misspellings keep them."""
    kept = word[:1]
    for letter in word[1:]:
        if letter not in "aeiouyhw" and letter != kept[-1]:
            kept += letter
    return kept[:4]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
