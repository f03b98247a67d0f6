"""What groups are called in a report, and in which order they stand. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from analytics.figures.answer import MISSING, NOT_RECORDED
from analytics.figures.fields import FIELDS, NUMBERS, CountedUnit, Kind
from analytics.figures.question import Question
from analytics.figures.words import VALUES
from analytics.reports.counts import MONTH
from kernel.procedures import Council

NAMES_OF_MISSING = {NOT_RECORDED: "Not recorded", "unknown": "Not known", "not_known": "Not known"}
YES_OR_NO = {"true": "Yes", "false": "No"}
OTHERS = "others"
CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|male|female|non_binary|yes|no|other")
"""What is no free text: a code of an import that the council's file does not list."""
OTHERS_NAME = "Others"
AGES = "person.age_band"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def codes_of(council: Council) -> Mapping[str, Mapping[str, str]]:
    """The names of a council's own codes, by the fields that hold them."""
    equality = council.equality
    named: dict[str, Sequence[Any]] = {
        "division": council.divisions,
        "service_area": council.service_areas,
        "team": council.teams,
        "teams_involved.team_involved": council.teams,
        "compliments.team": council.teams,
        "issues.category": council.categories,
        "issues.subcategory": [sub for category in council.categories for sub in category.subcategories],
        "issues.theme": council.themes,
        "learning.theme": council.learning_themes,
        "joint_with.organisation": council.joint_bodies,
        "lead_organisation": council.joint_bodies,
        "outcome": council.outcomes,
        "person.ethnicity": equality.ethnicities if equality else [],
        "person.age_band": equality.age_bands if equality else [],
        "person.primary_support_reason": equality.support_reasons if equality else [],
        "person.legal_status": equality.legal_statuses if equality else [],
        "person.ward": equality.wards if equality else [],
        "procedure": [],
        "grade": [],
    }
    names = {path: {entry.code: entry.name for entry in entries} for path, entries in named.items()}
    names["procedure"] = {procedure.id: procedure.name for procedure in council.procedures}
    names["grade"] = {grade.code: grade.name for procedure in council.procedures for grade in procedure.grades}
    return names


class Labels:
    """Names for the groups of any question, by the file's own words, the council's codes, the product's words."""

    def __init__(self, own: Mapping[str, Mapping[str, str]], codes: Mapping[str, Mapping[str, str]]) -> None:
        self._own = own
        self._codes = codes

    def name(self, question: Question, place: int, key: str, more: Mapping[str, str]) -> str | None:
        """What a group is called; None: a free text that nobody has given a name."""
        path = question.group_by[place]
        if key in more:
            return more[key]
        if key in self._own.get(path, {}):
            return self._own[path][key]
        if key in NAMES_OF_MISSING:
            return NAMES_OF_MISSING[key]
        if key in question.value_groups.get(path, {}) or key in _bands(question, path):
            return _spaced(key)
        return self._of_field(question.unit, path, key)

    def listed(self, question: Question, place: int, more: Mapping[str, str]) -> set[str]:
        """Groups that have a name beforehand, whether anything is counted there or not."""
        path = question.group_by[place]
        field = FIELDS[question.unit][path]
        return {
            *more,
            *self._own.get(path, {}),
            *NAMES_OF_MISSING,
            OTHERS,
            *question.value_groups.get(path, {}),
            *_bands(question, path),
            *self._codes.get(field.name, {}),
            *VALUES.get(field.name, {}),
            *(YES_OR_NO if field.kind is Kind.BOOLEAN else ()),
        }

    def _of_field(self, unit: CountedUnit, path: str, key: str) -> str | None:
        field = FIELDS[unit][path]
        for names in (self._codes.get(field.name, {}), VALUES.get(field.name, {})):
            if key in names:
                return names[key]
            if key in names.values():  # imports of earlier years name what later ones have codes for
                return key
        if path == MONTH:
            return f"{date.fromisoformat(f'{key}-01'):%B %Y}"
        if field.kind is Kind.POUNDS:
            return f"£{float(key):,.2f}".removesuffix(".00")
        if field.kind is Kind.BOOLEAN:
            return YES_OR_NO[key]
        if field.kind is Kind.TEXT:
            return _spaced(key) if CODE.fullmatch(key) else None
        return key


def in_order(question: Question, place: int, sizes: Mapping[str, int], rows: Mapping[str, str]) -> list[str]:
    """Groups as the file lists or the question bands them, numbers and ages rising, others by size."""
    places = _places(question, place, sizes, rows)

    def order(key: str) -> tuple[Any, ...]:
        return (key in MISSING, key == OTHERS, places.get(key, len(places)), -sizes[key], key)

    return sorted(sizes, key=order)


def by_size(question: Question, place: int, sizes: Mapping[str, int], rows: Mapping[str, str]) -> frozenset[str]:
    """Of groups, those whose place in that order says how large they are."""
    return frozenset(sizes) - {*_places(question, place, sizes, rows), *MISSING, OTHERS}


def _places(question: Question, place: int, sizes: Mapping[str, int], rows: Mapping[str, str]) -> dict[str, int]:
    """Where groups stand that have a place of their own."""
    path = question.group_by[place]
    listed = [*rows, *question.value_groups.get(path, {}), *_bands(question, path)]
    places = {key: at for at, key in reversed(list(enumerate(listed)))}
    if path == MONTH:
        places |= {key: at for at, key in enumerate(sorted(sizes)) if key not in places}
    if path == AGES or FIELDS[question.unit][path].kind in NUMBERS:
        rising = [key for key in sizes if key not in {*places, *MISSING, OTHERS} and NUMBER.search(key)]
        places |= {key: len(listed) + at for at, key in enumerate(sorted(rising, key=_begins))}
    return places


def _begins(key: str) -> tuple[float, bool]:
    """Where a number or a band of ages begins: `under_18` comes before `18-34`."""
    found = NUMBER.search(key)
    assert found is not None, "it is a number, or has one"
    return float(found[0]), not key.lower().startswith("under")


def _bands(question: Question, path: str) -> list[str]:
    return [str(band[0]) for band in question.bands.get(path, [])]


def _spaced(key: str) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]
