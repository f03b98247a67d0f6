"""What puts a case right: recorded one by one, carried out by somebody, in the end done or not gone ahead with."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from cases.notes.service import write_note
from cases.officers import repository as officers
from cases.record import repository as cases
from cases.record import rules as of_case
from cases.record.change import Asked, Handed, require_due, require_owner
from cases.record.models import CaseRow
from cases.record.read import officer_name
from cases.record.schemas import Dropped
from cases.record.theirs import may_act, require_theirs
from cases.record.views import NARRATIVE
from cases.remedies import repository, rules
from cases.remedies.models import RemedyRow
from cases.remedies.schemas import (
    Agreement,
    NewRemedy,
    PaymentMade,
    PaymentRead,
    Remedies,
    RemedyChange,
    RemedyDone,
    RemedyPutRight,
    RemedyRead,
)
from cases.tables import NOTHING_OWED
from chassis import feed
from chassis.auth import Principal
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import PaymentRecord, RemedyChanged, RemedyRecord
from kernel.imported import CodedCase, remedy_code
from kernel.vocabulary import RemedyAct, RemedyKind

MOST_REMEDIES = 40
"""Of one case: its event, which carries all of them, stays small."""
MOST_PAYMENTS = 36
"""Of one remedy: three years of monthly parts."""
SHOWN = {"number", "kind", "pence", "due_on", "done_on", "is_open", "recorded_on", "agreed_on"}
"""What is shown of a remedy as it is kept."""


def read_remedies(session: Session, principal: Principal, ref: str, today: date) -> Remedies:
    """All remedies of a case, as the reader's role may see them. Raises NotFound."""
    case = cases.get(session, principal.authority, ref)
    return _read(session, principal, case, repository.of_case(session, principal.authority, ref), today)


def record(tx: Session, asked: Asked, body: NewRemedy) -> Remedies:
    """Record a remedy, also after the case closed. Raises NotFound, NotPermitted, Unprocessable; Conflict beyond
    the most.
    """
    case = cases.get_for_update(tx, asked.officer.authority, asked.ref)
    require_theirs(tx, asked.officer, case)
    require_due(asked, case, body.due_on)
    require_owner(tx, asked, body.owner)
    if wrong := rules.sum_mistake(body.kind, body.pence):
        raise wrong_field("/pence", wrong)
    return _read(tx, asked.officer, case, add(tx, asked, case, [body]), asked.today)


def add(
    tx: Session, asked: Asked, case: CaseRow, bodies: Sequence[NewRemedy], done_on: date | None = None
) -> list[RemedyRow]:
    """Put remedies beside a case that is locked. Returns all that it has. Raises Conflict beyond the most.

    Args:
        done_on: the day on which those without a due date were done; None: they are open too. One that somebody
            else has to agree to stays open.
    """
    kept = repository.of_case(tx, case.authority, case.ref)
    if len(kept) + len(bodies) > MOST_REMEDIES:
        raise Conflict(f"{case.ref} would have more than {MOST_REMEDIES} remedies.")
    for body in bodies:
        row = RemedyRow(
            authority=case.authority,
            ref=case.ref,
            number=len(kept) + 1,
            recorded_on=asked.today,
            by=asked.officer.subject,
            payments=[],
            **body.model_dump(mode="python"),
        )
        kept.append(row)
        row.to_be_agreed = _is_over_limit(asked, kept, row)
        if body.due_on is None and done_on is not None and not row.to_be_agreed:
            _end(row, done_on)
        _keep(tx, asked, case, kept, row, RemedyAct.RECORDED, done_on or asked.today)
    return kept


