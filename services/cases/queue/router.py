"""Lists of cases over HTTP."""

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import StreamingResponse

from cases.queue import export, service
from cases.queue.schemas import Asked, Cases, Counts, Sort, View
from cases.record.web import Reader
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize
from kernel.localtime import local_today
from kernel.values import Code
from kernel.vocabulary import Classification, ReadKind, Status

router = room()

Exporter = Annotated[Principal, Depends(require("cases:read", counts_as=60))]

OwnerFilter = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
RefFilter = Annotated[
    str | None, Query(max_length=20, pattern=r"^[A-Za-z0-9-]*$", description="part of a reference")
]


def asked(
    view: View = View.OPEN,
    sort: Sort = Sort.DUE,
    team: Code | None = None,
    owner: OwnerFilter = None,
    classification: Classification | None = None,
    status: Annotated[Status | None, Query(alias="stage")] = None,
    q: RefFilter = None,
) -> Asked:
    """Which cases, and in which order."""
    return Asked(view, sort, team, owner, classification, status, q)


AskedFor = Annotated[Asked, Depends(asked)]


@router.get("/cases")
def list_cases(
    principal: Reader,
    session: ReadSession,
    books: Rulebooks,
    asked: AskedFor,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Cases:
    """Cases of one view of the queue, by the next date owed or as asked for, then by reference."""
    return service.list_cases(session, principal, asked, cursor, limit, local_today(), books)


@router.get("/cases/export", response_class=StreamingResponse, responses={200: {"content": {"text/csv": {}}}})
def export_cases(
    principal: Exporter,
    look: Annotated[Look, shows(ReadKind.EXPORT)],
    session: ReadSession,
    books: Rulebooks,
    asked: AskedFor,
    request: Request,
) -> StreamingResponse:
    """The same cases, 10,000 at most, as a file for a spreadsheet."""
    today = local_today()
    look.shown = export.count(session, principal, asked, today)
    look.about = f"cases {asked.view}"
    rows = export.rows(request.app.state.database, principal, asked, today, books)
    headers = {"Content-Disposition": f'attachment; filename="cases-{asked.view}-{today}.csv"'}
    return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/cases/counts")
def count_cases(
    principal: Reader,
    session: ReadSession,
    team: Code | None = None,
    classification: Classification | None = None,
) -> Counts:
    """How many cases each view of the queue holds."""
    return service.count_cases(session, principal, team, classification, local_today())
