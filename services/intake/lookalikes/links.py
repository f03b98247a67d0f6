"""Contacts that somebody said belong together. A link joins nothing: both stay as they are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from intake import repository as contacts
from intake.lookalikes import repository
from intake.models import CaseStatusRow, ContactRow, LinkRow
from intake.parties import plan_in_force
from intake.schemas import LinkRead
from intake.views import require_reach
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import ContactLinksChanged
from kernel.imported import CaseLine
from kernel.localtime import local_date
from kernel.vocabulary import Classification, Status


def link(tx: Session, principal: Principal, ref: str, other: str, now: datetime) -> list[LinkRead]:
    """Link a contact to another one; what is linked already stays so. Returns all that it is linked to.

    Raises NotFound, Unprocessable; Conflict while one is being let go of, which a hold on the other would keep.
    """
    require_reach(principal, contacts.get(tx, principal.authority, ref), local_date(now))
    _link(tx, principal, ref, other, now, "/to")
    if going := contacts.going(tx, principal.authority, [ref, other]):
        raise Conflict(f"{min(going)} is being let go of at this moment.")
    return links_of(tx, principal.authority, [ref])[ref]


def link_new(tx: Session, principal: Principal, ref: str, others: Sequence[str], now: datetime) -> list[LinkRead]:
    """Link a contact that is just being recorded to others. Raises NotPermitted, Unprocessable."""
    if not others:
        return []
    principal.require("contacts:link")
    for index, other in enumerate(others):
        _link(tx, principal, ref, other, now, f"/links/{index}")
    return links_of(tx, principal.authority, [ref])[ref]


def _link(tx: Session, principal: Principal, ref: str, other: str, now: datetime, pointer: str) -> None:
    authority = principal.authority
    if other == ref:
        raise wrong_field(pointer, "This is the contact itself.")
    if contacts.find_shown_to(tx, principal, other) is None:
        raise wrong_field(pointer, f"There is no contact {other}.")
    rows = _in_turn(tx, authority, ref, other)
    ends = [
        LinkRow(authority=authority, ref=one, other=two, by=principal.name, at=now)
        for one, two in sorted([(ref, other), (other, ref)])
    ]
    if repository.add_links(tx, ends):
        _tell(tx, principal, rows, local_date(now))


def _in_turn(tx: Session, authority: str, ref: str, other: str) -> list[ContactRow]:
    """Two who press at once come one after the other, from whichever end; so do who holds or lets go of either."""
    return [contacts.get_for_update(tx, authority, one) for one in sorted((ref, other))]


def _tell(tx: Session, principal: Principal, rows: Sequence[ContactRow], today: date) -> None:
    for row in rows:
        row.links_sequence += 1
        feed.append(
            tx,
            ContactLinksChanged(
                authority=row.authority,
                ref=row.ref,
                sequence=row.links_sequence,
                occurred_on=today,
                by=principal.subject,
                to_earlier=repository.is_linked_to_earlier(tx, row),
            ),
        )


def unlink(tx: Session, principal: Principal, ref: str, other: str, today: date) -> None:
    """Take a link back, at both ends. Raises NotFound."""
    require_reach(principal, contacts.get(tx, principal.authority, ref), today)
    rows = _in_turn(tx, principal.authority, ref, other)
    if not repository.remove_links(tx, principal.authority, ref, other):
        raise NotFound(f"{ref} is not linked to {other}.")
    _tell(tx, principal, rows, today)


def links_of(session: Session, authority: str, refs: Sequence[str]) -> Mapping[str, list[LinkRead]]:
    """What several contacts are linked to, oldest link first; a contact without links has an empty list."""
    found: defaultdict[str, list[LinkRead]] = defaultdict(list)
    for row, contact, status in repository.links(session, authority, refs):
        redirected_to = contact.assessment.get("redirected_to")
        found[row.ref].append(
            LinkRead(**brief(contact, status), redirected_to=redirected_to, by=row.by, at=row.at)
        )
    return found


def brief(contact: ContactRow, status: CaseStatusRow | None) -> dict[str, Any]:
    """The one line about a contact that others show."""
    return {
        "ref": contact.ref,
        "title": contact.title,
        "received_on": contact.received_on,
        "classification": contact.classification,
        "undecided": contact.undecided,
        "is_open": _is_open(contact, status),
        "contact_plan": plan_in_force(contact.body).get("limits"),
    }


def _is_open(contact: ContactRow, status: CaseStatusRow | None) -> bool | None:
    """An imported case that nobody adopted is as open as its line says."""
    if status is not None and status.stage != Status.IMPORTED:
        return status.stage not in {Status.CLOSED, Status.WITHDRAWN}
    if contact.line is not None and Classification(contact.classification).opens_case:
        return CaseLine.model_validate(contact.line).is_open
    return None
