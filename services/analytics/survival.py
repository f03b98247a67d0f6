"""Which open answers will be late at the present pace, from the times that like cases took. Pure.

Times are working days from receipt to the first answer. Open cases count as far as they have come: that an answer
is not there yet says something too. The estimator is Kaplan and Meier's (1958), a survival curve and not a mean:
means forget the long tail, which is what makes answers late.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST = 10
"""Below so many answers of like cases nothing is said."""
LIKELY = 0.5


@dataclass(frozen=True)
class Curve:
    """What share of cases is still without an answer after so many working days."""

    days: Sequence[int]
    left: Sequence[float]
    answers: int

    def after(self, days: int) -> float:
        """The share whose answer takes longer than so many working days."""
        at = bisect_right(self.days, days)
        return self.left[at - 1] if at else 1.0

    def chance_late(self, age: int, due: int) -> float | None:
        """How likely a case without an answer at an age is answered after it is due; None: too few to say.

        Args:
            age: working days since the receipt, today counted; the answer may still come today.
            due: working days from receipt to the last day for the answer, not before today.
        """
        if self.answers < FEWEST:
            return None
        still_open = self.after(age - 1)
        # Nobody like it took so long: what is known of the rest ends here.
        return self.after(due) / still_open if still_open else None


def curve(answered: Mapping[int, int], open_so_far: Mapping[int, int]) -> Curve:
    """The survival curve of like cases.

    Args:
        answered: how many were answered after so many working days.
        open_so_far: how many are open without an answer, by their age in working days.
    """
    at_risk = sum(answered.values()) + sum(open_so_far.values())
    left = 1.0
    days: list[int] = []
    shares: list[float] = []
    for day in sorted({*answered, *open_so_far}):
        ended = answered.get(day, 0)
        if ended:
            left *= 1 - ended / at_risk
            days.append(day)
            shares.append(left)
        at_risk -= ended + open_so_far.get(day, 0)
    return Curve(days, shares, sum(answered.values()))
