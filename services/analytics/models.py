"""Analytics' tables: facts kept from events, one table a unit of what is counted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, false
from sqlmodel import Field

from chassis.columns import UtcDateTime
from chassis.db import new_metadata
from chassis.feed import feed_tables
from chassis.reads import read_tables
from chassis.restricted import restricted_table
from chassis.rows import ServiceTable


class AnalyticsTable(ServiceTable):
    metadata = new_metadata()


metadata = AnalyticsTable.metadata
feed_of_analytics = feed_tables("analytics", metadata)
feed_of_analytics.cursors.append_column(Column("counted", BigInteger, nullable=False, server_default="0"))
"""As far as servers of the release of the tables have counted: what others did after it, they count again."""
reads_of_analytics = read_tables("analytics", metadata)
restricted_facts = restricted_table("analytics", metadata)


def _pence() -> Column[int]:
    return Column(BigInteger)


class CaseFact(AnalyticsTable, table=True):
    """One reference: a part that intake tells and a part that cases tells, each kept if it is newer.

    Either part may come first. `contact_sequence` and `case_sequence` are 0 until their part is told; PartTold has
    those of further parts. Money is in pence. Days taken are working days, counted when the fact was written.
    `provider_name`: as the register has it; `provider_said`: as the contact has it, with the key of that.
    `advocacy_offered_said` and its like: as the contact has it; what counts is what the case told, if it did.
    """

    __tablename__ = "analytics_case"
    __table_args__ = (
        Index("ix_analytics_case_open", "authority", "is_open", "next_due_on"),
        Index("ix_analytics_case_received", "authority", "received_on"),
        Index("ix_analytics_case_responded", "authority", "responded_on"),
        Index("ix_analytics_case_closed", "authority", "closed_on"),
        Index("ix_analytics_case_provider", "authority", "provider_key"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)

    contact_sequence: int = 0
    received_on: date
    received_month: str = Field(max_length=7)
    classification: str = Field(max_length=40)
    disposition: str | None = Field(default=None, max_length=40)
    local_label: str | None = Field(default=None, max_length=500)
    channel: str | None = Field(default=None, max_length=40)
    raised_by: str | None = Field(default=None, max_length=40)
    anonymous: bool | None = None
    linked_to_earlier: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    provider_name: str | None = Field(default=None, max_length=500)
    provider_said: str | None = Field(default=None, max_length=500)
    provider_key: str | None = Field(default=None, max_length=16)
    provider_kind: str | None = Field(default=None, max_length=40)
    provider_named: bool = False
    person_ref: str | None = Field(default=None, max_length=500)
    person_ethnicity: str | None = Field(default=None, max_length=40)
    person_age: int | None = None
    person_age_band: str | None = Field(default=None, max_length=500)
    person_gender: str | None = Field(default=None, max_length=20)
    person_disability: str | None = Field(default=None, max_length=20)
    person_primary_support_reason: str | None = Field(default=None, max_length=500)
    person_ward: str | None = Field(default=None, max_length=500)
    person_legal_status: str | None = Field(default=None, max_length=40)
    lead_organisation: str | None = Field(default=None, max_length=500)
    redirected_to: str | None = Field(default=None, max_length=40)
    resolved_within_one_working_day: bool | None = None
    advocacy_offered: bool | None = None
    advocacy_offered_said: bool | None = None
    advocacy_taken_up: bool | None = None
    advocacy_taken_up_said: bool | None = None
    ombudsman_received_on: date | None = None
    ombudsman_decided_on: date | None = None
    ombudsman_decision: str | None = Field(default=None, max_length=40)
    ombudsman_formal_investigation: bool | None = None
    ombudsman_decision_is_draft: bool | None = None
    ombudsman_remedy_pence: int | None = Field(default=None, sa_column=_pence())
    ombudsman_recommendations_met_on: date | None = None
    costs_pence: int | None = Field(default=None, sa_column=_pence())

    case_sequence: int = 0
    procedure: str | None = Field(default=None, max_length=60)
    division: str | None = Field(default=None, max_length=500)
    service_area: str | None = Field(default=None, max_length=500)
    team: str | None = Field(default=None, max_length=500)
    grade: str | None = Field(default=None, max_length=500)
    acknowledged_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str | None = Field(default=None, max_length=40)
    closed_on: date | None = None
    outcome: str | None = Field(default=None, max_length=40)
    refusal_reason: str | None = Field(default=None, max_length=500)
    investigated: bool = False
    has_learning: bool = False
    stage_count: int = 0
    issue_count: int = 0
    learning_count: int = 0
    working_days_to_acknowledge: int | None = None
    working_days_to_respond: int | None = None
    working_days_over_target: int | None = None
    working_days_to_close: int | None = None
    calendar_days_to_acknowledge: int | None = None
    calendar_days_to_respond: int | None = None
    calendar_days_to_close: int | None = None
    months_to_acknowledge: int | None = None
    months_to_respond: int | None = None
    months_to_close: int | None = None
    days_service: int | None = None
    days_contributor: int | None = None
    days_complainant: int | None = None
    days_consent: int | None = None
    days_elsewhere: int | None = None
    within_target: bool | None = None
    closed_within_six_months: bool | None = None

    is_open: bool = False
    standing: str | None = Field(default=None, max_length=20)
    owner: str | None = Field(default=None, max_length=200)
    turn: str | None = Field(default=None, max_length=20)
    turn_since: date | None = None
    ombudsman_answered_late: bool | None = None
    next_due_kind: str | None = Field(default=None, max_length=60)
    next_due_act: str | None = Field(default=None, max_length=20)
    next_due_on: date | None = None
    next_soon_on: date | None = None
    responded_on: date | None = None
    response_due_on: date | None = None


class PartOfCase(AnalyticsTable):
    """One entry of a list that a case has; `number` keeps their order."""

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)


class IssueFact(PartOfCase, table=True):
    __tablename__ = "analytics_issue"

    category: str = Field(max_length=500)
    subcategory: str | None = Field(default=None, max_length=500)
    theme: str | None = Field(default=None, max_length=500)
    about: str | None = Field(default=None, max_length=20)
    outcome: str | None = Field(default=None, max_length=40)


class StageFact(PartOfCase, table=True):
    __tablename__ = "analytics_stage"

    stage: int
    level: str | None = Field(default=None, max_length=500)
    started_on: date
    target: int | None = None
    unit: str | None = Field(default=None, max_length=20)
    target_working_days: int | None = None
    extended_to: date | None = None
    extended_because: str | None = Field(default=None, max_length=40)
    holding_response_on: date | None = None
    responded_on: date | None = None
    outcome: str | None = Field(default=None, max_length=40)
    signed_off_by: str | None = Field(default=None, max_length=500)
    late_because: str | None = Field(default=None, max_length=40)
    working_days: int | None = None
    calendar_days: int | None = None
    months: int | None = None
    within_target: bool | None = None
    promise_kept: bool | None = None


class LearningFact(PartOfCase, table=True):
    """An action that was learned. `repeated`: it happened again, as was seen when its effect was looked at."""

    __tablename__ = "analytics_learning"

    theme: str = Field(max_length=500)
    action: str | None = Field(default=None, max_length=500)
    scope: str | None = Field(default=None, max_length=20)
    completed_on: date | None = None
    looked_at_on: date | None = None
    repeated: bool | None = None


class RemedyFact(PartOfCase, table=True):
    __tablename__ = "analytics_remedy"

    kind: str = Field(max_length=500)
    amount_pence: int | None = Field(default=None, sa_column=_pence())


class OmbudsmanFact(PartOfCase, table=True):
    """One case of the Ombudsman. `contact_ref`: the contact by which it asked, which is no further case of it."""

    __tablename__ = "analytics_ombudsman_case"
    __table_args__ = (Index("ix_analytics_ombudsman_case_contact", "authority", "contact_ref"),)

    contact_ref: str | None = Field(default=None, max_length=20)
    received_on: date
    decided_on: date | None = None
    decision: str = Field(max_length=40)
    formal_investigation: bool | None = None
    decision_is_draft: bool | None = None
    remedy_pence: int | None = Field(default=None, sa_column=_pence())
    recommendations_met_on: date | None = None


class TeamFact(PartOfCase, table=True):
    """One team involved: the case's own, or one that contributed."""

    __tablename__ = "analytics_team_involved"

    team_involved: str = Field(max_length=500)
    contributed: bool


