"""What every service's app has: health, metrics, logs with request ids, problem+json, the feed, parked events."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from sqlalchemy import Table
from sqlalchemy.exc import OperationalError

from chassis import (
    calendar_store,
    enum_words,
    examples,
    idempotency,
    measures,
    observability,
    problem,
    read_routes,
)
from chassis.auth import Principal, Verifier, require, signed_in
from chassis.body_limit import BodyLimit
from chassis.councils import locked_out
from chassis.db import Database, ReadSession
from chassis.examples import Example
from chassis.follower import Handlers, list_parked, retry_parked
from chassis.idempotency import Transaction
from chassis.limits import RateLimit
from chassis.migrations import is_served
from chassis.own_issuer import OwnIssuer
from chassis.reads import Reads, ReadTables
from chassis.rooms import room
from chassis.rounds import Work, kept_in
from chassis.settings import Settings
from chassis.tracing import FASTAPIS_OWN
from chassis.version import VERSION
from kernel.errors import NotFound, NotPermitted
from kernel.procedures import Books


class Closing:
    """Tells long-lived answers that the server is stopping, so that they end by themselves."""

    def __init__(self) -> None:
        self.now = False


@dataclass
class Context:
    """What a process makes once and its services share."""

    settings: Settings
    books: Books
    issuer: OwnIssuer
    verifier: Verifier
    person_limit: RateLimit
    closing: Closing = field(default_factory=Closing)

    @classmethod
    def of(cls, settings: Settings, books: Books) -> "Context":
        issuer = OwnIssuer.of(settings)
        verifier = Verifier(settings, issuer, books.councils)
        return cls(settings, books, issuer, verifier, RateLimit(settings.requests_per_minute))


def rulebooks(
    request: Request, session: ReadSession, principal: Annotated[Principal, Depends(signed_in)]
) -> Books:
    """The procedures, and the calendar as it is in force for the caller's council."""
    books: Books = request.app.state.context.books
    table: Table | None = request.app.state.calendar_changes
    return books if table is None else calendar_store.in_force(session, table, principal.authority, books)


def rulebooks_for_change(
    request: Request, tx: Transaction, principal: Annotated[Principal, Depends(signed_in)]
) -> Books:
    """The same for a change: nobody changes the calendar until it is committed."""
    return calendar_store.held(
        tx, request.app.state.calendar_changes, principal.authority, request.app.state.context.books
    )


async def published_books(request: Request) -> Books:
    """The procedures and the published calendar, for whoever takes hold of a council's own calendar themselves."""
    books: Books = request.app.state.context.books
    return books


Rulebooks = Annotated[Books, Depends(rulebooks, scope="function")]
RulebooksForChange = Annotated[Books, Depends(rulebooks_for_change, scope="function")]
PublishedBooks = Annotated[Books, Depends(published_books)]
Service = Annotated[Principal, Depends(require("feed:read"))]
Admin = Annotated[Principal, Depends(require("parked:manage"))]


class _Service(FastAPI):
    """An app whose OpenAPI document has examples, the words of codes, and the problems of each operation."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            document = examples.document(super().openapi(), self.state.examples)
            self.openapi_schema = problem.document(enum_words.document(document))
        return self.openapi_schema


def create_service(
    service: str,
    description: str,
    context: Context,
    database: Database,
    reads: ReadTables,
    restricted_refs: Table,
    rooms: Sequence[APIRouter],
    handlers: Handlers | None = None,
    calendar_changes: Table | None = None,
    shown: dict[str, Example] | None = None,
) -> FastAPI:
    """A service's app. Followers are added to `app.state.followers` before it starts.

    What it measures beside its feed and its answers: `app.state.measures`.
    What else it does by itself: `app.state.background` in whichever process follows, `app.state.beside_answers` in
    the one that answers, for what requests wait for or started there.

    Args:
        reads: where the service keeps who looked at what.
        restricted_refs: where it keeps who alone may see which reference.
        rooms: its routes, each from `rooms.room`. The first that fits a request answers it.
        calendar_changes: where the service keeps what councils changed of the calendar; None: it counts no dates.
        shown: examples for the OpenAPI document, by operation.
    """
    app = _Service(
        title=f"Redress {service}",
        description=description,
        version=VERSION,
        openapi_url=None,
        lifespan=_lifespan,
        telemetry=FASTAPIS_OWN,
    )
    app.state.service = service
    app.state.examples = shown or {}
    app.state.context = context
    app.state.verifier = context.verifier
    app.state.database = database
    app.state.reads = Reads(database, reads)
    app.state.restricted = restricted_refs
    app.state.handlers = handlers or {}
    app.state.calendar_changes = calendar_changes
    app.state.followers = []
    app.state.background = [partial(idempotency.forget, database)]
    app.state.beside_answers = []
    app.state.works_itself = True
    app.state.rounds = {}
    app.state.measures = []
    app.state.measured = None
    app.state.keys_in_flight = set()
    app.state.preparing = False  # while the demonstration's data is being made
    problem.install(app)
    app.exception_handler(NotPermitted)(read_routes.refused)
    app.exception_handler(idempotency.Replayed)(idempotency.replay)
    app.add_middleware(BodyLimit, limit=context.settings.max_body_bytes)
    observability.install(app)
    own = (_description_router(context.settings, service), _feed_router(), read_routes.create_router())
    app.router.routes += [route for each in (*rooms, *own, _health_router()) for route in each.routes]
    return app


def background_of(app: FastAPI) -> list[Work]:
    """What a service does beside answering, and not necessarily where it answers; each until it is cancelled."""
    works = [follower.run for follower in app.state.followers] + list(app.state.background)
    return [partial(kept_in, app.state.rounds, work) for work in works]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    # A scope's cancellation lets work in threads end first; a bare task.cancel() would close a session in use.
    async with anyio.create_task_group() as running:
        for run in app.state.beside_answers + (background_of(app) if app.state.works_itself else []):
            running.start_soon(run)
        try:
            yield
        finally:
            running.cancel_scope.cancel()
    app.state.database.engine.dispose()


class ParkedEvent(BaseModel):
    """An event that could not be applied, and why."""

    follower: str
    position: int
    ref: str
    type: str
    reason: str


class ParkedEvents(BaseModel):
    items: list[ParkedEvent]


class Retried(BaseModel):
    """How many parked events took effect."""

    applied: int


def _description_router(settings: Settings, service: str) -> APIRouter:
    """What the interface looks like: open where the demonstration is, else for whoever is signed in."""
    router = room(route_class=APIRoute)

    @router.get(
        "/openapi.json", include_in_schema=False, dependencies=[] if settings.demo else [Depends(signed_in)]
    )
    def describe(request: Request) -> JSONResponse:
        app: FastAPI = request.app
        return JSONResponse(app.openapi())

    @router.get("/docs", include_in_schema=False)
    def read() -> RedirectResponse:
        """The page is one of the web app's, which signs in."""
        return RedirectResponse(f"/api-docs/{service}")

    return router


