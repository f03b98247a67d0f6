"""Bodies of letters."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StrictInt, StringConstraints

from cases.appointments.schemas import InvestigatedWith
from cases.record.schemas import OfficerName
from chassis.letters.sheet import Print
from chassis.letters.wording.schemas import LetterText
from kernel.values import Body, Line, LocalDate
from kernel.vocabulary import LateReason, LetterKind, LetterState, Method

Address = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class NewLetter(Body):
    """A letter to be drafted.

    `request`: number of what was asked, for a letter to a contributor. `promised_on`: the day that an
    acknowledgement promises; `beyond_limit_reason`: needed for one beyond the limit of the law or the Code.
    """

    kind: LetterKind
    request: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    promised_on: LocalDate | None = None
    beyond_limit_reason: Line | None = None


class LetterWords(Body):
    """The words of a draft as somebody changed them. `version`: the one that they read."""

    version: Annotated[StrictInt, Field(ge=1)]
    to_name: Line | None = None
    to_address: Address | None = None
    print: Print
    subject: Line
    text: LetterText
    easy_read: LetterText | None = None


class LetterSigned(Body):
    """The officer who asks signs the words of a version, and with them the answer that waits for it."""

    version: Annotated[StrictInt, Field(ge=1)]
    signed_on: LocalDate


class LetterLeaving(Body):
    """A version of a letter is to leave.

    `although_changed`: it says what was so when it was drafted, and is sent all the same. The rest is an answer's
    (see ResponseSent).
    """

    version: Annotated[StrictInt, Field(ge=1)]
    although_changed: StrictBool = False
    late_because: LateReason | None = None
    without_consent_because: Line | None = None
    without_persons_because: Line | None = None


class LetterSent(LetterLeaving):
    """A letter left, on a day between its draft and today."""

    sent_on: LocalDate
    method: Method


class MissingRead(BaseModel):
    """Something that a letter has to say and that is not known; `word` as it stands in the text."""

    word: str
    why: str


class ChangedRead(BaseModel):
    """What a draft says, and is not so any more."""

    word: str
    was: str
    now: str | None


class LetterBrief(BaseModel):
    number: int
    kind: LetterKind
    state: LetterState
    version: int
    sent_on: date | None
    method: Method | None
    signed_by: OfficerName | None
    by: OfficerName
    drafted_on: date


class LetterRead(LetterBrief):
    """A letter with its words.

    `missing`, `changed`: of a draft: what keeps it from leaving. `target_on`, `awaits_consent`: of an answer's
    draft: after which day it is late, and whether it is said why it leaves though the person has not agreed.
    `investigated_with`: of the same: why it leaves without one of these is said too.
    """

    to_name: str | None
    to_address: str | None
    promised_on: date | None
    wording: int | None = Field(description="version of the council's own words; null: the product's")
    print: Print
    subject: str
    text: str
    easy_read: str | None
    is_signed: bool
    needs_signature: bool
    language: str | None = Field(description="of the complainant, if it is not English; of a draft alone")
    adjustment_note: str | None
    not_recorded: str | None = Field(description="why its sending is not in the record of the case")
    target_on: date | None
    awaits_consent: bool
    investigated_with: list[InvestigatedWith]
    missing: list[MissingRead]
    changed: list[ChangedRead]


class Letters(BaseModel):
    """The letters of a case, newest first. `offered`: what may be drafted now, what is due first."""

    items: list[LetterBrief]
    offered: list[LetterKind]
    may_write: bool


class Addressee(BaseModel):
    """Where a message goes: an e-mail address, or postal lines divided by newlines."""

    to_address: str
