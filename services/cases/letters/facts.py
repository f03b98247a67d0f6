"""What a letter may say of a case: values, gathered by `gathering` and put into words by `saying`. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.letters.correspondent import Correspondent
from kernel.procedures import Council
from kernel.vocabulary import Classification, Finding, LateReason, Outcome, RefusalReason


@dataclass(frozen=True)
class IssueSaid:
    """An issue as the complainant reads it.

    `what`: what it is counted under; None: under nothing that says what it is about. `whose`: who else than the
    council it is about, in words.
    """

    number: int
    words: str
    what: str | None
    finding: Finding | None
    reason: str | None
    whose: str | None = None


@dataclass(frozen=True)
class PlanSaid:
    wants: str
    how: str
    who: str
    hears: str


@dataclass(frozen=True)
class Asked:
    """What was asked of a contributor."""

    of: str
    what: str
    on: date
    due_on: date | None


@dataclass(frozen=True)
class Later:
    """The last later date that was agreed or decided, and why."""

    before: date
    after: date
    because: str


@dataclass(frozen=True)
class Further:
    """A stage that the complainant may ask for, and until when."""

    name: str
    until: date | None


@dataclass(frozen=True)
class Facts:
    """A case as it stands on a day, with whom it is written to and who writes.

    Attributes:
        answer_on: the day that they were told, or are told with this letter; else that of the stage's own target.
        limit_on: the last day that the law allows for the answer.
        remedies, learning: what is not dropped, each in one line.
        is_agreed: nobody has to agree to the sum of a remedy any more.
    """

    council: Council
    ref: str
    today: date
    to: Correspondent
    officer: str
    classification: Classification
    received_on: date
    team: str | None = None
    stage: str | None = None
    answer_on: date | None = None
    limit_on: date | None = None
    consent_by: date | None = None
    awaits_consent: bool = False
    outcome: Outcome | None = None
    refusal: RefusalReason | None = None
    late_because: LateReason | None = None
    is_joint: bool = False
    is_childrens: bool = False
    issues: Sequence[IssueSaid] = ()
    plan: PlanSaid | None = None
    later: Later | None = None
    waiting_for: str | None = None
    asked: Asked | None = None
    further: Sequence[Further] = ()
    remedies: Sequence[str] = ()
    is_agreed: bool = True
    learning: Sequence[str] = ()
    survey_link: str | None = None
