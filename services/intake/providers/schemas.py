"""Bodies of the register of providers."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field, StrictInt, StringConstraints

from intake.parties import ProviderKind
from intake.providers.rules import MOST_SPELLINGS, ProviderState
from kernel.values import Body, Email, Line, LocalDate, LongText
from kernel.vocabulary import ContractAction, ProviderAct

LARGEST_NUMBER = 100_000
CqcNumber = Annotated[
    str,
    StringConstraints(pattern=r"^(1-[0-9]{5,12}|[A-Z][A-Z0-9]{2,5})$"),
    Field(description="as the Care Quality Commission writes it: 1-123456789, or letters and digits of a trust"),
]
Note = Annotated[LongText, Field(max_length=1_000)]
Kinds = Annotated[list[ProviderKind], Field(max_length=len(ProviderKind))]
Spellings = Annotated[list[Line], Field(max_length=MOST_SPELLINGS)]


class ProviderView(StrEnum):
    """Which entries a list has."""

    ACTIVE = "active"
    ENDED = "ended"
    MERGED = "merged"
    ALL = "all"


class NewProvider(Body):
    """A provider as it is added. `active_from` and `active_until` are days on which it still is."""

    name: Line
    spellings: Spellings = Field(default=[], description="other ways to write its name")
    kinds: Kinds = Field(default=[])
    cqc_location: CqcNumber | None = None
    cqc_provider: CqcNumber | None = None
    address: Line | None = None
    contract_lead: Line | None = Field(default=None, description="the officer or team that keeps the contract")
    email: Email | None = Field(default=None, description="where complaints go")
    active_from: LocalDate | None = None
    active_until: LocalDate | None = None
    note: Note | None = None


class ProviderChange(Body):
    """What of an entry is another now, and why; what is left out stays, null takes away."""

    reason: Line
    name: Line | None = None
    spellings: Spellings | None = None
    kinds: Kinds | None = None
    cqc_location: CqcNumber | None = None
    cqc_provider: CqcNumber | None = None
    address: Line | None = None
    contract_lead: Line | None = None
    email: Email | None = None
    active_from: LocalDate | None = None
    note: Note | None = None


class NewSpelling(Body):
    """One more way to write a provider's name."""

    spelling: Line


class ProviderEnding(Body):
    """That the council has nothing more to do with a provider after a day, and why."""

    active_until: LocalDate
    reason: Line


class ProviderReason(Body):
    """Why something is undone."""

    reason: Line


class ProviderMerging(Body):
    """That an entry is the same provider as another, whose name stands for both from now on, and why."""

    into: Annotated[StrictInt, Field(ge=1, le=LARGEST_NUMBER)]
    reason: Line


class NewContractAction(Body):
    """What the council did about a provider, and on which day."""

    code: ContractAction
    on: LocalDate
    note: Note | None = None


class ProviderName(BaseModel):
    number: int
    name: str


class ProviderLine(BaseModel):
    """An entry of the list. `kept`: the entry that stands for it; itself, unless it was merged."""

    number: int
    name: str
    spellings: list[str]
    kinds: list[ProviderKind]
    cqc_location: str | None
    contract_lead: str | None
    state: ProviderState
    active_until: date | None
    kept: ProviderName


class Providers(BaseModel):
    """A page of the register, by name."""

    items: list[ProviderLine]
    next_cursor: str | None
    may_write: bool = Field(description="whether the reader may keep the register")


class ProviderChangeRead(BaseModel):
    """What happened to an entry: what stood there before, and what stands there since."""

    act: ProviderAct
    reason: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    by: str
    at: datetime


class ContractActionRead(BaseModel):
    code: ContractAction
    on: date
    note: str | None
    by: str


class ProviderRead(ProviderLine):
    """A provider with what happened to its entry, and what was done about it, newest first.

    `merged`: the entries for which it stands. `alike`: others that are likely the same, as their names differ by
    no more than "the", or "Ltd" and its like.
    """

    version: int
    cqc_provider: str | None
    address: str | None
    email: str | None
    active_from: date | None
    note: str | None
    merged: list[ProviderName]
    alike: list[ProviderName]
    actions: list[ContractActionRead]
    history: list[ProviderChangeRead]
    may_write: bool


class UnlistedName(BaseModel):
    """A name of contacts that the register does not know. `name`: as it was written last, with the kind given."""

    name: str
    kind: ProviderKind
    contacts: int
    last_on: date


class UnlistedNames(BaseModel):
    """The names that are not in the register yet, those of most contacts first. `more`: further ones."""

    items: list[UnlistedName]
    more: bool
    may_write: bool


class ProviderAlert(BaseModel):
    """A shortcoming that contract monitoring was told of; the contact says which."""

    ref: str
    on: date


class ProviderAlerts(BaseModel):
    """What contract monitoring was told of a provider in a period, newest first.

    `count`: all of them, those of contacts that the reader may not see too.
    """

    count: int
    items: list[ProviderAlert]
