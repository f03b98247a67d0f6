"""Every query of reports."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from analytics.figures.answer import NOT_RECORDED
from analytics.figures.query import CLASS
from analytics.models import CaseFact, ReportPublished, ReportWords, restricted_facts
from analytics.reports.counts import ACCEPTED, REFUSED, KindOfContact
from analytics.reports.document import ReportScope
from analytics.reports.hiding import Known
from analytics.reports.periods import Period
from chassis import restricted
from chassis.auth import Principal


def has_records(session: Session, authority: str, period: Period) -> bool:
    """Whether anything was received within a period."""
    within = col(CaseFact.received_on).between(period.since, period.to)
    found = select(CaseFact.ref).where(CaseFact.authority == authority, within).limit(1)
    return session.exec(found).first() is not None


def kinds(session: Session, authority: str, since: date, to: date) -> frozenset[KindOfContact]:
    """What kinds of contacts were received between two days."""
    of_kind = (CLASS, col(CaseFact.procedure), col(CaseFact.outcome), col(CaseFact.disposition) == REFUSED)
    within = col(CaseFact.received_on).between(since, to)
    found = sql_select(*of_kind).where(col(CaseFact.authority) == authority, within).distinct()
    return frozenset(
        (classification, procedure or NOT_RECORDED, outcome or NOT_RECORDED, REFUSED if refused else ACCEPTED)
        for classification, procedure, outcome, refused in session.execute(found)
    )


def words(session: Session, authority: str, scope: ReportScope, period: str) -> Mapping[str, ReportWords]:
    """What officers wrote for a report, by its place."""
    found = select(ReportWords).where(
        ReportWords.authority == authority, ReportWords.scope == scope.value, ReportWords.period == period
    )
    return {row.place: row for row in session.exec(found)}


def words_of(tx: Session, authority: str, scope: ReportScope, period: str, place: str) -> ReportWords | None:
    return tx.get(ReportWords, (authority, scope.value, period, place))


def is_known(session: Session, principal: Principal, ref: str) -> bool:
    """Whether a case of the principal's council is one that they may see."""
    found = select(CaseFact.ref).where(
        CaseFact.authority == principal.authority,
        CaseFact.ref == ref,
        col(CaseFact.ref).not_in(restricted.hidden(restricted_facts, principal)),
    )
    return session.exec(found).first() is not None


def published(session: Session, authority: str, scope: ReportScope, period: str) -> Sequence[ReportPublished]:
    """Every version of a report, the latest first."""
    found = (
        select(ReportPublished)
        .where(
            ReportPublished.authority == authority,
            ReportPublished.scope == scope.value,
            ReportPublished.period == period,
        )
        .order_by(col(ReportPublished.version).desc())
    )
    return session.exec(found).all()


def everything_known(session: Session, authority: str) -> list[Known]:
    """What every publication of a council shows and hides, the earliest first."""
    found: Any = (
        select(ReportPublished.counts, ReportPublished.hidden, ReportPublished.rounded)
        .where(ReportPublished.authority == authority)
        .order_by(col(ReportPublished.published_at), col(ReportPublished.scope), col(ReportPublished.version))
    )
    return [Known(counts, frozenset(hidden), rounded) for counts, hidden, rounded in session.exec(found)]


def next_version(tx: Session, authority: str, scope: ReportScope, period: str) -> int:
    last = select(func.max(ReportPublished.version)).where(
        ReportPublished.authority == authority,
        ReportPublished.scope == scope.value,
        ReportPublished.period == period,
    )
    return (tx.exec(last).one() or 0) + 1
