"""Surveys beside the record of a case, and their answers, which no key joins to it (ADR 41)."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class SurveyRow(CasesTable, table=True):
    """That somebody was asked. It says that an answer came, and neither when nor which.

    Attributes:
        letter: number of the letter that asks.
        secret_hash: SHA-256 of the secret of its link.
        expires_on: the last day on which the link serves (local date).
        changes: how often they were asked: again where the letter was discarded.
        note: number of the note with the officer's word, where one was needed.
    """

    __tablename__ = "cases_survey"
    # No unique one: whoever spreads tables over servers by council could not have it, and 256 bits do not meet.
    __table_args__ = (Index("ix_cases_survey_secret", "secret_hash"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    letter: int
    secret_hash: str = Field(max_length=64)
    expires_on: date
    used: bool = False
    note: int | None = None
    changes: int = 0
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class SurveyAnswerRow(CasesTable, table=True):
    """One answer.

    Attributes:
        id: random, so that it tells no order; SQLite keeps rows by it, with no number of its own.
        quarter: in which the complaint was answered or ended, as 2026-Q1; of a late answer, a later one.
        understood, informed, respected, clear, changed: SurveyReply.
        overall: 1 (very bad) to 5 (very good).
        ref: only where they said that the council may talk to them about it.
    """

    __tablename__ = "cases_survey_answer"
    __table_args__ = (
        Index("ix_cases_survey_answer_quarter", "authority", "quarter", "id"),
        Index("ix_cases_survey_answer_ref", "authority", "ref"),
        {"sqlite_with_rowid": False},
    )

    authority: str = Field(primary_key=True, max_length=60)
    id: str = Field(primary_key=True, max_length=32)
    procedure: str | None = Field(default=None, max_length=60)
    team: str | None = Field(default=None, max_length=60)
    quarter: str = Field(max_length=7)
    understood: str = Field(max_length=10)
    informed: str = Field(max_length=10)
    respected: str = Field(max_length=10)
    clear: str = Field(max_length=10)
    changed: str = Field(max_length=10)
    overall: int
    said: str | None = Field(default=None, sa_column=Column(Text))
    ref: str | None = Field(default=None, max_length=20)
