"""Messages, `authority` first; those whose turn it is are sought among all councils'."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, tuple_
from sqlalchemy import select as sql_select
from sqlalchemy.orm import defer
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.outbox.models import OutboxRow
from cases.outbox.rules import ASKED_FOR, LEASE
from cases.tables import restricted_cases
from chassis import restricted
from chassis.auth import Principal
from kernel.errors import NotFound
from kernel.vocabulary import SendingState, SendingWay


def find_act(tx: Session, authority: str, act: str) -> OutboxRow | None:
    return tx.exec(select(OutboxRow).where(OutboxRow.authority == authority, OutboxRow.act == act)).first()


def find_message(tx: Session, authority: str, message_id: str) -> OutboxRow | None:
    query = select(OutboxRow).where(OutboxRow.authority == authority, OutboxRow.message_id == message_id)
    return tx.exec(query).first()


def get(session: Session, authority: str, ref: str, number: int, *, locked: bool = False) -> OutboxRow:
    """One message; `locked`: as it stands now, until the transaction ends. Raises NotFound."""
    query = select(OutboxRow).where(
        OutboxRow.authority == authority, OutboxRow.ref == ref, OutboxRow.number == number
    )
    if locked:
        query = query.with_for_update().execution_options(populate_existing=True)
    row = session.exec(query).first()
    if row is None:
        raise NotFound(f"{ref} has no message {number}.")
    return row


def of_case(session: Session, authority: str, ref: str) -> list[OutboxRow]:
    """The messages of a case without what is in them, in the order in which they were put here."""
    query = _without_content().where(OutboxRow.authority == authority, OutboxRow.ref == ref)
    return list(session.exec(query.order_by(col(OutboxRow.number))))


def counts(tx: Session, authority: str, ref: str) -> tuple[int, int]:
    """Of a case, which is locked: how many messages it has, and how often something was told of them."""
    query = sql_select(func.count(), func.coalesce(func.sum(OutboxRow.changes), 0)).where(
        col(OutboxRow.authority) == authority, col(OutboxRow.ref) == ref
    )
    messages, changes = tx.execute(query).one()
    return int(messages), int(changes)


def shown_to(principal: Principal) -> list[ColumnElement[bool]]:
    """The messages of cases that this person may see, and that were not sent again."""
    return [
        col(OutboxRow.authority) == principal.authority,
        col(OutboxRow.ref).not_in(restricted.hidden(restricted_cases, principal)),
        col(OutboxRow.replaced_by).is_(None),
    ]


def page(
    session: Session,
    principal: Principal,
    states: Collection[SendingState],
    after: tuple[datetime, str, int] | None,
    limit: int,
) -> Sequence[OutboxRow]:
    """Messages of all cases in some states, the newest first, without what is in them."""
    key = (col(OutboxRow.at), col(OutboxRow.ref), col(OutboxRow.number))
    query = _without_content().where(*shown_to(principal), col(OutboxRow.state).in_(states))
    if after:
        query = query.where(tuple_(*key) < tuple_(*after))
    return session.exec(query.order_by(*(part.desc() for part in key)).limit(limit)).all()


def by_state(session: Session, principal: Principal) -> dict[SendingState, int]:
    """How many messages there are in each state that any is in."""
    query = sql_select(col(OutboxRow.state), func.count()).where(*shown_to(principal))
    found = session.execute(query.group_by(col(OutboxRow.state)))
    return {SendingState(state): number for state, number in found}


def is_work(session: Session, ways: Collection[SendingWay], now: datetime) -> bool:
    """Whether a message's turn has come, or one was begun by somebody who is gone."""
    return any(
        session.execute(sql_select(query.exists())).scalar_one() for query in (_due(ways, now), _abandoned(now))
    )


def next_due(tx: Session, ways: Collection[SendingWay], now: datetime) -> OutboxRow | None:
    """The message whose turn came first and that nobody else takes now, locked."""
    query = _due(ways, now).order_by(col(OutboxRow.turn_at)).limit(1)
    return tx.exec(query.with_for_update(skip_locked=True)).first()


def next_asked(tx: Session, ways: Collection[SendingWay], now: datetime) -> OutboxRow | None:
    """A message that was handed over, and whose way out is to be asked what became of it, locked."""
    return tx.exec(_asked(ways, now).limit(1).with_for_update(skip_locked=True)).first()


def is_asked(session: Session, ways: Collection[SendingWay], now: datetime) -> bool:
    """Whether there is any."""
    return bool(session.execute(sql_select(_asked(ways, now).exists())).scalar_one())


def next_abandoned(tx: Session, now: datetime) -> OutboxRow | None:
    """A message whose sending was begun so long ago that whoever did is gone."""
    return tx.exec(_abandoned(now).limit(1)).first()


def _due(ways: Collection[SendingWay], now: datetime) -> SelectOfScalar[OutboxRow]:
    return select(OutboxRow).where(
        OutboxRow.state == SendingState.WAITING, OutboxRow.turn_at <= now, col(OutboxRow.way).in_(ways)
    )


def _asked(ways: Collection[SendingWay], now: datetime) -> SelectOfScalar[OutboxRow]:
    """What was sent by hand was never begun, and nobody can tell of it."""
    return select(OutboxRow).where(
        col(OutboxRow.state).in_([SendingState.SENT, SendingState.UNSURE]),
        OutboxRow.turn_at <= now,
        OutboxRow.at > now - ASKED_FOR,
        col(OutboxRow.way).in_(ways),
        OutboxRow.tries > 0,
        col(OutboxRow.replaced_by).is_(None),
    )


def _abandoned(now: datetime) -> SelectOfScalar[OutboxRow]:
    return select(OutboxRow).where(OutboxRow.state == SendingState.SENDING, OutboxRow.turn_at <= now - LEASE)


def _without_content() -> SelectOfScalar[OutboxRow]:
    return select(OutboxRow).options(defer(OutboxRow.content))  # type: ignore[arg-type]
