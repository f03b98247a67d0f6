"""Webhooks: registered and rotated by their clients, paused by the council, and what became of each event."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlmodel import Session

from chassis import paging
from chassis.auth import Principal
from chassis.hooks import secrets
from chassis.hooks.rules import GONE, Network, NotAllowed, asked_for, next_attempt, target
from chassis.hooks.secrets import Sealer
from chassis.hooks.sending import Answer
from chassis.paging import decode_cursor, encode_cursor
from intake import repository as records
from intake.models import PartnerEventRow, UndeliveredRow, WebhookRow
from intake.partners import clients, events
from intake.partners.hooks import repository
from intake.partners.hooks.rules import message_id
from intake.partners.hooks.schemas import (
    ClientListed,
    Clients,
    Deliveries,
    Delivery,
    NewWebhook,
    State,
    WebhookRead,
    WebhookSecret,
    WebhookState,
)
from intake.partners.schemas import PartnerEvent
from kernel.errors import Conflict, NotFound, wrong_field

OLD_SECRET_LASTS = timedelta(hours=24)
"""How long deliveries are signed with the secret before a rotation, too."""
HELD = timedelta(minutes=1)
"""How long one delivery may take a worker; another one takes over after that."""


class Due(NamedTuple):
    """One event on its way: all that is sent, and by whom it is held until when."""

    authority: str
    client: str
    number: int
    held_until: datetime
    url: str
    event: PartnerEvent
    sealed: list[bytes]
    """Secrets that sign it, the newer first."""

    @property
    def message(self) -> str:
        event = self.event
        return message_id(self.authority, self.client, self.number, event.ref, event.kind.value, event.recorded_at)


# What clients and admins do


def register(
    tx: Session, client: Principal, body: NewWebhook, sealer: Sealer, networks: Sequence[Network], now: datetime
) -> tuple[WebhookSecret, bool]:
    """Send a client's events to an address from now on, or to another one than before. Says whether it is new.

    Whatever did not arrive is tried at once, and a webhook that was off is on again. Raises Unprocessable.
    """
    try:
        target(body.url, networks)
    except NotAllowed as error:
        raise wrong_field("/url", str(error)) from error
    row = repository.find_for_update(tx, client.authority, client.subject)
    if row is not None:
        row.url, row.gone_at = body.url, None
        _try_now(tx, row, now)
        return WebhookSecret(**_own(tx, row), secret=None), False
    secret = secrets.new_secret()
    row = WebhookRow(
        authority=client.authority,
        client=client.subject,
        url=body.url,
        secret=sealer.seal(client.authority, client.subject, secret),
        registered_at=now,
        settled=records.last_told(tx, client.authority, client.subject),
        free_at=now,
    )
    repository.save(tx, row)
    return WebhookSecret(**_own(tx, row), secret=secrets.shown(secret)), True


def rotate(tx: Session, client: Principal, sealer: Sealer, now: datetime) -> WebhookSecret:
    """A new secret; for a day deliveries are signed with the one before, too. Raises NotFound."""
    row = repository.get_for_update(tx, client.authority, client.subject)
    secret = secrets.new_secret()
    row.old_secret, row.secret = row.secret, sealer.seal(client.authority, client.subject, secret)
    row.rotated_at = now
    repository.save(tx, row)
    return WebhookSecret(**_own(tx, row), secret=secrets.shown(secret))


def read(session: Session, client: Principal) -> WebhookRead:
    """Raises NotFound."""
    return WebhookRead(**_own(session, repository.get(session, client.authority, client.subject)))


def remove(tx: Session, client: Principal) -> None:
    """Raises NotFound."""
    repository.remove(tx, repository.get_for_update(tx, client.authority, client.subject))


def pause(tx: Session, admin: Principal, client: str, now: datetime) -> WebhookState:
    """Hold a webhook's events back until it is resumed. Raises NotFound."""
    row = repository.get_for_update(tx, admin.authority, client)
    if row.paused_at is None:
        row.paused_at, row.paused_by = now, admin.name
    repository.save(tx, row)
    return _state(tx, row)


def resume(tx: Session, admin: Principal, client: str, now: datetime) -> WebhookState:
    """Send what was held back. Raises NotFound."""
    row = repository.get_for_update(tx, admin.authority, client)
    row.paused_at = row.paused_by = None
    _try_now(tx, row, now)
    return _state(tx, row)


def list_clients(session: Session, admin: Principal) -> Clients:
    """The council's partner clients, without secrets, each with its webhook."""
    hooks = repository.of_clients(session, admin.authority)
    return Clients(
        items=[
            ClientListed(
                **client.model_dump(),
                webhook=_state(session, hooks[client.client_id]) if client.client_id in hooks else None,
            )
            for client in clients.list_clients(session, admin)
        ]
    )


