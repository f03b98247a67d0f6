"""Bodies of remedies. Money is in pence."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, StrictInt

from cases.record.schemas import OfficerName
from kernel.values import Body, Line, LocalDate, LongText
from kernel.vocabulary import RemedyKind

LARGEST_SUM = 100_000_000
"""A million pounds: more is a slip of the pen."""


def _is_a_sum(pence: int) -> int:
    if pence < 1:
        raise ValueError("Give a sum of at least a penny.")
    if pence > LARGEST_SUM:
        raise ValueError("This is more than a million pounds. Give the sum in pence.")
    return pence


BOUNDS: dict[str, Any] = {"minimum": 1, "maximum": LARGEST_SUM}
Pence = Annotated[StrictInt, AfterValidator(_is_a_sum), Field(json_schema_extra=BOUNDS)]
What = Annotated[LongText, Field(max_length=1_000)]


class NewRemedy(Body):
    """Something that is to put it right: what, for whom, by when and by whom."""

    kind: RemedyKind
    pence: Pence | None = None
    whom: Line | None = None
    what: What | None = None
    owner: Line | None = None
    due_on: LocalDate | None = None


class RemedyChange(Body):
    """What of an open remedy is another now; what is left out stays."""

    pence: Pence | None = None
    whom: Line | None = None
    what: What | None = None
    owner: Line | None = None
    due_on: LocalDate | None = None


class Agreement(Body):
    """That somebody else agrees to a remedy over the limit. `pence`: the sum that they read."""

    pence: Pence


class PaymentMade(Body):
    """A part that was paid, or the whole."""

    pence: Pence
    paid_on: LocalDate


class RemedyDone(Body):
    """That it was done, and what shows it. A sum that was not paid in parts was paid on that day."""

    done_on: LocalDate
    evidence: What


class RemedyPutRight(Body):
    """What of a remedy was recorded wrongly: a payment, by its number; null: that it was done, or is dropped."""

    payment: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    because: What


class PaymentRead(BaseModel):
    """A part that was paid. `wrong_on`: the local date on which it was put right, as it never was."""

    number: int
    pence: int
    paid_on: date
    wrong_on: date | None


class RemedyRead(BaseModel):
    """A remedy. `late`: it is open and its due date has passed."""

    number: int
    kind: str = Field(description="a RemedyKind, or a code that an earlier release kept")
    pence: int | None
    paid_pence: int
    payments: list[PaymentRead]
    whom: str | None
    what: str | None
    owner: OfficerName | None
    due_on: date | None
    done_on: date | None
    evidence: str | None
    dropped_because: str | None
    is_open: bool
    late: bool
    recorded_on: date
    to_be_agreed: bool = Field(
        description="the case's sums are over the council's limit with it: a second person has to agree first"
    )
    agreed_by: OfficerName | None
    agreed_on: date | None
    may_act: bool = Field(description="whether the reader may change it, or say that it is done")
    may_put_right: bool = Field(
        description="whether the reader may say that what happened to it was recorded wrongly"
    )
    may_agree: bool = Field(description="whether the reader may agree to it as the second person")


class Remedies(BaseModel):
    """All remedies of a case. `withheld`: parts that are not shown to the reader's role."""

    items: list[RemedyRead]
    may_record: bool = Field(description="whether the reader may record more")
    withheld: list[str]
