"""The body of a correction, and what can be corrected."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StrictInt

from kernel.values import Body, Line, LocalDate
from kernel.vocabulary import Finding, LateReason, Slip, WithdrawalReason


class Correction(Body):
    """Something that was recorded wrongly.

    `number`: of the stage, issue, extension, hold or request that it is about; 1 where there is but one. `on`: the
    right local date; null: it never happened. `stage`: the number of an earlier one, of a finding that was made in
    it; null: of all else. `finding`: the right one, of a finding alone. `because`: needed for
    a panel that met at a weekend, on a bank holiday, or without one of its persons, and for an answer before those
    who investigated its stage were appointed. `no_learning_because`: needed
    where a case that has ended was upheld after all, and nothing was learned from it. `late_because`: why
    an answer comes after its target; `extended_because`: why more time was given; `withdrawn_because`: why the
    complaint was withdrawn; null: as it was recorded.
    """

    what: Slip
    number: Annotated[StrictInt, Field(ge=1, le=1000)] = 1
    stage: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    on: LocalDate | None
    finding: Finding | None = None
    no_learning_because: Line | None = None
    late_because: LateReason | None = None
    extended_because: LateReason | None = None
    withdrawn_because: WithdrawalReason | None = None
    reason: Line
    because: Line | None = None


class CorrectableRead(BaseModel):
    """Something that a case records and that may have been recorded wrongly; `on`: the local date it has now.

    `name`: what it is about, where the case has more than one. `stage`: the number of the earlier one in which a
    finding was made. `extended_because`, `withdrawn_because`: why, of an extension and of a withdrawal; null: not
    recorded. `may_be_undone`: it may be that it never happened.
    """

    what: Slip
    number: int
    stage: int | None = None
    name: str | None
    on: date
    finding: Finding | None = None
    extended_because: LateReason | None = None
    withdrawn_because: WithdrawalReason | None = None
    may_be_undone: bool


class Correctables(BaseModel):
    items: list[CorrectableRead]
