"""The calendar over HTTP."""

from typing import Annotated

from fastapi import Depends, Path, Query, Response

from cases.calendar import service
from cases.calendar.schemas import CalendarRead, ChangeAsked, ChangeToMake, ChangeWithMoves, Impact, UndoToMake
from chassis.app import PublishedBooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from kernel.calendar import FIRST_DAY, LAST_DAY
from kernel.localtime import local_today, utc_now

router = room()

Reader = Annotated[Principal, Depends(require("calendar:read"))]
Keeper = Annotated[Principal, Depends(require("calendar:write"))]
ChangeNumber = Annotated[int, Path(ge=1, le=100_000, description="of a change, from 1")]
Year = Annotated[
    int | None, Query(ge=FIRST_DAY.year, le=LAST_DAY.year, description="without it, the year that it is")
]


@router.get("/calendar")
def read_calendar(principal: Reader, session: ReadSession, year: Year = None) -> CalendarRead:
    """The days off of a year, and what the council changed."""
    today = local_today()
    return service.read_calendar(session, principal, year or today.year, today)


@router.post("/calendar/preview")
def preview_calendar_change(body: ChangeAsked, principal: Reader, session: ReadSession) -> Impact:
    """Which running clocks a change would move, from when to when. Nothing is stored."""
    return service.preview(session, principal, body, local_today())


@router.post("/calendar/changes", status_code=201)
def change_calendar(
    body: ChangeToMake, officer: Keeper, tx: Transaction, books: PublishedBooks, response: Response
) -> Impact:
    """Add, withdraw or move a holiday or closure, and move every date that follows, as previewed."""
    return _located(service.change_calendar(tx, officer, body, utc_now(), books), response)


@router.get("/calendar/changes/{number}")
def read_calendar_change(number: ChangeNumber, principal: Reader, session: ReadSession) -> ChangeWithMoves:
    """A change that was made, and everything that it moved."""
    return service.read_change(session, principal, number, local_today())


@router.get("/calendar/changes/{number}/undo")
def preview_calendar_undo(number: ChangeNumber, principal: Reader, session: ReadSession) -> Impact:
    """Which running clocks would move if this change were taken back."""
    return service.preview_undo(session, principal, number, local_today())


@router.post("/calendar/changes/{number}/undo", status_code=201)
def undo_calendar_change(
    number: ChangeNumber,
    body: UndoToMake,
    officer: Keeper,
    tx: Transaction,
    books: PublishedBooks,
    response: Response,
) -> Impact:
    """Take a change back; every date that it moved and that is still owed goes back."""
    return _located(service.undo_change(tx, officer, number, body, utc_now(), books), response)


def _located(impact: Impact, response: Response) -> Impact:
    response.headers["Location"] = f"/api/cases/v1/calendar/changes/{impact.change.number}"
    return impact
