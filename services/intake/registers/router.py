"""The registers over HTTP."""

from typing import Annotated

from fastapi import Depends, Query

from chassis.app import Rulebooks, RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from intake import views
from intake.acts import QualityAlert, Redirection, Thanks
from intake.registers import service
from intake.registers.schemas import Register, Registers
from intake.schemas import ContactRead, Contacts
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room()

Reader = Annotated[Principal, Depends(require("registers:read"))]
Writer = Annotated[Principal, Depends(require("registers:write"))]
Year = Annotated[int, Query(ge=2000, le=2099, description="in which the financial year begins")]


@router.get("/registers")
def count_registers(year: Year, principal: Reader, session: ReadSession) -> Registers:
    """Every register's own count in a financial year."""
    return service.counts(session, principal, year)


@router.get("/registers/contacts")
def list_register(
    register: Register,
    year: Year,
    principal: Reader,
    look: Annotated[Look, shows(ReadKind.REGISTER)],
    session: ReadSession,
    books: Rulebooks,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Contacts:
    """The contacts of one register in a financial year, newest first."""
    today = local_today()
    found = service.listed(session, principal, register, year, cursor, limit, today, books)
    look.shown, look.about = len(found.items), register
    return views.all_shown(found, principal, today)


@router.put("/contacts/{ref}/redirection")
def redirect_contact(
    ref: Reference, body: Redirection, principal: Writer, tx: Transaction, books: RulebooksForChange
) -> ContactRead:
    """Record where a contact that is no complaint went on."""
    return views.shown(service.redirect(tx, principal, ref, body, utc_now(), books), principal, local_today())


@router.put("/contacts/{ref}/quality-alert")
def raise_quality_alert(
    ref: Reference, body: QualityAlert, principal: Writer, tx: Transaction, books: RulebooksForChange
) -> ContactRead:
    """Record that contract monitoring was told of a provider's shortcoming."""
    return views.shown(service.alert(tx, principal, ref, body, utc_now(), books), principal, local_today())


@router.put("/contacts/{ref}/thanks")
def thank_for_compliment(
    ref: Reference, body: Thanks, principal: Writer, tx: Transaction, books: RulebooksForChange
) -> ContactRead:
    """Record what a compliment is for, and that somebody thanked for it."""
    return views.shown(service.thank(tx, principal, ref, body, utc_now(), books), principal, local_today())
