"""What is said of a duty, and what is owed."""

from datetime import date
from typing import Self

from pydantic import BaseModel, model_validator

from kernel.values import Body, Line, LocalDate


class DutyMet(Body):
    """That a duty was done, on a local date, or why it is not needed; neither: it is owed again."""

    done_on: LocalDate | None = None
    not_needed_because: Line | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.done_on and self.not_needed_because:
            raise ValueError("a duty is done or not needed, not both")
        return self


class OwedDuty(BaseModel):
    """A duty of a contact that nobody has met, with the day by which it is owed; `is_late`: that day is over."""

    ref: str
    key: str
    code: str
    text: str
    source: str
    by: date
    is_late: bool


class OwedDuties(BaseModel):
    """What is owed besides answers: the oldest first, what was to be done at once before what came with it.

    `late`, `today`: how many of them are; the others are owed soon. `more`: there may be others.
    `undecided`: so many contacts wait for somebody to say what they are. `infected`: contacts with a file that
    carries a virus and is not withdrawn.
    """

    items: list[OwedDuty]
    late: int
    today: int
    more: bool
    undecided: int
    infected: list[str]
