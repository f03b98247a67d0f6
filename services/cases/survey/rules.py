"""Who may be asked how their complaint was handled, and what a link to answer is good for. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.calendar import BeyondCalendar, WorkingDays, in_words
from kernel.errors import DomainError, Gone

SERVES = 60
"""Calendar days that a link serves, from the day on which it is made."""
FEWEST = 5
"""Answers of a quarter that are read together: who gave one of fewer could be guessed."""


@dataclass(frozen=True)
class Handled:
    """What is looked at before somebody is asked.

    Attributes:
        ended_on: the day of the answer, else of the end; None: neither yet.
        after_days: working days from then on; None: the council does not ask.
        has_address: there is a way to write to them.
    """

    ended_on: date | None
    after_days: int | None
    is_complaint: bool
    was_asked: bool = False
    withdrawn: bool = False
    deceased: bool = False
    safeguarding: bool = False
    contact_plan: bool = False
    restricted: bool = False
    anonymous: bool = False
    has_address: bool = True


def not_asked_because(case: Handled, today: date, calendar: WorkingDays) -> str | None:
    """Why nobody may be asked now, whatever an officer says; None: they may."""
    if case.after_days is None:
        return "The council's file sets no survey."
    if not case.is_complaint:
        return "Only a complaint is asked about."
    if case.was_asked:
        return "They were asked already: nobody is asked twice."
    if case.ended_on is None:
        return "Not yet: the complaint is not answered."
    try:
        first = calendar.add(case.ended_on, case.after_days) if case.after_days else case.ended_on
    except BeyondCalendar:
        return None
    return f"Not yet: they may be asked from {in_words(first)}." if today < first else None


def word_needed_because(case: Handled) -> list[str]:
    """Why nobody is asked without an officer's word; empty: it may be done without one."""
    return list(_doubts(case))


def _doubts(case: Handled) -> Iterator[str]:
    if case.withdrawn:
        yield "The complaint was withdrawn."
    if case.deceased:
        yield "The person whom it is about has died."
    if case.safeguarding:
        yield "There is a safeguarding concern."
    if case.contact_plan:
        yield "A plan says how they are contacted."
    if case.restricted:
        yield "Only some people may see the case."
    if case.anonymous:
        yield "They wanted to stay anonymous."
    elif not case.has_address:
        yield "No address is known: the letter has to reach them in another way."


def shut(*, used: bool, last: date, today: date) -> DomainError | None:
    """Why a link serves no more; None: it serves. It is not told when it was used: that is not kept."""
    if used:
        return Gone("An answer was sent already. Thank you. A link serves once.")
    if last < today:
        return Gone(f"This link served until {in_words(last)}.")
    return None


def last_day(today: date) -> date:
    return today + timedelta(days=SERVES)


def quarter_of(on: date) -> str:
    """The calendar quarter of a day, as 2026-Q1."""
    return f"{on.year}-Q{(on.month - 1) // 3 + 1}"


def first_open(today: date) -> str:
    """The first quarter that is not counted yet: one is, once the next one is over, and never changes then."""
    begins = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return quarter_of(begins - timedelta(days=1))


def counted_in(ended_on: date, today: date) -> str:
    """The quarter of an answer: all that it says of when.

    That in which the complaint ended; where that is counted already, the first that is not.
    """
    return max(quarter_of(ended_on), first_open(today))
