"""The public's form over HTTP: routes without a sign-in, and what officers see of what came by it."""

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import unquote

import httpx
from anyio import to_thread
from fastapi import Depends, Header, Path, Request
from sqlmodel import Session

from chassis import calendar_store, links, reads
from chassis.app import PublishedBooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Key, Transaction, carried_out_once
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.service_client import ServiceClient
from chassis.web_fields import Cursor, PageSize, Reference
from intake.files.router import FILE_BODY, FileName, Store
from intake.files.rules import NAMELESS
from intake.models import PublicLinkRow, calendar_changes
from intake.public import proving, repository, rules, service
from intake.public.forms import OpenForm, OpenForms
from intake.public.schemas import (
    CodeSent,
    OwnPage,
    ProofByCode,
    PublicAdded,
    PublicAddition,
    PublicContact,
    PublicEntries,
    PublicEntryRead,
    PublicFormRead,
    PublicReceipt,
    WaitingEntries,
)
from kernel.errors import NotFound, Unavailable
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room(prefix="/public/{authority}", responses={404: {}, 429: {}})
desk_router = room()

SENDING_COUNTS_AS = 10
"""Requests that sending something counts as, against those of an address."""
OPENS_NOTHING = (
    "This opens nothing here. Check that you have the whole link, and the newest code, or phone the council."
)
CODE_SECONDS = 40.0
"""That cases may take to hand a code to the mail server, which has 30 for each of its answers."""

Authority = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
NewSecret = Annotated[
    str,
    Header(
        alias="Redress-Link",
        pattern=r"^[A-Za-z0-9_-]{43}$",
        description="256 random bits, base64url, made by the page: they will open the private page",
    ),
]
Proof = Annotated[
    str | None,
    Header(alias="Redress-Proof", max_length=200, description="what the page made when a code was right"),
]
NewProof = Annotated[
    str, Header(alias="Redress-Proof", pattern=r"^[A-Za-z0-9_-]{43}$", description="256 random bits, base64url")
]
Reader = Annotated[Principal, Depends(require("contacts:narrative"))]
Looker = Annotated[Principal, Depends(require("contacts:classify"))]


def opened_form(request: Request, authority: Authority) -> OpenForm:
    """The council's form; from here on the request sees its data alone. Raises NotFound, TooMany."""
    forms: OpenForms = request.app.state.public_forms
    form = forms.of_council(authority)
    _count(request, 1)
    request.state.principal = _somebody(authority, "")
    return form


Form = Annotated[OpenForm, Depends(opened_form)]


def _count(request: Request, requests: int) -> None:
    who = rules.network_of(request.client.host if request.client else "")
    request.app.state.public_limit.take(who, requests)


def _somebody(authority: str, secret_hash: str) -> Principal:
    """Whoever has the link: they may do nothing else. A key of theirs is nobody else's."""
    return links.whoever(authority, f"public:{secret_hash}", rules.RECORDED_BY)


async def sending(request: Request, form: Form, secret: NewSecret, key: Key = None) -> AsyncIterator[Session]:
    """The transaction of somebody who sends something."""
    _count(request, SENDING_COUNTS_AS)
    somebody = _somebody(form.council.code, links.hash_of(secret))
    async with carried_out_once(request, somebody, key) as tx:
        yield tx


Sending = Annotated[Session, Depends(sending, scope="function")]


async def opened_link(request: Request, form: Form, secret: links.Secret) -> PublicLinkRow:
    """What a secret opens. One that is not known, or another council's, costs the same one look-up by a hash."""
    state = request.app.state
    async with state.database.reading_async(form.council.code) as session:
        found = await to_thread.run_sync(repository.link, session, form.council.code, links.hash_of(secret))
    if found is None:
        raise NotFound(OPENS_NOTHING)
    return found


Link = Annotated[PublicLinkRow, Depends(opened_link)]


async def kept(request: Request, link: Link) -> AsyncIterator[None]:
    """What is shown by a link is kept first, as everything is that is shown to people."""
    yield
    await reads.keep(request, ReadKind.OWN_PAGE, Look(link.ref))


@router.get("")
def read_public_form(form: Form) -> PublicFormRead:
    """Whose form it is, and how else to reach them."""
    return service.described(form)


@router.post("/contacts", status_code=201)
def send_public_contact(
    body: PublicContact, request: Request, form: Form, secret: NewSecret, tx: Sending, books: PublishedBooks
) -> PublicReceipt:
    """Tell the council something. The link's secret is the sender's own making, so that no answer carries it."""
    in_force = calendar_store.held(tx, calendar_changes, form.council.code, books)
    most = request.app.state.context.settings.public_contacts_per_hour
    return service.send(tx, form, secret, body, utc_now(), in_force, most)