def change(tx: Session, asked: Asked, number: int, body: RemedyChange) -> Remedies:
    """Change what is owed, by whom or by when, while it is open."""
    case, kept, row = _open_one(tx, asked, number)
    given = body.model_dump(exclude_unset=True)
    require_due(asked, case, body.due_on)
    require_owner(tx, asked, body.owner)
    if "pence" in given:
        if wrong := rules.sum_mistake(RemedyKind(row.kind), body.pence):
            raise wrong_field("/pence", wrong)
        if body.pence is not None and body.pence <= row.paid_pence:
            raise wrong_field("/pence", f"{rules.pounds(row.paid_pence)} of it was paid already.")
    has_other_sum = "pence" in given and body.pence != row.pence
    other = {name for name, value in given.items() if value != getattr(row, name)}
    for name, value in given.items():
        setattr(row, name, value)
    if has_other_sum:
        row.sum_by = asked.officer.subject
        row.to_be_agreed = _is_over_limit(asked, kept, row)
        row.agreed_by = row.agreed_on = None
    row.changes += 1
    _keep(tx, asked, case, kept, row, RemedyAct.CHANGED, asked.today, {"changed_hands": other == {"owner"}})
    return _read(tx, asked.officer, case, kept, asked.today)


def hand_over(tx: Session, authority: str, owner: str, given: Mapping[str, Handed]) -> int:
    """Give somebody's open remedies in some cases, by reference, to who takes them. Returns how many."""
    rows = repository.beside_those_of(tx, authority, owner, given.keys())
    theirs = [row for row in rows if row.is_open and row.owner == owner]
    for row in theirs:
        handed = given[row.ref]
        row.owner = handed.to
        row.changes += 1
        kept = [each for each in rows if each.ref == row.ref]
        what = {"changed_hands": True, "note": handed.note}
        _keep(tx, handed.asked, handed.case, kept, row, RemedyAct.CHANGED, handed.asked.today, what)
    return len(theirs)


def agree(tx: Session, asked: Asked, number: int, body: Agreement) -> Remedies:
    """Agree to a remedy over the limit. Raises Conflict for who recorded it, where nothing is to be agreed, and
    where the sum is another by now.
    """
    case, kept, row = _open_one(tx, asked, number)
    require_theirs(tx, asked.officer, case)
    if wrong := rules.agreement_mistake(row.to_be_agreed, row.not_agreed_by, asked.officer.subject):
        raise Conflict(wrong)
    if body.pence != row.pence:
        raise Conflict("The sum is another now. Read it again.")
    row.to_be_agreed = False
    row.agreed_by, row.agreed_on = asked.officer.subject, asked.today
    row.changes += 1
    _keep(tx, asked, case, kept, row, RemedyAct.AGREED, asked.today)
    return _read(tx, asked.officer, case, kept, asked.today)


def pay(tx: Session, asked: Asked, number: int, body: PaymentMade) -> Remedies:
    """Record that a part of a sum was paid; with the last part it is done."""
    case, kept, row = _open_one(tx, asked, number)
    _require_agreed(row)
    of_case.require_dates(asked.today, case.received_on, paid_on=body.paid_on)
    if wrong := rules.part_mistake(row.pence, row.paid_pence, body.pence):
        raise wrong_field("/pence", wrong)
    if len(row.payments) >= MOST_PAYMENTS:
        raise Conflict(f"This remedy has {MOST_PAYMENTS} payments already.")
    _paid(row, body.pence, body.paid_on)
    if row.paid_pence == row.pence:
        _end(row, body.paid_on)
    row.changes += 1
    _keep(tx, asked, case, kept, row, RemedyAct.PAID, body.paid_on)
    return _read(tx, asked.officer, case, kept, asked.today)


def finish(tx: Session, asked: Asked, number: int, body: RemedyDone) -> Remedies:
    """Record that a remedy was done, and what shows it."""
    case, kept, row = _open_one(tx, asked, number)
    _require_agreed(row)
    last = max((part["paid_on"] for part in row.paid), default=None)
    if last:
        of_case.require_dates(asked.today, date.fromisoformat(last), "a part of it was paid", done_on=body.done_on)
    of_case.require_dates(asked.today, case.received_on, done_on=body.done_on)
    _end(row, body.done_on)
    row.evidence = body.evidence
    row.changes += 1
    _keep(tx, asked, case, kept, row, RemedyAct.DONE, body.done_on)
    return _read(tx, asked.officer, case, kept, asked.today)


