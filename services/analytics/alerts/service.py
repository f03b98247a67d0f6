"""Writes rules, looks at their figures, and keeps how each of them stands."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from analytics.alerts import repository
from analytics.alerts.rules import AlertSide, AlertState, Verdict, of_people, on_day, period, verdict
from analytics.alerts.schemas import AlertQuestion, AlertRead, Alerts, AlertSpellRead, AlertWritten
from analytics.figures import service as figures
from analytics.figures.question import GROUPED, Conditions, Question
from analytics.models import AlertRule, AlertSpell
from chassis.auth import PERMISSIONS, Principal
from kernel.calendar import WorkingDays
from kernel.errors import Conflict, DomainError, FieldError, NotFound, Stale, Unprocessable, wrong_field
from kernel.localtime import local_date

AT_MOST = 50
"""Rules of one council: all of them are looked at whenever its facts change."""
SPELLS_KEPT = 20
READERS = "figures:read"


class Looked(NamedTuple):
    """How a rule stands by its figure; of which version of the rule that is."""

    rule: str
    version: int
    verdict: Verdict


def list_alerts(session: Session, principal: Principal, today: date, calendar: WorkingDays) -> Alerts:
    """The council's rules by name, each with how it stands and has stood."""
    spells = repository.spells(session, principal.authority)
    rules = repository.rules(session, principal.authority)
    return Alerts(items=[_read(rule, spells[rule.id], principal, today, calendar) for rule in rules])


def write(
    tx: Session, principal: Principal, body: AlertWritten, now: datetime, calendar: WorkingDays
) -> AlertRead:
    """Keep one more rule, and say at once how it stands. Raises Unprocessable, and Conflict: there are enough."""
    if len(repository.rules(tx, principal.authority)) >= AT_MOST:
        raise Conflict(f"There are {AT_MOST} alerts already: remove one first.")
    rule = AlertRule(
        authority=principal.authority, id=uuid.uuid4().hex, version=0, **_written(body, principal, now)
    )
    return _keep(tx, principal, rule, body, now, calendar)


def change(
    tx: Session,
    principal: Principal,
    rule_id: str,
    version: int,
    body: AlertWritten,
    now: datetime,
    calendar: WorkingDays,
) -> AlertRead:
    """Put another rule in its place. What it says from now on is new. Raises NotFound, Stale, Unprocessable."""
    rule = _known(tx, principal, rule_id, version)
    for name, value in _written(body, principal, now).items():
        setattr(rule, name, value)
    return _keep(tx, principal, rule, body, now, calendar)


def remove(tx: Session, principal: Principal, rule_id: str, version: int) -> None:
    """Let go of a rule and of what it has said. Raises NotFound, Stale."""
    rule = _known(tx, principal, rule_id, version)
    repository.forget(tx, rule.authority, rule.id)
    tx.delete(rule)


def take_note(tx: Session, principal: Principal, rule_id: str, now: datetime, calendar: WorkingDays) -> AlertRead:
    """Say that one has seen it; the first who does is named. Raises NotFound, and Conflict: it is not raised."""
    rule = _own(tx, principal, rule_id)
    spells = repository.spells_of(tx, rule.authority, rule.id)
    if not spells or spells[0].state != AlertState.RAISED:
        raise Conflict("It is not raised any more.")
    if spells[0].seen_by is None:
        spells[0].seen_by, spells[0].seen_at = principal.name, now
        tx.add(spells[0])
    return _read(rule, spells, principal, local_date(now), calendar)


def look(session: Session, authority: str, today: date, calendar: WorkingDays) -> list[Looked]:
    """How each rule of a council that is on stands by the facts of now, where that is news."""
    newest = {rule: spells[0] for rule, spells in repository.spells(session, authority).items()}
    looked = [
        Looked(rule.id, rule.version, _verdict(session, rule, today, calendar))
        for rule in repository.rules(session, authority)
        if rule.is_on
    ]
    return [one for one in looked if _is_news(newest.get(one.rule), one.verdict)]


def settle(tx: Session, authority: str, looked: Sequence[Looked], now: datetime) -> None:
    """Keep what was seen, of rules that nobody has changed meanwhile."""
    for rule_id, version, found in looked:
        rule = repository.rule_for_update(tx, authority, rule_id)
        if rule is None or rule.version != version:
            continue
        spells = repository.spells_of(tx, authority, rule_id)
        newest = spells[0] if spells else None
        if newest is None or newest.state != found.state:
            _begin(tx, rule, newest, found, now)
        else:
            newest.value_now = found.value
            tx.add(newest)


def _is_news(newest: AlertSpell | None, found: Verdict) -> bool:
    return newest is None or (newest.state, newest.value_now) != (found.state, found.value)


