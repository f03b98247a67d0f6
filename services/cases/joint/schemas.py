"""Bodies of joint complaints. A body that takes part is a code of the council's file."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StrictInt

from kernel.values import Body, Code, Line, LocalDate
from kernel.vocabulary import AgeOfPatient, HealthSubject, ShareConsent, StatusOfComplainant, TransferWay

Issues = Annotated[list[Annotated[StrictInt, Field(ge=1, le=1_000)]], Field(max_length=100)]


class BodyPart(Body):
    """One body's part.

    `issues`: what of the case is its to answer. `consent`: of the person, to share with it what they told;
    `not_needed` says `because`. `asked_on`: for its part, by which it is told what the complaint is.
    """

    body: Code
    issues: Issues = Field(default=[])
    consent: ShareConsent | None = None
    because: Line | None = None
    consent_asked_on: LocalDate | None = None
    consent_settled_on: LocalDate | None = None
    asked_on: LocalDate | None = None
    answered_on: LocalDate | None = None


class BodyTransfer(Body):
    """That the complaint came from a body, or was sent on to one. One that came is received on that day."""

    way: TransferWay
    body: Code
    on: LocalDate


class JointComplaint(Body):
    """Who answers a complaint together, whole: it takes the place of what was recorded before.

    `lead`: for handling; `communication`: who speaks to the complainant; `answer_from`: who sends the one answer.
    Each is the council's own code, or one of `bodies`. `not_joint_because`: needed for no bodies, which takes back
    what was recorded by mistake. The other fields are those of KO41a.
    """

    lead: Code | None = None
    communication: Code | None = None
    answer_from: Code | None = None
    bodies: Annotated[list[BodyPart], Field(max_length=4)]
    not_joint_because: Line | None = None
    transfer: BodyTransfer | None = None
    age_of_patient: AgeOfPatient | None = None
    status_of_complainant: StatusOfComplainant | None = None
    subjects: Annotated[list[HealthSubject], Field(max_length=len(HealthSubject))] = Field(default=[])


class BodyPartRead(BaseModel):
    """One body's part. `not_shared_because`: what is missing before it may be told anything; null: nothing is."""

    body: str
    name: str
    issues: list[int]
    consent: ShareConsent | None
    because: str | None
    consent_asked_on: date | None
    consent_settled_on: date | None
    asked_on: date | None
    answered_on: date | None
    not_shared_because: str | None


class BodyTransferRead(BaseModel):
    way: TransferWay
    body: str
    name: str
    on: date


class JointRead(BaseModel):
    """Who answers a complaint together; its version is the ETag, 0 before anything is recorded.

        Issues of the case that are no other body's are the council's. `answered_on`: the day of the case's answer,
    which is the one co-ordinated answer. `withheld`: parts that are not shown to the reader's role.
    """

    version: int
    lead: str | None
    communication: str | None
    answer_from: str | None
    bodies: list[BodyPartRead]
    transfer: BodyTransferRead | None
    received_on: date
    answered_on: date | None
    age_of_patient: AgeOfPatient | None
    status_of_complainant: StatusOfComplainant | None
    subjects: list[HealthSubject]
    may_record: bool
    withheld: list[str]
