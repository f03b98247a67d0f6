"""Request and response bodies of the partner interface."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from intake.schemas import Contact
from intake.telling import PartnerEventKind
from kernel.values import Body, Line, LongText
from kernel.vocabulary import Channel, Classification, Disposition, FileSource, Outcome


class Scope(StrEnum):
    """What a client may do: send contacts, and read what became of its own."""

    CONTACTS_WRITE = "contacts:write"
    CONTACTS_READ = "contacts:read"


class NewClient(Body):
    """A partner's system. `organisation` is what officers see."""

    organisation: Line
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=2)]


class ClientRead(BaseModel):
    client_id: str
    organisation: str
    scopes: list[Scope]
    created_at: datetime
    created_by: str
    rotated_at: datetime | None
    revoked_at: datetime | None


class ClientSecret(ClientRead):
    """A client with its secret, which is shown this once and kept only as a hash."""

    client_secret: str


class ClientName(BaseModel):
    client_id: str
    organisation: str


class ClientNames(BaseModel):
    items: list[ClientName]


class Token(BaseModel):
    """RFC 6749, section 5.1."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"
    expires_in: int = Field(description="seconds")
    scope: str


class PartnerContact(Contact):
    """A contact that a partner's system sends. It came through this interface, whatever it says."""

    channel: Literal[Channel.PARTNER_API] = Channel.PARTNER_API


class ContactStatus(BaseModel):
    """What became of a contact that the caller sent. Days are local; null: not yet."""

    ref: str
    partner_reference: str | None
    received_on: date
    classification: Classification
    disposition: Disposition
    status: Literal["recorded", "open", "answered", "closed", "withdrawn"]
    acknowledged_on: date | None
    responded_on: date | None
    closed_on: date | None
    outcome: Outcome | None


class PartnerEvent(BaseModel):
    """Something that happened to one of the caller's contacts, with what it was then.

    Or to what the caller is asked to contribute to an answer: that has `request` and `due_on`, and nothing of the
    contact, which may be somebody else's. `occurred_on`: the local day on which it happened, which may lie before
    it was recorded.
    """

    number: int = Field(description="counts what this client was told, from 1")
    kind: PartnerEventKind
    ref: str
    partner_reference: str | None
    occurred_on: date
    recorded_at: datetime
    classification: Classification | None
    disposition: Disposition | None
    outcome: Outcome | None
    request: int | None = Field(description="number of what you are asked to contribute")
    due_on: date | None = Field(description="local day by which that is asked for")


class PartnerContribution(BaseModel):
    """Something that the caller's organisation is asked to contribute, and owes. Days are local."""

    ref: str
    number: int
    what: str
    asked_on: date
    due_on: date | None


class PartnerContributions(BaseModel):
    items: list[PartnerContribution]
    next_cursor: str | None


class NewAnswer(Body):
    """An answer, and who gives it."""

    text: LongText
    name: Line
    role: Line


class PartnerAnswered(BaseModel):
    answered_on: date


class PartnerEvents(BaseModel):
    """Events in the order of their commits. Ask next for those after `last`."""

    items: list[PartnerEvent]
    last: int


class ContactStatuses(BaseModel):
    items: list[ContactStatus]
    next_cursor: str | None


class WrongField(BaseModel):
    """One wrong field of a line: a JSON pointer into it, and what is wrong."""

    pointer: str
    detail: str


class LineResult(BaseModel):
    """What became of one line: `added`, `unchanged` (sent before), or `rejected` with what is wrong."""

    line: int
    result: Literal["added", "unchanged", "rejected"]
    ref: str | None = None
    partner_reference: str | None = None
    detail: str | None = None
    errors: list[WrongField] = []


class BulkResult(BaseModel):
    added: int
    unchanged: int
    rejected: int
    lines: list[LineResult]


class PartnerFile(BaseModel):
    """A file of a contact: the client's own (`source` is `partner`), or one that the council shares with it."""

    number: int
    name: str
    media_type: str
    size: int = Field(ge=0, description="bytes")
    source: FileSource
    at: datetime


class PartnerFiles(BaseModel):
    items: list[PartnerFile]
