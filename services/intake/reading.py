"""A contact as it is read: with everything that was decided and learned of it, and what it is linked to."""

from datetime import date

from sqlmodel import Session

from chassis.auth import Principal
from intake import repository
from intake.lookalikes.links import links_of
from intake.models import ContactRow
from intake.records import read
from intake.repository import Reach
from intake.schemas import ContactRead
from intake.views import first_recent
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
    return read(row, overrides, today, books, changes, acts, linked)
