"""A case that is late: who is told after how many working days, and again after another due date."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from cases.lateness import service as lateness
from cases.lateness.schemas import ToldLate
from cases.record import repository, store
from kernel.vocabulary import Method, Slip
from tests.cases.life import BOOKS, TARGETS, TODAY, Life, walk

LADDER = {"Team manager": 1, "Head of service": 5, "Director": 10}
"""Working days after the due day, where a council's file says nothing."""
FIRST_LATE = date(2026, 3, 17)
"""After the shortest target."""


def working_days_after(day: date, amount: int) -> date:
    while amount:
        day += timedelta(days=1)
        amount -= BOOKS.calendars.of_council.is_working_day(day)
    return day


class LateLife(Life):
    """The model: the day on which an answer is owed, and every telling, true or not."""

    @initialize()
    def nobody_was_told(self) -> None:
        self.tellings: list[tuple[str, date]] = []

    @property
    def owed_on(self) -> date | None:
        """When the answer is due: what the complainant was told stands in for the council's own target."""
        if not self.is_open or self.is_answered:
            return None
        if self.is_reopened:  # asked for today
            return working_days_after(TODAY, 20) if self.is_statutory else None
        if self.is_promised:
            return self.promised
        held = self.held if self.is_statutory else None
        return walk(self.received, self.extended or TARGETS[self.grade], held)

    def ladder(self) -> list[tuple[str, date, date | None]]:
        """Each level, its day, and when it was told: a telling from before its day was of another due date."""
        if self.owed_on is None:
            return []
        steps = []
        for level, days in LADDER.items():
            on = working_days_after(self.owed_on, days)
            counted = [told_on for told, told_on in self.tellings if told == level and told_on >= on]
            steps.append((level, on, min(counted, default=None)))
        return steps

    @rule(levels=st.permutations(list(LADDER)), told_on=st.just(TODAY) | st.dates(FIRST_LATE, TODAY))
    def tell_that_it_is_late(self, levels: list[str], told_on: date) -> None:
        for level in levels:
            step = next((step for step in self.ladder() if step[0] == level), None)
            possible = step is not None and step[1] <= told_on and step[2] is None
            body = ToldLate(level=level, told_on=told_on, method=Method.EMAIL)
            if self.act(possible, lateness.tell, body):
                self.tellings.append((level, told_on))

    @rule(which=st.integers(0, 5))
    def nobody_told_them(self, which: int) -> None:
        """A telling was recorded wrongly: it is to be made still."""
        if self.tellings:
            index = which % len(self.tellings)
            self.correct(True, Slip.LATE_TOLD, None, index + 1)
            del self.tellings[index]

    @invariant()
    def the_ladder_is_what_is_counted_anew(self) -> None:
        if not hasattr(self, "tellings"):
            return
        with self.database.reading() as session:
            case = store.load(session, repository.get(session, "eastmere", "EAS-2526-0001"), BOOKS)
        steps = [(step.level, step.on, step.told_on) for step in case.late_steps(BOOKS.calendars.of_council)]
        assert steps == self.ladder()
        untold = [on for _, on, told_on in steps if told_on is None]
        assert case.row.next_tell_on == next(iter(untold), None), "what the queue asks for"
