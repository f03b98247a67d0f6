"""What was learned, beside the record of a case."""

from datetime import date

from sqlalchemy import Column, Index, Text
from sqlmodel import Field

from cases.tables import NOTHING_OWED, CasesTable


class LearningRow(CasesTable, table=True):
    """An action that was learned; it is open until it is done or does not go ahead.

    Attributes:
        theme: a code of the council's file; an earlier release took any text.
        action: one of the file's, or somebody's own words.
        effect_on: from that day on somebody has to look whether it helped; None: nobody has to, or somebody has.
        dropped_because: why it does not go ahead or, of one that is done, why it was recorded by mistake.
        changes: how often something happened to it.
        sort_on: its due date, or the end of time.
        by: None for one that an earlier release kept with the closing.
    """

    __tablename__ = "cases_learning"
    __table_args__ = (
        Index("ix_cases_learning_open", "authority", "is_open", "sort_on", "ref", "number"),
        Index("ix_cases_learning_effect", "authority", "effect_on", "ref", "number"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    theme: str = Field(max_length=200)
    action: str = Field(sa_column=Column(Text, nullable=False))
    scope: str = Field(max_length=20)
    issue: int | None = None
    owner: str | None = Field(default=None, max_length=200)
    due_on: date | None = None
    done_on: date | None = None
    evidence: str | None = Field(default=None, sa_column=Column(Text))
    effect_on: date | None = None
    looked_at_on: date | None = None
    repeated: bool | None = None
    dropped_because: str | None = Field(default=None, sa_column=Column(Text))
    is_open: bool = True
    sort_on: date = NOTHING_OWED
    changes: int = 1
    recorded_on: date
    by: str | None = Field(default=None, max_length=200)