def drop(tx: Session, asked: Asked, number: int, body: Dropped) -> Remedies:
    """Record that a remedy does not go ahead, and why."""
    case, kept, row = _open_one(tx, asked, number)
    row.dropped_because = body.because
    row.is_open = False
    row.changes += 1
    _keep(tx, asked, case, kept, row, RemedyAct.DROPPED, asked.today)
    return _read(tx, asked.officer, case, kept, asked.today)


def put_right(tx: Session, asked: Asked, number: int, body: RemedyPutRight) -> Remedies:
    """Take back what was recorded wrongly: a payment, or that it was done or does not go ahead.

    What was done is owed again. Raises Unprocessable for a payment that is not recorded; Conflict for one that was
    taken back already, and for a remedy that is open.
    """
    case, kept, row = _one_of(tx, asked, number)
    require_theirs(tx, asked.officer, case)
    wrong = None
    if body.payment is not None:
        wrong = _take_payment_back(row, body.payment, asked.today)
    elif row.is_open:
        raise Conflict("It is neither done nor dropped.")
    elif row.done_on and row.paid:
        raise wrong_field("/payment", "Say which payment: it was done with them.")
    if wrong is None or row.done_on:
        was_dropped = row.dropped_because is not None
        row.done_on = row.evidence = row.dropped_because = None
        row.is_open = True
        if was_dropped and row.agreed_by is None:  # it counts again
            row.to_be_agreed = row.to_be_agreed or _is_over_limit(asked, kept, row)
    row.changes += 1
    note = write_note(tx, asked, body.because)
    _keep(tx, asked, case, kept, row, RemedyAct.PUT_RIGHT, asked.today, {"wrong": wrong, "note": note})
    return _read(tx, asked.officer, case, kept, asked.today)


def _take_payment_back(row: RemedyRow, number: int, today: date) -> PaymentRecord:
    if number > len(row.payments):
        raise wrong_field("/payment", f"It has no payment {number}.")
    part = row.payments[number - 1]
    if part not in row.paid:
        raise Conflict("This payment was taken back already.")
    marked = part | {"wrong_on": today.isoformat()}
    row.payments = [*row.payments[: number - 1], marked, *row.payments[number:]]
    return PaymentRecord.model_validate(part)


def pence_of(pounds: float) -> int | None:
    """Pounds in pence; None for a fraction of a penny."""
    exact = Decimal(str(pounds)) * 100
    return int(exact) if exact == exact.to_integral_value() else None


def _open_one(tx: Session, asked: Asked, number: int) -> tuple[CaseRow, list[RemedyRow], RemedyRow]:
    """An open remedy with its case, which is locked, and the others. Raises NotFound, NotPermitted; Conflict for
    one that is open no more.
    """
    case, kept, row = _one_of(tx, asked, number)
    if row.owner != asked.officer.subject:
        require_theirs(tx, asked.officer, case)
    of_case.require_open(row.done_on, row.dropped_because)
    return case, kept, row


def _one_of(tx: Session, asked: Asked, number: int) -> tuple[CaseRow, list[RemedyRow], RemedyRow]:
    """A remedy with its case, which is locked, and the others. Raises NotFound."""
    case = cases.get_for_update(tx, asked.officer.authority, asked.ref)
    kept = repository.of_case(tx, case.authority, case.ref)
    row = next((row for row in kept if row.number == number), None)
    if row is None:
        raise NotFound(f"{asked.ref} has no remedy {number}.")
    return case, kept, row


