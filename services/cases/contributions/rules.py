"""How long a link serves. Pure: days in, what is wrong out; local dates."""

from datetime import date, timedelta

from kernel.calendar import BeyondCalendar, WorkingDays, in_words
from kernel.errors import Conflict, DomainError, Gone

AFTER_DUE = 10
"""Working days that a link serves beyond the day on which the answer is due."""
LONGEST = 60
"""Calendar days that a link serves at most, from the day on which it is made."""


def last_day(due_on: date | None, today: date, calendar: WorkingDays) -> date:
    """The last day of a link, where nobody chose one: ten days after the due day, or after today if it passed."""
    longest = today + timedelta(days=LONGEST)
    try:
        return min(calendar.add(max(due_on or today, today), AFTER_DUE), longest)
    except BeyondCalendar:
        return longest


def last_day_mistake(day: date, today: date) -> str | None:
    """What is wrong with the last day that was chosen for a link."""
    if day < today:
        return "This is in the past."
    longest = today + timedelta(days=LONGEST)
    return f"A link serves {LONGEST} days at most: until {in_words(longest)}." if day > longest else None


def shut(
    *,
    withdrawn: bool,
    used_on: date | None,
    answered_on: date | None,
    needed: bool,
    told: bool,
    last: date,
    today: date,
) -> DomainError | None:
    """Why a link serves no more; None: it serves.

    Args:
        used_on: the day on which it was answered by this very link.
        answered_on: the day on which the request was answered, in whichever way.
        needed: the case has not ended, and what was asked for was not withdrawn.
        told: whoever was asked may still be told of the complaint.
    """
    if used_on:
        return Gone(f"Your answer was sent by this link on {in_words(used_on)}. A link serves once.")
    if withdrawn:
        return Gone("The council has withdrawn this link. Ask whoever sent it for another.")
    if answered_on:
        return Conflict(f"The council has had the answer since {in_words(answered_on)}.")
    if not needed:
        return Conflict("The council needs no answer any more.")
    if not told:
        return Conflict("The council may not tell you of this matter any more: no answer is needed.")
    if last < today:
        return Gone(f"This link served until {in_words(last)}. Ask whoever sent it for another.")
    return None
