"""A contact as it is read: with everything that was decided and learned of it, and what it is linked to."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake import repository
from intake.lookalikes.links import links_of
from intake.models import ContactRow, DutyRow
from intake.records import read
from intake.repository import Reach
from intake.restriction import service as restriction
from intake.schemas import Assessment, ContactRead, DutyRead, owed_from, urgent_since
from intake.views import first_recent
from kernel.localtime import local_date
from kernel.procedures import Books


def reach_of(principal: Principal, today: date) -> Reach | None:
    """What lists show them; None: every contact of their council."""
    if principal.may("contacts:all"):
        return None
    return Reach(principal.subject, first_recent(principal, today))


def whole(session: Session, row: ContactRow, today: date, books: Books) -> ContactRead:
    """A contact with everything that was decided and learned of it, and what it is linked to."""
    overrides = repository.reclassifications(session, row.authority, [row.ref])
    changes = repository.people_changes(session, row.authority, row.ref)
    acts = repository.acts(session, row.authority, [row.ref])
    linked = links_of(session, row.authority, [row.ref])[row.ref]
    contact = read(row, overrides, today, books, changes, acts, linked)
    contact.assessment.duties = kept(
        contact.assessment.duties, repository.duties(session, row.authority, row.ref), today
    )
    contact.restriction = restriction.of_contact(session, row)
    return contact


def owe(tx: Session, row: ContactRow, today: date) -> None:
    """Keep since when a contact owes something urgent, and by when anything."""
    (duties,) = duties_of(tx, [row], today)
    row.duty_on, row.owed_on = urgent_since(duties), owed_from(duties)


def met_by_act(tx: Session, row: ContactRow, codes: Collection[str], on: date, by: str, now: datetime) -> None:
    """Something that was done with a contact met what it owed of these codes, unless it was met before."""
    today = local_date(now)
    (duties,) = duties_of(tx, [row], today)
    for duty in duties:
        if duty.is_owed and duty.code in codes:
            tx.merge(met_row(row, duty, by, now, done_on=on))
    tx.flush()
    owe(tx, row, today)
    repository.add(tx, row)


def met_row(
    row: ContactRow,
    duty: DutyRead,
    by: str,
    now: datetime,
    done_on: date | None = None,
    not_needed_because: str | None = None,
) -> DutyRow:
    """What became of a duty, as it is kept: done on a local date, not needed, or, without both, owed after all."""
    return DutyRow(
        authority=row.authority,
        ref=row.ref,
        code=duty.key,
        text=duty.text,
        source=duty.source,
        done_on=done_on,
        not_needed_because=not_needed_because,
        by=by,
        at=now,
    )


def duties_of(session: Session, rows: Sequence[ContactRow], today: date) -> list[list[DutyRead]]:
    """The duties of contacts of one council, with what became of each."""
    if not rows:
        return []
    known: dict[str, list[DutyRow]] = {row.ref: [] for row in rows}
    for met in repository.duties_of(session, rows[0].authority, known):
        known[met.ref].append(met)
    return [kept(Assessment.model_validate(row.assessment).duties, known[row.ref], today) for row in rows]


def kept(owed: Sequence[DutyRead], known: Sequence[DutyRow], today: date) -> list[DutyRead]:
    """Duties with what became of each; one that was met stays, also where nothing asks for it any more."""
    met = {row.code: row for row in known}
    asked = {duty.key for duty in owed}
    before = [
        _as_it_was(row) for row in known if row.code not in asked and (row.done_on or row.not_needed_because)
    ]
    return [_became(duty, met.get(duty.key), today) for duty in [*owed, *before]]


def _as_it_was(row: DutyRow) -> DutyRead:
    code, *said = row.code.split(".")
    (told_of, matter), since = (said[:2], said[2:]) if len(said) > 1 else (("", "0"), said)
    duty = DutyRead(code=code, text=row.text, by=None, source=row.source)
    return duty.known_as(told_of, int(matter), int(since[0]) if since else 1)


def _became(duty: DutyRead, row: DutyRow | None, today: date) -> DutyRead:
    if duty.is_of_the_case:
        return duty
    if row is None or not (row.done_on or row.not_needed_because):
        return duty.model_copy(update={"is_late": duty.by is not None and duty.by < today})
    return duty.model_copy(
        update={"done_on": row.done_on, "not_needed_because": row.not_needed_because, "met_by": row.by}
    )
