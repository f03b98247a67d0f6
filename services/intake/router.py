"""HTTP in, HTTP out."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from chassis import idempotency
from chassis.app import Rulebooks, RulebooksForChange
from chassis.auth import Principal, Seeing, require
from chassis.db import ReadSession
from chassis.etag import VersionRead, set_etag
from chassis.idempotency import Transaction
from chassis.read_queries import mark_key
from chassis.reads import Look, keep, mark_of, shows
from chassis.rooms import room
from chassis.together import Together
from chassis.web_fields import Cursor, PageSize, Reference
from intake import learned, people, service, views
from intake.models import reads_of_intake
from intake.parties import People
from intake.schemas import (
    Assessment,
    ContactFacts,
    ContactRead,
    Contacts,
    ContactSearch,
    ContactWithLinks,
    CouncilRead,
    FactsLearned,
    Reclassification,
    SearchedFor,
    SearchMark,
)
from intake.searching import TYPED_REFERENCE, told_of
from intake.suggesting.schemas import SuggestionsRead, TextToSuggestFrom
from kernel.localtime import local_today, utc_now
from kernel.values import REFERENCE_PATTERN
from kernel.vocabulary import Classification, ReadKind

router = room()

Recorder = Annotated[Principal, Depends(require("contacts:record"))]
Reader = Annotated[Principal, Depends(require("contacts:read"))]
OneReader = Annotated[Principal, Depends(Seeing("contacts:read"))]
PeopleKeeper = Annotated[Principal, Depends(require("contacts:people"))]
Classifier = Annotated[Principal, Depends(require("contacts:classify"))]
Auditor = Annotated[Principal, Depends(require("reads:read"))]
AnyStaff = Annotated[Principal, Depends(require("council:read"))]
ReferenceTyped = Annotated[
    str | None,
    Query(
        pattern=f"^{TYPED_REFERENCE.pattern}$",
        description="a reference, as it is typed; words that name people go by POST: addresses are kept in logs",
    ),
]
Refs = Annotated[list[Annotated[str, Query(pattern=REFERENCE_PATTERN)]], Query(max_length=100)]


@router.get("/council")
def read_council(principal: AnyStaff, books: Rulebooks) -> CouncilRead:
    """The codes of the caller's council: teams, categories, procedures."""
    return service.council(principal, local_today(), books)


@router.post("/contacts/preview")
def preview_contact(body: ContactFacts, principal: Recorder, books: Rulebooks) -> Assessment:
    """What a contact would be, why, and by when its steps would be due. Nothing is stored."""
    return service.preview(principal, body, utc_now(), books)


@router.post("/contacts/suggestions")
def suggest_from_text(body: TextToSuggestFrom, principal: Recorder, books: Rulebooks) -> SuggestionsRead:
    """What the words of a text suggest, harm first; each with the words that led to it. Nothing is stored."""
    return service.suggestions(principal, body, local_today(), books)


@router.post("/contacts", status_code=201, response_model=ContactRead)
async def record_contact(
    request: Request, body: ContactWithLinks, principal: Recorder, key: idempotency.Key = None
) -> Response:
    """Record a contact; it is on disk when this answers. Linking it needs the permission contacts:link."""
    recorder: Together[service.Submission] = request.app.state.recorder
    submission = service.Submission(principal, body, body.links, body.restricted)
    async with idempotency.claimed(request, principal, key) as asked:
        answer = await recorder.answer(principal.authority, submission, asked)
    if answer.shows:  # seldom: the dependency of other routes would wait for every answer
        await keep(request, ReadKind.PLAN, Look(answer.shows), await request.body())
    return answer.response


@router.get("/contacts")
def list_contacts(
    principal: Reader,
    look: Annotated[Look, shows(ReadKind.CONTACTS)],
    session: ReadSession,
    books: Rulebooks,
    q: ReferenceTyped = None,
    classification: Classification | None = None,
    ref: Refs = [],  # noqa: B006 - FastAPI copies defaults
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Contacts:
    """Contacts of the caller's council, newest first."""
    asked = ContactSearch(q=q, classification=classification, refs=ref, cursor=cursor, limit=limit)
    today = local_today()
    return views.all_shown(
        _seen(service.list_contacts(session, principal, asked, today, books), look), principal, today
    )


@router.post("/contacts/search")
def search_contacts(
    body: ContactSearch,
    principal: Reader,
    look: Annotated[Look, shows(ReadKind.SEARCH)],
    session: ReadSession,
    books: Rulebooks,
) -> Contacts:
    """The same, found by words that name people: names in any order, a phone number, an e-mail, a reference."""
    today = local_today()
    look.searched = told_of(body.q) if body.q and body.q.strip() else None
    return views.all_shown(
        _seen(service.list_contacts(session, principal, body, today, books), look), principal, today
    )


@router.post("/contacts/search/mark")
def mark_search(body: SearchedFor, auditor: Auditor, session: ReadSession) -> SearchMark:
    """What stands in the record of reads for a search by these words, however they are written."""
    key = mark_key(session, reads_of_intake, auditor.authority)
    return SearchMark(about=mark_of(key, told_of(body.q)))


@router.get("/contacts/{ref}", dependencies=[shows(ReadKind.CONTACT)])
def read_contact(
    ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks, response: Response
) -> ContactRead:
    """One contact, as the caller's role may see it; its version is the ETag."""
    contact = service.get_contact(session, principal, ref, local_today(), books)
    set_etag(response, contact.version)
    return views.shown(contact, principal, local_today())


@router.put("/contacts/{ref}/people")
def change_people(
    ref: Reference,
    body: People,
    principal: PeopleKeeper,
    version: VersionRead,
    tx: Transaction,
    books: RulebooksForChange,
    response: Response,
) -> ContactRead:
    """Put down what was learned of the people: consent, a right to speak, an advocate, how to help them."""
    contact = people.change_people(tx, principal, ref, version, body, utc_now(), books)
    set_etag(response, contact.version)
    return views.shown(contact, principal, local_today())


@router.patch("/contacts/{ref}/facts")
def answer_facts(
    ref: Reference,
    body: FactsLearned,
    principal: PeopleKeeper,
    version: VersionRead,
    tx: Transaction,
    books: RulebooksForChange,
    response: Response,
) -> ContactRead:
    """Put down what was learned later; class, duties and dates follow, from the original receipt.

    An officer's own decision stands, and says in `now_suggests` what it would be. Who may not decide a class takes
    no complaint away by a fact: that waits for an officer.
    """
    contact = learned.answer_facts(tx, principal, ref, version, body, utc_now(), books)
    set_etag(response, contact.version)
    return views.shown(contact, principal, local_today())


@router.post("/contacts/{ref}/reclassifications", status_code=201)
def reclassify_contact(
    ref: Reference, body: Reclassification, officer: Classifier, tx: Transaction, books: RulebooksForChange
) -> ContactRead:
    """Put a contact into another class, refuse it or accept it after all, with the reason."""
    return service.reclassify(tx, officer, ref, body, utc_now(), books)


def _seen(found: Contacts, look: Look) -> Contacts:
    """The same, with how many they are said to who keeps it; and which one it is, if one."""
    look.shown = len(found.items)
    if look.shown == 1:
        look.ref = found.items[0].ref
    return found
