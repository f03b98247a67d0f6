"""The deadline calculator over HTTP."""

from typing import Annotated

from fastapi import Depends, Query

from cases.deadlines import service
from cases.deadlines.schemas import CountedDate, Deadlines
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.rooms import room
from kernel.localtime import local_today
from kernel.values import Code, LocalDate
from kernel.vocabulary import Unit

router = room()

AnyStaff = Annotated[Principal, Depends(require("council:read"))]


def asking(
    procedure: Code,
    received_on: Annotated[LocalDate, Query(description="day 0, in local time")],
    version: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    stage: Code | None = None,
    grade: Code | None = None,
    acknowledged_on: LocalDate | None = None,
    response_received_on: LocalDate | None = None,
    panel_met_on: LocalDate | None = None,
    panel_reported_on: LocalDate | None = None,
) -> service.Asking:
    """What dates are worked out from, as the query gives it."""
    return service.Asking(
        procedure,
        received_on,
        version,
        stage,
        grade,
        acknowledged_on,
        response_received_on,
        panel_met_on,
        panel_reported_on,
    )


@router.get("/deadlines")
def calculate_deadlines(
    principal: AnyStaff, books: Rulebooks, asking: Annotated[service.Asking, Depends(asking)]
) -> Deadlines:
    """By when the steps of a procedure would be due, each worked out day by day."""
    return service.calculate(principal, asking, local_today(), books)


@router.get("/deadlines/count")
def count_date(
    _principal: AnyStaff,
    books: Rulebooks,
    start: Annotated[LocalDate, Query(description="day 0, in local time")],
    amount: Annotated[int, Query(ge=1, le=400)],
    unit: Unit = Unit.WORKING_DAYS,
) -> CountedDate:
    """A date counted by itself, without a procedure."""
    return service.count(start, amount, unit, local_today(), books)
