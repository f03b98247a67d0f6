"""Remedies, beside the record of a case."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Index, Text, false
from sqlmodel import Field

from cases.tables import NOTHING_OWED, CasesTable


class RemedyRow(CasesTable, table=True):
    """Something that puts right what went wrong, for somebody; it is open until it is done or does not go ahead.

    Attributes:
        payments: the parts paid, each with its pence and its day; `wrong_on`: when it was known that it never was.
        changes: how often something happened to it.
        sort_on: its due date, or the end of time.
        by: None for one that an earlier release kept with the closing.
        sum_by: who said the present sum, where that was somebody else.
        to_be_agreed: with it the case's sums are over the council's limit, and no second person has agreed to it
            yet.
    """

    __tablename__ = "cases_remedy"
    __table_args__ = (Index("ix_cases_remedy_open", "authority", "is_open", "sort_on", "ref"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    kind: str = Field(max_length=40)
    pence: int | None = None
    payments: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))
    whom: str | None = Field(default=None, max_length=200)
    what: str | None = Field(default=None, sa_column=Column(Text))
    owner: str | None = Field(default=None, max_length=200)
    due_on: date | None = None
    done_on: date | None = None
    evidence: str | None = Field(default=None, sa_column=Column(Text))
    dropped_because: str | None = Field(default=None, sa_column=Column(Text))
    is_open: bool = True
    sort_on: date = NOTHING_OWED
    changes: int = 1
    recorded_on: date
    by: str | None = Field(default=None, max_length=200)
    sum_by: str | None = Field(default=None, max_length=200)
    to_be_agreed: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    agreed_by: str | None = Field(default=None, max_length=200)
    agreed_on: date | None = None

    @property
    def paid(self) -> list[dict[str, Any]]:
        """The parts paid, without those that were recorded wrongly."""
        return [part for part in self.payments if part.get("wrong_on") is None]

    @property
    def paid_pence(self) -> int:
        return sum(part["pence"] for part in self.paid)

    @property
    def given_pence(self) -> int:
        """What the person has of it in the end, as it stands: of what does not go ahead, what was paid before."""
        return self.paid_pence if self.dropped_because else self.pence or 0

    @property
    def not_agreed_by(self) -> frozenset[str | None]:
        """Subjects of who said what it is: none of them is a second person."""
        return frozenset({self.by, self.sum_by})
