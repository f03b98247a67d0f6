"""Appointments and offers of advocacy, beside the record of a case."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, Text, false
from sqlmodel import Field

from cases.tables import CasesTable


class AppointmentRow(CasesTable, table=True):
    """Somebody who takes part in a stage; it stays when it ends, with the day and the reason.

    Attributes:
        number: within the case; `stage` is that of its stage.
        name: None for an officer who signs in here, whose subject is `officer`.
        days: local dates on which they said that they can meet, in their order.
        changes: how often something happened to it.
    """

    __tablename__ = "cases_appointment"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    stage: int
    role: str = Field(max_length=40)
    name: str | None = Field(default=None, max_length=200)
    officer: str | None = Field(default=None, max_length=200)
    independent: bool
    appointed_on: date
    ended_on: date | None = None
    ended_because: str | None = Field(default=None, sa_column=Column(Text))
    days: list[Any] = Field(default=[], sa_column=Column(JSON, nullable=False))
    changes: int = 1
    by: str = Field(max_length=200)

    def took_part_on(self, day: date) -> bool:
        return self.appointed_on <= day and (self.ended_on is None or day < self.ended_on)

    @property
    def took_part(self) -> bool:
        """Whether they did at any time; who was recorded by mistake did not."""
        return self.ended_on != self.appointed_on

    @property
    def available_on(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.days]


class AdvocacyRow(CasesTable, table=True):
    """That an advocate was offered in a stage, taken up or declined, on a local date.

    `taken_back`: there was none. `changes`: how often it was recorded and put right.
    """

    __tablename__ = "cases_advocacy"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    stage: int
    act: str = Field(max_length=20)
    told_on: date
    taken_back: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    changes: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    by: str = Field(max_length=200)
