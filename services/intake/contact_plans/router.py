"""Contact plans over HTTP."""

from typing import Annotated

from fastapi import Depends, Response

from chassis.app import Rulebooks, RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.etag import VersionRead, set_etag
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from intake import views
from intake.contact_plans import service
from intake.parties import PlanSaid
from intake.schemas import ContactRead, Contacts
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room()

Reader = Annotated[Principal, Depends(require("contacts:plans"))]
Decider = Annotated[Principal, Depends(require("plans:write"))]


@router.get("/contact-plans")
def list_contact_plans(
    principal: Reader,
    look: Annotated[Look, shows(ReadKind.REGISTER)],
    session: ReadSession,
    books: Rulebooks,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Contacts:
    """The newest contact of each person with a contact plan in force, the plan to be looked at again first."""
    today = local_today()
    found = service.in_force(session, principal, cursor, limit, today, books)
    look.shown, look.about = len(found.items), "contact_plans"
    return views.all_shown(found, principal, today)


@router.put("/contacts/{ref}/contact-plan")
def plan_contact(
    ref: Reference,
    body: PlanSaid,
    principal: Decider,
    version: VersionRead,
    tx: Transaction,
    books: RulebooksForChange,
    response: Response,
) -> ContactRead:
    """Put down how contact with the complainant is limited: decided, told, appealed, looked at again, ended."""
    contact = service.plan(tx, principal, ref, version, body, utc_now(), books)
    set_etag(response, contact.version)
    return views.shown(contact, principal, local_today())
