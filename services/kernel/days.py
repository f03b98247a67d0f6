"""Days as people give them: of what has happened, and of what is to come. Pure; local dates."""

from datetime import date, timedelta

from kernel.calendar import in_words, months_after
from kernel.errors import wrong_field

FURTHEST_AHEAD = 24
"""Months; what is to come later than that is a slip of the year."""


def past_mistake(day: date, today: date, first: date, begun: str) -> str | None:
    """What is wrong with the day of something that has happened: it lies between `first` and `today`.

    Args:
        begun: what happened on `first`, as the end of "This is before …".
    """
    if day > today:
        return "This is in the future."
    return f"This is before {begun}." if day < first else None


def year_until(since: date | None, to: date | None, today: date) -> tuple[date, date]:
    """A period, both days included; without its ends, the twelve months that end with `to`, or today.

    Raises Unprocessable for one that ends before it begins; its ends are the parts of an address.
    """
    last = to or today
    first = since or months_after(last, -12) + timedelta(days=1)
    if last < first:
        raise wrong_field("/query/to", "This is before since.")
    return first, last


def ahead_mistake(day: date, today: date) -> str | None:
    """What is wrong with the day of something to come: it lies within two years."""
    furthest = months_after(today, FURTHEST_AHEAD)
    return f"This is more than two years ahead, after {in_words(furthest)}." if day > furthest else None
