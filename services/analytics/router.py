"""HTTP in, HTTP out."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from analytics import providers, service
from analytics.figures import service as figures
from analytics.figures.question import Question
from analytics.figures.schemas import Drill, Figure, QuestionParts, References
from analytics.live import Watcher
from analytics.reports.periods import FinancialYear
from analytics.schemas import Dashboard, ProviderRecord
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.json_bodies import JsonRoute
from chassis.reads import Look, shows
from chassis.rooms import room
from kernel.localtime import local_today, utc_now
from kernel.values import Code, Line, LocalDate
from kernel.vocabulary import ReadKind

OF_ANOTHER_COUNCIL: dict[int | str, dict[str, Any]] = {404: {"description": "Another council's figures"}}

router = room(route_class=JsonRoute)

Reader = Annotated[Principal, Depends(require("figures:read"))]
Driller = Annotated[Principal, Depends(require("figures:drill", counts_as=10))]
ProviderReader = Annotated[Principal, Depends(require("providers:read"))]
Year = Annotated[FinancialYear | None, Query(description="such as 2026-27")]
LastEventId = Annotated[str | None, Header(alias="Last-Event-ID", max_length=40)]


@router.get("/dashboard")
def read_dashboard(
    principal: Reader, session: ReadSession, books: Rulebooks, team: Code | None = None, year: Year = None
) -> Dashboard:
    """What is open now and how the financial year has gone so far."""
    return service.dashboard(session, principal, team, int(year[:4]) if year else None, utc_now(), books)


@router.post("/figures", responses=OF_ANOTHER_COUNCIL)
def ask_figure(body: Question, principal: Reader, session: ReadSession) -> Figure:
    """Answer one question about the caller's council, by the one definition that every table and report uses."""
    return figures.ask(session, principal, body)


@router.get("/figures/fields")
def read_fields(principal: Reader) -> QuestionParts:
    """What a question may name: every unit's fields with their kinds, and what each measure needs."""
    return figures.parts()


@router.post("/figures/references", responses=OF_ANOTHER_COUNCIL)
def list_references(
    body: Drill, principal: Driller, look: Annotated[Look, shows(ReadKind.DRILL)], session: ReadSession
) -> References:
    """The cases behind a figure, or behind one of its groups."""
    found = figures.drill(session, principal, body)
    look.shown = len(found.items)
    return found


@router.get("/providers/record")
def read_provider_record(
    name: Annotated[Line, Query(description="in any spelling of the register")],
    principal: ProviderReader,
    session: ReadSession,
    books: Rulebooks,
    since: LocalDate | None = None,
    to: LocalDate | None = None,
) -> ProviderRecord:
    """What was complained of about a provider: in the twelve months until today, or between two days."""
    return providers.record(session, principal, name, since, to, local_today(), books)


@router.get("/live", response_class=EventSourceResponse)
async def watch(
    request: Request, principal: Reader, last_event_id: LastEventId = None
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: `changed` whenever this council's facts changed, and at midnight."""
    watcher: Watcher = request.app.state.watcher
    async for event in watcher.events(principal, last_event_id):
        yield event
