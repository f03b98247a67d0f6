"""How long contacts are kept, over HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from intake.schemas import Ref
from kernel.values import Body, Line
from kernel.vocabulary import Classification, Disposal, DisposalState, KeptBecause, Outcome

AT_ONCE = 500
"""That one request may let go of, and a page of what is due may have."""


class ScheduleRead(BaseModel):
    """For how long a record is kept, in whole years, what becomes of it then, and why."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    years: int
    then: Disposal
    source: str


class RetentionSchedule(ScheduleRead):
    """One of a council's schedules; the first that a record falls under is its own. Empty lists: every kind."""

    classifications: list[Classification]
    procedures: list[str]
    outcomes: list[Outcome]


class DueContact(BaseModel):
    """A contact that is kept for longer than its schedule says.

    `ended_on`: its case was closed, or it was received and opened none. `kept_because`: somebody approved letting
    go of it before, and it stayed.
    """

    ref: str
    title: str | None
    classification: Classification
    outcome: Outcome | None
    ended_on: date
    due_on: date
    schedule: ScheduleRead
    kept_because: KeptBecause | None = None


class DueContacts(BaseModel):
    """Those that are due to go, the longest kept first."""

    schedules: list[RetentionSchedule]
    items: list[DueContact]
    next_cursor: str | None = None


class Approval(Body):
    """Contacts that may go, as their schedules say."""

    refs: Annotated[list[Ref], Field(min_length=1, max_length=AT_ONCE)]


class Approved(BaseModel):
    """One that was named in an approval: it is under way, or it stays and why."""

    ref: str
    then: Disposal | None
    kept_because: KeptBecause | None = None


class Approvals(BaseModel):
    items: list[Approved]


class Removed(BaseModel):
    what: str
    count: int


class Certificate(BaseModel):
    """What was approved of one contact, and what became of it.

    `removed`: what went, in intake and in cases.
    """

    ref: str
    classification: Classification
    act: Disposal
    state: DisposalState
    schedule: str
    source: str
    due_on: date
    approved_by: str
    approved_at: datetime
    kept_because: KeptBecause | None
    done_at: datetime | None
    removed: list[Removed]


class Certificates(BaseModel):
    """Approvals and what became of them, the newest first."""

    items: list[Certificate]
    next_cursor: str | None = None


class NewLegalHold(Body):
    """Why a contact and its case are kept, whatever their schedule says."""

    reason: Line


class EndedLegalHold(Body):
    """Why nothing keeps it any longer."""

    because: Line


class LegalHoldRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    ref: str
    number: int
    reason: str
    by: str
    at: datetime
    ended_because: str | None
    ended_by: str | None
    ended_at: datetime | None


class LegalHolds(BaseModel):
    """Holds that keep something now, the newest first."""

    items: list[LegalHoldRead]


class ContactRetention(BaseModel):
    """For how long one contact is kept. `due_on`: null while its case is open, or nothing says when it ended."""

    schedule: ScheduleRead | None
    due_on: date | None
    anonymised_on: date | None
    holds: list[LegalHoldRead]
    certificates: list[Certificate]
