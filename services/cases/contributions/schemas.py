"""Bodies of requests, their answers, and the links by which contributors answer."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StrictInt, StringConstraints

from cases.record.schemas import OfficerName
from kernel.values import REFERENCE_PATTERN, Body, ClientId, Code, Line, LocalDate, LongText
from kernel.vocabulary import Method


class RequestSent(Body):
    """What was asked for. `asked_of`: in words; or the code of a body of the joint complaint.

    `client`: id of the partner's client whose system is told of it, where whoever is asked has one.
    `due_on`: a date that the letter states; it wins over the counted one. `may_be_told_because`: needed in a joint
    complaint, and while the person has yet to agree, for who is neither its body nor a team of the council.
    `beyond_limit_reason`: needed for a day beyond the limit of the law or the Ombudsman's Code for the case.
    """

    asked_of: Line
    client: ClientId | None = None
    may_be_told_because: Line | None = None
    what: Line
    asked_on: LocalDate
    due_on: LocalDate | None = None
    beyond_limit_reason: Line | None = None


class OmbudsmanEnquiry(RequestSent):
    """What the Ombudsman asks of the council. `asked_on`: the day on which its letter was received.

    `letter_on`: the date that the letter bears; no date is counted from it.
    """

    letter_on: LocalDate | None = None


class RequestAnswer(Body):
    answered_on: LocalDate


class RequestWithdrawal(Body):
    """That whoever asked needs it no more, since when and why."""

    withdrawn_on: LocalDate
    reason: Line


class RequestChase(Body):
    """That a contributor was reminded, on which day and how."""

    chased_on: LocalDate
    method: Method


class NewAnswerLink(Body):
    """A link to be made. `expires_on`: its last day; None: ten working days after the answer is due."""

    expires_on: LocalDate | None = None


class AnswerLinkMade(BaseModel):
    """A link that was made. The address is in this answer and nowhere else."""

    address: str = Field(description="below the web app's own address; what follows # is the secret")
    expires_on: date


class AnswerLinkRead(BaseModel):
    """A link that serves."""

    made_on: date
    made_by: OfficerName
    expires_on: date


class AnswerSaidRead(BaseModel):
    """What contributors answered themselves, and who said it; null: not shown to the reader's role."""

    text: str | None
    name: str | None
    role: str | None
    on: date
    by_system: bool = Field(description="it came by a partner's own system, not by a link")


class ContributionRead(BaseModel):
    """One request: the link that serves, if there is one, and what came by a link."""

    number: int
    link: AnswerLinkRead | None
    said: AnswerSaidRead | None
    has_client: bool = Field(description="a partner's system is told of it")
    may_link: bool = Field(description="whether the reader may make a link for it now")


class Contributions(BaseModel):
    """What was asked of contributors in a case. `withheld`: parts that are not shown to the reader's role."""

    items: list[ContributionRead]
    withheld: list[str]


class AskedByLink(BaseModel):
    """What whoever has the link is asked, and nothing else of the case."""

    council: str
    asked_of: str
    what: str
    asked_on: date
    due_on: date | None
    expires_on: date


class AnswerByLink(Body):
    """An answer, and who gives it."""

    text: LongText
    name: Line
    role: Line


class AnsweredByLink(BaseModel):
    council: str
    answered_on: date


Ref = Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN)]


class WordsWanted(Body):
    """What a client of a council is asked in these cases, for intake."""

    authority: Code
    client: ClientId
    refs: Annotated[list[Ref], Field(max_length=200)]


class AskedOfSystem(BaseModel):
    ref: str
    number: int
    what: str
    asked_on: date


class AskedOfSystems(BaseModel):
    items: list[AskedOfSystem]


class AnswerBySystem(AnswerByLink):
    """An answer to what a client of a council is asked. `organisation`: the client's."""

    authority: Code
    client: ClientId
    organisation: Line
    ref: Ref
    number: StrictInt = Field(ge=1)


class SystemAnswered(BaseModel):
    answered_on: date
