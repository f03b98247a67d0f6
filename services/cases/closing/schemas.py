"""Bodies of what ends a case."""

from typing import Annotated

from pydantic import Field, StrictFloat

from kernel.values import Body, Line, LocalDate, LongText
from kernel.vocabulary import LearningScope, Method, RemedyKind, WithdrawalReason, WithdrawnBy


class Remedy(Body):
    """What put it right: done by the day of closing, unless a date says by when it is still owed."""

    kind: RemedyKind
    amount_pounds: Annotated[StrictFloat, Field(ge=0, le=1_000_000)] | None = None
    due_on: LocalDate | None = None


class Learning(Body):
    """What was learned: a code of the council's `learning_themes`, and what will change for whom."""

    theme: Line
    action: Line
    scope: LearningScope
    due_on: LocalDate | None = None


class Closure(Body):
    """The outcome is never given: it is derived from the findings.

    Remedies and learning are added to those that the case has. A case that is upheld, if only in part, has learned
    something, or `no_learning_because` says why not.
    """

    closed_on: LocalDate
    remedies: list[Remedy] = Field(default=[], max_length=20)
    learning: list[Learning] = Field(default=[], max_length=20)
    no_learning_because: Line | None = None


class Settlement(Body):
    """That it was put right early, and that the complainant agreed to leave it there.

    `method`: by which what was agreed was confirmed to them. `how`: what put it right. `without_consent_because`:
    needed while the person has not agreed to what is said for them.
    """

    settled_on: LocalDate
    method: Method
    how: Annotated[LongText, Field(max_length=5_000)]
    without_consent_because: Line | None = None


class Withdrawal(Body):
    """`reason`: in words, kept as a note; `withdrawn_because`: what figures count it under."""

    withdrawn_on: LocalDate
    withdrawn_by: WithdrawnBy
    withdrawn_because: WithdrawalReason | None = None
    reason: Line
