"""E-mails over HTTP."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import Depends, HTTPException, Path, Query, Request, Response
from fastapi.routing import APIRoute

from chassis.app import RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from intake import views
from intake.files.router import Store
from intake.mail import service
from intake.mail.delivery import Delivery
from intake.mail.reading import LARGEST
from intake.mail.schemas import BelongsTo, MailKept, MailList, MailRead, MailsOfContact, SetAside
from intake.schemas import ContactRead, ContactWithLinks
from kernel.localtime import local_today, utc_now
from kernel.values import Instant
from kernel.vocabulary import MailState, ReadKind

router = room()
delivery_router = room(route_class=APIRoute)

Recorder = Annotated[Principal, Depends(require("contacts:record"))]
Deliverer = Annotated[Principal, Depends(require("imports:write"))]
ArrivedAt = Annotated[Instant | None, Query(description="when the mailbox took it in; none: as its headers say")]
MESSAGE: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"message/rfc822": {"schema": {"type": "string"}}}}
}
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


@delivery_router.post("/mail", status_code=201, openapi_extra=MESSAGE)
async def deliver_mail(request: Request, principal: Deliverer, arrived_at: ArrivedAt = None) -> MailKept:
    """Take in one e-mail as it arrived (RFC 5322). Sending it again keeps it once."""
    raw = bytearray()
    async for piece in request.stream():
        raw += piece
        if len(raw) > LARGEST:
            raise HTTPException(413, f"The e-mail is larger than {LARGEST:,} bytes")
    delivery: Delivery = request.app.state.mail
    return await delivery.take(principal.authority, bytes(raw), arrived_at)


@router.get("/mail")
def list_mail(
    principal: Recorder,
    look: Annotated[Look, shows(ReadKind.MAIL_LIST)],
    session: ReadSession,
    state: MailState | None = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> MailList:
    """E-mails of the caller's council: what waits first, in the order of arrival."""
    found = service.listed(session, principal, state, cursor, limit)
    look.shown = len(found.items)
    return found


@router.get("/mail/{mail}", dependencies=[shows(ReadKind.MAIL)])
def read_mail(mail: UUID, principal: Recorder, session: ReadSession) -> MailRead:
    """One e-mail as plain text; nothing in it is followed, and no picture is fetched."""
    return service.get(session, principal, str(mail), utc_now())


@router.get(
    "/mail/{mail}/files/{number}",
    dependencies=[shows(ReadKind.MAIL)],
    response_class=Response,
    responses=FILE,
)
def read_mail_file(
    mail: UUID, number: Annotated[int, Path(ge=1, le=1000)], principal: Recorder, session: ReadSession
) -> Response:
    """A file that came with an e-mail, to be saved: a browser never shows it."""
    found = service.attachment(session, principal, str(mail), number, utc_now())
    name = quote(found.name, safe="")
    said = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "X-Content-Type-Options": "nosniff"}
    return Response(found.content, media_type="application/octet-stream", headers=said)


@router.post("/mail/{mail}/record", status_code=201)
def record_mail(
    mail: UUID,
    body: ContactWithLinks,
    principal: Recorder,
    store: Store,
    tx: Transaction,
    books: RulebooksForChange,
) -> ContactRead:
    """Record an e-mail as a contact. Its channel is e-mail and its receipt the arrival, whatever the body says."""
    contact = service.record(tx, store, principal, str(mail), body, utc_now(), books)
    return views.shown(contact, principal, local_today())


@router.post("/mail/{mail}/thread")
def thread_mail(mail: UUID, body: BelongsTo, principal: Recorder, store: Store, tx: Transaction) -> MailRead:
    """Say to which contact an e-mail belongs."""
    return service.thread(tx, store, principal, str(mail), body, utc_now())


@router.post("/mail/{mail}/aside")
def set_mail_aside(mail: UUID, body: SetAside, principal: Recorder, tx: Transaction) -> MailRead:
    """Nothing has to be done about it, and why. It is kept."""
    return service.set_aside(tx, principal, str(mail), body, utc_now())


@router.post("/mail/{mail}/waiting")
def take_mail_back(mail: UUID, principal: Recorder, tx: Transaction) -> MailRead:
    """Let an e-mail wait again that was set aside, or put to a contact."""
    return service.take_back(tx, principal, str(mail), utc_now())


@router.get("/contacts/{ref}/mail", dependencies=[shows(ReadKind.MAIL_LIST)])
def read_mail_of_contact(ref: Reference, principal: Recorder, session: ReadSession) -> MailsOfContact:
    """E-mails that a contact was recorded from, or that belong to it, in the order of arrival."""
    return MailsOfContact(items=service.of_contact(session, principal, ref, utc_now()))
