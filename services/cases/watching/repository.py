"""Who watches which case, `authority` first."""

from sqlalchemy import and_, delete, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from cases.record.models import CaseRow
from cases.tables import feed_of_cases, restricted_cases
from cases.watching.models import WatchRow
from chassis import restricted, rows
from chassis.auth import Principal
from chassis.rows import table_of
from kernel.events import ClocksMoved

WATCHES = table_of(WatchRow)
EVENTS = feed_of_cases.events


def refs_of(session: Session, authority: str, subject: str) -> list[str]:
    """References of all cases that somebody watches, those that they may not see any more too."""
    query = sql_select(WATCHES.c.ref).where(WATCHES.c.authority == authority, WATCHES.c.subject == subject)
    return list(session.execute(query).scalars())


def look(tx: Session, authority: str, subject: str, ref: str) -> None:
    """Watch a case, all that was told of it by now seen."""
    told = sql_select(func.coalesce(func.max(EVENTS.c.position), 0)).where(
        EVENTS.c.authority == authority, EVENTS.c.ref == ref
    )
    seen = tx.execute(told).scalar_one()
    rows.put(tx, WATCHES, [{"authority": authority, "subject": subject, "ref": ref, "seen": seen}])


def leave(tx: Session, authority: str, subject: str, ref: str) -> None:
    tx.execute(
        delete(WATCHES).where(WATCHES.c.authority == authority, WATCHES.c.subject == subject, WATCHES.c.ref == ref)
    )


def news(session: Session, principal: Principal, limit: int, *, only_news: bool = False) -> list[tuple[str, int]]:
    """Cases that this person watches and may see, each with how many things others did in it since they looked.

    A date that only reads otherwise from another day on is nothing that anybody did.
    """
    by = EVENTS.c.data["by"].as_string()
    told = and_(
        EVENTS.c.authority == WATCHES.c.authority,
        EVENTS.c.ref == WATCHES.c.ref,
        EVENTS.c.position > WATCHES.c.seen,
        EVENTS.c.type != ClocksMoved.type_name(),
        or_(by.is_(None), by != principal.subject),
    )
    many = func.count(EVENTS.c.position)
    query = (
        sql_select(WATCHES.c.ref, many)
        .join(CaseRow, and_(col(CaseRow.authority) == WATCHES.c.authority, col(CaseRow.ref) == WATCHES.c.ref))
        .outerjoin(EVENTS, told)
        .where(
            WATCHES.c.authority == principal.authority,
            WATCHES.c.subject == principal.subject,
            WATCHES.c.ref.not_in(restricted.hidden(restricted_cases, principal)),
        )
        .group_by(WATCHES.c.ref)
        .order_by(many.desc(), WATCHES.c.ref)
        .limit(limit)
    )
    if only_news:
        query = query.having(many > 0)
    return [(ref, int(number)) for ref, number in session.execute(query)]
