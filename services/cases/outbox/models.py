"""What is to leave, or left, beside the record of a case."""

from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary, Text, UniqueConstraint, false
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class OutboxRow(CasesTable, table=True):
    """One message, as it leaves byte for byte.

    Attributes:
        act: what it is sent for; nothing is sent twice for one act of a council.
        content: of an e-mail the whole message (RFC 5322), of a letter its PDF.
        message_id: of an e-mail; a bounce names it.
        turn_at: while it waits, when it is tried next; while it is sent, when that began.
        tries: how often sending was begun.
        stops: they are written to elsewhere by now: where the attempt that runs fails, it is not tried again.
        sent_on: local date on which it left.
        why: why it was refused, bounced, may have left, or was withdrawn, or was not taken yet.
        replaces, replaced_by: numbers of the message that was sent again, and of the one that was sent instead.
        changes: how often something was told of it.
    """

    __tablename__ = "cases_outbox"
    __table_args__ = (
        UniqueConstraint("authority", "act"),
        Index("ix_cases_outbox_turn", "state", "turn_at"),
        Index("ix_cases_outbox_at", "authority", "at"),
        Index("ix_cases_outbox_message_id", "authority", "message_id"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    act: str = Field(max_length=200)
    way: str = Field(max_length=20)
    state: str = Field(max_length=20)
    to_name: str = Field(max_length=200)
    to_address: str = Field(sa_column=Column(Text, nullable=False))
    subject: str = Field(sa_column=Column(Text, nullable=False))
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    message_id: str | None = Field(default=None, max_length=200)
    turn_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    tries: int = 0
    stops: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    sent_on: date | None = None
    why: str | None = Field(default=None, sa_column=Column(Text))
    replaces: int | None = None
    replaced_by: int | None = None
    changes: int = 0
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
