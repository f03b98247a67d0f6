"""Costs over HTTP."""

from typing import Annotated

from fastapi import Query

from cases.costs import service, yearly
from cases.costs.schemas import CostlyCases, CostPutRight, Costs, NewCost, YearCosts
from cases.record.web import KeeperChange, Number, Reader
from chassis.app import Rulebooks
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import financial_year, local_today
from kernel.vocabulary import CostKind

router = room()

FinancialYear = Annotated[
    int | None, Query(ge=2000, le=2100, description="calendar year in which it begins; none: this one")
]


@router.get("/costs")
def read_year_costs(
    principal: Reader, session: ReadSession, books: Rulebooks, year: FinancialYear = None
) -> YearCosts:
    """What cases cost in a financial year, by kind, beside the year before and the council's budgets."""
    return yearly.read_year(session, principal, _chosen(year), books)


@router.get("/costs/cases")
def list_costly_cases(
    principal: Reader,
    session: ReadSession,
    year: FinancialYear = None,
    kind: Annotated[list[CostKind] | None, Query(max_length=len(CostKind))] = None,
) -> CostlyCases:
    """The cases behind a number of them, the dearest first, 200 at most."""
    return yearly.cases_of(session, principal, _chosen(year), kind or [])


def _chosen(year: int | None) -> int:
    return financial_year(local_today()) if year is None else year


@router.get("/cases/{ref}/costs")
def read_costs(ref: Reference, principal: Reader, session: ReadSession) -> Costs:
    """What a case has cost so far."""
    return service.read_costs(session, principal, ref)


@router.post("/cases/{ref}/costs", status_code=201)
def record_cost(body: NewCost, asked: KeeperChange, tx: Transaction) -> Costs:
    """Record something that a case cost. The case itself is not changed, so no version is needed."""
    return service.record_cost(tx, asked, body)


@router.post("/cases/{ref}/costs/{number}/put-right")
def put_cost_right(number: Number, body: CostPutRight, asked: KeeperChange, tx: Transaction) -> Costs:
    """Say what is true of a cost that was recorded wrongly, or that there was none; why is kept."""
    return service.put_right(tx, asked, number, body)
