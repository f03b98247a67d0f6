"""How much two contacts look alike, and why: two contacts in, strength and reasons out. Pure.

Evidence of who (person, caller, phone, e-mail) and of what (partner's reference, provider, service, words) is
weighed apart: alike in one of them is common, in both it is not. Weights and limits are those at which the
labelled set of the tests finds most and shows least besides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from intake.lookalikes.names import Degree, Name, agreement
from intake.lookalikes.traits import Traits

SURE, LIKELY, SLIGHT, HINT = 50, 30, 20, 10
"""What one piece of evidence weighs."""
NEARLY_THE_SAME, MUCH_THE_SAME = 80, 68
"""Percent of agreement of two texts, their words in order of the alphabet."""
FEWEST_LETTERS = 40
"""Of a text, before its words say anything."""
SAME_PROVIDER = 90


class Strength(StrEnum):
    """strong: there is evidence of both who and what, or it is the person of one number in the care system."""

    STRONG = "strong"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Evidence:
    """`whom`: of the kept contact, the name or the day of birth that agrees."""

    weight: int
    reason: str
    whom: str = ""

    @property
    def named(self) -> str:
        return f"{self.reason}: {self.whom}" if self.whom else self.reason


@dataclass(frozen=True)
class Likeness:
    """`weight`: of all evidence, to put the most alike first. `nameless`: the reasons without whom they name."""

    strength: Strength
    weight: int
    reasons: tuple[str, ...]
    nameless: tuple[str, ...]


def compare(asked: Traits, kept: Traits) -> Likeness | None:
    """How much a kept contact looks like the one that is asked about; None: not enough to be shown."""
    numbered = asked.care_number is not None and asked.care_number == kept.care_number
    who = [*_numbered(numbered), *_named(asked, kept), *_reached(asked, kept)]
    what = list(_matter(asked, kept))
    known, same = sum(one.weight for one in who), sum(one.weight for one in what)
    another = _is_another(asked, kept)
    if numbered or (known >= LIKELY and same >= HINT and known + same > SURE and not another):
        strength = Strength.STRONG
    elif (
        known >= LIKELY
        or (known >= HINT and same >= SLIGHT and not another)
        or (same >= SURE and not (asked.person and kept.person))
    ):
        strength = Strength.POSSIBLE
    else:
        return None
    told = [Evidence(0, "About another person", kept.person.said)] if another and kept.person else []
    all_of_it = [*who, *told, *what]
    named = tuple(one.named for one in all_of_it)
    return Likeness(strength, known + same, named, tuple(one.reason for one in all_of_it))


def _numbered(same: bool) -> Iterator[Evidence]:
    if same:
        yield Evidence(SURE, "Same person: the same number in the social-care system")


def _named(asked: Traits, kept: Traits) -> Iterator[Evidence]:
    """Whom it is about, and who calls; where only one of them is named, it may be either."""
    one, other = asked.person or asked.caller, kept.person or kept.caller
    if one and other and (said := _same_person(one, other, _born(asked.born_on, kept.born_on), kept.born_on)):
        yield said
    if asked.caller and kept.caller and (asked.person or kept.person):
        degree = agreement(asked.caller, kept.caller)
        if degree is Degree.SAME:
            yield Evidence(SLIGHT, "The same caller", kept.caller.said)
        elif degree is Degree.SIMILAR:
            yield Evidence(HINT, "A similar caller", kept.caller.said)


def _same_person(one: Name, other: Name, born: Degree | None, born_on: date | None) -> Evidence | None:
    name = agreement(one, other)
    if name is Degree.OTHER or born is Degree.OTHER:
        return None
    if born is Degree.SAME and born_on:
        return Evidence(SURE, "Same person", f"{other.said}, born {born_on.day} {born_on:%B %Y}")
    if name is Degree.SAME:
        return Evidence(LIKELY, "The same name", other.said)
    return Evidence(SLIGHT, "A similar name", other.said)


def _reached(asked: Traits, kept: Traits) -> Iterator[Evidence]:
    if asked.phone and asked.phone == kept.phone:
        yield Evidence(LIKELY, "The same phone number")
    if asked.email and asked.email == kept.email:
        yield Evidence(LIKELY, "The same e-mail address")


def _matter(asked: Traits, kept: Traits) -> Iterator[Evidence]:
    one_client = None in (asked.client, kept.client) or asked.client == kept.client
    if one_client and asked.partner_reference and asked.partner_reference == kept.partner_reference:
        yield Evidence(SURE, "The same partner’s reference")
    if asked.provider and kept.provider and fuzz.token_sort_ratio(asked.provider, kept.provider) >= SAME_PROVIDER:
        yield Evidence(SLIGHT, f"The same provider: {kept.provider_said}")
    if asked.team and asked.team == kept.team:
        yield Evidence(HINT, "The same service")
    if min(len(asked.text), len(kept.text)) >= FEWEST_LETTERS:
        alike = fuzz.token_sort_ratio(asked.text, kept.text, score_cutoff=MUCH_THE_SAME)
        if alike >= NEARLY_THE_SAME:
            yield Evidence(SURE, "Nearly the same words")
        elif alike:
            yield Evidence(SLIGHT, "Much the same words")


def _is_another(asked: Traits, kept: Traits) -> bool:
    """Both say whom they are about, and it is not the same person."""
    if not (asked.person and kept.person):
        return False
    return Degree.OTHER in {agreement(asked.person, kept.person), _born(asked.born_on, kept.born_on)}


def _born(one: date | None, other: date | None) -> Degree | None:
    """None where either is not known; a wrong digit, or day and month changed, is a slip."""
    if one is None or other is None:
        return None
    if one == other:
        return Degree.SAME
    turned = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return Degree.SIMILAR if turned or OSA.distance(one.isoformat(), other.isoformat()) == 1 else Degree.OTHER
