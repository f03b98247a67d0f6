"""Joint complaints, beside the record of a case."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from cases.tables import CasesTable


class JointRow(CasesTable, table=True):
    """Who answers a complaint together, what is whose, and what the lead of the NHS has to count.

    Attributes:
        version: counts its changes and is its ETag.
        bodies: that take part besides the council, each as a JointPartRecord with its issues and why it is told
            something without consent.
        subjects: HealthSubjects.
    """

    __tablename__ = "cases_joint"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    version: int = 0
    lead: str | None = Field(default=None, max_length=60)
    communication: str | None = Field(default=None, max_length=60)
    answer_from: str | None = Field(default=None, max_length=60)
    bodies: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))
    transfer_way: str | None = Field(default=None, max_length=20)
    transfer_body: str | None = Field(default=None, max_length=60)
    transferred_on: date | None = None
    age_of_patient: str | None = Field(default=None, max_length=40)
    status_of_complainant: str | None = Field(default=None, max_length=40)
    subjects: list[str] = Field(default=[], sa_column=Column(JSON, nullable=False))
    by: str = Field(max_length=200)
