"""A case and what lives inside its record: what rules or clocks depend on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field

from cases.tables import NOTHING_OWED, CasesTable
from chassis.columns import UtcDateTime


class CaseRow(CasesTable, table=True):
    """A case as it stands.

    `version` counts its changes and is its ETag. The `next_` columns follow from the clocks at every change, so
    that lists can sort and filter by them. An imported case keeps what its council recorded. `days_by`:
    working days up to the last answer, by whose they were. `primary_issue`: None: the first one. `rank_on`: the
    day that it counts as due on once everything that presses is weighed. `may_close`: it is answered, owes
    nothing, and nothing is missing. `late_stage`: number of the first stage whose answer was late, and nobody said
    why. `handed_on_by`: subject of who owned it and gave it away, until its new owner deals with it.
    `contact_sequence`: of what intake told last of its contact; None: that was before this was kept.
    `anonymised_on`: nothing of its people stands here any more, and nothing is done with it.
    """

    __tablename__ = "cases_case"
    __table_args__ = (
        Index("ix_cases_case_queue", "authority", "is_open", "sort_on", "ref"),
        Index("ix_cases_case_rank", "authority", "is_open", "rank_on", "ref"),
        Index("ix_cases_case_received", "authority", "is_open", "received_on", "ref"),
        Index("ix_cases_case_chase", "authority", "next_chase_on"),
        Index("ix_cases_case_tell", "authority", "next_tell_on"),
        Index("ix_cases_case_owner", "authority", "owner", "is_open"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    version: int = 1
    classification: str = Field(max_length=40)
    disposition: str = Field(max_length=40)
    procedure: str | None = Field(default=None, max_length=60)
    procedure_version: int | None = None
    flags: list[str] = Field(default=[], sa_column=Column(JSON, nullable=False))
    awaits_consent: bool = False
    received_on: date
    opened_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    contact_sequence: int | None = None
    stage: str = Field(max_length=20)
    is_open: bool = True
    team: str | None = Field(default=None, max_length=60)
    division: str | None = Field(default=None, max_length=60)
    service_area: str | None = Field(default=None, max_length=60)
    owner: str | None = Field(default=None, max_length=200)
    handed_on_by: str | None = Field(default=None, max_length=200)
    grade: str | None = Field(default=None, max_length=60)
    acknowledged_on: date | None = None
    promised_on: date | None = None
    responded_on: date | None = None
    closed_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str | None = Field(default=None, max_length=40)
    outcome: str | None = Field(default=None, max_length=40)
    refusal_reason: str | None = Field(default=None, max_length=40)
    primary_issue: int | None = None
    response_days: int | None = None
    days_by: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    calendar_version: str | None = Field(default=None, max_length=60)
    # Rooms of their own have these; the columns go with the next release.
    remedies: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))
    learning: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))
    recorded: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    anonymised_on: date | None = None
    next_due_kind: str | None = Field(default=None, max_length=60)
    next_due_act: str | None = Field(default=None, max_length=20)
    next_due_on: date | None = None
    next_soon_on: date | None = None
    next_chase_on: date | None = None
    next_tell_on: date | None = None
    sort_on: date = NOTHING_OWED
    rank_on: date = NOTHING_OWED
    may_close: bool = False
    late_stage: int | None = None


class StageRow(CasesTable, table=True):
    """One stage or level that a case went through, with the days of what happened in it, by act.

    `handled_by`: subjects of who owned the case when it was answered or left, and of who made findings in it.
    `review`: of its answer: the level, who put it up and who signed it, when, and the findings that were signed.
    `told_late`: who was told that it is late, by level, day, method and by whom.
    """

    __tablename__ = "cases_stage"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    code: str = Field(max_length=60)
    acts: dict[str, str] = Field(default={}, sa_column=Column(JSON, nullable=False))
    response_days: int | None = None
    outcome: str | None = Field(default=None, max_length=40)
    handled_by: list[str] = Field(default=[], sa_column=Column(JSON, nullable=False))
    signed_off_by: str | None = Field(default=None, max_length=500)
    review: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    late_because: str | None = Field(default=None, max_length=40)
    told_late: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))


class ExtensionRow(CasesTable, table=True):
    """A later date that was agreed or decided for one clock, and why.

    `because`: what figures count it under. `beyond_usual`: the total that its source allows without good reason,
    where it went beyond. `taken_back`: there never was one.
    """

    __tablename__ = "cases_extension"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    kind: str = Field(max_length=60)
    due_before: date
    due_after: date
    agreed_on: date
    person_agreed: bool
    taken_back: bool = False
    beyond_usual: int | None = None
    because: str | None = Field(default=None, max_length=40)
    reason: str = Field(sa_column=Column(Text, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class HoldRow(CasesTable, table=True):
    """A time in which a case waits for something. It is looked at again on `review_on` at the latest.

    `taken_back`: it never waited so.
    """

    __tablename__ = "cases_hold"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    reason: str = Field(max_length=20)
    waiting_on: str = Field(sa_column=Column(Text, nullable=False))
    started_on: date
    review_on: date
    ended_on: date | None = None
    taken_back: bool = False
    by: str = Field(max_length=200)


class RequestRow(CasesTable, table=True):
    """Something asked of a contributor, or by the Ombudsman, with its own clock.

    `letter_on`: the date of the Ombudsman's letter; days are counted from `asked_on`, when it was received.
    `due_on` is a date that the letter states; it wins over the counted one. `chases`: each with its day, how and
    by whom it was done. `client`: of the partner whose system is told of it; intake knows it. `withdrawn_on`: from
    when whoever asked needs it no more.
    """

    __tablename__ = "cases_request"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    who: str = Field(max_length=20)
    asked_of: str = Field(sa_column=Column(Text, nullable=False))
    what: str = Field(sa_column=Column(Text, nullable=False))
    letter_on: date | None = None
    asked_on: date
    due_on: date | None = None
    answered_on: date | None = None
    withdrawn_on: date | None = None
    client: str | None = Field(default=None, max_length=80)
    chases: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False, server_default="[]"))


class IssueRow(CasesTable, table=True):
    """One thing complained about, with its own finding in the present stage; `earlier` keeps those of others.

    Attributes:
        body: code of the one it is about, where that is another than the council or its provider.
        reason: what is said to the complainant; `noted` is for the file alone.
        evidence: what was looked at; `standard`: the law, policy or guidance that applied.
        told: the matter as intake told of it last; None: an officer added the issue.
    """

    __tablename__ = "cases_issue"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    category: str = Field(max_length=60)
    subcategory: str | None = Field(default=None, max_length=60)
    theme: str | None = Field(default=None, max_length=60)
    description: str | None = Field(default=None, sa_column=Column(Text))
    about: str = Field(max_length=20)
    body: str | None = Field(default=None, max_length=60)
    team: str | None = Field(default=None, max_length=60)
    finding: str | None = Field(default=None, max_length=40)
    reason: str | None = Field(default=None, sa_column=Column(Text))
    evidence: str | None = Field(default=None, sa_column=Column(Text))
    standard: str | None = Field(default=None, sa_column=Column(Text))
    noted: str | None = Field(default=None, sa_column=Column(Text))
    decided_on: date | None = None
    decided_by: str | None = Field(default=None, max_length=200)
    earlier: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))
    told: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))

    @property
    def matter(self) -> int:
        """Number of the contact's matter whose words it has, where it has none of its own."""
        return int(self.told["number"]) if self.told else self.number

    @property
    def as_named(self) -> dict[str, str | None]:
        """Whose work it is and the provider's name, which are the matter's; None: it says none."""
        return {name: (self.told or {}).get(name) for name in ("function", "provider_name")}