@router.get("/link", dependencies=[Depends(kept, scope="function")])
def read_own_page(link: Link, session: ReadSession, books: PublishedBooks, proof: Proof = None) -> OwnPage:
    """The receipt of whoever has the link; with a proof, where it stands."""
    in_force = calendar_store.in_force(session, calendar_changes, link.authority, books)
    return service.own_page(session, link, proof, utc_now(), in_force)


@router.post("/link/code", responses={409: {}, 503: {}})
async def send_code_to_mailbox(request: Request, link: Link, secret: links.Secret) -> CodeSent:
    """Send a code to the mailbox that was given with what was told. Each takes the place of the one before."""
    _count(request, SENDING_COUNTS_AS)
    state = request.app.state
    async with state.database.transaction_async(council=link.authority) as tx:
        mailbox, code = await to_thread.run_sync(proving.new_code, tx, link, secret, utc_now())
    minutes = int(proving.CODE_LASTS.total_seconds()) // 60
    asked = {"authority": link.authority, "to_address": mailbox, "code": code, "minutes": minutes}
    cases: ServiceClient = state.cases
    try:
        (await cases.post("v1/codes", asked, CODE_SECONDS)).raise_for_status()
    except httpx.HTTPError as error:
        phone = state.public_forms.of_council(link.authority).phone
        raise Unavailable(f"We cannot send e-mails at the moment. Phone {phone}.") from error
    return CodeSent(minutes=minutes)


@router.post("/link/proof", status_code=204)
async def prove_by_code(
    body: ProofByCode, request: Request, link: Link, secret: links.Secret, proof: NewProof
) -> None:
    """Show that one reads the mailbox. The proof is the page's own making; a wrong code counts as a try."""
    _count(request, SENDING_COUNTS_AS)
    async with request.app.state.database.transaction_async(council=link.authority) as tx:
        said = (tx, link, secret, body.code, proof, utc_now())
        is_right = await to_thread.run_sync(proving.prove, *said)
    if not is_right:  # told once the try is committed
        raise NotFound(OPENS_NOTHING)


async def adding(request: Request, link: Link, key: Key = None) -> AsyncIterator[Session]:
    """The transaction of whoever has a link."""
    _count(request, SENDING_COUNTS_AS)
    async with carried_out_once(request, _somebody(link.authority, link.secret_hash), key) as tx:
        yield tx


Adding = Annotated[Session, Depends(adding, scope="function")]


async def _content(request: Request, _link: Link) -> bytes:
    """The request's body, of whoever has a link."""
    return await request.body()


Content = Annotated[bytes, Depends(_content)]


@router.post("/link/additions", status_code=201)
def add_by_link(body: PublicAddition, link: Link, tx: Adding) -> PublicAdded:
    """Add words, or an e-mail address; an officer looks at them."""
    return service.add(tx, link, body, utc_now())


@router.post("/link/files", status_code=201, openapi_extra=FILE_BODY)
def add_file_by_link(
    link: Link, content: Content, store: Store, tx: Adding, name: FileName = NAMELESS
) -> PublicAdded:
    """Add a file: its content is the body. The same one sent again is the file that is there."""
    return service.add_file(tx, store, link, unquote(name) or NAMELESS, content, utc_now())


@desk_router.get("/public-entries")
def list_waiting_entries(
    principal: Looker,
    look: Annotated[Look, shows(ReadKind.PUBLIC_ENTRIES)],
    session: ReadSession,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> WaitingEntries:
    """What came by the public's form and nobody has looked at, the oldest first."""
    found = service.waiting(session, principal, cursor, limit)
    look.shown = len(found.items)
    return found


@desk_router.get("/contacts/{ref}/public-entries")
def read_public_entries(
    ref: Reference,
    principal: Reader,
    look: Annotated[Look, shows(ReadKind.PUBLIC_ENTRIES)],
    session: ReadSession,
) -> PublicEntries:
    """What came of a contact by the public's form, in the order in which it came."""
    found = service.of_contact(session, principal, ref, local_today())
    look.shown = len(found.items)
    return found


@desk_router.post("/contacts/{ref}/public-entries/{number}/look")
def look_at_public_entry(
    ref: Reference, number: Annotated[int, Path(ge=1, le=2**31 - 1)], principal: Looker, tx: Transaction
) -> PublicEntryRead:
    """Say that somebody has looked at what came."""
    return service.look_at(tx, principal, ref, number, utc_now())
