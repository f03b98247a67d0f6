"""Request and response bodies of transfers."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from kernel.values import Body, ClientId, Line, LocalDate, LongText


class ConsentGiven(Body):
    """That the complainant agreed to the transfer. Without it nothing is sent on."""

    given_on: LocalDate
    how: Line


class NewTransfer(Body):
    """A complaint was sent to the body that it belongs to, and the complainant was told so.

    `to_client`: of that body, where its system has one here; it then reads the complaint and confirms its receipt.
    """

    to_body: Line
    to_client: ClientId | None = None
    consent: ConsentGiven
    sent_on: LocalDate
    told_on: LocalDate
    note: LongText | None = None


class Receipt(Body):
    """The body that it belongs to has received it: its time starts on that day."""

    received_on: LocalDate
    partner_reference: Line | None = Field(default=None, description="what that body calls it")


class TransferRead(BaseModel):
    """A transfer. `received_on`: by the other body; null: not confirmed yet."""

    to_body: str
    to_client: str | None
    consent: ConsentGiven
    sent_on: date
    told_on: date
    note: str | None
    recorded_by: str
    recorded_at: datetime
    received_on: date | None
    partner_reference: str | None


class BodyRead(BaseModel):
    """A body whose system is connected."""

    client_id: str
    organisation: str


class ContactTransfer(BaseModel):
    """The transfer of a contact, if it was sent on, and the bodies that can be reached by their systems."""

    transfer: TransferRead | None
    bodies: list[BodyRead]


class TransferredComplainant(BaseModel):
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    relationship: str | None = None


class TransferredPerson(BaseModel):
    name: str | None = None
    born_on: date | None = None


class TransferredContact(BaseModel):
    """What the body that a complaint belongs to reads of it."""

    ref: str
    narrative: str
    desired_outcome: str | None
    complainant: TransferredComplainant
    person: TransferredPerson | None
    first_received_on: date = Field(
        description="by the council; the clock of the caller starts on its own receipt"
    )
    consent: ConsentGiven
    sent_on: date
    note: str | None
    received_on: date | None = Field(description="by the caller, as it confirmed")
    partner_reference: str | None
