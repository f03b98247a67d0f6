"""What is owed in cases, and what waits to leave."""

from collections.abc import Iterator, Sequence

from prometheus_client.metrics_core import Metric
from sqlalchemy import func, select
from sqlmodel import Session, col

from cases.clocks.models import ClockRow
from cases.outbox.models import OutboxRow
from chassis.measures import gauge, waiting
from kernel.localtime import local_date, utc_now
from kernel.vocabulary import SendingState

LOOKED_AT_BY_SOMEBODY = (SendingState.REFUSED, SendingState.UNSURE, SendingState.BOUNCED)


def measures(councils: Sequence[str], session: Session) -> Iterator[Metric]:
    """By council; `councils` are named, so that indexes that lead with the council serve."""
    now = utc_now()
    today = local_date(now)
    clock, message, state = col(ClockRow.authority), col(OutboxRow.authority), col(OutboxRow.state)
    running = (
        select(clock, col(ClockRow.owed_by), func.count())
        .where(clock.in_(councils), col(ClockRow.met_on).is_(None), col(ClockRow.cancelled).is_(False))
        .group_by(clock, col(ClockRow.owed_by))
    )
    for name, says, due in (
        ("redress_clocks_late", "Clocks that ran out before today", col(ClockRow.due_on) < today),
        ("redress_clocks_due_today", "Clocks that run out today", col(ClockRow.due_on) == today),
    ):
        counted = session.execute(running.where(due))
        yield gauge(name, says, ["authority", "owed_by"], {(of, by): count for of, by, count in counted})
    queued = select(message, func.count(), func.min(OutboxRow.at)).where(
        state.in_([SendingState.WAITING, SendingState.SENDING])
    )
    yield from waiting("redress_outbox_waiting", "letters and e-mails that are to leave", session, queued, now)
    failed = (
        select(message, state, func.count())
        .where(state.in_(LOOKED_AT_BY_SOMEBODY), col(OutboxRow.replaced_by).is_(None))
        .group_by(message, state)
    )
    yield gauge(
        "redress_outbox_failed",
        "Letters and e-mails that did not arrive, or may not have left, and were not sent again",
        ["authority", "state"],
        {(of, became): count for of, became, count in session.execute(failed)},
    )
