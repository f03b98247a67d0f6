"""Every query of alerts, `authority` first; a round looks for whatever council has rules."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from analytics.models import AlertReceiver, AlertRule, AlertSpell, Change


def rules(session: Session, authority: str) -> Sequence[AlertRule]:
    """A council's rules, by name."""
    query = select(AlertRule).where(AlertRule.authority == authority)
    return session.exec(query.order_by(func.lower(AlertRule.name), col(AlertRule.id))).all()


def rule_for_update(tx: Session, authority: str, rule: str) -> AlertRule | None:
    return tx.get(AlertRule, (authority, rule), with_for_update=True)


def spells(session: Session, authority: str) -> dict[str, list[AlertSpell]]:
    """How each rule of a council has stood, the newest first."""
    query = select(AlertSpell).where(AlertSpell.authority == authority)
    found: defaultdict[str, list[AlertSpell]] = defaultdict(list)
    for spell in session.exec(query.order_by(col(AlertSpell.number).desc())):
        found[spell.rule].append(spell)
    return found


def spells_of(session: Session, authority: str, rule: str) -> Sequence[AlertSpell]:
    """How one rule has stood, the newest first."""
    query = select(AlertSpell).where(AlertSpell.authority == authority, AlertSpell.rule == rule)
    return session.exec(query.order_by(col(AlertSpell.number).desc())).all()


def forget(tx: Session, authority: str, rule: str, up_to: int | None = None) -> None:
    """Forget how a rule stood, all of it or up to a spell."""
    query = delete(AlertSpell).where(col(AlertSpell.authority) == authority, col(AlertSpell.rule) == rule)
    tx.execute(query if up_to is None else query.where(col(AlertSpell.number) <= up_to))


def watched(session: Session) -> dict[str, int]:
    """The version of the facts of each council that has a rule which is on."""
    query = (
        select(AlertRule.authority, func.coalesce(func.max(Change.version), 0))
        .join(Change, col(Change.authority) == AlertRule.authority, isouter=True)
        .where(col(AlertRule.is_on).is_(True))
        .group_by(AlertRule.authority)
    )
    return dict(session.exec(query).all())


def receiver(session: Session, authority: str) -> AlertReceiver | None:
    return session.get(AlertReceiver, authority)


def receiver_for_update(tx: Session, authority: str) -> AlertReceiver | None:
    return tx.get(AlertReceiver, authority, with_for_update=True)


def tell_anew(tx: Session, authority: str) -> None:
    """Whoever is told from now on knows of nothing yet."""
    tx.execute(update(AlertRule).where(col(AlertRule.authority) == authority).values(is_told=False))


def reachable(session: Session, now: datetime) -> Sequence[str]:
    """Councils whose receiver nobody is sending to, and which may be sent to again."""
    query = select(AlertReceiver.authority).where(
        col(AlertReceiver.due_at) <= now, col(AlertReceiver.gone_at).is_(None)
    )
    return session.exec(query).all()
