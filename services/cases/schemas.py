"""Request and response bodies of cases."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt

from kernel.clocks import Reading
from kernel.procedures import When
from kernel.schemas import ClockRead, ExplanationRead
from kernel.values import Code, Line, LocalDate, LongText
from kernel.vocabulary import (
    About,
    Act,
    Classification,
    Disposition,
    Finding,
    HoldReason,
    LearningScope,
    Method,
    Outcome,
    OwedBy,
    RefusalReason,
    RemedyKind,
    Status,
    WithdrawnBy,
)


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
    """A grade that a person sets.

    `answers`: to the procedure's criteria; without them those that the record suggests. `reason`: needed for
    another grade than they lead to.
    """

    grade: Code
    answers: dict[Code, Code] | None = Field(default=None, max_length=20)
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
    """The written response (SI 2009/309, reg 14(2)).

    `reached_on`: the day on which the complainant had it, from which the time to ask for more runs; null: the
    day it was sent.
    """

    responded_on: LocalDate
    method: Method
    reached_on: LocalDate | None = None


class Escalation(_Body):
    """A request for the next stage.

    `agreed`: both sides agree to go on without an answer of the present stage. `statement_agreed_on`: of a request
    made orally, the day on which its written statement was agreed; its clock starts there (SI 2006/1738, reg 17).
    `reason`: needed for a request that comes after its time.
    """

    stage: Code
    requested_on: LocalDate
    made_orally: StrictBool = False
    statement_agreed_on: LocalDate | None = None
    agreed: StrictBool = False
    reason: Line | None = None


class Reopening(_Body):
    """A request to look again at a case that was answered."""

    requested_on: LocalDate


class StepDone(_Body):
    """A step of the present stage, such as the meeting of the review panel."""

    step: Act
    taken_on: LocalDate


class ExtensionMade(_Body):
    """A later date for one clock: `amount` is the new total from the original start, `until` an agreed date."""

    amount: Annotated[StrictInt, Field(ge=1, le=400)] | None = None
    until: LocalDate | None = None
    agreed_on: LocalDate
    person_agreed: StrictBool
    reason: Line


class HoldBegun(_Body):
    """What the case waits for, and when that is looked at again: no hold goes on unseen."""

    reason: HoldReason
    waiting_on: Line
    started_on: LocalDate
    review_on: LocalDate


class HoldEnd(_Body):
    ended_on: LocalDate


class RequestSent(_Body):
    """What was asked for. `due_on`: a date that the letter states; it wins over the counted one."""

    asked_of: Line
    what: Line
    asked_on: LocalDate
    due_on: LocalDate | None = None


class RequestAnswer(_Body):
    answered_on: LocalDate


class ReceiptCorrection(_Body):
    received_on: LocalDate
    reason: Line


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

    kind: str
    act: Act
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
    stage: Status
    status: str = Field(description="open or closed")
    flags: list[str]
    received_on: date
    team: str | None
    owner: OfficerName | None
    grade: str | None
    outcome: Outcome | None
    next_due: NextDue | None
    next_action: str
    waiting: "Waiting | None"


class Waiting(BaseModel):
    """What an open case waits for; `days` are working days, the first one not counted."""

    reason: HoldReason
    waiting_on: str
    since: date
    days: int
    review_on: date


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
    earlier: list["FindingRead"]


class FindingRead(BaseModel):
    """A finding that was made in an earlier stage."""

    stage: int
    finding: Finding
    reason: str | None
    decided_on: date | None
    decided_by: str | None


class StageRead(BaseModel):
    """One stage of the case so far; `acts`: the day of each thing that happened in it."""

    number: int
    code: str
    name: str
    answered_by: str | None
    acts: dict[Act, date]
    response_days: int | None
    outcome: Outcome | None


class WayRead(BaseModel):
    """A further stage, and when the case may go on to it: any of `when` is enough."""

    to: str
    name: str
    when: list[When]
    request_until: date | None = Field(description="the last day on which the complainant may ask for it")


class HoldRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    number: int
    reason: HoldReason
    waiting_on: str
    started_on: date
    review_on: date
    ended_on: date | None


class RequestRead(BaseModel):
    """Something asked of a contributor (`contributor`), or by the Ombudsman of the council (`council`)."""

    number: int
    who: OwedBy
    asked_of: str
    what: str
    asked_on: date
    answered_on: date | None
    clock: str


class ExtensionMadeRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    kind: str
    due_before: date
    due_after: date
    agreed_on: date
    person_agreed: bool
    reason: str


class GradeRead(BaseModel):
    code: str
    name: str
    criteria: str
    when: dict[str, str]
    target_days: int
    sign_off: str | None


class AnswerRead(BaseModel):
    code: str
    name: str


class CriterionRead(BaseModel):
    """What the person who grades looks at; `suggested` is the answer that the record suggests."""

    code: str
    ask: str
    answers: list[AnswerRead]
    suggested: str


class GradingRead(BaseModel):
    """How this procedure finds a grade, and what the record suggests and why."""

    source: str
    criteria: list[CriterionRead]
    suggested: str
    because: list[str]


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
    refusal_reason: RefusalReason | None
    outcome_because: str
    issues: list[IssueRead]
    clocks: list[ClockRead]
    grades: list[GradeRead]
    grading: GradingRead | None
    stages: list[StageRead]
    next_stages: list[WayRead]
    next_step: Act | None
    holds: list[HoldRead]
    requests: list[RequestRead]
    extensions: list[ExtensionMadeRead]
    actions: list[str]
    primary_action: str | None
    not_yet: list[RefusalRead]
    remedies: list[Remedy]
    learning: list[Learning]


class ClockExplanation(ExplanationRead):
    clock: ClockRead


class StageName(BaseModel):
    code: str
    name: str
    answered_by: str | None
    source: str


class Deadlines(BaseModel):
    """What a receipt, or a request for a further stage, would start; nothing is stored.

    `needs`: acts whose days are still to be given before the other limits of the stage can be counted.
    """

    procedure: str
    procedure_name: str
    procedure_version: int
    stage: str
    received_on: date
    clocks: list[ClockRead]
    needs: list[Act]
    stages: list[StageName]


class CountedDate(BaseModel):
    clock: ClockRead


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
