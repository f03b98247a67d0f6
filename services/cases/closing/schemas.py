"""Bodies of what ends a case."""

from pydantic import Field

from cases.record.schemas import Learning, Remedy
from kernel.values import Body, Line, LocalDate
from kernel.vocabulary import WithdrawnBy


class Closure(Body):
    """The outcome is never given: it is derived from the findings."""

    closed_on: LocalDate
    remedies: list[Remedy] = Field(default=[], max_length=20)
    learning: list[Learning] = Field(default=[], max_length=20)


class Withdrawal(Body):
    withdrawn_on: LocalDate
    withdrawn_by: WithdrawnBy
    reason: Line
