"""Bodies of appointments."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StrictInt

from cases.record.schemas import OfficerName
from kernel.values import Body, Line, LocalDate
from kernel.vocabulary import AdvocacyAct, StageRole

MOST_DAYS = 60
"""That somebody may say that they can: two months of days, or a year of one a week."""


class NewAppointment(Body):
    """Somebody who takes part in a stage: by `name`, or by the subject of an `officer` of the council.

    `stage`: its number; null: the present one. `independent`: of the council.
    """

    role: StageRole
    stage: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    name: Line | None = None
    officer: Line | None = None
    independent: StrictBool
    appointed_on: LocalDate


class AvailableDays(Body):
    """Every day on which they can meet; those that were given before and are not here count no more."""

    days: Annotated[list[LocalDate], Field(max_length=MOST_DAYS)]


class AppointmentEnded(Body):
    """That they take part no longer, and why. One that ends on the day it began was recorded by mistake."""

    ended_on: LocalDate
    because: Line


class AdvocacyWord(Body):
    """That an advocate was offered, taken up or declined in a stage. `stage`: its number; null: the last."""

    act: AdvocacyAct
    stage: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    told_on: LocalDate


class AdvocacyPutRight(Body):
    """What is true of a word about advocacy that was recorded wrongly; null: there was none.

    `because`: how that is known.
    """

    word: AdvocacyWord | None
    because: Line


class AdvocacyRead(BaseModel):
    number: int
    stage: int
    act: AdvocacyAct
    told_on: date


class AppointmentRead(BaseModel):
    """An appointment. `name` is null for whose role does not see it."""

    number: int
    stage: int
    role: StageRole
    name: str | None
    officer: OfficerName | None
    independent: bool
    appointed_on: date
    ended_on: date | None
    ended_because: str | None
    days: list[date] = Field(description="on which they can meet")


class InvestigatedWith(BaseModel):
    """With whom a stage is investigated: an answer before that day, or while nobody is, says why it lacks them."""

    role: StageRole
    since: date | None = Field(description="null: nobody was appointed as that yet")


class StagePeople(BaseModel):
    """Whom a stage may have, and who of those whom its procedure wants is missing while it lasts.

    `warning`: who of its investigation is owed still, and how much time is left. `late`: none is.
    """

    number: int
    name: str
    roles: list[StageRole]
    missing: list[StageRole]
    warning: str | None
    late: bool
    source: str | None
    investigated_with: list[InvestigatedWith]


class PanelRead(BaseModel):
    """When the panel can meet: the working days from today to its limit, or after it, on which all can.

    `warning`: what to do about it now. `met_on`: it met, and no day is sought any more.
    """

    due_on: date | None
    met_on: date | None
    days: list[date]
    warning: str | None


class Appointments(BaseModel):
    """Who takes part in the stages of a case. `withheld`: parts that are not shown to the reader's role."""

    items: list[AppointmentRead]
    stages: list[StagePeople]
    advocacy: list[AdvocacyRead] = Field(description="what was told of it here, oldest first")
    panel: PanelRead | None = Field(description="null: no stage so far has a panel")
    may_record: bool = Field(description="whether the reader may appoint, end and give days")
    withheld: list[str]
