"""What of a desk's work comes first, and why. Pure.

A case comes by the next date that the council owes. What presses besides, such as a contributor who is to be
chased, moves it forward, as if that date were so many days earlier. Two cases therefore keep their order from one
day to the next, and a list can keep it in a column: the day that a case counts as due on.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from kernel.calendar import in_words

SAFETY_DAYS = 28
"""Somebody may be at risk: before whatever is less than four weeks late."""
GRADE_DAYS, GRADES_AT_MOST = 7, 2
"""A week for each grade above the lowest, two weeks at most."""
UNOWNED_DAYS = 5
STATUTORY_DAYS = 3
CHASE_DAYS = 5
"""A chase moves a case forward up to a working week before its own date: however long it is overdue, what the law
or the council owes sooner comes before it."""
OUR_TURN_DAYS = 2
"""What waits for somebody else cannot go on today, unless they are chased."""


@dataclass(frozen=True)
class Pressing:
    """What presses in a case (local dates).

    Attributes:
        due_on: the next date that the council owes; None: it owes none, or the date is not known.
        soon_on: from when that date is close.
        chase_on: when a contributor is chased next.
        tell_on: when somebody is told next that the answer is late.
        is_safeguarding: somebody may be at risk of harm.
        grade_step: how many grades of its procedure lie below its own; 0 too for one that has none.
        grade: what that grade is called.
        is_statutory: a law says that it is answered.
        is_waiting: for somebody outside the council's own work.
    """

    due_on: date | None
    soon_on: date | None = None
    chase_on: date | None = None
    tell_on: date | None = None
    is_safeguarding: bool = False
    grade_step: int = 0
    grade: str | None = None
    is_statutory: bool = False
    has_owner: bool = True
    is_waiting: bool = False

    @property
    def _days(self) -> int:
        return (
            SAFETY_DAYS * self.is_safeguarding
            + GRADE_DAYS * min(self.grade_step, GRADES_AT_MOST)
            + UNOWNED_DAYS * (not self.has_owner)
            + STATUTORY_DAYS * self.is_statutory
            + OUR_TURN_DAYS * (not self.is_waiting)
        )

    @property
    def rank_on(self) -> date:
        """The day that it counts as due on: the earlier, the more urgent. Without any date it is behind others."""
        return self._first_on - timedelta(days=self._days)

    @property
    def _first_on(self) -> date:
        """Its own date; a chase before that counts no more than so many days ahead of it."""
        if self.due_on is None or self.chase_on is None:
            return self.due_on or self.chase_on or date.max
        return min(self.due_on, max(self.chase_on, self.due_on - timedelta(days=CHASE_DAYS)))

    def score(self, today: date) -> int | None:
        """Days by which it comes before a case that counts as due today; None where no date is known."""
        if self.due_on is None and self.chase_on is None:
            return None
        return (today - self.rank_on).days

    def why(self, today: date) -> list[str]:
        """What moves it forward, in words, the weightiest first."""
        return [words for words in self._reasons(today) if words]

    def _reasons(self, today: date) -> list[str | None]:
        return [
            "Somebody may be at risk" if self.is_safeguarding else None,
            self._date_words(today),
            "A contributor is to be chased" if self.chase_on and self.chase_on <= today else None,
            "Somebody is to be told that it is late" if self.tell_on and self.tell_on <= today else None,
            f"Graded {self.grade}" if self.grade_step and self.grade else None,
            None if self.has_owner else "Nobody has it",
            "Statutory complaint" if self.is_statutory else None,
            None if self.is_waiting else "Our turn",
        ]

    def _date_words(self, today: date) -> str | None:
        if self.due_on is None:
            return None
        if self.due_on < today:
            return f"Late since {in_words(self.due_on)}"
        if self.due_on == today:
            return "Due today"
        if self.soon_on and self.soon_on <= today:
            return f"Due soon, on {in_words(self.due_on)}"
        return None
