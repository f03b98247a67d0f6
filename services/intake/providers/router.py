"""The register of providers over HTTP."""

from typing import Annotated

from fastapi import Depends, Path, Query, Response

from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.etag import VersionRead, set_etag
from chassis.idempotency import Transaction
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize
from intake.providers import service
from intake.providers.schemas import (
    LARGEST_NUMBER,
    NewContractAction,
    NewProvider,
    NewSpelling,
    ProviderAlerts,
    ProviderChange,
    ProviderEnding,
    ProviderMerging,
    ProviderRead,
    ProviderReason,
    Providers,
    ProviderView,
    UnlistedNames,
)
from kernel.localtime import local_today, utc_now
from kernel.values import LocalDate

router = room()

Reader = Annotated[Principal, Depends(require("providers:read"))]
Keeper = Annotated[Principal, Depends(require("providers:write"))]
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]
Words = Annotated[
    str | None,
    Query(max_length=200, pattern=r"^[^\x00-\x1f]*$", description="a name, a spelling or a CQC number, or a part"),
]


@router.get("/providers")
def list_providers(
    principal: Reader,
    session: ReadSession,
    view: ProviderView = ProviderView.ACTIVE,
    q: Words = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Providers:
    """The register, by name."""
    return service.listed(session, principal, view, q, cursor, limit, local_today())


@router.get("/unlisted-providers")
def list_unlisted_providers(principal: Reader, session: ReadSession) -> UnlistedNames:
    """Names that contacts were recorded with, and that are not in the register yet; most contacts first."""
    return service.unlisted(session, principal)


@router.post("/providers", status_code=201)
def add_provider(body: NewProvider, principal: Keeper, tx: Transaction, response: Response) -> ProviderRead:
    """Add a provider. No two entries are written alike, whatever capitals, blanks and punctuation."""
    added = _answer(service.add(tx, principal, body, utc_now()), response)
    response.headers["Location"] = f"/api/intake/v1/providers/{added.number}"
    return added


@router.get("/providers/{number}")
def read_provider(number: Number, principal: Reader, session: ReadSession, response: Response) -> ProviderRead:
    """One provider with its history, and what was done about it; its version is the ETag."""
    return _answer(service.read(session, principal, number, local_today()), response)


@router.get("/providers/{number}/alerts")
def list_provider_alerts(
    number: Number,
    principal: Reader,
    session: ReadSession,
    since: LocalDate | None = None,
    to: LocalDate | None = None,
) -> ProviderAlerts:
    """What contract monitoring was told of a provider: in the twelve months until today, or between two days."""
    return service.alerts(session, principal, number, since, to, local_today())


@router.patch("/providers/{number}")
def change_provider(
    number: Number,
    body: ProviderChange,
    principal: Keeper,
    version: VersionRead,
    tx: Transaction,
    response: Response,
) -> ProviderRead:
    """Change what an entry says, and say why; what is left out stays."""
    return _answer(service.change(tx, principal, number, version, body, utc_now()), response)


@router.post("/providers/{number}/spellings")
def add_spelling(
    number: Number, body: NewSpelling, principal: Keeper, tx: Transaction, response: Response
) -> ProviderRead:
    """Let one more way to write its name stand for a provider."""
    return _answer(service.spell(tx, principal, number, body, utc_now()), response)


@router.post("/providers/{number}/ending")
def end_provider(
    number: Number, body: ProviderEnding, principal: Keeper, tx: Transaction, response: Response
) -> ProviderRead:
    """Record a provider's last day. Its entry stays, and so does what is counted of it."""
    return _answer(service.end(tx, principal, number, body, utc_now()), response)


@router.post("/providers/{number}/taking-up")
def take_up_provider(
    number: Number, body: ProviderReason, principal: Keeper, tx: Transaction, response: Response
) -> ProviderRead:
    """Record that a provider has no last day after all."""
    return _answer(service.take_up(tx, principal, number, body.reason, utc_now()), response)


@router.post("/providers/{number}/merging")
def merge_provider(
    number: Number, body: ProviderMerging, principal: Keeper, tx: Transaction, response: Response
) -> ProviderRead:
    """Let another entry stand for this one: both are counted under its name. Undone by `separating`."""
    return _answer(service.merge(tx, principal, number, body, utc_now()), response)


@router.post("/providers/{number}/separating")
def separate_provider(
    number: Number, body: ProviderReason, principal: Keeper, tx: Transaction, response: Response
) -> ProviderRead:
    """Undo a merging: what was counted under the other's name is counted under its own again."""
    return _answer(service.separate(tx, principal, number, body.reason, utc_now()), response)


@router.post("/providers/{number}/actions", status_code=201)
def record_contract_action(
    number: Number, body: NewContractAction, principal: Keeper, tx: Transaction, response: Response
) -> ProviderRead:
    """Record what the council did about a provider under its contract."""
    return _answer(service.act(tx, principal, number, body, utc_now()), response)


def _answer(provider: ProviderRead, response: Response) -> ProviderRead:
    set_etag(response, provider.version)
    return provider
