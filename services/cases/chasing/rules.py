"""When a chase is sent without anybody's doing. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from kernel.calendar import WorkingDays
from kernel.localtime import LONDON
from kernel.procedures import SentBetween


class Step(NamedTuple):
    """The next step of a request's ladder: a local date; None: nobody is chased for it any more."""

    request: int
    chase_on: date | None


def is_time(between: SentBetween, now: datetime, calendar: WorkingDays) -> bool:
    """Whether a council is at work at an instant: on one of its working days, between these hours."""
    local = now.astimezone(LONDON)
    return calendar.is_working_day(local.date()) and between.from_hour <= local.hour < between.to_hour


def to_send(steps: Iterable[Step], being_written: Collection[int], today: date) -> list[int]:
    """Requests whose chase is due, but for those that somebody is chasing.

    Args:
        being_written: requests of which a chase is drafted, or waits to leave.
    """
    return [
        step.request
        for step in steps
        if step.chase_on and step.chase_on <= today and step.request not in being_written
    ]
