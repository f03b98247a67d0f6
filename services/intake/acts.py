"""What is done with a contact besides a case: passed on, told to contract monitoring, thanked."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from intake.parties import Provider
from kernel.values import Body, Code, Line, LocalDate
from kernel.vocabulary import RedirectedTo


class ActKind(StrEnum):
    REDIRECTED = "redirected"
    ALERTED = "alerted"
    THANKED = "thanked"


class Redirection(Body):
    """Where a contact that is no complaint goes on: a team, another council or another service."""

    route: RedirectedTo
    to: Line
    on: LocalDate


class RedirectionRead(BaseModel):
    """The same, read. `to`: null where the narrative is not shown."""

    route: RedirectedTo
    to: str | None
    on: date


class QualityAlert(Body):
    """A shortcoming of a provider that contract monitoring was told of.

    `provider`: None: the contact's own.
    """

    provider: Provider | None = None
    shortcoming: Line
    sent_to: Line
    on: LocalDate


class QualityAlertRead(BaseModel):
    """The same, read. What was typed is null where the narrative is not shown."""

    provider: Provider | None
    shortcoming: str | None
    sent_to: str | None
    on: date


class Thanks(Body):
    """What a compliment is for, and that somebody thanked for it. `on`: None while nobody has."""

    themes: list[Code] = Field(default=[], max_length=10)
    shared_with: Line | None = None
    on: LocalDate | None = None
