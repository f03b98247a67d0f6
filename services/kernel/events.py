"""Published events: one definition for the service that tells and those that follow.

Events carry references, codes and dates, never names, contact details or free text. Every event carries its
reference's whole coded state besides what happened, so that a follower applies it if it is newer (by `sequence`)
and needs nothing that came before. Type names end in a version; fields are only ever added, with a default.
"""

from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from kernel.imported import CodedCase
from kernel.vocabulary import (
    About,
    Channel,
    Classification,
    ClockKind,
    Disposition,
    Finding,
    Outcome,
    RaisedBy,
    Stage,
)

EVENT_TYPES: dict[str, type["Event"]] = {}


class _Coded(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(_Coded):
    """What every event says.

    Attributes:
        sequence: counts the changes of this reference within its service, from 1.
        occurred_on: local date on which it happened, which may lie before it was recorded.
        by: subject of the person who recorded it; None: the system.
    """

    VERSION: ClassVar[int] = 1

    authority: str
    ref: str
    sequence: int
    occurred_on: date
    by: str | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        EVENT_TYPES[cls.type_name()] = cls

    @classmethod
    def type_name(cls) -> str:
        return f"{cls.__name__}.v{cls.VERSION}"


# Intake


class ContactState(_Coded):
    """A contact's coded state.

    Attributes:
        provider_name: of the organisation.
        person_age: years on the day of receipt, of the person who draws on care.
    """

    received_on: date
    channel: Channel
    raised_by: RaisedBy
    classification: Classification
    disposition: Disposition
    rule: str
    procedure: str | None = None
    procedure_version: int | None = None
    team: str | None = None
    provider_kind: str | None = None
    provider_name: str | None = None
    person_age: int | None = None
    flags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class ContactEvent(Event):
    contact: ContactState


class ContactRecorded(ContactEvent):
    """A contact was received, classified and given its reference."""


class ContactReclassified(ContactEvent):
    """An officer put a contact into another class; its receipt date stays."""


class CaseImported(Event):
    """A recorded case came in as history; nothing about it was decided here."""

    record: CodedCase


# Cases


class IssueState(_Coded):
    number: int
    category: str
    about: About
    team: str | None = None
    finding: Finding | None = None


class RemedyState(_Coded):
    kind: str
    amount_pounds: int | float | None = None


class LearningState(_Coded):
    theme: str
    scope: str


class ClockRecord(_Coded):
    """A clock's dates; what it reads depends on the day it is looked at."""

    kind: ClockKind
    started_on: date
    due_on: date | None
    met_on: date | None = None
    cancelled: bool = False


class CaseState(_Coded):
    """A case's coded state.

    Attributes:
        next_due_on: the next date owed, by `next_due_kind`; None when nothing is owed.
        next_soon_on: the first day on which that date reads "soon".
        response_days: working days from receipt to response, counted once, on `calendar_version`.
        target_days: working days of the council's own target.
        response_due_on: last day on which the response was or is within the council's own target.
    """

    classification: Classification
    disposition: Disposition
    received_on: date
    stage: Stage
    procedure: str | None = None
    procedure_version: int | None = None
    grade: str | None = None
    team: str | None = None
    owner: str | None = None
    acknowledged_on: date | None = None
    promised_on: date | None = None
    responded_on: date | None = None
    closed_on: date | None = None
    withdrawn_on: date | None = None
    outcome: Outcome | None = None
    issues: tuple[IssueState, ...] = ()
    remedies: tuple[RemedyState, ...] = ()
    learning: tuple[LearningState, ...] = ()
    clocks: tuple[ClockRecord, ...] = ()
    next_due_kind: ClockKind | None = None
    next_due_on: date | None = None
    next_soon_on: date | None = None
    response_due_on: date | None = None
    target_days: int | None = None
    response_days: int | None = None
    calendar_version: str | None = None


class CaseEvent(Event):
    case: CaseState


class CaseOpened(CaseEvent):
    """A case was opened for a contact and its clocks started."""


class CaseAcknowledged(CaseEvent):
    """The complainant was told that the complaint was received, and perhaps by when to expect an answer."""

    method: str


class CaseAllocated(CaseEvent):
    """A case was given to an officer, a team, or back to nobody."""


class CaseGraded(CaseEvent):
    """A local risk grade was set; the stage target follows it."""


class CaseReclassified(CaseEvent):
    """The class changed; clocks were computed anew from the original receipt."""


class IssueAdded(CaseEvent):
    """A further issue was recorded."""

    number: int


class FindingRecorded(CaseEvent):
    """A finding was made on one issue, or changed."""

    number: int
    finding: Finding


class ResponseIssued(CaseEvent):
    """The written response was sent."""

    method: str


class CaseClosed(CaseEvent):
    """The case ended with an outcome derived from its findings."""


class CaseWithdrawn(CaseEvent):
    """The complainant or their representative withdrew the complaint."""

    withdrawn_by: str


class CaseAdopted(CaseEvent):
    """An officer took an imported open case into today's work; its clocks start from the original receipt."""


class NoteAdded(CaseEvent):
    """A note was written; its text stays with the case."""

    note: int
