"""A case as it is answered, with what lives inside its record."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kernel.clock_schemas import ClockRead, ExplanationRead
from kernel.clocks import Reading
from kernel.procedures import When
from kernel.values import Body, Line
from kernel.vocabulary import (
    About,
    Act,
    Action,
    Classification,
    Disposition,
    Finding,
    Function,
    HoldReason,
    LateReason,
    Method,
    Outcome,
    OwedBy,
    RefusalReason,
    Status,
    Whose,
    WithdrawalReason,
)


class Dropped(Body):
    """Why something that was to be done does not go ahead."""

    because: Line


class OfficerName(BaseModel):
    subject: str
    name: str


class NextDue(BaseModel):
    """The next date owed. `day_total`: working days that its clock has in all."""

    kind: str
    act: Act
    name: str
    due_on: date | None
    days_left: int | None
    day_total: int | None
    rag: Reading


class Waiting(BaseModel):
    """What an open case waits for; `days` are working days, the first one not counted.

    `reason` contributor: for what was asked of one; `review_on` is then the day on which it is due.
    """

    reason: HoldReason | Literal["contributor"]
    waiting_on: str | None
    since: date
    days: int
    review_on: date | None


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
    waiting: Waiting | None
    ours_since: date | None = Field(
        description="since when it is the council's turn; null while it waits for somebody else, and once it ended"
    )


class IssueRead(BaseModel):
    number: int
    category: str
    subcategory: str | None
    theme: str | None
    description: str | None = Field(description="null: as the contact's `matter` says")
    matter: int = Field(description="number of the contact's matter that it came from")
    about: About
    body: str | None = Field(description="a code of the council's joint_bodies, where it is about another body")
    function: Function | None = Field(description="whose work it is, as the contact's matter says")
    provider_name: str | None = Field(description="whom the contact's matter concerns, as written there")
    team: str | None
    primary: bool = Field(description="what the complaint is about first of all; one issue of a case is")
    outcome: Finding | None
    reason: str | None = Field(description="what is said to the complainant")
    evidence: str | None = Field(description="what was looked at")
    standard: str | None = Field(description="the law, policy or guidance that applied")
    noted: str | None = Field(description="for the file, never for the complainant")
    decided_on: date | None
    decided_by: str | None
    earlier: list["FindingRead"]


class FindingRead(BaseModel):
    """A finding that was made in an earlier stage."""

    stage: int
    finding: Finding
    reason: str | None
    evidence: str | None = None
    standard: str | None = None
    noted: str | None = None
    decided_on: date | None
    decided_by: str | None


class ReviewRead(BaseModel):
    """An answer that was put up for review. `stands`: no finding, and no level, is another since it was signed."""

    level: str
    put_up_by: OfficerName
    put_up_on: date
    signed_by: OfficerName | None
    signed_on: date | None
    stands: bool


class SignOffRead(BaseModel):
    """Who signs the present stage's answer. `is_demanded`: before it is sent, and as `source` says."""

    level: str
    is_demanded: bool
    second_person: bool
    source: str | None


class StageRead(BaseModel):
    """One stage of the case so far; `acts`: the day of each thing that happened in it."""

    number: int
    code: str
    name: str
    answered_by: str | None
    acts: dict[Act, date]
    response_days: int | None
    outcome: Outcome | None
    signed_off_by: str | None = None
    late_because: LateReason | None = None
    review: ReviewRead | None = None


class WayRead(BaseModel):
    """A further stage, and when the case may go on to it: any of `when` is enough."""

    to: str
    name: str
    when: list[When]
    request_until: date | None = Field(description="the last day on which the complainant may ask for it")


class HoldRead(BaseModel):
    """A time in which the case waits. `taken_back`: it was recorded by mistake."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    reason: HoldReason
    waiting_on: str | None
    started_on: date
    review_on: date
    ended_on: date | None
    taken_back: bool


class ChaseRead(BaseModel):
    chased_on: date
    method: Method
    by: str | None


class RequestRead(BaseModel):
    """Something asked of a contributor (`contributor`), or by the Ombudsman of the council (`council`).

    `letter_on`: the date of the Ombudsman's letter. `next_chase_on`: the working day on which the contributor is
    chased next.
    """

    number: int
    who: OwedBy
    asked_of: str | None
    what: str | None
    letter_on: date | None
    asked_on: date
    answered_on: date | None
    withdrawn_on: date | None
    clock: str
    chases: list[ChaseRead]
    next_chase_on: date | None


class LateStepRead(BaseModel):
    """Who is told on which working day that the answer is late, and how they were, and by whom."""

    level: str
    working_days: int = Field(description="after the day on which the answer was due")
    on: date
    told_on: date | None
    method: Method | None
    by: str | None


class LateRead(BaseModel):
    """Who is told when the answer that is owed is late; `days`: working days by which it is."""

    due_on: date
    days: int
    source: str
    steps: list[LateStepRead]
    to_tell: list[str] = Field(description="the levels whose day has come and that were not told")


class ExtensionMadeRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    kind: str
    due_before: date
    due_after: date
    agreed_on: date
    person_agreed: bool
    taken_back: bool
    beyond_usual: int | None = Field(description="the total without good reason, where it went beyond")
    because: LateReason | None
    reason: str | None


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
    action: Action
    because: str


class CaseRead(CaseSummary):
    """A case. It holds no names and no narrative: those are the contact's.

    `actions`: what the caller may do with it now. `withheld`: parts that are not shown to their role.
    `not_closed_by`: subjects of who may not close it, because the procedure asks for a second person.
    `not_signed_by`: of who may not sign its answer, for the same reason. `not_for`: of who dealt with an earlier
    stage, where the present one is for somebody else.
    """

    authority: str
    version: int
    procedure_version: int | None
    opened_at: datetime
    acknowledged_on: date | None
    promised_on: date | None
    responded_on: date | None
    closed_on: date | None
    withdrawn_on: date | None
    withdrawn_because: WithdrawalReason | None
    anonymised_on: date | None = Field(description="its people were taken out; nothing is done with it any more")
    division: str | None
    service_area: str | None
    refusal_reason: RefusalReason | None
    outcome_because: str
    teaches: bool = Field(
        description="it is upheld, if only in part: it closes with what was learned, or with why nothing was"
    )
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
    late: LateRead | None = Field(description="null while the answer is not late, and once it was sent")
    actions: list[Action]
    primary_action: Action | None
    not_yet: list[RefusalRead]
    not_closed_by: list[str]
    sign_off: SignOffRead | None
    not_signed_by: list[str]
    not_for: list[str]
    days_by: dict[Whose, int] | None = Field(
        description="working days up to the last answer or, while there is none, up to today or the end"
    )
    withheld: list[str] = []


class CaseStatus(BaseModel):
    """What somebody on the phone is told of a case: where it stands, what is due next and who has it."""

    ref: str
    status: str = Field(description="open or closed")
    stage: Status
    received_on: date
    team: str | None
    owner: OfficerName | None
    next_due: NextDue | None


class ClockExplanation(ExplanationRead):
    clock: ClockRead
