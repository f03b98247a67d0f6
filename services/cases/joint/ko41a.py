"""What KO41a counts of complaints that were answered together with the NHS, for the body that sends it. Pure.

The collection counts written complaints from 1 April to 31 March: each once in its totals, by age of the patient
and by who complains, and once for every subject that it is about (NHS Digital, guidance on KO41a).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from kernel.vocabulary import AgeOfPatient, HealthSubject, Outcome, StatusOfComplainant
from kernel.words import AGES_OF_PATIENT, HEALTH_SUBJECTS, STATUSES_OF_COMPLAINANT

Code = TypeVar("Code", bound=StrEnum)
RESOLVED: Mapping[Outcome, str] = {
    Outcome.UPHELD: "upheld",
    Outcome.UPHELD_NOT_COUNCIL: "upheld",
    Outcome.PARTIALLY_UPHELD: "partially_upheld",
    Outcome.NOT_UPHELD: "not_upheld",
}
"""How KO41a counts an outcome; others, such as a withdrawal, are in none of its three."""


@dataclass(frozen=True)
class Counted:
    """One complaint, with the day on which it ended, if it has."""

    received_on: date
    closed_on: date | None
    outcome: Outcome | None
    age_of_patient: AgeOfPatient | None
    status_of_complainant: StatusOfComplainant | None
    subjects: Sequence[HealthSubject]


class Line(NamedTuple):
    section: str
    code: str
    name: str
    number: int


HEADER = ("section", "code", "name", "number")


def lines(complaints: Sequence[Counted], year: int) -> Iterator[Line]:
    """One line for each thing that is counted in the year that begins on 1 April of `year`, with totals.

    By age and by complainant they add to the new complaints; what nobody recorded has a line of its own.
    """
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    there = [each for each in complaints if each.received_on <= last]
    before = [each for each in there if each.received_on < first and not _ended(each, first, inclusive=False)]
    new = [each for each in there if each.received_on >= first]
    resolved = [each for each in [*before, *new] if _ended(each, last, inclusive=True)]
    outcomes = Counter(
        RESOLVED.get(each.outcome, "otherwise") if each.outcome else "otherwise" for each in resolved
    )
    yield Line("totals", "brought_forward", "Brought forward", len(before))
    yield Line("totals", "new", "New", len(new))
    yield Line("totals", "resolved_upheld", "Resolved: upheld", outcomes["upheld"])
    yield Line("totals", "resolved_partially_upheld", "Resolved: partly upheld", outcomes["partially_upheld"])
    yield Line("totals", "resolved_not_upheld", "Resolved: not upheld", outcomes["not_upheld"])
    yield Line("totals", "resolved_otherwise", "Ended otherwise, such as withdrawn", outcomes["otherwise"])
    yield Line("totals", "carried_forward", "Carried forward", len(before) + len(new) - len(resolved))
    yield from _section("age_of_patient", AGES_OF_PATIENT, [each.age_of_patient for each in new])
    yield from _section(
        "status_of_complainant", STATUSES_OF_COMPLAINANT, [each.status_of_complainant for each in new]
    )
    subjects: list[HealthSubject | None] = [subject for each in new for subject in each.subjects]
    subjects += [None for each in new if not each.subjects]
    yield from _section("subject", HEALTH_SUBJECTS, subjects)


def _ended(complaint: Counted, day: date, *, inclusive: bool) -> bool:
    closed_on = complaint.closed_on
    return closed_on is not None and (closed_on < day or (inclusive and closed_on == day))


def _section(name: str, words: Mapping[Code, str], counted: Sequence[Code | None]) -> Iterator[Line]:
    numbers = Counter(counted)
    for code, word in words.items():
        yield Line(name, code.value, word, numbers[code])
    yield Line(name, "not_recorded", "Not recorded", numbers[None])
    yield Line(name, "total", "Total", len(counted))
