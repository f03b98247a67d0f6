"""What another system of a council is told: what is raised and what is over, in its hours, in one message.

What was told of each rule is kept, so that a message has what differs from that: what was raised and went quiet
again before anybody was told is not told of. It is sent at least once, under one id.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session

from analytics.alerts import repository
from analytics.alerts.rules import AlertState, may_tell, outside
from analytics.alerts.schemas import (
    AlertQuestion,
    AlertReceiverRead,
    AlertReceiverWritten,
    AlertsTold,
    AlertTold,
)
from analytics.models import AlertReceiver, AlertRule, AlertSpell
from chassis.auth import Principal
from chassis.hooks import secrets
from chassis.hooks.rules import GONE, LONGEST_ASKED, Network, NotAllowed, asked_for, next_attempt, target
from chassis.hooks.secrets import Sealer
from chassis.hooks.sending import Answer
from kernel.errors import NotFound, wrong_field

SEALED_FOR = "alerts"
"""To whom a secret is bound, where a partner's is bound to its client."""
HELD = timedelta(minutes=1)
"""How long one delivery may take a process; another one takes over after that."""


class Telling(NamedTuple):
    """One message on its way: all that is sent, what is told by it, and until when it is held."""

    authority: str
    url: str
    sealed: bytes
    message: str
    body: bytes
    raised: dict[str, bool]
    held_until: datetime


def read(session: Session, principal: Principal) -> AlertReceiverRead | None:
    """None: no system is told."""
    row = repository.receiver(session, principal.authority)
    return _read(row) if row else None


def register(
    tx: Session,
    principal: Principal,
    body: AlertReceiverWritten,
    sealer: Sealer,
    networks: Sequence[Network],
    now: datetime,
) -> tuple[AlertReceiverRead, bool]:
    """Have the council's system told from now on, or otherwise than before. Says whether it is new.

    What did not arrive is tried at once. Raises Unprocessable for an address to which nothing may be sent.
    """
    try:
        target(body.url, networks)
    except NotAllowed as error:
        raise wrong_field("/url", str(error)) from error
    said = body.model_dump() | {"registered_by": principal.name, "registered_at": now}
    said |= {"attempts": 0, "answer": None, "due_at": now, "gone_at": None}
    row = repository.receiver_for_update(tx, principal.authority)
    if row is not None:
        for name, value in said.items():
            setattr(row, name, value)
        tx.add(row)
        return _read(row), False
    secret = secrets.new_secret()
    sealed = sealer.seal(principal.authority, SEALED_FOR, secret)
    row = AlertReceiver(authority=principal.authority, secret=sealed, **said)
    tx.add(row)
    repository.tell_anew(tx, principal.authority)
    return _read(row, secret), True


def remove(tx: Session, principal: Principal) -> None:
    """Tell that system nothing any more. Raises NotFound."""
    row = repository.receiver_for_update(tx, principal.authority)
    if row is None:
        raise NotFound("No system is told of alerts.")
    tx.delete(row)


def is_due(session: Session, authority: str, now: datetime) -> bool:
    """Whether there is something to tell, and it may be told now."""
    row = repository.receiver(session, authority)
    return row is not None and _may_go(row, now) and bool(_news(session, authority))


def take(tx: Session, authority: str, now: datetime) -> Telling | None:
    """Take what is to be told of a council now; None: there is nothing, or another process has it."""
    row = repository.receiver_for_update(tx, authority)
    if row is None or not _may_go(row, now) or not (news := _news(tx, authority)):
        return None
    row.due_at = now + HELD
    tx.add(row)
    told = AlertsTold(authority=authority, alerts=[_told(rule, spell) for rule, spell in news])
    written = {"type": "alerts", "timestamp": now.isoformat(), "data": told.model_dump(mode="json")}
    return Telling(
        authority,
        row.url,
        row.secret,
        _message_id(authority, news),
        json.dumps(written, separators=(",", ":")).encode(),
        {rule.id: _is_raised(spell) for rule, spell in news},
        row.due_at,
    )


def settle(tx: Session, telling: Telling, answer: Answer, now: datetime) -> None:
    """Note what became of a message. Of one that another process has taken over meanwhile, nothing."""
    row = repository.receiver_for_update(tx, telling.authority)
    if row is None or row.due_at != telling.held_until:
        return
    if answer.is_taken:
        row.told_at, row.attempts, row.answer, row.due_at = now, 0, None, now
        for rule in repository.rules(tx, telling.authority):
            if rule.id in telling.raised:
                rule.is_told = telling.raised[rule.id]
                tx.add(rule)
    else:
        row.attempts, row.answer = row.attempts + 1, answer.said
        wait = asked_for(answer.status, answer.retry_after, now)
        # Alerts are not given up: what is sent later says how they stand then.
        row.due_at = next_attempt(now, row.attempts, telling.message, wait) or now + LONGEST_ASKED
        row.gone_at = now if answer.status == GONE else None
    tx.add(row)


def _may_go(row: AlertReceiver, now: datetime) -> bool:
    is_free = row.gone_at is None and row.due_at <= now
    return is_free and may_tell(now, row.told_at, row.tells_from, row.tells_until, row.once_a_day)


def _news(session: Session, authority: str) -> list[tuple[AlertRule, AlertSpell]]:
    """The rules that stand otherwise than was told, each with its newest spell."""
    spells = repository.spells(session, authority)
    newest = [(rule, spells[rule.id][0]) for rule in repository.rules(session, authority) if spells[rule.id]]
    return [(rule, spell) for rule, spell in newest if _is_raised(spell) != rule.is_told]


def _is_raised(spell: AlertSpell) -> bool:
    return spell.state == AlertState.RAISED


def _told(rule: AlertRule, spell: AlertSpell) -> AlertTold:
    measure = AlertQuestion.model_validate(rule.question).measure
    return AlertTold.model_validate(
        rule.model_dump() | spell.model_dump() | {"value": outside(measure, spell.value_now)}
    )


def _message_id(authority: str, news: Sequence[tuple[AlertRule, AlertSpell]]) -> str:
    """The same each time that the same is told; a number alone another spell may have after a restored backup."""
    what = "|".join(f"{rule.id} {spell.number} {spell.since_at.isoformat()}" for rule, spell in news)
    return f"msg_{hashlib.sha256(f'{authority}|{what}'.encode()).hexdigest()[:32]}"


def _read(row: AlertReceiver, secret: bytes | None = None) -> AlertReceiverRead:
    return AlertReceiverRead(
        **row.model_dump(exclude={"authority", "secret", "due_at"}),
        secret=secrets.shown(secret) if secret else None,
    )
