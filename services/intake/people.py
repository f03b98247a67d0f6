"""What is learned of the people of a contact after it was recorded: consent, a right to speak, an advocate."""

from datetime import datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake.judge import require_said_twice
from intake.learned import take_in, taken
from intake.parties import People
from intake.plans import carried_on
from intake.reading import whole
from intake.schemas import ContactFacts, ContactRead
from intake.views import put_back
from kernel.errors import Unprocessable
from kernel.localtime import local_date
from kernel.procedures import Books


def change_people(
    tx: Session, principal: Principal, ref: str, version: int, body: People, now: datetime, books: Books
) -> ContactRead:
    """Replace what is known of a contact's people, and judge it again.

    Its class follows with flags and duties, as it follows a fact (ADR 28): an officer's own decision stands, and
    who may not decide takes no complaint away. What was there before is kept.

    Raises NotFound; Stale for another version; Conflict for an imported contact whose case nobody has adopted;
    Unprocessable.
    """
    row = taken(tx, principal, ref, version, books, now)
    council, today = books.council(row.authority), local_date(now)
    known = ContactFacts.model_validate(row.body)
    body = put_back(body, known, principal)
    require_said_twice(body.complainant)
    if wrong := list(body.mistakes(council, row.received_on, today)):
        raise Unprocessable("Some fields are wrong.", wrong)
    if said := body.complainant.contact_plan:
        plan = carried_on(known.complainant.contact_plan, said)
        body = body.model_copy(update={"complainant": body.complainant.model_copy(update={"contact_plan": plan})})
    take_in(tx, principal, row, body.model_dump(mode="json"), now, books, follow=True)
    return whole(tx, row, today, books)
