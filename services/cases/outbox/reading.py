"""Messages as they are read: of a case, and of all of them."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from cases.outbox import repository, rules
from cases.outbox.models import OutboxRow
from cases.outbox.schemas import MessageRead, Messages, Outbox, StateCount
from cases.record import repository as cases
from chassis import paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from kernel.vocabulary import SendingState


def read_of_case(session: Session, principal: Principal, ref: str, now: datetime) -> Messages:
    """Raises NotFound."""
    cases.get(session, principal.authority, ref)
    rows = repository.of_case(session, principal.authority, ref)
    return Messages(items=[read(row, principal, now) for row in rows])


def read_outbox(
    session: Session,
    principal: Principal,
    states: Collection[SendingState],
    cursor: str | None,
    limit: int,
    now: datetime,
) -> Outbox:
    """A page of the messages in some states. Raises Unprocessable for a cursor that no list gave."""
    after = decode_cursor(cursor, paging.instant, paging.text, paging.number)
    found = repository.page(session, principal, states, after, limit + 1)
    rows = found[:limit]
    last = rows[-1] if len(found) > limit else None
    counts = repository.by_state(session, principal)
    return Outbox(
        items=[read(row, principal, now) for row in rows],
        next_cursor=encode_cursor(last.at.isoformat(), last.ref, str(last.number)) if last else None,
        counts=[StateCount(state=state, messages=counts[state]) for state in SendingState if state in counts],
    )


def read(row: OutboxRow, principal: Principal, now: datetime) -> MessageRead:
    """A message as somebody may see it."""
    state = SendingState(row.state)
    keeps = principal.may("cases:write")
    may = keeps and row.replaced_by is None
    shown = row.model_dump(
        include={"ref", "number", "act", "way", "at", "sent_on", "replaces", "replaced_by"}
        | ({"to_name", "to_address", "subject", "why"} if keeps else set())
    )
    return MessageRead.model_validate(
        {"to_name": None, "to_address": None, "subject": None, "why": None}
        | shown
        | {
            "state": state,
            "late": rules.is_late(state, row.at, now),
            "may_be_said_sent": may and state in rules.MAY_BE_SAID_SENT,
            "may_go_again": may and state in rules.MAY_GO_AGAIN,
            "may_be_withdrawn": may and state in rules.MAY_BE_WITHDRAWN,
        }
    )
