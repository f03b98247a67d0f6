"""Tasks, beside the record of a case."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field

from cases.tables import CasesTable


class TaskRow(CasesTable, table=True):
    """Something to do by a day, for an officer or for a team, the other one is None; open until done or dropped.

    Attributes:
        changes: how often something happened to it.
        by: who asked for it; for oneself it is a reminder.
        earlier: how it stood before each change (`what`, `owner`, `team`, `due_on`), until which day and by whom.
    """

    __tablename__ = "cases_task"
    __table_args__ = (Index("ix_cases_task_open", "authority", "is_open", "due_on", "ref", "number"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    what: str = Field(sa_column=Column(Text, nullable=False))
    owner: str | None = Field(default=None, max_length=200)
    team: str | None = Field(default=None, max_length=60)
    due_on: date
    done_on: date | None = None
    done_by: str | None = Field(default=None, max_length=200)
    dropped_because: str | None = Field(default=None, sa_column=Column(Text))
    is_open: bool = True
    changes: int = 1
    recorded_on: date
    earlier: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False, server_default="[]"))
    by: str = Field(max_length=200)
