"""What is counted in analytics."""

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric
from sqlalchemy import func, select
from sqlmodel import Session, col

from analytics.models import CaseFact
from chassis.measures import gauge


def measures(session: Session) -> Iterator[Metric]:
    """By council."""
    of = col(CaseFact.authority)
    counted = select(of, func.count()).group_by(of)
    yield gauge(
        "redress_contacts_counted",
        "Contacts that dashboards and reports count",
        ["authority"],
        {(authority,): count for authority, count in session.execute(counted)},
    )
