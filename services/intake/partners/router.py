"""The partner interface over HTTP."""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import unquote

from anyio import to_thread
from fastapi import Depends, Form, Path, Query, Request, Response

from chassis import idempotency, reads
from chassis.app import RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.json_bodies import JsonRoute
from chassis.reads import Look
from chassis.rooms import room
from chassis.together import Together
from chassis.web_fields import Cursor, PageSize, Reference
from intake.files.router import ANY, FILE_BODY, FileName, Scans, Store, handed_out
from intake.files.router import Number as FileNumber
from intake.files.rules import NAMELESS
from intake.partners import clients, contacts, contributions, events, files
from intake.partners.recording import PartnerSubmission
from intake.partners.schemas import (
    BulkResult,
    ClientNames,
    ClientRead,
    ClientSecret,
    ContactStatus,
    ContactStatuses,
    NewAnswer,
    NewClient,
    PartnerAnswered,
    PartnerContact,
    PartnerContributions,
    PartnerEvents,
    PartnerFile,
    PartnerFiles,
    Scope,
    Token,
)
from kernel.errors import NotSignedIn, Unprocessable
from kernel.localtime import utc_now
from kernel.vocabulary import ReadKind

NDJSON = "application/x-ndjson"
LINES = {"type": "string", "format": "binary", "description": "one contact a line"}

router = room()
partner_router = room(prefix="/partner")
secret_router = room(route_class=JsonRoute)
"""Answers that carry a secret are never remembered: only its hash is kept."""

Admin = Annotated[Principal, Depends(require("clients:manage"))]
Asking = Annotated[Principal, Depends(require("clients:name"))]
Partner = Annotated[Principal, Depends(require("partner:contacts"))]
CLIENT_ID = re.compile(r"[a-z0-9_-]{1,80}")
ClientId = Annotated[str, Path(max_length=80, pattern=f"^{CLIENT_ID.pattern}$")]
AskedNumber = Annotated[int, Path(ge=1, le=1000)]
PartnerReference = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]+$")]


async def whole_body(request: Request) -> bytes:
    """The request's body, which the server bounds."""
    return await request.body()


def allowed(scope: Scope) -> Callable[..., Principal]:
    """A dependency: a partner whose client is in good standing, has the scope and does not ask too often."""

    def partner(request: Request, principal: Partner, session: ReadSession) -> Principal:
        clients.in_good_standing(session, principal, scope)
        request.app.state.partner_limit.take(principal.subject)
        return principal

    return partner


async def waiting(request: Request, principal: Partner) -> Principal:
    """The same for one that waits: it holds no session meanwhile."""
    async with request.app.state.database.reading_async(principal.authority) as session:
        await to_thread.run_sync(clients.in_good_standing, session, principal, Scope.CONTACTS_READ)
    request.app.state.partner_limit.take(principal.subject)
    return principal


Sender = Annotated[Principal, Depends(allowed(Scope.CONTACTS_WRITE))]
Watcher = Annotated[Principal, Depends(allowed(Scope.CONTACTS_READ))]
Waiter = Annotated[Principal, Depends(waiting)]


@secret_router.post("/clients", status_code=201)
def issue_client(body: NewClient, admin: Admin, tx: Transaction) -> ClientSecret:
    """Issue a partner's client. The secret is shown this once, so no answer is remembered."""
    return clients.issue(tx, admin, body, utc_now())


@secret_router.post("/clients/{client_id}/secret")
def rotate_client_secret(client_id: ClientId, admin: Admin, tx: Transaction) -> ClientSecret:
    """Give a client a new secret; the one before works for another day."""
    return clients.rotate(tx, admin, client_id, utc_now())


@router.get("/clients/names")
def list_client_names(officer: Asking, session: ReadSession) -> ClientNames:
    """Organisations whose systems can be told what they are asked to contribute."""
    return clients.names(session, officer)


@secret_router.post("/oauth/token")
async def issue_token(
    request: Request,
    grant_type: Annotated[Literal["client_credentials"], Form()],
    client_id: Annotated[str | None, Form(max_length=80)] = None,
    client_secret: Annotated[str | None, Form(max_length=200)] = None,
    scope: Annotated[str | None, Form(max_length=200)] = None,
) -> Token:
    """A token for client credentials (RFC 6749, section 4.4), given as a form or by HTTP Basic."""
    client_id, client_secret = _credentials(request, client_id, client_secret)
    state = request.app.state
    state.address_limit.take(request.client.host if request.client else "")
    state.partner_limit.take(f"token:{client_id}")
    asked = (state.context.issuer, client_id, client_secret, scope, utc_now())
    async with state.database.reading_async() as session:
        token = await to_thread.run_sync(clients.token, session, *asked)
    request.state.principal = state.verifier.verify(token.access_token, state.service)
    await reads.keep(request, ReadKind.SIGN_IN, Look())
    return token


@router.post("/clients/{client_id}/revocation")
def revoke_client(client_id: ClientId, admin: Admin, tx: Transaction) -> ClientRead:
    """Shut a client out: its secrets and tokens stop working at once."""
    return clients.revoke(tx, admin, client_id, utc_now())


