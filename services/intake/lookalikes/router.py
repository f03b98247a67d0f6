"""HTTP in, HTTP out."""

from typing import Annotated

from fastapi import Depends

from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Reference
from intake import views
from intake.lookalikes import links, service
from intake.lookalikes.schemas import Links, Lookalikes, NewLink
from intake.schemas import ContactFacts
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room()

Reader = Annotated[Principal, Depends(require("contacts:read"))]
Linker = Annotated[Principal, Depends(require("contacts:link"))]
Looking = Annotated[Look, shows(ReadKind.LOOKALIKES)]


@router.post("/contacts/lookalikes")
def find_lookalikes(body: ContactFacts, principal: Reader, look: Looking, session: ReadSession) -> Lookalikes:
    """Contacts of the last twelve months that look like this one, and why. Nothing is stored."""
    return _shown(service.like_facts(session, principal, body, utc_now()), principal, look)


@router.get("/contacts/{ref}/lookalikes")
def list_lookalikes(ref: Reference, principal: Reader, look: Looking, session: ReadSession) -> Lookalikes:
    """Contacts within twelve months that look like a recorded one and are not linked to it, and why."""
    return _shown(service.like_contact(session, principal, ref, local_today()), principal, look)


@router.post("/contacts/{ref}/links", status_code=201)
def link_contact(ref: Reference, body: NewLink, principal: Linker, tx: Transaction) -> Links:
    """Say that two contacts belong together. Neither changes; what is linked already stays so."""
    linked = links.link(tx, principal, ref, body.to, utc_now())
    return Links(items=views.briefs(linked, principal, local_today()))


@router.delete("/contacts/{ref}/links/{other}", status_code=204)
def unlink_contact(ref: Reference, other: Reference, principal: Linker, tx: Transaction) -> None:
    """Take a link back."""
    links.unlink(tx, principal, ref, other, local_today())


def _shown(found: Lookalikes, principal: Principal, look: Look) -> Lookalikes:
    look.shown = len(found.items)
    return Lookalikes(items=views.briefs(found.items, principal, local_today()))
