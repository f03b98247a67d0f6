"""What a transaction begins with, in one statement: its council, the gate of a reference, and a lock.

Each of them by itself would be one more way to the database and back for every request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, event, select
from sqlalchemy.engine import Connection
from sqlmodel import Session

from chassis import walls
from kernel.errors import DomainError

_BEGINS, _LOCKS = "redress_begins", "redress_locks"


@dataclass(frozen=True)
class Gate:
    """Whether somebody is kept out, asked of the database, and what they are told then."""

    shut: ColumnElement[bool]
    said: DomainError


@dataclass(frozen=True)
class Begins:
    """What a session's transactions begin with.

    Attributes:
        council: whose data is seen alone, on PostgreSQL; None: every council's.
        gate: asked each time, once it is known who asks; None: nobody is kept out.
    """

    council: walls.Whose | None = None
    gate: Callable[[], Gate | None] | None = None

    def info(self) -> dict[str, Any]:
        """What the session keeps of it."""
        return {_BEGINS: self}


def lock(tx: Session, taken: ColumnElement[Any]) -> None:
    """Take a lock of PostgreSQL's until the commit: as the transaction begins, or now if it has begun."""
    if tx.in_transaction():
        tx.execute(select(taken))
    else:
        tx.info.setdefault(_LOCKS, []).append(taken)


@event.listens_for(Session, "after_begin")
def _begin(session: Session, transaction: Any, connection: Connection) -> None:
    begins: Begins | None = session.info.get(_BEGINS)
    if transaction.nested:
        return
    asked: list[ColumnElement[Any]] = session.info.pop(_LOCKS, [])
    gate = begins.gate() if begins and begins.gate else None
    if begins and begins.council is not None and connection.dialect.name == "postgresql":
        asked.append(walls.raised(begins.council))
    if gate:
        asked.append(gate.shut)
    if not asked:
        return
    found = connection.execute(select(*asked)).one()
    if gate and found[-1]:
        raise gate.said