class ComplimentFact(PartOfCase, table=True):
    """One compliment: a contact of that class, or a matter of praise within another."""

    __tablename__ = "analytics_compliment"

    team: str | None = Field(default=None, max_length=500)


class TellingFact(PartOfCase, table=True):
    """That somebody was told that the answer is late; `level` as the council's file calls them."""

    __tablename__ = "analytics_told_late"

    level: str = Field(max_length=500)
    told_on: date


class JointFact(PartOfCase, table=True):
    """One organisation that answers jointly."""

    __tablename__ = "analytics_joint"

    organisation: str = Field(max_length=500)


class ContactPlanFact(PartOfCase, table=True):
    """How contact with a complainant is limited: the plan that began in a contact, whichever carries it."""

    __tablename__ = "analytics_contact_plan"

    began_on: date
    review_on: date
    told_on: date | None = None
    appeal: str | None = Field(default=None, max_length=20)
    reviewed_on: date | None = None
    review: str | None = Field(default=None, max_length=20)
    ended_on: date | None = None


LISTS: Mapping[str, type[PartOfCase]] = {
    "issues": IssueFact,
    "stages": StageFact,
    "learning": LearningFact,
    "remedies": RemedyFact,
    "teams_involved": TeamFact,
    "joint_with": JointFact,
    "compliments": ComplimentFact,
    "told_late": TellingFact,
    "ombudsman_cases": OmbudsmanFact,
    "contact_plans": ContactPlanFact,
}
"""What a case has several of, by the name that facts and questions know it by."""


