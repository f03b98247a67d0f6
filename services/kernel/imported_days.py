"""Which days of an imported line cannot be. Pure.

A line is held against it when it comes in; what was stored before stands.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from kernel.calendar import months_after
from kernel.imported import CodedCase
from kernel.vocabulary import Classification, OmbudsmanDecision

FIRST_DAY = date(2000, 1, 1)
LONGEST_EXTENSION = 24
"""Months from the beginning of a stage; a later day is a slip of the year."""

Days = Mapping[str, date]
"""Days by the fields that give them, such as `stages.0.responded_on`: numbers of a list count from 0."""


def impossible_days(line: CodedCase, today: date) -> dict[str, str]:
    """What is wrong with the days of a line, all at once: by field, how its reason goes on: "is in the future".

    What happened lies between 2000 and `today` (local date), and in the order in which a case goes on.
    """
    days = dict(_days(line.model_dump()))
    told: dict[str, str] = {}
    for field, why in [*_out_of_range(line, days, today), *_out_of_order(line, days)]:
        told.setdefault(field, why)
    return told


def _days(value: Any, field: str = "") -> Iterator[tuple[str, date]]:
    """Every day within a value, whatever part it stands in."""
    if isinstance(value, date):
        yield field, value
        return
    entries: Mapping[Any, Any] = value if isinstance(value, dict) else {}
    if isinstance(value, list):
        entries = dict(enumerate(value))
    for name, entry in entries.items():
        yield from _days(entry, f"{field}.{name}" if field else name)


def _out_of_range(line: CodedCase, days: Days, today: date) -> Iterator[tuple[str, str]]:
    agreed = {
        f"stages.{number}.extended_to": months_after(stage.started_on, LONGEST_EXTENSION)
        for number, stage in enumerate(line.stages)
    }
    for field, day in days.items():
        if day < FIRST_DAY:
            yield field, "is before 1 January 2000"
        elif field not in agreed and day > today:
            yield field, "is in the future"
        elif field in agreed and day > agreed[field]:
            yield field, "is more than two years after the stage began"


def _out_of_order(line: CodedCase, days: Days) -> Iterator[tuple[str, str]]:
    for first, then in _order(line, days):
        if first in days and then in days and days[then] < days[first]:
            yield then, f"is before {first}"


def _order(line: CodedCase, days: Days) -> Iterator[tuple[str, str]]:
    """Fields of which the second is never before the first."""
    starts = [f"stages.{number}.started_on" for number in range(len(line.stages))]
    holding = [f"stages.{number}.holding_response_on" for number in range(len(line.stages))]
    answers = [f"stages.{number}.responded_on" for number in range(len(line.stages))]
    for field in days:
        if not (field.startswith("ombudsman.") and _came_from_the_ombudsman(line)):
            yield "received_on", field
    for number, started in enumerate(starts):
        yield started, holding[number]
        yield started, answers[number]
        yield started, f"stages.{number}.extended_to"
        yield holding[number], answers[number]
        yield "acknowledged_on", answers[number]
    # A further stage may begin while the one before is not answered, but is not answered before it.
    in_order = sorted(range(len(line.stages)), key=lambda number: line.stages[number].stage)
    for one, other in combinations(in_order, 2):
        if line.stages[one].stage < line.stages[other].stage:
            yield starts[one], starts[other]
            yield answers[one], answers[other]
    for act in ["acknowledged_on", *starts, *holding, *answers]:
        yield act, "withdrawn_on"
        yield act, "closed_on"
    yield "withdrawn_on", "closed_on"
    yield "ombudsman.received_on", "ombudsman.decided_on"
    yield "ombudsman.received_on", "ombudsman.recommendations_met_on"
    yield "ombudsman.decided_on", "ombudsman.recommendations_met_on"


def _came_from_the_ombudsman(line: CodedCase) -> bool:
    """Whether the complaint reached the Ombudsman before the council."""
    sent_back = line.ombudsman is not None and line.ombudsman.decision is OmbudsmanDecision.REFERRED_BACK
    return sent_back or line.classification is Classification.OMBUDSMAN_ENQUIRY
