"""Every query of webhooks, `authority` first; a worker looks for whatever is due, of every council."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from intake.models import ClientRow, PartnerEventRow, UndeliveredRow, WebhookRow
from kernel.errors import NotFound


def get(session: Session, authority: str, client: str) -> WebhookRow:
    """Raises NotFound."""
    return _known(session.get(WebhookRow, (authority, client)))


def get_for_update(tx: Session, authority: str, client: str) -> WebhookRow:
    """Raises NotFound."""
    return _known(find_for_update(tx, authority, client))


def find_for_update(tx: Session, authority: str, client: str) -> WebhookRow | None:
    return tx.get(WebhookRow, (authority, client), with_for_update=True)


def _known(row: WebhookRow | None) -> WebhookRow:
    if row is None:
        raise NotFound("No webhook is registered.")
    return row


def of_clients(session: Session, authority: str) -> dict[str, WebhookRow]:
    """A council's webhooks by their clients."""
    query = select(WebhookRow).where(WebhookRow.authority == authority)
    return {row.client: row for row in session.exec(query)}


def councils_with_something_due(session: Session, now: datetime) -> list[str]:
    """For whom a worker has something to do."""
    return list(dict.fromkeys(row.authority for row in session.exec(_due(now))))


def take_due(tx: Session, authority: str, now: datetime, until: datetime) -> WebhookRow | None:
    """The council's webhook whose turn it is, held until then; None: nothing is due, or others have it."""
    mine = _due(now).where(WebhookRow.authority == authority)
    row = tx.exec(mine.limit(1).with_for_update(of=WebhookRow, skip_locked=True)).first()
    if row is not None:
        row.free_at = until
        tx.add(row)
    return row


def _due(now: datetime) -> SelectOfScalar[WebhookRow]:
    """Webhooks that nobody holds and that have something to send, longest ago first."""
    waits = exists().where(_of(UndeliveredRow), col(UndeliveredRow.due_at) <= now)
    fails = exists().where(_of(UndeliveredRow), col(UndeliveredRow.number) > col(WebhookRow.settled))
    is_new = exists().where(_of(PartnerEventRow), col(PartnerEventRow.number) > col(WebhookRow.settled))
    return (
        select(WebhookRow)
        .join(
            ClientRow,
            (col(ClientRow.authority) == WebhookRow.authority) & (col(ClientRow.client_id) == WebhookRow.client),
        )
        .where(
            col(WebhookRow.free_at) <= now,
            col(WebhookRow.paused_at).is_(None),
            col(WebhookRow.gone_at).is_(None),
            col(ClientRow.revoked_at).is_(None),
            or_(waits, and_(is_new, ~fails)),
        )
        .order_by(col(WebhookRow.free_at))
    )


def _of(table: type[UndeliveredRow] | type[PartnerEventRow]) -> ColumnElement[bool]:
    return (col(table.authority) == WebhookRow.authority) & (col(table.client) == WebhookRow.client)


def first_due(tx: Session, authority: str, client: str, now: datetime) -> UndeliveredRow | None:
    """What did not arrive before and is tried again now, oldest first."""
    query = select(UndeliveredRow).where(
        UndeliveredRow.authority == authority, UndeliveredRow.client == client, col(UndeliveredRow.due_at) <= now
    )
    return tx.exec(query.order_by(col(UndeliveredRow.number)).limit(1)).first()


def undelivered(session: Session, authority: str, client: str, number: int) -> UndeliveredRow | None:
    return session.get(UndeliveredRow, (authority, client, number))


def undelivered_after(
    session: Session, authority: str, client: str, after: int, limit: int
) -> list[tuple[UndeliveredRow, PartnerEventRow]]:
    """A page of what did not arrive, by number, with the events."""
    query = (
        select(UndeliveredRow, PartnerEventRow)
        .join(
            PartnerEventRow,
            (col(PartnerEventRow.authority) == UndeliveredRow.authority)
            & (col(PartnerEventRow.client) == UndeliveredRow.client)
            & (col(PartnerEventRow.number) == UndeliveredRow.number),
        )
        .where(
            UndeliveredRow.authority == authority,
            UndeliveredRow.client == client,
            col(UndeliveredRow.number) > after,
        )
        .order_by(col(UndeliveredRow.number))
        .limit(limit)
    )
    return list(session.exec(query))


def failing(session: Session, row: WebhookRow) -> UndeliveredRow | None:
    """The event behind which later ones wait, if one does not arrive."""
    query = select(UndeliveredRow).where(
        UndeliveredRow.authority == row.authority,
        UndeliveredRow.client == row.client,
        col(UndeliveredRow.number) > row.settled,
    )
    return session.exec(query).first()


def count_waiting(session: Session, row: WebhookRow) -> int:
    query = select(func.count()).where(
        PartnerEventRow.authority == row.authority,
        PartnerEventRow.client == row.client,
        col(PartnerEventRow.number) > row.settled,
    )
    return session.exec(query).one()


def count_dead(session: Session, row: WebhookRow) -> int:
    query = select(func.count()).where(
        UndeliveredRow.authority == row.authority,
        UndeliveredRow.client == row.client,
        col(UndeliveredRow.number) <= row.settled,
    )
    return session.exec(query).one()


def remove(tx: Session, row: WebhookRow) -> None:
    tx.execute(
        delete(UndeliveredRow).where(
            col(UndeliveredRow.authority) == row.authority, col(UndeliveredRow.client) == row.client
        )
    )
    tx.delete(row)


def save(tx: Session, *rows: WebhookRow | UndeliveredRow) -> None:
    tx.add_all(rows)
    tx.flush()
