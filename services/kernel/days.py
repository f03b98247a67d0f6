"""Days as people give them: of what has happened, and of what is to come. Pure; local dates."""

from datetime import date

from kernel.calendar import in_words, months_after

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


def ahead_mistake(day: date, today: date) -> str | None:
    """What is wrong with the day of something to come: it lies within two years."""
    furthest = months_after(today, FURTHEST_AHEAD)
    return f"This is more than two years ahead, after {in_words(furthest)}." if day > furthest else None
