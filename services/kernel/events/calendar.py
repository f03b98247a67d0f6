"""What cases tells of a council's calendar."""

from datetime import date

from kernel.calendar_changes import CalendarAction, What
from kernel.events.base import Coded, Event


class CalendarChange(Coded):
    """A change to a council's calendar, by its number there; what it says is public.

    Attributes:
        to: where a moved day moves to.
        until: the last day of a closure of several days.
        undoes: number of the change that an undo takes back; its other fields repeat that change's.
    """

    number: int
    action: CalendarAction
    what: What
    on: date
    name: str
    announced_on: date
    source: str
    to: date | None = None
    until: date | None = None
    undoes: int | None = None


class CalendarChanged(Event):
    """A council's calendar was changed. The reference is the calendar's, the sequence the change's number."""

    change: CalendarChange
