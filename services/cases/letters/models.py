"""Letters, beside the record of a case."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Text
from sqlmodel import Field

from cases.tables import CasesTable
from chassis.columns import UtcDateTime


class LetterRow(CasesTable, table=True):
    """One letter; its words are those of its last version.

    Attributes:
        request: number of the request that it is about, where it goes to a contributor.
        to_name, to_address: who it goes to and where, as it is written on it.
        promised_on: of an acknowledgement: the day that it promises.
        beyond_limit_reason: why that is beyond the limit of the law or of the Ombudsman's Code.
        print: how it is set, as the complainant needs it.
        signed_version: the version that was signed; a later one is not.
        late_because, without_consent_because, without_persons_because: of an answer that leaves (see
            ResponseSent).
        wording: version of the council's own words that it was filled from last; None: the product's.
        link: of a survey: where it is answered, with its secret.
        handed_over_by: subject of who put it in the outbox.
        not_recorded: why its sending could not be recorded as the act that it is.
        changes: how often something happened to it.
    """

    __tablename__ = "cases_letter"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    kind: str = Field(max_length=40)
    state: str = Field(max_length=20)
    request: int | None = None
    to_name: str | None = Field(default=None, max_length=200)
    to_address: str | None = Field(default=None, max_length=500)
    promised_on: date | None = None
    beyond_limit_reason: str | None = Field(default=None, max_length=200)
    print: str = Field(max_length=20)
    version: int = 1
    signed_version: int | None = None
    signed_by: str | None = Field(default=None, max_length=200)
    signed_on: date | None = None
    sent_on: date | None = None
    method: str | None = Field(default=None, max_length=20)
    late_because: str | None = Field(default=None, max_length=40)
    without_consent_because: str | None = Field(default=None, max_length=200)
    without_persons_because: str | None = Field(default=None, max_length=200)
    wording: int | None = None
    link: str | None = Field(default=None, max_length=400)
    handed_over_by: str | None = Field(default=None, max_length=200)
    not_recorded: str | None = Field(default=None, sa_column=Column(Text))
    changes: int = 0
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class LetterTextRow(CasesTable, table=True):
    """One version of a letter's words. `used`: what a template put in for each word, to see what changed since."""

    __tablename__ = "cases_letter_text"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    subject: str = Field(max_length=500)
    text: str = Field(sa_column=Column(Text, nullable=False))
    easy_read: str | None = Field(default=None, sa_column=Column(Text))
    used: dict[str, Any] = Field(default={}, sa_column=Column(JSON, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
