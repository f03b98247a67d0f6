"""Bodies of what the Ombudsman does. Money is in pence, days are local dates."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StringConstraints

from cases.remedies.schemas import Pence, What
from kernel.values import REFERENCE_PATTERN, Body, LocalDate
from kernel.vocabulary import OmbudsmanBody, OmbudsmanDecision, OmbudsmanReason, OmbudsmanStanding

Theirs = Annotated[str, StringConstraints(pattern=r"^[A-Z]{0,4}[ -]?[0-9][0-9 ./-]{3,30}[a-z]?$", max_length=40)]
"""The Ombudsman's own reference: a number, perhaps with letters before it."""


def _is_made(decision: OmbudsmanDecision) -> OmbudsmanDecision:
    if decision is OmbudsmanDecision.OPEN:
        raise ValueError("Give what was decided.")
    return decision


Made = Annotated[OmbudsmanDecision, AfterValidator(_is_made)]


class OmbudsmanCase(Body):
    """That a complaint is with an Ombudsman. `received_on`: the day on which the council heard of it.

    `contact_ref`: the contact of class `ombudsman_enquiry` by which it did.
    """

    body: OmbudsmanBody
    reference: Theirs | None = None
    contact_ref: Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN)] | None = None
    received_on: LocalDate
    formal_investigation: StrictBool | None = None


class OmbudsmanCaseChange(OmbudsmanCase):
    """What of it was recorded wrongly; or that all of it was: it then stays, and is not counted."""

    mistaken_because: What | None = None


class OmbudsmanDraft(Body):
    """A draft decision, by when it may be commented on, and when it was."""

    draft_on: LocalDate
    draft_decision: Made
    comments_due_on: LocalDate | None = None
    commented_on: LocalDate | None = None


class OmbudsmanDecided(Body):
    """The final decision by the Ombudsman's own classes, and whether it is a public report (LGA 1974, s.31).

    `came_back_on`: of what is referred back, the day on which that reached the council, if it was a later one.
    From it the council's clock runs: what was answered, or had ended, is taken up again with the decision.
    """

    decided_on: LocalDate
    decision: Made
    grounds: OmbudsmanReason | None = None
    public_report: StrictBool = False
    came_back_on: LocalDate | None = None


class AgreedRemedy(Body):
    """Something that the council agreed to do, by when; once it was done, on which day and what shows it."""

    what: What
    pence: Pence | None = None
    due_on: LocalDate | None = None
    done_on: LocalDate | None = None
    evidence: What | None = None


class AgreedRemedyChange(AgreedRemedy):
    """What of it is another now; or that it is struck off: agreed by mistake, or another took its place."""

    struck_because: What | None = None


class AgreedRemedyRead(BaseModel):
    """`late`: it is open and its date has passed. `on_time`: whether it was done by its date.

    `struck`: it is struck off, so it is neither owed nor counted.
    `of_earlier`: it was agreed with a decision that is another now, or was recorded by mistake.
    """

    number: int
    what: str | None
    pence: int | None
    due_on: date | None
    done_on: date | None
    evidence: str | None
    struck: bool
    struck_because: str | None
    late: bool
    on_time: bool | None
    of_earlier: bool


class OmbudsmanCaseRead(BaseModel):
    """A case of the Ombudsman. `recommendations_met_on`: the day on which the last remedy was done."""

    number: int
    body: OmbudsmanBody
    reference: str | None
    also_of: list[str] = Field(description="references of other cases that have the same one of the Ombudsman")
    contact_ref: str | None
    received_on: date
    formal_investigation: bool | None
    draft_on: date | None
    draft_decision: OmbudsmanDecision | None
    comments_due_on: date | None
    commented_on: date | None
    decided_on: date | None
    decision: OmbudsmanDecision | None
    grounds: OmbudsmanReason | None
    public_report: bool
    came_back_on: date | None
    taken_up_on: date | None = Field(
        description="since when the case is taken up again by a referral that is another now, or none"
    )
    remedies: list[AgreedRemedyRead]
    mistaken_because: str | None
    standing: OmbudsmanStanding
    is_open: bool
    next_due_on: date | None = Field(description="the first date that the council owes in it")
    comments_late: bool
    recommendations_met_on: date | None


class OmbudsmanCases(BaseModel):
    """All cases of the Ombudsman about a case. `withheld`: parts that are not shown to the reader's role."""

    items: list[OmbudsmanCaseRead]
    may_record: bool
    withheld: list[str]
