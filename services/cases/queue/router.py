"""Lists of cases over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from cases.queue import service
from cases.queue.schemas import Cases, Counts, View
from cases.record.web import Reader
from chassis.app import Rulebooks
from chassis.db import ReadSession
from chassis.idempotency import RememberingRoute
from chassis.web_fields import Cursor, PageSize
from kernel.localtime import local_today
from kernel.values import Code
from kernel.vocabulary import Classification, Status

router = APIRouter(route_class=RememberingRoute)

OwnerFilter = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
RefFilter = Annotated[
    str | None, Query(max_length=20, pattern=r"^[A-Za-z0-9-]*$", description="part of a reference")
]


@router.get("/cases")
def list_cases(
    principal: Reader,
    session: ReadSession,
    books: Rulebooks,
    view: View = View.OPEN,
    team: Code | None = None,
    owner: OwnerFilter = None,
    classification: Classification | None = None,
    status: Annotated[Status | None, Query(alias="stage")] = None,
    q: RefFilter = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Cases:
    """Cases of one view of the queue, by the next date owed, then reference."""
    return service.list_cases(
        session,
        principal,
        view,
        team=team,
        owner=owner,
        classification=classification,
        status=status,
        ref=q,
        cursor=cursor,
        limit=limit,
        today=local_today(),
        books=books,
    )


@router.get("/cases/counts")
def count_cases(
    principal: Reader,
    session: ReadSession,
    team: Code | None = None,
    classification: Classification | None = None,
) -> Counts:
    """How many cases each view of the queue holds."""
    return service.count_cases(session, principal, team, classification, local_today())
