"""How long contacts are kept, over HTTP."""

from typing import Annotated

from fastapi import Depends, Path, Query

from chassis.app import Rulebooks, RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from intake.retention import service
from intake.retention.schemas import (
    AT_ONCE,
    Approval,
    Approvals,
    Certificates,
    ContactRetention,
    DueContacts,
    EndedLegalHold,
    LegalHoldRead,
    LegalHolds,
    NewLegalHold,
)
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room()

Keeper = Annotated[Principal, Depends(require("contacts:classify"))]
Approver = Annotated[Principal, Depends(require("contacts:let_go"))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/retention/due")
def list_due_contacts(
    principal: Approver,
    look: Annotated[Look, shows(ReadKind.RETENTION)],
    session: ReadSession,
    books: Rulebooks,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=AT_ONCE)] = 50,
) -> DueContacts:
    """Contacts that are kept for longer than their council's schedules say, and that nobody holds."""
    found = service.list_due(session, principal, cursor, limit, local_today(), books)
    look.shown = len(found.items)
    return found


@router.post("/retention/approvals")
def approve_letting_go(body: Approval, manager: Approver, tx: Transaction, books: RulebooksForChange) -> Approvals:
    """Let contacts go as their schedules say; the certificates tell what became of each."""
    return service.approve(tx, manager, body, utc_now(), books)


@router.get("/retention/certificates")
def list_retention_certificates(
    principal: Approver, session: ReadSession, cursor: Cursor = None, limit: PageSize = 50
) -> Certificates:
    """What was approved, by whom, and what became of it: references and counts, and nobody."""
    return service.list_certificates(session, principal, cursor, limit)


@router.get("/retention/holds")
def list_legal_holds(
    principal: Keeper, look: Annotated[Look, shows(ReadKind.RETENTION)], session: ReadSession
) -> LegalHolds:
    """What is kept whatever its schedule says, and why."""
    found = service.list_holds(session, principal)
    look.shown = len(found.items)
    return found


@router.get("/contacts/{ref}/retention")
def read_retention(
    ref: Reference,
    principal: Keeper,
    look: Annotated[Look, shows(ReadKind.RETENTION)],
    session: ReadSession,
    books: Rulebooks,
) -> ContactRetention:
    """For how long a contact and its case are kept, what keeps them longer, and what was let go of."""
    return service.of_contact(session, principal, ref, books)


@router.post("/contacts/{ref}/legal-holds", status_code=201)
def add_legal_hold(ref: Reference, body: NewLegalHold, officer: Keeper, tx: Transaction) -> LegalHoldRead:
    """Keep a contact and its case, whatever their schedule says."""
    return service.hold(tx, officer, ref, body, utc_now())


@router.post("/contacts/{ref}/legal-holds/{number}/end")
def end_legal_hold(
    ref: Reference, number: Number, body: EndedLegalHold, officer: Keeper, tx: Transaction
) -> LegalHoldRead:
    """Let a hold keep them no longer."""
    return service.end_hold(tx, officer, ref, number, body, utc_now())
