"""What-ifs over HTTP."""

from typing import Annotated

from fastapi import Depends, Query

from analytics.reports.periods import FinancialYear, period
from analytics.what_if import service
from analytics.what_if.schemas import WhatIf
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.json_bodies import JsonRoute
from chassis.rooms import room
from kernel.vocabulary import Classification, Unit

router = room(route_class=JsonRoute)

Reader = Annotated[Principal, Depends(require("figures:read"))]


@router.get("/what-if")
def ask_what_if(
    principal: Reader,
    session: ReadSession,
    books: Rulebooks,
    year: Annotated[FinancialYear, Query(description="in which they were answered")],
    classification: Classification = Classification.STATUTORY_COMPLAINT,
    amount: Annotated[int | None, Query(ge=1, le=400, description="a target; or name a procedure")] = None,
    unit: Unit = Unit.WORKING_DAYS,
    procedure: Annotated[
        str | None, Query(max_length=80, description="its id, or id@version, such as corporate@2")
    ] = None,
) -> WhatIf:
    """How many of a year's answers would have been in time under another target, or another procedure."""
    chosen = period(year)
    return service.what_if(
        session, principal, chosen, classification, books, amount=amount, unit=unit, procedure=procedure
    )
