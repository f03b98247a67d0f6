"""What a case cost: recorded one by one, read together."""

from datetime import datetime

from sqlmodel import Session, col, select

from cases.costs.models import CostRow
from cases.costs.schemas import CostRead, Costs, NewCost
from cases.record import repository, rules
from cases.record.models import CaseRow
from chassis import feed
from chassis.auth import Principal
from kernel.errors import Conflict
from kernel.events import CostRecorded, CostState
from kernel.imported import CodedCase
from kernel.localtime import local_date
from kernel.vocabulary import CostKind

MOST_COSTS = 20
"""Of one case: its event, which carries all of them, stays small."""


def record_cost(tx: Session, officer: Principal, ref: str, body: NewCost, now: datetime) -> Costs:
    """Record a cost, also after the case closed. Raises NotFound, Unprocessable; Conflict beyond the most."""
    # The case's row is locked, so that two costs at once have numbers of their own; it is not changed.
    case = repository.get_for_update(tx, officer.authority, ref)
    rules.require_dates(local_date(now), case.received_on, spent_on=body.spent_on)
    costs = _costs(tx, officer.authority, ref)
    if len(costs) >= MOST_COSTS:
        raise Conflict(f"{ref} has {MOST_COSTS} costs already.")
    cost = CostRow(
        authority=officer.authority,
        ref=ref,
        number=len(costs) + 1,
        by=officer.subject,
        at=now,
        **body.model_dump(),
    )
    tx.add(cost)
    feed.append(
        tx,
        CostRecorded(
            authority=officer.authority,
            ref=ref,
            sequence=cost.number,
            occurred_on=cost.spent_on,
            by=officer.subject,
            costs=tuple(_state(each) for each in [*costs, cost]),
            imported_pence=_imported(case),
        ),
    )
    return _read([*costs, cost])


def read_costs(session: Session, principal: Principal, ref: str) -> Costs:
    """Raises NotFound."""
    repository.get(session, principal.authority, ref)
    return _read(_costs(session, principal.authority, ref))


def _imported(case: CaseRow) -> int:
    """What the council had recorded of an imported case, in pence."""
    recorded = CodedCase.model_validate(case.recorded).costs_pounds if case.recorded else None
    return round((recorded or 0) * 100)


def _state(cost: CostRow) -> CostState:
    return CostState(kind=CostKind(cost.kind), pence=cost.pence, spent_on=cost.spent_on)


def _costs(session: Session, authority: str, ref: str) -> list[CostRow]:
    query = select(CostRow).where(CostRow.authority == authority, CostRow.ref == ref).order_by(col(CostRow.number))
    return list(session.exec(query))


def _read(costs: list[CostRow]) -> Costs:
    return Costs(items=[CostRead.model_validate(cost) for cost in costs], total_pence=sum(c.pence for c in costs))
