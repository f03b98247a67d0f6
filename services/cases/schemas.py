"""Request and response bodies of cases."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat

from kernel.clocks import Reading
from kernel.fields import Code, Line, LocalDate, LongText
from kernel.schemas import ClockRead, ExplanationRead
from kernel.vocabulary import About, Classification, ClockKind, Disposition, Finding, Outcome, Stage


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class View(StrEnum):
    """Which cases a list shows."""

    MINE = "mine"
    LATE = "late"
    SOON = "soon"
    TO_ACKNOWLEDGE = "to_acknowledge"
    UNOWNED = "unowned"
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Method(StrEnum):
    LETTER = "letter"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"


class WithdrawnBy(StrEnum):
    COMPLAINANT = "complainant"
    REPRESENTATIVE = "representative"


class RemedyKind(StrEnum):
    APOLOGY = "apology"
    EXPLANATION = "explanation"
    PAYMENT = "payment"
    REASSESSMENT = "reassessment"
    SERVICE_CHANGE = "service_change"
    OTHER = "other"


class LearningScope(StrEnum):
    INDIVIDUAL = "individual"
    TEAM = "team"
    SERVICE = "service"
    DEPARTMENT = "department"


class Acknowledgement(_Body):
    """Telling the complainant that the complaint was received (SI 2009/309, reg 13(3)).

    `promised_on` is the date by which they were told to expect an answer (reg 13(7)).
    """

    acknowledged_on: LocalDate
    method: Method
    promised_on: LocalDate | None = None


class Allocation(_Body):
    """Who works on it; null gives it back."""

    owner: Line | None = None
    team: Code | None = None


class Grading(_Body):
    grade: Code
    reason: Line | None = None


class NewIssue(_Body):
    category: Code
    description: Line
    about: About = About.COUNCIL
    team: Code | None = None


class FindingMade(_Body):
    outcome: Finding
    reason: Annotated[LongText, Field(max_length=5_000)]
    decided_on: LocalDate


class ResponseSent(_Body):
    """The written response (SI 2009/309, reg 14(2))."""

    responded_on: LocalDate
    method: Method


class Remedy(_Body):
    kind: RemedyKind
    amount_pounds: Annotated[StrictFloat, Field(ge=0, le=1_000_000)] | None = None


class Learning(_Body):
    theme: Line
    action: Line
    scope: LearningScope


class Closure(_Body):
    """The outcome is never given: it is derived from the findings."""

    closed_on: LocalDate
    remedies: list[Remedy] = Field(default=[], max_length=20)
    learning: list[Learning] = Field(default=[], max_length=20)


class Withdrawal(_Body):
    withdrawn_on: LocalDate
    withdrawn_by: WithdrawnBy
    reason: Line


class Adoption(_Body):
    """Taking an imported open case into today's work. `procedure` null: as recorded, or the first that fits."""

    procedure: Code | None = None
    team: Code | None = None


class Note(_Body):
    text: Annotated[LongText, Field(max_length=5_000)]


class OfficerChange(_Body):
    """What an admin keeps of an officer; what is left out stays."""

    name: Line | None = None
    team: Code | None = None
    active: StrictBool | None = None


class OfficerName(BaseModel):
    subject: str
    name: str


class OfficerRead(OfficerName):
    role: str
    team: str | None
    active: bool
    open_cases: int
    due_soon: int


class Officers(BaseModel):
    items: list[OfficerRead]


class NextDue(BaseModel):
    """The next date owed. `day_total`: working days that its clock has in all."""

    kind: ClockKind
    name: str
    due_on: date | None
    days_left: int | None
    day_total: int | None
    rag: Reading


class CaseSummary(BaseModel):
    ref: str
    classification: Classification
    disposition: Disposition
    procedure: str | None
    procedure_name: str | None
    stage: Stage
    status: str = Field(description="open or closed")
    flags: list[str]
    received_on: date
    team: str | None
    owner: OfficerName | None
    grade: str | None
    outcome: Outcome | None
    next_due: NextDue | None
    next_action: str


class Cases(BaseModel):
    items: list[CaseSummary]
    next_cursor: str | None


class Counts(BaseModel):
    mine: int
    late: int
    soon: int
    unowned: int
    open: int
    closed: int
    to_acknowledge: int


class IssueRead(BaseModel):
    number: int
    category: str
    description: str | None = Field(description="null: as the contact's matter of this number says")
    about: About
    team: str | None
    outcome: Finding | None
    reason: str | None
    decided_on: date | None
    decided_by: str | None


class GradeRead(BaseModel):
    code: str
    name: str
    criteria: str
    target_days: int


class RefusalRead(BaseModel):
    action: str
    because: str


class CaseRead(CaseSummary):
    """A case. It holds no names and no narrative: those are the contact's."""

    authority: str
    version: int
    procedure_version: int | None
    opened_at: datetime
    acknowledged_on: date | None
    promised_on: date | None
    responded_on: date | None
    closed_on: date | None
    withdrawn_on: date | None
    outcome_because: str
    issues: list[IssueRead]
    clocks: list[ClockRead]
    grades: list[GradeRead]
    actions: list[str]
    primary_action: str | None
    not_yet: list[RefusalRead]
    remedies: list[Remedy]
    learning: list[Learning]


class ClockExplanation(ExplanationRead):
    clock: ClockRead


class Deadlines(BaseModel):
    """What a receipt on a day would start; nothing is stored."""

    procedure: str
    procedure_name: str
    procedure_version: int
    received_on: date
    clocks: list[ClockRead]


class TimelineEntry(BaseModel):
    """Something that happened. `on`: local date it happened; `at`: instant it was recorded."""

    on: date
    at: datetime
    kind: str
    title: str
    detail: str | None
    by: str | None


class Timeline(BaseModel):
    items: list[TimelineEntry]
