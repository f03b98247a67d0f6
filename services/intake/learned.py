"""What is learned of a contact after it was recorded: it is judged again, from its original receipt."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from chassis.letters.correspondent import Correspondent, address
from intake import plans, repository, telling
from intake.assessment import IMPORTED, Days, assess, with_consent
from intake.care_numbers import refs_of
from intake.judge import check_facts
from intake.lookalikes.service import renew_keys, traits_of_row
from intake.models import ContactRow, PeopleChangeRow, ReclassificationRow
from intake.owed import beside_a_decision, carried
from intake.reading import owe, whole
from intake.records import (
    columns_of,
    correction,
    is_imported,
    plan_review_on,
    praised_in,
    provider_key,
    reclassified,
    without_dates,
)
from intake.schemas import DECIDED_BY_OFFICER, Assessment, ContactFacts, ContactRead, FactsLearned
from intake.telling import PartnerEventKind
from intake.views import require_reach
from kernel.errors import Conflict, Stale
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import Outcome, Status

DECIDES = "contacts:classify"
STANDS = frozenset({DECIDED_BY_OFFICER, IMPORTED})
"""Rules of classes that no fact changes."""
ENDED_WITHOUT_AN_ANSWER = frozenset({None, Outcome.RESOLVED_INFORMALLY, Outcome.ANSWERED})
"""Outcomes of cases that were no complaint, or found to be none."""


def answer_facts(
    tx: Session, principal: Principal, ref: str, version: int, body: FactsLearned, now: datetime, books: Books
) -> ContactRead:
    """Put down facts that a row of the table asks, and let the class follow them (ADR 28).

    Raises NotFound; Stale for another version; Conflict for an imported contact whose case nobody has adopted, and
    for a further matter once the case has ended; Unprocessable.
    """
    row = taken(tx, principal, ref, version, books, now)
    said = body.model_dump(mode="json", exclude_unset=True)
    if "person" in said:
        said["person"] = (row.body.get("person") or {}) | said["person"]
    council = books.council(row.authority)
    known = ContactFacts.model_validate(row.body | said)
    check_facts(known, council, row.received_on, local_date(now))
    take_in(tx, principal, row, known.model_dump(mode="json", include=set(said)), now, books, follow=True)
    return whole(tx, row, local_date(now), books)


def taken(tx: Session, principal: Principal, ref: str, version: int, books: Books, now: datetime) -> ContactRow:
    """A contact that is about to change, in the version that was read.

    Raises NotFound; Stale for another version; Conflict for an imported contact whose case nobody has adopted.
    """
    row = repository.get_for_update(tx, principal.authority, ref)
    if row.sequence != version:
        raise Stale(f"{ref} stands at version {row.sequence}; you read version {version}.")
    require_reach(principal, row, local_date(now))
    if is_imported(row) and not _is_adopted(tx, row):
        raise Conflict(f"{ref} stands as its council recorded it. If it is open, take its case into today’s work.")
    return row


def _is_adopted(tx: Session, row: ContactRow) -> bool:
    case = repository.case_status(tx, row.authority, row.ref)
    return case is not None and case.stage != Status.IMPORTED


def take_in(
    tx: Session,
    principal: Principal,
    row: ContactRow,
    after: dict[str, Any],
    now: datetime,
    books: Books,
    follow: bool,
) -> None:
    """Write parts of a contact's body that changed, keep what was there, judge it again and tell of it.

    Args:
        after: parts of the body as JSON.
        follow: whether the class follows; else the contact says what it would be.
    """
    council, today = books.council(row.authority), local_date(now)
    changed = {part: row.body.get(part) for part, value in after.items() if row.body.get(part) != value}
    if not changed:
        return
    traits = traits_of_row(row)
    row.sequence += 1
    before, row.body = row.body, row.body | after
    for column, value in columns_of(row.ref, row.title, row.body, row.line).items():
        setattr(row, column, value)
    (row.person_ref,) = refs_of(tx, row.authority, [row.body])
    # A plan that stands in a later contact of the same person stands there alone.
    plan_stands_here = row.plan_review_on is not None or not plan_review_on(before)
    if plan_stands_here:
        row.plan_review_on = plan_review_on(row.body)
    row.provider_key = provider_key(row.body, row.line)
    row.praised = praised_in(row.body)
    stored = Assessment.model_validate(row.assessment)
    known = ContactFacts.model_validate(row.body)
    fresh = assess(known, row.received_on, today, council, books, asked_on=today)
    moves = follow and stored.what != fresh.what and _may_follow(principal, stored, fresh)
    if len(known.matters) > max(len(before.get("matters") or []), 1):
        _require_taken_up(tx, row, moves)
    judged = judged_again(stored, fresh, moves, row.sequence)
    if judged.is_an_officers:
        judged = with_consent(judged, known, Days(today, council, books), row.sequence)
    row.assessment, row.undecided = without_dates(judged), not judged.disposition.is_decided
    owe(tx, row, today)
    repository.add(tx, row)
    repository.add(
        tx,
        PeopleChangeRow(
            authority=row.authority, ref=row.ref, number=row.sequence, before=changed, by=principal.name, at=now
        ),
    )
    if moves:
        row.classification = fresh.classification
        repository.add(
            tx,
            ReclassificationRow(
                authority=row.authority,
                ref=row.ref,
                number=row.sequence,
                classification=fresh.classification,
                procedure=fresh.procedure,
                reason=f"With what was learned: {fresh.reasons[-1].text}",
                by=principal.name,
                at=now,
            ),
        )
    renew_keys(tx, row, traits, today)
    tx.flush()
    tell = reclassified if moves else correction
    elsewhere = _written_to(known) != _written_to(ContactFacts.model_validate(before))
    feed.append(tx, tell(row, council, today, principal.subject, reached_elsewhere=elsewhere))
    if plan_stands_here:
        plans.tell_of_change(tx, row, plans.plan_in(before), today, principal.subject)
    if moves:
        telling.tell(tx, row, row.client, PartnerEventKind.RECLASSIFIED, today)


def _written_to(known: ContactFacts) -> str | None:
    """Where letters to the complainant go; None: nowhere."""
    them = known.complainant
    if them.anonymous:
        return None
    return address(Correspondent(email=them.email, address=them.address, reply_by=known.reply_by))


def _may_follow(principal: Principal, stored: Assessment, fresh: Assessment) -> bool:
    """What an officer decided, or a council's file says, stands until an officer changes it; who may not decide
    takes no complaint away.
    """
    if stored.is_an_officers or stored.rule in STANDS:
        return False
    return principal.may(DECIDES) or not _is_taken_up(stored) or _is_taken_up(fresh)


def _require_taken_up(tx: Session, row: ContactRow, moves: bool) -> None:
    """Raises Conflict for a further matter that would be no issue of anything, as the case has ended.

    What ended without an answer opens again where its class changes (ADR 53).
    """
    ended = repository.ended(tx, row.authority, row.ref)
    if ended and not (moves and ended.outcome in ENDED_WITHOUT_AN_ANSWER):
        raise Conflict(
            f"The case of {row.ref} has ended: record the further matter as a contact of its own, or re-open it."
        )


def _is_taken_up(assessment: Assessment) -> bool:
    return assessment.classification.is_complaint and assessment.refusal_reason is None


def judged_again(stored: Assessment, fresh: Assessment, moves: bool, version: int) -> Assessment:
    """What a contact is once more is known: what it is now, or what it was with a word of what it would be."""
    alike = stored.what == fresh.what
    if moves or (alike and stored.rule not in STANDS):
        known = {"duties": carried(stored, fresh, version), "confirmed": stored.confirmed and not moves}
        return fresh.model_copy(update=known)
    open_still = {question.fact for question in fresh.questions}
    learned = {
        "flags": fresh.flags,
        "duties": beside_a_decision(stored, fresh, version),
        "questions": [question for question in stored.questions if question.fact in open_still],
        "now_suggests": None,
    }
    if alike:
        known = {"awaits_consent": fresh.awaits_consent, "matters": fresh.matters}
        return stored.model_copy(update=learned | known)
    if stored.rule == IMPORTED and (stored.what[:2] == fresh.what[:2] or not fresh.disposition.is_decided):
        return stored.model_copy(update=learned)  # its line need not name a procedure, nor say what the rows ask
    return stored.model_copy(update=learned | {"now_suggests": f"{fresh.title}: {fresh.reasons[-1].text}"})
