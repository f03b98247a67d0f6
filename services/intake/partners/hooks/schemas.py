"""Request and response bodies of webhooks."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StringConstraints

from intake.partners.schemas import ClientRead, PartnerEvent
from intake.telling import PartnerEventKind
from kernel.values import Body

State = Literal["on", "failing", "paused", "off"]


class NewWebhook(Body):
    """Where your events are to be sent: an address that begins with https://."""

    url: Annotated[
        str,
        StringConstraints(max_length=500, pattern=r"^https?://[\x21-\x5b\x5d-\x7e]+$"),
        Field(examples=["https://hooks.example.org/redress"]),
    ]


class WebhookState(BaseModel):
    """How a client's webhook does.

    `state`: `failing` while an event does not arrive, `paused` by the council, `off` once it was answered 410.
    """

    host: str
    state: State
    registered_at: datetime
    rotated_at: datetime | None
    delivered_at: datetime | None = Field(description="when an event last arrived; null: none has yet")
    waiting: int = Field(description="events that are still to come")
    dead: int = Field(description="events that were given up, and can be sent again")
    answer: str | None = Field(description="why the next event does not arrive; null: nothing is wrong")
    next_at: datetime | None = Field(description="when it is tried again")
    paused_at: datetime | None
    paused_by: str | None


class WebhookRead(WebhookState):
    """A client's webhook, as the client itself sees it."""

    url: str


class WebhookSecret(WebhookRead):
    """A webhook with the secret that signs its deliveries: shown when it is made, and never again."""

    secret: str | None = Field(description="begins with whsec_; null: you have it")


class ClientListed(ClientRead):
    """A client with its webhook, if it has registered one."""

    webhook: WebhookState | None


class Clients(BaseModel):
    items: list[ClientListed]


class Delivery(BaseModel):
    """An event that did not arrive: it is tried again at `due_at`, or was given up (null)."""

    number: int = Field(description="of the event")
    kind: PartnerEventKind
    ref: str
    attempts: int
    answer: str
    tried_at: datetime
    due_at: datetime | None


class Deliveries(BaseModel):
    items: list[Delivery]
    next_cursor: str | None


class Message(BaseModel):
    """The body of a delivery, as Standard Webhooks has it: codes and dates alone.

    `type`: such as contact.closed. `timestamp`: when the event was recorded.
    """

    type: str
    timestamp: datetime
    data: PartnerEvent

    @classmethod
    def of(cls, event: PartnerEvent) -> Self:
        return cls(type=f"contact.{event.kind}", timestamp=event.recorded_at, data=event)
