"""Reports over HTTP."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response

from analytics.reports import answers, service
from analytics.reports.book import Definitions, boards
from analytics.reports.definition import Definition
from analytics.reports.document import Report, ReportScope
from analytics.reports.formats import Format, render
from analytics.reports.periods import FinancialYear, period
from analytics.reports.satisfaction import Said, Satisfaction
from analytics.reports.schemas import (
    BoardAsked,
    BoardListed,
    DraftRead,
    PublicationRead,
    Quarter,
    ReportAsked,
    WordsWritten,
)
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from kernel.errors import NotFound
from kernel.localtime import utc_now
from kernel.values import Code

router = room()

Reader = Annotated[Principal, Depends(require("figures:read"))]
Writer = Annotated[Principal, Depends(require("reports:write"))]
Publisher = Annotated[Principal, Depends(require("reports:publish"))]
Authority = Annotated[str, Query(min_length=1, max_length=60, description="the caller's own council")]
Version = Annotated[
    int | None, Query(ge=1, le=1_000_000, description="a published one; none: as figures stand now")
]


def asked(
    authority: Authority,
    year: Annotated[FinancialYear, Query(description="such as 2023-24")],
    scope: ReportScope = ReportScope.ADULTS,
    quarter: Annotated[Quarter | None, Query(description="none: the whole year")] = None,
) -> ReportAsked:
    return ReportAsked(authority=authority, year=year, scope=scope, quarter=quarter)


Asked = Annotated[ReportAsked, Depends(asked)]


def told(permission: str) -> Any:
    """A parameter: what people said, for a report that is made now. It is asked before anything is locked."""

    async def said(
        request: Request, which: Asked, principal: Annotated[Principal, Depends(require(permission))]
    ) -> Said | None:
        return await _told(request, principal, which)

    return Depends(said)


async def _told(request: Request, principal: Principal, which: ReportAsked) -> Said | None:
    _require_own(principal, which)
    return await answers.of_report(request.app.state.cases, which, _definition(request, which))


def _definition(request: Request, which: ReportAsked) -> Definition:
    """What the council's report is made by."""
    definitions: Definitions = request.app.state.definitions
    return definitions.of(which.authority, which.scope)


async def told_to_writer(request: Request, body: WordsWritten, principal: Writer) -> Said | None:
    return await _told(request, principal, body)


async def told_to_publisher(request: Request, body: ReportAsked, principal: Publisher) -> Said | None:
    return await _told(request, principal, body)


NOT_ROUNDED: dict[int | str, dict[str, Any]] = {
    409: {"description": "Its counts cannot stand beside those that are out: rounded, or not"}
}


@router.get(
    "/annual-report",
    responses={404: {"description": "Another council's report, or no such version"}, **NOT_ROUNDED},
)
def read_report(
    request: Request,
    which: Asked,
    principal: Reader,
    said: Annotated[Said | None, told("figures:read")],
    session: ReadSession,
    books: Rulebooks,
    version: Version = None,
    wanted: Annotated[Format, Query(alias="format", description="what it is to be read with")] = Format.HTML,
) -> Response:
    """A council's report of a financial year or a quarter, safe to publish: small numbers are hidden in it.

    Without `version` it has the figures of now; a published version is as it was.
    """
    if version is None:
        report = service.current(session, _definition(request, which), which, said, books, utc_now())
    else:
        report = service.version(session, principal, which, version)
    rendered = render(report, wanted)
    return Response(
        rendered.content,
        media_type=rendered.media_type,
        headers={"Content-Disposition": f'attachment; filename="{rendered.filename}"'},
    )


@router.get("/annual-report/draft", responses={404: {"description": "Another council's report"}, **NOT_ROUNDED})
def read_draft(
    request: Request,
    which: Asked,
    principal: Writer,
    said: Annotated[Said | None, told("reports:write")],
    session: ReadSession,
    books: Rulebooks,
) -> DraftRead:
    """The report with what stops its publication, what is hidden and why, and what was written for it."""
    return service.draft(session, _definition(request, which), which, said, books, utc_now())


@router.put(
    "/annual-report/words/{place}",
    responses={
        404: {"description": "No such place in the report"},
        409: {"description": "Somebody wrote there meanwhile"},
    },
)
def write_words(
    request: Request,
    place: Annotated[str, Path(max_length=60)],
    body: WordsWritten,
    principal: Writer,
    said: Annotated[Said | None, Depends(told_to_writer)],
    tx: Transaction,
    books: Rulebooks,
) -> DraftRead:
    """Write or sign an officer's own words for a place of the report."""
    return service.write_words(tx, principal, _definition(request, body), place, body, said, books, utc_now())


@router.get("/annual-report/publications", responses={404: {"description": "Another council's report"}})
def list_publications(which: Asked, principal: Reader, session: ReadSession) -> list[PublicationRead]:
    """Every published version of a report, the latest first, each with what it changed."""
    _require_own(principal, which)
    return service.publications(session, which)


@router.post(
    "/annual-report/publications",
    status_code=201,
    responses={
        404: {"description": "Another council's report"},
        409: {"description": "Something stops it, or nothing has changed"},
    },
)
def publish_report(
    request: Request,
    body: ReportAsked,
    principal: Publisher,
    said: Annotated[Said | None, Depends(told_to_publisher)],
    tx: Transaction,
    books: Rulebooks,
) -> PublicationRead:
    """Publish the report as it stands. What is published is never changed; later versions say what is."""
    return service.publish(tx, principal, _definition(request, body), body, said, books, utc_now())


@router.get("/satisfaction")
async def read_satisfaction(
    request: Request, principal: Reader, year: Annotated[FinancialYear, Query(description="such as 2026-27")]
) -> Satisfaction:
    """What people said of how they were dealt with, in a year, safe to publish: small numbers are hidden in it."""
    return await answers.of_year(request.app.state.cases, principal.authority, period(year))


@router.get("/boards")
def list_boards(_principal: Reader) -> list[BoardListed]:
    """The dashboards that there are."""
    return [BoardListed(name=name, title=board.title) for name, board in boards().items()]


@router.get("/boards/{board}")
def read_board(
    board: Annotated[str, Path(max_length=60)],
    principal: Reader,
    session: ReadSession,
    books: Rulebooks,
    year: Annotated[FinancialYear, Query(description="such as 2026-27")],
    quarter: Annotated[Quarter | None, Query(description="none: the whole year")] = None,
    team: Code | None = None,
) -> Report:
    """A dashboard: sentences, tables and charts of one figures language, of the council or of one team."""
    asked_for = BoardAsked(year=year, quarter=quarter, team=team)
    return service.board(session, principal, board, asked_for, books, utc_now())


def _require_own(principal: Principal, which: ReportAsked) -> None:
    if which.authority != principal.authority:
        raise NotFound("There are no reports of this council for you.")
