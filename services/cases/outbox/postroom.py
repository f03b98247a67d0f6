"""What messages leave by, as the operator set it, and who is told that one has left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlmodel import Session

from cases.outbox.models import OutboxRow
from cases.outbox.notify import Notify
from cases.outbox.transports import Smtp, Tells, Transport
from cases.record.change import Asked
from chassis.settings import Settings
from kernel.procedures import Books
from kernel.vocabulary import SendingWay

Sent = Callable[[Session, OutboxRow, date, Books], None]
"""Told in the transaction that marks a message as sent: on which local date it left, and the books in force."""
TakenBack = Callable[[Session, OutboxRow, Asked], None]
"""Told in the transaction that withdraws a message."""


def nobody_is_told(*_: Any) -> None:
    """Nothing depends on what becomes of a message."""


@dataclass(frozen=True)
class PostRoom:
    """What messages leave by.

    Attributes:
        transports: by the way that they serve; what goes by another way is kept until somebody says that it left.
        domain: what Message-IDs end in.
        sender, reply_to: of e-mails; may be empty.
        sent, taken_back: are told of every message that left, or was withdrawn.
    """

    transports: Mapping[SendingWay, Transport]
    sender: str = ""
    reply_to: str = ""
    domain: str = "redress.invalid"
    sent: Sent = nobody_is_told
    taken_back: TakenBack = nobody_is_told

    @property
    def asked(self) -> Mapping[SendingWay, Tells]:
        """The ways out that tell later what became of a message."""
        return {way: transport for way, transport in self.transports.items() if isinstance(transport, Tells)}

    @classmethod
    def of(
        cls, settings: Settings, sent: Sent = nobody_is_told, taken_back: TakenBack = nobody_is_told
    ) -> "PostRoom":
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
        elif settings.mail_transport == "notify":
            assert settings.notify_key is not None, "settings demand it"
            notify = Notify(
                base_url=settings.notify_url,
                key=settings.notify_key.get_secret_value(),
                email_template=settings.notify_email_template,
            )
            transports[SendingWay.EMAIL] = notify
            if settings.notify_letters:
                transports[SendingWay.POST] = notify
        room = cls(transports, settings.mail_from, settings.mail_reply_to, settings.message_domain)
        return replace(room, sent=sent, taken_back=taken_back)


async def post_room(request: Request) -> PostRoom:
    """The service's own."""
    room: PostRoom = request.app.state.post_room
    return room


ThePostRoom = Annotated[PostRoom, Depends(post_room)]
