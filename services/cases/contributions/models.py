"""Links of contributors, beside the record of a case."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class ContributionLinkRow(CasesTable, table=True):
    """A link by which one request may be answered once, without an account, and the answer that came by it.

    Attributes:
        request: number of the request; `number` counts the links that were made for it.
        secret_hash: SHA-256 of the secret, which is kept nowhere; None: the answer came by the system of a
            partner's client, which needs no link (`made_by` is the client).
        expires_on: the last day on which it serves (local date).
        said_by: who answered, as they wrote it; `said_as`: their role.
    """

    __tablename__ = "cases_contribution_link"
    # No unique one: whoever spreads tables over servers by council could not have it, and 256 bits do not meet.
    __table_args__ = (Index("ix_cases_contribution_link_secret", "secret_hash"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    request: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    secret_hash: str | None = Field(default=None, max_length=64)
    expires_on: date
    made_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    made_by: str = Field(max_length=200)
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    said: str | None = Field(default=None, sa_column=Column(Text))
    said_by: str | None = Field(default=None, max_length=200)
    said_as: str | None = Field(default=None, max_length=200)
    said_on: date | None = None
