"""Contacts that one person leaves for another to finish: no contact yet, so no clock runs and nothing is told."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from chassis.auth import Principal
from chassis.restricted import SAID, Named
from intake import repository
from intake.models import UnfinishedRow
from intake.unfinished import rules
from intake.unfinished.schemas import NewUnfinished, UnfinishedLine, UnfinishedList, UnfinishedRead
from kernel.errors import Conflict, NotFound, NotPermitted

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
        left_by_subject=principal.subject,
        restricted=body.restricted,
        left_at=now,
        form=body.form,
    )
    repository.add(tx, row)
    return UnfinishedLine(**_line(row, now))


def listed(session: Session, principal: Principal, now: datetime) -> UnfinishedList:
    rows = _all(session, principal.authority)
    shown = [row for row in rows if _is_shown_to(principal, row)]
    return UnfinishedList(
        items=[UnfinishedLine(**_line(row, now)) for row in shown], restricted=len(rows) - len(shown)
    )


def take(tx: Session, principal: Principal, unfinished: UUID, now: datetime) -> UnfinishedRead:
    """Give it to who finishes it; nobody else can take it then. Raises NotFound, NotPermitted."""
    row = _take_out(tx, principal, unfinished)
    return UnfinishedRead(**_line(row, now), form=row.form)


def discard(tx: Session, principal: Principal, unfinished: UUID) -> None:
    """Raises NotFound, NotPermitted."""
    _take_out(tx, principal, unfinished)


def _all(session: Session, authority: str) -> list[UnfinishedRow]:
    query = select(UnfinishedRow).where(UnfinishedRow.authority == authority)
    return list(session.exec(query.order_by(col(UnfinishedRow.begun_at), UnfinishedRow.id)))


def _is_shown_to(principal: Principal, row: UnfinishedRow) -> bool:
    """As the contact will be, once it is recorded."""
    named = Named.of([row.left_by_subject], managers=True)
    return not row.restricted or named.names(principal.subject, principal.roles)


def _take_out(tx: Session, principal: Principal, unfinished: UUID) -> UnfinishedRow:
    row = tx.get(UnfinishedRow, (principal.authority, str(unfinished)), with_for_update=True)
    if row is None:
        raise NotFound("It is not here any more: somebody took it, or discarded it.")
    if not _is_shown_to(principal, row):
        raise NotPermitted(SAID)
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
        "restricted": row.restricted,
    }