@partner_router.post(
    "/contacts",
    status_code=201,
    response_model=ContactStatus,
    responses={200: {"model": ContactStatus, "description": "The same was sent before: what became of it"}},
)
async def submit_contact(
    request: Request, body: PartnerContact, partner: Sender, key: idempotency.Key = None
) -> Response:
    """Send one contact, with your own reference. The same sent again is answered with what is there."""
    recorder: Together[PartnerSubmission] = request.app.state.partner_recorder
    async with idempotency.claimed(request, partner, key) as asked:
        sent = PartnerSubmission(partner, body)
        return (await recorder.answer(partner.authority, sent, asked, of=partner.subject)).response


@partner_router.post(
    "/contacts/bulk",
    openapi_extra={"requestBody": {"required": True, "content": {NDJSON: {"schema": LINES}}}},
)
def submit_contacts(
    body: Annotated[bytes, Depends(whole_body)],
    request: Request,
    partner: Sender,
    tx: Transaction,
    books: RulebooksForChange,
) -> BulkResult:
    """Send many contacts, one JSON object a line, each with your own reference. Good lines are kept."""
    lines = body.splitlines()
    if not body.strip():
        raise Unprocessable("Send at least one line.")
    if len(lines) > contacts.LARGEST_BULK:
        raise Unprocessable(f"At most {contacts.LARGEST_BULK} lines at a time.")
    request.app.state.partner_limit.take(partner.subject, len(lines))
    return contacts.submit_many(tx, partner, lines, utc_now(), books)


@partner_router.get("/contacts")
def list_own_contacts(
    partner: Watcher,
    session: ReadSession,
    partner_reference: PartnerReference = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> ContactStatuses:
    """What became of the contacts that you sent."""
    return contacts.list_statuses(session, partner, partner_reference, cursor, limit)


@partner_router.get("/contacts/{ref}")
def read_own_contact(ref: Reference, partner: Watcher, session: ReadSession) -> ContactStatus:
    """What became of one contact that you sent."""
    return contacts.status(session, partner, ref)


@partner_router.post("/contacts/{ref}/files", status_code=201, openapi_extra=FILE_BODY)
def send_file(
    ref: Reference,
    content: Annotated[bytes, Depends(whole_body)],
    partner: Sender,
    store: Store,
    tx: Transaction,
    name: FileName = NAMELESS,
) -> PartnerFile:
    """Send a file of a contact that you sent: its content is the body. The same sent again is the first."""
    return files.add(tx, store, partner, ref, unquote(name) or NAMELESS, content, utc_now())


@partner_router.get("/contacts/{ref}/files")
def list_shared_files(ref: Reference, partner: Watcher, session: ReadSession) -> PartnerFiles:
    """Your files of a contact that you sent, and those that the council shares with you."""
    return files.listed(session, partner, ref)


@partner_router.get(
    "/contacts/{ref}/files/{number}",
    response_class=Response,
    responses={200: {"content": {ANY: {"schema": {"type": "string", "format": "binary"}}}}, 410: {}},
)
def take_shared_file(
    ref: Reference, number: FileNumber, partner: Watcher, store: Store, scans: Scans, session: ReadSession
) -> Response:
    """The content of one of these."""
    return handed_out(*files.taken(session, store, scans, partner, ref, number))


@partner_router.get("/contributions", responses={503: {}})
async def list_own_contributions(
    request: Request,
    partner: Watcher,
    look: Annotated[Look, reads.shows(ReadKind.ASKED_OF_PARTNER)],
    session: ReadSession,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> PartnerContributions:
    """What your organisation is asked to contribute to answers, and owes."""
    rows, next_cursor = await to_thread.run_sync(contributions.page, session, partner, cursor, limit)
    look.shown = len(rows)
    return await contributions.with_words(request.app.state.cases, partner, rows, next_cursor)


@partner_router.post("/contributions/{ref}/{number}/answer", status_code=201, responses={409: {}, 503: {}})
async def answer_own_contribution(
    ref: Reference, number: AskedNumber, body: NewAnswer, request: Request, partner: Sender
) -> PartnerAnswered:
    """Answer what you are asked, once. The same words sent again are answered alike."""
    return await contributions.answer(request.app.state.cases, partner, ref, number, body)


@partner_router.get(
    "/events", responses={409: {"description": "This place was never given: a backup was restored; begin at 0"}}
)
async def list_own_events(
    request: Request,
    partner: Waiter,
    after: Annotated[int, Query(ge=0, le=2**53, description="`last` of the answer before; 0: from the first")] = 0,
    limit: PageSize = 100,
    timeout: Annotated[float, Query(ge=0, le=30, description="seconds to wait for a first event")] = 0,
) -> PartnerEvents:
    """What happened to the contacts that you sent, each event once and in order."""
    state = request.app.state
    return await events.read_or_wait(
        state.database, partner, after, limit, timeout, lambda: state.context.closing.now
    )


def _credentials(request: Request, client_id: str | None, client_secret: str | None) -> tuple[str, str]:
    """As HTTP Basic gives them (RFC 6749, section 2.3.1), else the form."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            client_id, _, client_secret = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, ValueError) as error:
            raise NotSignedIn("This is not HTTP Basic.") from error
    if not (client_id and client_secret and CLIENT_ID.fullmatch(client_id)):
        raise NotSignedIn("Give the client's id and its secret.")
    return client_id, client_secret