def deliveries(session: Session, authority: str, client: str, cursor: str | None, limit: int) -> Deliveries:
    """A page of the events that did not arrive, by number. Raises NotFound."""
    repository.get(session, authority, client)
    (after,) = decode_cursor(cursor, paging.sequence) or (0,)
    found = repository.undelivered_after(session, authority, client, after, limit + 1)
    page = found[:limit]
    return Deliveries(
        items=[_delivery(row, event) for row, event in page],
        next_cursor=encode_cursor(str(page[-1][0].number)) if len(found) > limit else None,
    )


def send_again(tx: Session, authority: str, client: str, number: int, now: datetime) -> Delivery:
    """Try an event once more, now; one that was given up goes before what waits.

    Raises NotFound for one that is not among those that did not arrive, Conflict for a webhook that is off.
    """
    hook = repository.get_for_update(tx, authority, client)
    if hook.gone_at:
        raise Conflict("The webhook is off: its receiver answered 410. Register its address again first.")
    found = repository.undelivered_after(tx, authority, client, number - 1, 1)
    if not found or found[0][0].number != number:
        raise NotFound(f"Event {number} is not among those that did not arrive.")
    [(row, event)] = found
    row.due_at = now
    repository.save(tx, row)
    return _delivery(row, event)


# What a worker does


def take(tx: Session, authority: str, now: datetime) -> Due | None:
    """Take the next event that is due, of whichever client of a council; None: there is none."""
    while hook := repository.take_due(tx, authority, now, now + HELD):
        again = repository.first_due(tx, hook.authority, hook.client, now)
        after = again.number - 1 if again else hook.settled
        found = events.told_after(tx, hook.authority, hook.client, after, 1)
        if found and (again is None or found[0].number == again.number):
            [event] = found
            held = (hook.free_at, hook.url, event, _sealed(hook, now))
            return Due(hook.authority, hook.client, event.number, *held)
        # Its contact is not here any more, as of an import that was undone: nobody is told of it.
        if again:
            tx.delete(again)
        hook.settled = max(hook.settled, after + 1)
        hook.free_at = now
        tx.flush()
    return None


def settle(tx: Session, due: Due, answer: Answer, now: datetime) -> None:
    """Note what became of an event. Of one that another worker has taken over meanwhile, nothing."""
    hook = repository.find_for_update(tx, due.authority, due.client)
    if hook is None or hook.free_at != due.held_until:
        return
    hook.free_at = now
    row = repository.undelivered(tx, due.authority, due.client, due.number)
    if answer.is_taken:
        hook.delivered_at, hook.settled = now, max(hook.settled, due.number)
        if row is not None:
            tx.delete(row)
    else:
        row = row or UndeliveredRow(
            authority=due.authority, client=due.client, number=due.number, attempts=0, answer="", tried_at=now
        )
        row.attempts, row.answer, row.tried_at = row.attempts + 1, answer.said, now
        was_given_up = due.number <= hook.settled
        wait = asked_for(answer.status, answer.retry_after, now)
        row.due_at = None if was_given_up else next_attempt(now, row.attempts, due.message, wait)
        if row.due_at is None:
            hook.settled = max(hook.settled, due.number)
        if answer.status == GONE:
            hook.gone_at = now
        repository.save(tx, row)
    repository.save(tx, hook)


def _sealed(hook: WebhookRow, now: datetime) -> list[bytes]:
    is_old_one_known = hook.old_secret and hook.rotated_at and now < hook.rotated_at + OLD_SECRET_LASTS
    return [hook.secret, hook.old_secret] if hook.old_secret and is_old_one_known else [hook.secret]


def _try_now(tx: Session, hook: WebhookRow, now: datetime) -> None:
    """Begin anew with the event that does not arrive, if there is one."""
    row = repository.failing(tx, hook)
    if row is not None:
        row.attempts, row.due_at = 0, now
        repository.save(tx, row)
    repository.save(tx, hook)


def _own(session: Session, row: WebhookRow) -> dict[str, Any]:
    return _state(session, row).model_dump() | {"url": row.url}


def _state(session: Session, row: WebhookRow) -> WebhookState:
    failing = repository.failing(session, row)
    state: State = "failing" if failing else "on"
    if row.paused_at or row.gone_at:
        state = "off" if row.gone_at else "paused"
    return WebhookState(
        host=urlsplit(row.url).netloc,
        state=state,
        registered_at=row.registered_at,
        rotated_at=row.rotated_at,
        delivered_at=row.delivered_at,
        waiting=repository.count_waiting(session, row),
        dead=repository.count_dead(session, row),
        answer=failing.answer if failing else None,
        next_at=failing.due_at if failing and state == "failing" else None,
        paused_at=row.paused_at,
        paused_by=row.paused_by,
    )


def _delivery(row: UndeliveredRow, event: PartnerEventRow) -> Delivery:
    return Delivery.model_validate(row.model_dump() | {"kind": event.kind, "ref": event.ref})