@cache
def _feed_router() -> APIRouter:
    router = room()

    @router.get(
        "/events",
        response_class=JSONResponse,
        responses={
            200: {"content": {"application/cloudevents-batch+json": {"schema": {"type": "array"}}}},
            409: {
                "description": "The feed never gave this position, or another event: an older backup was restored"
            },
        },
    )
    async def read_events(
        request: Request,
        _service: Service,
        last_event_id: Annotated[int, Query(alias="lastEventId", ge=0, le=2**53)] = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 500,
        timeout: Annotated[float, Query(ge=0, le=60, description="seconds to wait for a first event")] = 0,
        mark: Annotated[
            str | None, Query(alias="lastEventMark", pattern="^[0-9a-f]{32}$", description="of that event")
        ] = None,
    ) -> Response:
        """Events after `lastEventId` in the order of their commits; waits for the first if there is none yet."""
        database: Database = request.app.state.database
        closing: Closing = request.app.state.context.closing
        batch = await database.events_after(last_event_id, limit, timeout, lambda: closing.now, mark)
        return JSONResponse(batch, media_type="application/cloudevents-batch+json")

    @router.get("/parked-events")
    def list_parked_events(request: Request, admin: Admin, session: ReadSession) -> ParkedEvents:
        """Events that this service could not apply for the caller's council."""
        tables = request.app.state.database.tables
        rows = list_parked(session, tables, admin.authority)
        return ParkedEvents(items=[ParkedEvent.model_validate(dict(row)) for row in rows])

    @router.post("/parked-events/retry")
    def retry_parked_events(request: Request, admin: Admin, tx: Transaction) -> Retried:
        """Try the parked events of the caller's council again, oldest first."""
        state = request.app.state
        return Retried(
            applied=sum(
                retry_parked(tx, state.database.tables, follower.name, state.handlers, admin.authority)
                for follower in state.followers
            )
        )

    return router


NOTHING_HERE = "There is nothing at this address."


@cache
def _health_router() -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def livez() -> PlainTextResponse:
        return PlainTextResponse("alive\n")

    @router.get("/readyz")
    def readyz(request: Request, session: ReadSession) -> JSONResponse:
        """Ready: the database there, upgraded and not full, demonstration data in, essential followers running."""
        if observability.was_forwarded(request):  # what is told is for whoever keeps the processes
            raise NotFound(NOTHING_HERE)
        state = request.app.state
        try:
            database, migrated = True, is_served(session, state.service)
        except OperationalError:
            database = migrated = False
        checks = {
            "database": database,
            "migrated": migrated,
            "room": problem.has_room(request.app),
            "demo_data": not state.preparing,
            "following": all(follower.running for follower in state.followers if follower.essential),
            "councils": not (without := locked_out(state.context.books)),
        }
        refused = {follower.name: follower.refused for follower in state.followers if follower.refused}
        if state.database.disowned:
            refused[state.service] = state.database.disowned
        checks["feeds_as_followed"] = not refused
        told = ({"refused": refused} if refused else {}) | ({"councils_without_file": without} if without else {})
        return JSONResponse(checks | told, 200 if all(checks.values()) else 503)

    @router.get("/metrics")
    async def metrics(request: Request, session: ReadSession) -> Response:
        """Prometheus text; to this machine, and to the networks that the settings name."""
        asked_from = [*observability.LOOPBACK, *request.app.state.context.settings.metrics_networks]
        if not observability.comes_from(request, asked_from):
            raise NotFound(NOTHING_HERE)
        return await measures.metrics(request.app, session)

    return router
