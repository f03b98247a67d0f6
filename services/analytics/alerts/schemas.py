"""Bodies and answers of alerts."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from analytics.alerts.rules import AlertPeriod, AlertSide, AlertState
from analytics.figures.fields import CountedUnit
from analytics.figures.question import Cohort, Conditions, Measure, Question, Whole
from kernel.values import Body, Line
from kernel.vocabulary import Role

LARGEST = 1e12
Hour = Annotated[StrictInt, Field(ge=0, le=23)]


class AlertQuestion(BaseModel):
    """A question with one value for an answer, of days that go by the day on which it is asked.

    Dates among its conditions may be `today`, `today - 5 days` or `today - 2 working days`.
    """

    model_config = ConfigDict(extra="forbid")

    period: AlertPeriod = AlertPeriod.THIS_YEAR
    cohort: Cohort = Cohort.RECEIVED
    measure: Measure
    unit: CountedUnit = CountedUnit.CASE
    filters: Conditions = {}
    numerator: Conditions | None = None
    field: str | None = None
    rounding: Annotated[Whole, Field(ge=0, le=10)] = 0


class AlertWritten(Body):
    """A rule: its figure, and on which side of `threshold` it is raised. `told`: whose Today shows it."""

    name: Annotated[Line, StringConstraints(max_length=100)]
    question: AlertQuestion
    side: AlertSide
    threshold: Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
    told: Annotated[list[Role], Field(min_length=1, max_length=len(Role))]
    is_on: StrictBool = True


class AlertSpellRead(BaseModel):
    """How it stood from one moment on: the figure then, and as it was last seen. `seen_by`: who took note."""

    state: AlertState
    since_at: datetime
    value_then: float | None
    value_now: float | None
    seen_by: str | None
    seen_at: datetime | None


class AlertRead(AlertWritten):
    """A rule and what it has said, the newest first.

    `asked`: its question as it is today, with what it counts in one sentence; null, with why not, where a part of
    it is not known any more. `is_for_you`: whether a role of the caller's is told.
    """

    id: str
    version: int
    written_by: str
    written_at: datetime
    asked: Question | None
    definition: str
    is_for_you: bool
    spells: list[AlertSpellRead]


class Alerts(BaseModel):
    items: list[AlertRead]


class AlertReceiverWritten(Body):
    """Which system is told, and in which hours of the local day; two that are alike: at any hour.

    `once_a_day`: what turned is gathered, and told once, in the first hour in which it may be.
    """

    url: Annotated[
        str,
        StringConstraints(max_length=500, pattern=r"^https?://[\x21-\x5b\x5d-\x7e]+$"),
        Field(examples=["https://hooks.example.org/redress"]),
    ]
    tells_from: Hour = 0
    tells_until: Hour = 0
    once_a_day: StrictBool = False


class AlertReceiverRead(AlertReceiverWritten):
    """How the system that is told does. `secret`: shown when it is made, and never again."""

    registered_by: str
    registered_at: datetime
    told_at: datetime | None = Field(description="when a message last arrived; null: none has yet")
    attempts: int = Field(description="that were in vain since")
    answer: str | None = Field(description="why the last one was")
    gone_at: datetime | None = Field(description="when it answered 410: it wants no more")
    secret: str | None = Field(description="begins with whsec_; null: you have it")


class AlertTold(BaseModel):
    """A rule that stands otherwise than was told. `value`: null where it is too few to leave the council."""

    id: str
    name: str
    state: AlertState
    side: AlertSide
    threshold: float
    value: float | None
    since_at: datetime


class AlertsTold(BaseModel):
    """What a message has."""

    authority: str
    alerts: list[AlertTold]
