"""What messages leave by, as the operator set it, and who is told that one has left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from cases.outbox.models import OutboxRow
from cases.outbox.transports import Smtp, Transport
from chassis.settings import Settings
from kernel.procedures import Books
from kernel.vocabulary import SendingWay

Sent = Callable[[Session, OutboxRow, date, Books], None]
"""Told in the transaction that marks a message as sent: on which local date it left, and the books in force."""


def nobody_is_told(tx: Session, row: OutboxRow, sent_on: date, books: Books) -> None:
    """Nothing depends on when it left."""


@dataclass(frozen=True)
class PostRoom:
    """What messages leave by.

    Attributes:
        transports: by the way that they serve; what goes by another way is kept until somebody says that it left.
        domain: what Message-IDs end in.
        sender, reply_to: of e-mails; may be empty.
        sent: is told of every message that left.
    """

    transports: Mapping[SendingWay, Transport]
    sender: str = ""
    reply_to: str = ""
    domain: str = "redress.invalid"
    sent: Sent = nobody_is_told

    @classmethod
    def of(cls, settings: Settings, sent: Sent = nobody_is_told) -> "PostRoom":
        transports: dict[SendingWay, Transport] = {}
        if settings.mail_transport == "smtp":
            transports[SendingWay.EMAIL] = Smtp(
                host=settings.smtp_host,
                port=settings.smtp_port,
                bounces_to=settings.mail_bounces_to or settings.mail_from,
                security=settings.smtp_security,
                user=settings.smtp_user,
                password=settings.smtp_password.get_secret_value() if settings.smtp_password else "",
            )
        return cls(transports, settings.mail_from, settings.mail_reply_to, settings.message_domain, sent)


async def post_room(request: Request) -> PostRoom:
    """The service's own."""
    room: PostRoom = request.app.state.post_room
    return room


ThePostRoom = Annotated[PostRoom, Depends(post_room)]