def _keep(
    tx: Session, principal: Principal, rule: AlertRule, body: AlertWritten, now: datetime, calendar: WorkingDays
) -> AlertRead:
    """Write a rule whose question was understood, and let a new spell begin."""
    today = local_date(now)
    _require_sense(tx, rule.authority, body, today, calendar)
    rule.version += 1
    tx.add(rule)
    tx.flush()
    spells = repository.spells_of(tx, rule.authority, rule.id)
    found = _verdict(tx, rule, today, calendar) if rule.is_on else Verdict(AlertState.OFF)
    _begin(tx, rule, spells[0] if spells else None, found, now)
    return _read(rule, repository.spells_of(tx, rule.authority, rule.id), principal, today, calendar)


def _begin(tx: Session, rule: AlertRule, before: AlertSpell | None, found: Verdict, now: datetime) -> None:
    number = before.number + 1 if before else 1
    repository.forget(tx, rule.authority, rule.id, up_to=number - SPELLS_KEPT)
    tx.add(
        AlertSpell(
            authority=rule.authority,
            rule=rule.id,
            number=number,
            state=found.state.value,
            since_at=now,
            value_then=found.value,
            value_now=found.value,
        )
    )
    tx.flush()


def _verdict(session: Session, rule: AlertRule, today: date, calendar: WorkingDays) -> Verdict:
    """How a rule stands; one that was understood once may name what a later release does not know."""
    try:
        question = _on_day(rule, today, calendar)
        found = figures.worked_out(session, question)
    except DomainError:
        return Verdict(AlertState.UNREADABLE)
    return verdict(question.measure, found, AlertSide(rule.side), rule.threshold)


def _on_day(rule: AlertRule, today: date, calendar: WorkingDays) -> Question:
    return _question(rule.authority, AlertQuestion.model_validate(rule.question), today, calendar)


def _question(authority: str, asked: AlertQuestion, today: date, calendar: WorkingDays) -> Question:
    """The question as it is on a day."""
    since, to = period(asked.period, today)
    parts = {name: on_day(given, asked.unit, today, calendar) for name, given in _parts(asked).items()}
    return Question(
        authority=authority, since=since, to=to, **asked.model_dump(exclude={"period", *parts}) | parts
    )


def _parts(asked: AlertQuestion) -> dict[str, Conditions]:
    numerator = {} if asked.numerator is None else {"numerator": asked.numerator}
    return {"filters": asked.filters} | numerator


def _require_sense(
    session: Session, authority: str, body: AlertWritten, today: date, calendar: WorkingDays
) -> None:
    """Raises Unprocessable, saying which part of a rule is wrong."""
    asked = body.question
    blind = [role for role in body.told if role not in PERMISSIONS[READERS]]
    if blind:
        raise wrong_field("/told", f"Figures are not shown to this role: {', '.join(blind)}.")
    if asked.measure in GROUPED:
        raise wrong_field("/question/measure", f"{asked.measure.value} has many values: an alert looks at one.")
    if named := list(of_people(_parts(asked), asked.field)):
        says = "An alert asks of no single case or person, and not by what people are."
        raise Unprocessable(says, [FieldError(f"/question{pointer}", says) for pointer in named])
    try:
        figures.defined(_question(authority, asked, today, calendar))
    except Unprocessable as error:
        parts = [FieldError(f"/question{wrong.pointer}", wrong.detail) for wrong in error.errors]
        raise Unprocessable(error.detail, parts) from error


def _written(body: AlertWritten, principal: Principal, now: datetime) -> dict[str, Any]:
    """The columns of a rule that its author gives."""
    said = body.model_dump(mode="json", exclude={"question"})
    question = body.question.model_dump(mode="json", exclude_defaults=True)
    return said | {"question": question, "written_by": principal.name, "written_at": now}


def _known(tx: Session, principal: Principal, rule_id: str, version: int) -> AlertRule:
    rule = _own(tx, principal, rule_id)
    if rule.version != version:
        raise Stale(f"{rule.name} was changed since you read it. Read it again.")
    return rule


def _own(tx: Session, principal: Principal, rule_id: str) -> AlertRule:
    rule = repository.rule_for_update(tx, principal.authority, rule_id)
    if rule is None:
        raise NotFound("There is no such alert.")
    return rule


def _read(
    rule: AlertRule, spells: Sequence[AlertSpell], principal: Principal, today: date, calendar: WorkingDays
) -> AlertRead:
    try:
        asked = _on_day(rule, today, calendar)
        definition = figures.defined(asked)
    except DomainError as error:
        asked, definition = None, error.detail
    return AlertRead(
        **rule.model_dump(exclude={"authority", "is_told"}),
        asked=asked,
        definition=definition,
        is_for_you=not principal.roles.isdisjoint(rule.told),
        spells=[AlertSpellRead.model_validate(spell.model_dump()) for spell in spells],
    )
