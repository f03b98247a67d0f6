"""What is learned of the people of a contact after it was recorded: consent, a right to speak, an advocate."""

from datetime import datetime

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from intake import repository
from intake.assessment import DECIDED_BY_OFFICER, assess
from intake.judge import require_said_twice
from intake.lookalikes.service import renew_keys, traits_of_row
from intake.models import PeopleChangeRow
from intake.parties import People
from intake.reading import whole
from intake.records import columns_of, correction, is_imported, without_dates
from intake.schemas import Assessment, ContactFacts, ContactRead
from intake.views import put_back, require_reach
from kernel.errors import Conflict, Stale, Unprocessable
from kernel.localtime import local_date
from kernel.procedures import Books


def change_people(
    tx: Session, principal: Principal, ref: str, version: int, body: People, now: datetime, books: Books
) -> ContactRead:
    """Replace what is known of a contact's people, and judge it again.

    Its flags and duties follow. Its class does not: where it would be another one, the contact says so, and an
    officer decides. What was there before is kept.

    Raises NotFound; Stale for another version; Conflict for an imported contact; Unprocessable.
    """
    row = repository.get_for_update(tx, principal.authority, ref)
    if row.sequence != version:
        raise Stale(f"{ref} stands at version {row.sequence}; you read version {version}.")
    council, today = books.council(row.authority), local_date(now)
    require_reach(principal, row, today)
    if is_imported(row):
        raise Conflict(f"{ref} stands as its council recorded it.")
    known = ContactFacts.model_validate(row.body)
    body = put_back(body, known, principal)
    require_said_twice(body.complainant)
    if wrong := list(body.mistakes(council, row.received_on, today)):
        raise Unprocessable("Some fields are wrong.", wrong)
    before = known.model_dump(mode="json", include=set(People.model_fields))
    after = body.model_dump(mode="json")
    changed = {part: value for part, value in before.items() if value != after[part]}
    if changed:
        traits = traits_of_row(row)
        now_known = ContactFacts.model_validate(row.body | after)
        row.sequence += 1
        row.body = row.body | after
        for column, value in columns_of(ref, row.title, row.body, row.line).items():
            setattr(row, column, value)
        stored = Assessment.model_validate(row.assessment)
        fresh = assess(now_known, row.received_on, today, council, books)
        row.assessment = without_dates(judged_again(stored, fresh))
        change = PeopleChangeRow(
            authority=row.authority, ref=ref, number=row.sequence, before=changed, by=principal.name, at=now
        )
        repository.add(tx, row)
        repository.add(tx, change)
        renew_keys(tx, row, traits, today)
        tx.flush()
        feed.append(tx, correction(row, council, today, principal.subject))
    return whole(tx, row, today, books)


def judged_again(stored: Assessment, fresh: Assessment) -> Assessment:
    """What a contact is once more is known: of the same class with fresh reasons, or what it was with a word."""

    def is_what(assessment: Assessment) -> tuple[str, ...]:
        return assessment.classification, assessment.disposition, assessment.procedure or ""

    if is_what(stored) == is_what(fresh):
        by_officer = stored.rule == DECIDED_BY_OFFICER
        return stored.model_copy(update={"flags": fresh.flags}) if by_officer else fresh
    suggests = f"{fresh.title}: {fresh.reasons[-1].text}" if stored.rule != DECIDED_BY_OFFICER else None
    return stored.model_copy(update={"flags": fresh.flags, "duties": fresh.duties, "now_suggests": suggests})