def _is_over_limit(asked: Asked, kept: Sequence[RemedyRow], row: RemedyRow) -> bool:
    """Whether a second person has to agree to this remedy: to its sum, or to one of several that are over it
    together.
    """
    council = asked.books.council(row.authority)
    return bool(row.pence) and council.needs_second_person(sum(each.given_pence for each in kept))


def _require_agreed(row: RemedyRow) -> None:
    """Raises Conflict before a second person agreed to what is over the limit."""
    if row.to_be_agreed:
        raise Conflict("Not yet: somebody else than who recorded it has to agree to this sum first.")


def _end(row: RemedyRow, done_on: date) -> None:
    row.done_on = done_on
    row.is_open = False
    if row.pence is not None and row.pence > row.paid_pence:
        _paid(row, row.pence - row.paid_pence, done_on)


def _paid(row: RemedyRow, pence: int, paid_on: date) -> None:
    row.payments = [*row.payments, {"pence": pence, "paid_on": paid_on.isoformat()}]


def _keep(
    tx: Session,
    asked: Asked,
    case: CaseRow,
    kept: Sequence[RemedyRow],
    row: RemedyRow,
    act: RemedyAct,
    on: date,
    what: Mapping[str, Any] | None = None,
) -> None:
    """Write a remedy and tell of it."""
    row.sort_on = row.due_on or NOTHING_OWED
    tx.add(row)
    feed.append(
        tx,
        RemedyChanged(
            authority=case.authority,
            ref=case.ref,
            sequence=sum(each.changes for each in kept),
            occurred_on=on,
            by=asked.officer.subject,
            number=row.number,
            act=act,
            remedies=(*_imported(case), *map(_told, kept)),
            **(what or {}),
        ),
    )


def _imported(case: CaseRow) -> list[RemedyRecord]:
    """What the council had recorded of an imported case: it counts beside what is recorded here."""
    lines = CodedCase.model_validate(case.recorded).remedies if case.recorded else []
    return [
        RemedyRecord(
            number=0,
            kind=remedy_code(line.kind),
            pence=pence_of(line.amount_pounds) if line.amount_pounds is not None else None,
        )
        for line in lines
    ]


def _told(row: RemedyRow) -> RemedyRecord:
    return RemedyRecord(
        number=row.number,
        kind=row.kind,
        pence=row.pence,
        paid_pence=row.paid_pence,
        due_on=row.due_on,
        done_on=row.done_on,
        dropped=row.dropped_because is not None,
        to_be_agreed=row.to_be_agreed,
    )


def _read(
    session: Session, principal: Principal, case: CaseRow, kept: Sequence[RemedyRow], today: date
) -> Remedies:
    names = officers.names(session, case.authority)
    may = may_act(session, principal, case)
    return Remedies(
        items=[_one(row, names, today, principal, may) for row in kept],
        may_record=may,
        withheld=[] if principal.may("cases:narrative") else [NARRATIVE],
    )


def _one(row: RemedyRow, names: Mapping[str, str], today: date, principal: Principal, may: bool) -> RemedyRead:
    shows = principal.may("cases:narrative")
    written: dict[str, Any] = {
        name: getattr(row, name) if shows else None for name in ("whom", "what", "evidence", "dropped_because")
    }
    return RemedyRead(
        **row.model_dump(include=SHOWN),
        **written,
        paid_pence=row.paid_pence,
        payments=[
            PaymentRead(number=number, **{"wrong_on": None} | part) for number, part in enumerate(row.payments, 1)
        ],
        owner=officer_name(row.owner, names),
        to_be_agreed=row.is_open and row.to_be_agreed,
        agreed_by=officer_name(row.agreed_by, names),
        late=row.is_open and row.sort_on < today,
        may_act=row.is_open and (may or (principal.may("findings:write") and row.owner == principal.subject)),
        may_put_right=may and (bool(row.paid) or not row.is_open),
        may_agree=may and row.is_open and row.to_be_agreed and principal.subject not in row.not_agreed_by,
    )
