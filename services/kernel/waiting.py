"""Whose days a case took: every working day of its time is somebody's, and they add to the whole. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kernel.calendar import WorkingDays
from kernel.clocks import Hold
from kernel.register import RequestFacts, StageFacts
from kernel.vocabulary import Act, HoldReason, OwedBy, Whose

OF_HOLDS = {HoldReason.CONSENT: Whose.CONSENT, HoldReason.COMPLAINANT: Whose.COMPLAINANT}
"""Whose the days of a hold are; those of any other are somebody's outside the complaint."""


def days_by(
    received_on: date,
    until: date,
    stages: Sequence[StageFacts],
    holds: Sequence[Hold],
    requests: Sequence[RequestFacts],
    calendar: WorkingDays,
    awaits_consent: bool = False,
) -> dict[Whose, int]:
    """Working days from the receipt (not counted) to a day (counted), by whose they were (local dates).

    Between an answer and the request for a further stage it is the complainant's turn. A day of a hold is whose it
    was held for; else one by which the person had not said whether they agree is consent's, from the receipt on;
    else one on which a contributor owed an answer is the contributor's; all others are the council's own.

    Args:
        awaits_consent: they have not said so yet.

    Raises BeyondCalendar.
    """
    days = dict.fromkeys(Whose, 0)
    consent_until = date.max if awaits_consent else settled_on(stages)
    for day in _days(received_on, until):
        if calendar.is_working_day(day):
            days[_whose(day, stages, holds, requests, consent_until)] += 1
    return days


def settled_on(stages: Sequence[StageFacts]) -> date | None:
    """When it was settled whether the person agrees; None: it is not, or nobody had to ask."""
    return stages[0].acts.get(Act.CONSENT_SETTLED) if stages else None


class Turn(NamedTuple):
    """Whose turn it is in a case, and since when (local date)."""

    whose: Whose
    since: date


def turn(
    stages: Sequence[StageFacts],
    going_on: Sequence[Hold],
    ended_on: Sequence[date],
    requests: Sequence[RequestFacts],
    consent_since: date | None = None,
) -> Turn:
    """Whom a case waits for as its facts stand.

    Args:
        going_on: holds that nobody has ended, though the day to look at them again may be over.
        ended_on: when others were ended.
        consent_since: from when on it waits for the person to agree; None: it does not.
    """
    if going_on:
        return Turn(OF_HOLDS.get(going_on[0].reason, Whose.ELSEWHERE), going_on[0].first)
    if consent_since:
        return Turn(Whose.CONSENT, consent_since)
    asked = [request for request in requests if request.who is OwedBy.CONTRIBUTOR]
    if owed := [request.asked_on for request in asked if request.ended_on is None]:
        return Turn(Whose.CONTRIBUTOR, min(owed))
    came_back = [
        *ended_on,
        *filter(None, [settled_on(stages)]),
        *(request.ended_on for request in asked if request.ended_on),
        *(on for stage in stages if (on := stage.acts.get(Act.RECEIVED))),
    ]
    return Turn(Whose.SERVICE, max(came_back))


def _whose(
    day: date,
    stages: Sequence[StageFacts],
    holds: Sequence[Hold],
    requests: Sequence[RequestFacts],
    consent_until: date | None,
) -> Whose:
    for stage in stages:
        answered_on, asked_on = stage.acts.get(Act.RESPONDED), stage.acts.get(Act.NEXT_REQUESTED)
        if answered_on and asked_on and answered_on < day <= asked_on:
            return Whose.COMPLAINANT
    held = next((hold for hold in holds if hold.first <= day <= hold.last), None)
    if held:
        return OF_HOLDS.get(held.reason, Whose.ELSEWHERE)
    if consent_until and day <= consent_until:
        return Whose.CONSENT
    if any(_is_owed(request, day) for request in requests):
        return Whose.CONTRIBUTOR
    return Whose.SERVICE


def _is_owed(request: RequestFacts, day: date) -> bool:
    """From the day after it was asked to the day on which it was answered, or withdrawn."""
    if request.who is not OwedBy.CONTRIBUTOR:
        return False
    return request.asked_on < day and (request.ended_on is None or day <= request.ended_on)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range(1, (last - first).days + 1))