class PartTold(AnalyticsTable, table=True):
    """The sequence of a part that a reference has beside contact and case, once it was told.

    `columns`: what it says of the case's own columns, for a case that comes after it.
    """

    __tablename__ = "analytics_part_told"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    part: str = Field(primary_key=True, max_length=40)
    sequence: int
    columns: dict[str, Any] = Field(default={}, sa_column=Column(JSON, nullable=False, server_default="{}"))


class ProviderFact(AnalyticsTable, table=True):
    """An entry of a council's register of providers; one that is merged is counted under another's name."""

    __tablename__ = "analytics_provider"

    authority: str = Field(primary_key=True, max_length=60)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sequence: int
    name: str = Field(max_length=200)
    merged_into: int | None = None


class ProviderKey(AnalyticsTable, table=True):
    """Whose name it is that a contact gives: the entry by the key of a spelling."""

    __tablename__ = "analytics_provider_key"
    __table_args__ = (Index("ix_analytics_provider_key_entry", "authority", "number"),)

    authority: str = Field(primary_key=True, max_length=60)
    key: str = Field(primary_key=True, max_length=16)
    number: int


class ReportWords(AnalyticsTable, table=True):
    """What an officer wrote for one place of a report, until it is published and after.

    `kept`: typed numbers that stand though no figure says them, each with the reason. `period`: as it is called.
    `answer`: of a clause of a code, how far the council keeps to it. `parts`: what else its place asks for.
    `about`: the case that it is an example of; it is never printed.
    """

    __tablename__ = "analytics_report_words"

    authority: str = Field(primary_key=True, max_length=60)
    scope: str = Field(primary_key=True, max_length=20)
    period: str = Field(primary_key=True, max_length=20)
    place: str = Field(primary_key=True, max_length=60)
    text: str = Field(max_length=20_000)
    kept: dict[str, str] = Field(default={}, sa_column=Column(JSON, nullable=False))
    answer: str | None = Field(default=None, max_length=10)
    parts: dict[str, str] = Field(default={}, sa_column=Column(JSON, nullable=False, server_default="{}"))
    about: str | None = Field(default=None, max_length=20)
    written_by: str = Field(max_length=200)
    written_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    signed_by: str | None = Field(default=None, max_length=200)
    signed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class ReportPublished(AnalyticsTable, table=True):
    """A version of a report as it left the council; it is never changed.

    `content`: the published report, whose SHA-256 is `sha256`. `counts`: what it is made of, by key, of which
    those in `hidden` are not shown: later reports must not give them away. `rounded`: what it prints instead of
    its counts, null: it does not round. `changes`: what differs from the last.
    """

    __tablename__ = "analytics_report_published"

    authority: str = Field(primary_key=True, max_length=60)
    scope: str = Field(primary_key=True, max_length=20)
    period: str = Field(primary_key=True, max_length=20)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    published_by: str = Field(max_length=200)
    published_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    sha256: str = Field(max_length=64)
    content: str
    counts: dict[str, int] = Field(default={}, sa_column=Column(JSON, nullable=False))
    hidden: list[str] = Field(default=[], sa_column=Column(JSON, nullable=False))
    rounded: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    changes: list[str] = Field(default=[], sa_column=Column(JSON, nullable=False))


