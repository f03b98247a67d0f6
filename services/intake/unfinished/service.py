"""Contacts that one person leaves for another to finish: no contact yet, so no clock runs and nothing is told."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from chassis.auth import Principal
from intake import repository
from intake.models import UnfinishedRow
from intake.unfinished import rules
from intake.unfinished.schemas import NewUnfinished, UnfinishedLine, UnfinishedList, UnfinishedRead
from kernel.errors import Conflict, NotFound

MOST = 200


def leave(tx: Session, principal: Principal, body: NewUnfinished, now: datetime) -> UnfinishedLine:
    """Raises Conflict when too many lie there already."""
    if len(_all(tx, principal.authority)) >= MOST:
        raise Conflict(f"{MOST} contacts are unfinished already. Finish or discard some first.")
    row = UnfinishedRow(
        authority=principal.authority,
        id=str(uuid4()),
        title=body.title,
        # A computer's clock may be ahead; nobody was heard in the future.
        begun_at=min(body.begun_at, now),
        left_by=principal.name,
        left_at=now,
        form=body.form,
    )
    repository.add(tx, row)
    return UnfinishedLine(**_line(row, now))


def listed(session: Session, principal: Principal, now: datetime) -> UnfinishedList:
    rows = _all(session, principal.authority)
    return UnfinishedList(items=[UnfinishedLine(**_line(row, now)) for row in rows])


def take(tx: Session, principal: Principal, unfinished: UUID, now: datetime) -> UnfinishedRead:
    """Give it to who finishes it; nobody else can take it then. Raises NotFound."""
    row = _take_out(tx, principal.authority, unfinished)
    return UnfinishedRead(**_line(row, now), form=row.form)


def discard(tx: Session, principal: Principal, unfinished: UUID) -> None:
    """Raises NotFound."""
    _take_out(tx, principal.authority, unfinished)


def _all(session: Session, authority: str) -> list[UnfinishedRow]:
    query = select(UnfinishedRow).where(UnfinishedRow.authority == authority)
    return list(session.exec(query.order_by(col(UnfinishedRow.begun_at), UnfinishedRow.id)))


def _take_out(tx: Session, authority: str, unfinished: UUID) -> UnfinishedRow:
    row = tx.get(UnfinishedRow, (authority, str(unfinished)), with_for_update=True)
    if row is None:
        raise NotFound("It is not here any more: somebody took it, or discarded it.")
    tx.delete(row)
    return row


def _line(row: UnfinishedRow, now: datetime) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "begun_at": row.begun_at,
        "left_by": row.left_by,
        "age_days": max(rules.age_days(row.begun_at, now), 0),
        "late": rules.is_late(row.begun_at, now),
    }
