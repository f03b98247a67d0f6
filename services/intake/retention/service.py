"""What is kept for how long, who says that it may go, and letting go of it.

Cases goes first, in a change of its own: a case that somebody works on keeps its contact. Intake follows once it
is told, and analytics when both have told.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from chassis.letting_go import counted, let_go
from chassis.paging import decode_cursor, encode_cursor, instant, text
from intake import repository as contacts
from intake.care_numbers import DIGITS
from intake.models import DisposalRow, LegalHoldRow, feed_of_intake
from intake.retention import repository, rules
from intake.retention.repository import Record
from intake.retention.schemas import (
    Approval,
    Approvals,
    Approved,
    Certificate,
    Certificates,
    ContactRetention,
    DueContact,
    DueContacts,
    EndedLegalHold,
    LegalHoldRead,
    LegalHolds,
    NewLegalHold,
    Removed,
    RetentionSchedule,
    ScheduleRead,
)
from intake.retention.traces import TRACES
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import ContactAnonymised, ContactDestroyed, DisposalAnswered, DisposalAsked
from kernel.imported import told_without_words, without_words
from kernel.localtime import local_date
from kernel.procedures import Books, Council, Schedule
from kernel.vocabulary import Classification, Disposal, DisposalState, KeptBecause


def list_due(
    session: Session, principal: Principal, cursor: str | None, limit: int, today: date, books: Books
) -> DueContacts:
    """What is kept for longer than its schedule says, the longest kept first."""
    schedules = books.council(principal.authority).retention
    after = decode_cursor(cursor, text, text)
    found = repository.due(session, principal, schedules, today, after, limit + 1)
    page = found[:limit]
    stayed = {row.ref: row.kept_because for row in repository.disposals(session, principal.authority, _refs(page))}
    items = []
    for record in page:
        due = _due(schedules, record)
        assert due, "what is listed has a schedule"
        assert record.ended_on, "what is due has ended"
        items.append(
            DueContact(
                ref=record.ref,
                title=record.title,
                classification=Classification(record.classification),
                outcome=record.outcome,
                ended_on=record.ended_on,
                due_on=due.on,
                schedule=ScheduleRead.model_validate(due.schedule),
                kept_because=stayed.get(record.ref),
            )
        )
    last = page[-1] if len(found) > limit else None
    return DueContacts(
        schedules=[RetentionSchedule.model_validate(schedule) for schedule in schedules],
        items=items,
        next_cursor=encode_cursor(last.ended_on.isoformat(), last.ref) if last and last.ended_on else None,
    )


def approve(tx: Session, principal: Principal, body: Approval, now: datetime, books: Books) -> Approvals:
    """Let those of some contacts go that are due, and say of each other why it stays. Raises Unprocessable."""
    schedules, today = books.council(principal.authority).retention, local_date(now)
    refs = list(dict.fromkeys(body.refs))
    repository.lock(tx, principal.authority, refs)
    records = {record.ref: record for record in repository.records(tx, principal, schedules, refs)}
    there = {(row.ref, row.act): row for row in repository.disposals(tx, principal.authority, refs)}
    for place, ref in enumerate(body.refs):
        if ref not in records:
            raise wrong_field(f"/refs/{place}", f"There is no contact {ref}.")
    items, changed = [], []
    for ref in refs:
        record = records[ref]
        due = _due(schedules, record)
        kept = _kept_because(record, due, today)
        before = there.get((ref, due.schedule.then)) if due else None
        if before and before.state != DisposalState.KEPT:
            kept = KeptBecause.DONE_ALREADY
        items.append(Approved(ref=ref, then=due.schedule.then if due else None, kept_because=kept))
        if due is None or kept is not None:
            continue
        approved = {
            "state": DisposalState.ASKED.value,
            "kept_because": None,
            "approved_by": principal.name,
            "approved_at": now,
            **_said(record, due),
        }
        if before:  # it stayed then; the schedule may be another by now
            before.sqlmodel_update(approved)
        else:
            tx.add(DisposalRow(authority=principal.authority, ref=ref, act=due.schedule.then, **approved))
        changed.append({"authority": principal.authority, "ref": ref, "sequence": record.sequence + 1})
        feed.append(
            tx,
            DisposalAsked(
                authority=principal.authority,
                ref=ref,
                sequence=record.sequence + 1,
                occurred_on=today,
                by=principal.subject,
                act=due.schedule.then,
            ),
        )
    repository.change_contacts(tx, changed)
    return Approvals(items=items)


def list_certificates(session: Session, principal: Principal, cursor: str | None, limit: int) -> Certificates:
    """What was approved and what became of it, the newest first."""
    found = repository.newest_disposals(session, principal, decode_cursor(cursor, instant, text), limit + 1)
    page = found[:limit]
    more = len(found) > limit
    return Certificates(
        items=[_certificate(row) for row in page],
        next_cursor=encode_cursor(page[-1].approved_at.isoformat(), page[-1].ref) if more else None,
    )


def of_contact(session: Session, principal: Principal, ref: str, books: Books) -> ContactRetention:
    """For how long a contact is kept. Raises NotFound."""
    row = contacts.get(session, principal.authority, ref)
    schedules = books.council(principal.authority).retention
    records = repository.records(session, principal, schedules, [ref])
    due = _due(schedules, records[0]) if records else None
    return ContactRetention(
        schedule=_schedule(schedules, records),
        due_on=due.on if due else None,
        anonymised_on=row.anonymised_on,
        holds=list(map(LegalHoldRead.model_validate, repository.holds(session, principal.authority, ref))),
        certificates=list(map(_certificate, repository.disposals(session, principal.authority, [ref]))),
    )


def list_holds(session: Session, principal: Principal) -> LegalHolds:
    return LegalHolds(items=list(map(LegalHoldRead.model_validate, repository.held_among(session, principal))))


def hold(tx: Session, principal: Principal, ref: str, body: NewLegalHold, now: datetime) -> LegalHoldRead:
    """Keep a contact, its case and what is linked to it.

    Raises NotFound; Conflict where one of them is being let go of, or the contact has been.
    """
    kept = [ref, *repository.linked_to(tx, principal.authority, ref)]
    repository.lock(tx, principal.authority, kept)  # whoever approves that one of them goes comes before or after
    row = contacts.get_for_update(tx, principal.authority, ref)
    if going := contacts.going(tx, row.authority, kept):
        which = ref if ref in going else "What is linked to it"  # which may be others' alone to see
        raise Conflict(f"{which} is being let go of at this moment.")
    number = 1 + max((each.number for each in repository.holds(tx, row.authority, ref)), default=0)
    held = LegalHoldRow(
        authority=row.authority, ref=ref, number=number, reason=body.reason, by=principal.name, at=now
    )
    tx.add(held)
    return LegalHoldRead.model_validate(held)


def end_hold(
    tx: Session, principal: Principal, ref: str, number: int, body: EndedLegalHold, now: datetime
) -> LegalHoldRead:
    """Let a hold keep it no longer. Raises NotFound; Conflict for one that has ended."""
    contacts.get_for_update(tx, principal.authority, ref)
    held = tx.get(LegalHoldRow, (principal.authority, ref, number))
    if held is None:
        raise NotFound(f"{ref} has no legal hold {number}.")
    if held.ended_at:
        raise Conflict(f"Legal hold {number} of {ref} has ended.")
    held.ended_because, held.ended_by, held.ended_at = body.because, principal.name, now
    tx.add(held)
    return LegalHoldRead.model_validate(held)


def settle(tx: Session, told: Sequence[DisposalAnswered], now: datetime, books: Books) -> None:
    """Let go of contacts whose cases have gone, or keep why they stay."""
    of_councils: defaultdict[str, list[DisposalAnswered]] = defaultdict(list)
    for event in told:
        of_councils[event.authority].append(event)
    for authority, answers in of_councils.items():
        _settle(tx, books.council(authority), answers, now)


def _settle(tx: Session, council: Council, answers: Sequence[DisposalAnswered], now: datetime) -> None:
    authority = council.code
    tx.flush()
    refs = [each.ref for each in answers]
    rows = {row["ref"]: row for row in repository.lock(tx, authority, refs)}
    asked = {(row.ref, row.act): row for row in repository.disposals(tx, authority, refs)}
    going: dict[Disposal, list[str]] = {act: [] for act in Disposal}
    removed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    answers = [each for each in answers if (each.ref, each.act) in asked]
    for each in answers:
        row = asked[each.ref, each.act]
        if each.kept_because:
            row.state, row.kept_because = DisposalState.KEPT.value, each.kept_because.value
        elif each.ref in rows:
            row.state, row.done_at = DisposalState.DONE.value, now
            removed[each.ref] += Counter(dict(each.removed))
            going[each.act].append(each.ref)
        tx.add(row)
    tx.flush()
    for act, some in going.items():
        repository.remove_beside(tx, authority, some, wholly=act is Disposal.DESTROY)
        for ref, went in let_go(tx, TRACES, act, council, some).items():
            removed[ref] += went
    anonymised = [
        {
            "authority": authority,
            "ref": ref,
            "anonymised_on": local_date(now),
            "sequence": rows[ref]["sequence"] + 1,
        }
        for ref in going[Disposal.ANONYMISE]
    ]
    repository.change_contacts(tx, anonymised)
    _destroyed(tx, authority, [rows[ref] for ref in going[Disposal.DESTROY]], now)
    gone = [rows[ref] for some in going.values() for ref in some]
    names = _new_names(tx, authority, rules.people_of(gone))
    told = _rename(tx, authority, names, now)
    imported = {ref: rows[ref]["line"] for ref in going[Disposal.ANONYMISE] if rows[ref]["line"]}
    feed.rewrite(
        tx,
        feed_of_intake,
        authority,
        imported.keys(),
        lambda data: told_without_words(data, council.learning_action),
    )
    for ref in going[Disposal.ANONYMISE]:
        if ref not in told:
            line = without_words(imported[ref], council.learning_action) if ref in imported else None
            feed.append(tx, _anonymised(authority, ref, rows[ref]["sequence"] + 1, line, now))
    for each in answers:
        if not each.kept_because and each.ref in rows:
            asked[each.ref, each.act].removed = [list(pair) for pair in counted(removed[each.ref])]


def _destroyed(tx: Session, authority: str, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    if not rows:
        return
    feed.let_go(tx, feed_of_intake, authority, [row["ref"] for row in rows])
    for row in rows:
        contacts.keep_above(tx, authority, row["year"], row["number"])
        what = {"authority": authority, "ref": row["ref"], "sequence": row["sequence"] + 1}
        feed.append(tx, ContactDestroyed(**what, occurred_on=local_date(now)))


def _new_names(tx: Session, authority: str, people: Collection[str]) -> dict[str, str]:
    """What people are counted under from now on of whom no contact is left that has its people.

    What stood for them was made from their number, by a key that is still there; this stands for nobody.
    """
    gone = set(people) - repository.named_still(tx, authority, people) if people else set()
    return {person: secrets.token_hex(DIGITS // 2) for person in sorted(gone)}


def _rename(tx: Session, authority: str, names: Mapping[str, str], now: datetime) -> set[str]:
    """Count what is left of some people under other names, everywhere. Returns the contacts that were told of."""
    rows = repository.of_people(tx, authority, names.keys()) if names else []
    changed = []
    for row in rows:
        person, sequence = names[rules.person_of(row) or ""], row["sequence"] + 1
        changed.append(
            {
                "authority": authority,
                "ref": row["ref"],
                "person_ref": names.get(row["person_ref"]),
                "line_person": names.get(row["line_person"]),
                "line": rules.renamed(row["line"], names) if row["line"] else None,
                "sequence": sequence,
            }
        )
        feed.append(tx, _anonymised(authority, row["ref"], sequence, row["line"], now, person))
    repository.change_contacts(tx, changed)
    told = {row["ref"] for row in rows}
    feed.rewrite(tx, feed_of_intake, authority, told, lambda data: rules.renamed(data, names))
    return told


def _anonymised(
    authority: str,
    ref: str,
    sequence: int,
    line: Mapping[str, Any] | None,
    now: datetime,
    person: str | None = None,
) -> ContactAnonymised:
    """What is told of it; `line`: as it was imported, without its words."""
    return ContactAnonymised(
        authority=authority,
        ref=ref,
        sequence=sequence,
        occurred_on=local_date(now),
        person_ref=person,
        remedies=line.get("remedies", ()) if line else None,
        learning=line.get("learning", ()) if line else None,
    )


def _refs(records: Sequence[Record]) -> list[str]:
    return [record.ref for record in records]


def _due(schedules: Sequence[Schedule], record: Record) -> rules.Due | None:
    if record.schedule is None or record.ended_on is None:
        return None
    return rules.due(schedules[record.schedule], record.ended_on)


def _kept_because(record: Record, due: rules.Due | None, today: date) -> KeptBecause | None:
    return rules.kept_because(
        due_on=due.on if due else None,
        today=today,
        held=record.held,
        undecided=record.undecided,
        duty_owed=record.duty_on is not None,
        plan_in_force=record.plan_review_on is not None,
    )


def _said(record: Record, due: rules.Due) -> dict[str, Any]:
    return {
        "classification": record.classification,
        "schedule": due.schedule.name,
        "source": due.schedule.source,
        "due_on": due.on,
    }


def _schedule(schedules: Sequence[Schedule], records: Sequence[Record]) -> ScheduleRead | None:
    places = [record.schedule for record in records if record.schedule is not None]
    return ScheduleRead.model_validate(schedules[places[0]]) if places else None


def _certificate(row: DisposalRow) -> Certificate:
    removed = [Removed(what=what, count=count) for what, count in row.removed]
    return Certificate.model_validate(row.model_dump() | {"removed": removed})
