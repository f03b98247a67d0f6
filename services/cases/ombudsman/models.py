"""Cases of the Ombudsman, beside the record of a case."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field

from cases.tables import NOTHING_OWED, CasesTable


class OmbudsmanRow(CasesTable, table=True):
    """A case of the Ombudsman about the council's; it is open until it is decided and all remedies are done.

    Attributes:
        contact_ref: the contact by which the Ombudsman asked, where it came as one.
        came_back_on: when what it referred back reached the council, if that was after the decision.
        remedies: those agreed, each with its number, what it is, pence, due_on, done_on, evidence; whether it is
            struck off, and why.
        mistaken_because: why it was recorded by mistake; it stays, and is neither open nor counted.
        changes: how often something happened to it.
        sort_on: the first date that the council owes in it, or the end of time.
    """

    __tablename__ = "cases_ombudsman"
    __table_args__ = (Index("ix_cases_ombudsman_open", "authority", "is_open", "sort_on", "ref"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    body: str = Field(max_length=20)
    reference: str | None = Field(default=None, max_length=40)
    contact_ref: str | None = Field(default=None, max_length=20)
    received_on: date
    formal_investigation: bool | None = None
    draft_on: date | None = None
    draft_decision: str | None = Field(default=None, max_length=40)
    comments_due_on: date | None = None
    commented_on: date | None = None
    decided_on: date | None = None
    decision: str | None = Field(default=None, max_length=40)
    grounds: str | None = Field(default=None, max_length=40)
    public_report: bool = False
    came_back_on: date | None = None
    remedies: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))
    mistaken_because: str | None = Field(default=None, sa_column=Column(Text))
    is_open: bool = True
    sort_on: date = NOTHING_OWED
    changes: int = 1
    recorded_on: date
    by: str = Field(max_length=200)