class SavedBoard(AnalyticsTable, table=True):
    """A view of a dashboard under a name: of one person, by their subject; of the whole council: ""."""

    __tablename__ = "analytics_saved_board"
    __table_args__ = (Index("ix_analytics_saved_board_whose", "authority", "subject"),)

    authority: str = Field(primary_key=True, max_length=60)
    id: str = Field(primary_key=True, max_length=32)
    subject: str = Field(max_length=200)
    name: str = Field(max_length=60)
    query: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class AlertRule(AnalyticsTable, table=True):
    """A rule over one figure. `question`: as it was asked, relative to the day. `told`: roles that are told.

    `is_told`: whether the council's receiver was told last that it is raised.
    """

    __tablename__ = "analytics_alert_rule"

    authority: str = Field(primary_key=True, max_length=60)
    id: str = Field(primary_key=True, max_length=32)
    version: int = 1
    name: str = Field(max_length=100)
    question: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    side: str = Field(max_length=20)
    threshold: float
    told: list[str] = Field(sa_column=Column(JSON, nullable=False))
    is_on: bool
    is_told: bool = False
    written_by: str = Field(max_length=200)
    written_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class AlertSpell(AnalyticsTable, table=True):
    """How a rule stood from one moment until its next spell: the newest says how it stands now.

    `value_then`, `value_now`: the figure when the spell began, and as it was last seen within it.
    """

    __tablename__ = "analytics_alert_spell"

    authority: str = Field(primary_key=True, max_length=60)
    rule: str = Field(primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: str = Field(max_length=20)
    since_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    value_then: float | None = None
    value_now: float | None = None
    seen_by: str | None = Field(default=None, max_length=200)
    seen_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class AlertReceiver(AnalyticsTable, table=True):
    """The system of a council that is told of alerts. `secret`: sealed, see `chassis.hooks.secrets`.

    `tells_from`, `tells_until`: hours of the local day. `due_at`: nothing is sent before; a process that sends
    holds it until then. `answer`: why the last message did not arrive.
    """

    __tablename__ = "analytics_alert_receiver"

    authority: str = Field(primary_key=True, max_length=60)
    url: str = Field(max_length=500)
    secret: bytes
    tells_from: int
    tells_until: int
    once_a_day: bool
    registered_by: str = Field(max_length=200)
    registered_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    told_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    attempts: int = 0
    answer: str | None = Field(default=None, max_length=500)
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    gone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Change(AnalyticsTable, table=True):
    """How often a council's facts changed, and when last: what live dashboards watch."""

    __tablename__ = "analytics_change"

    authority: str = Field(primary_key=True, max_length=60)
    version: int = 0
    changed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
