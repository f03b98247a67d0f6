"""What a case cost: recorded one by one, put right, read together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from cases.costs.models import CostRow
from cases.costs.schemas import CostPutRight, CostRead, Costs, NewCost
from cases.notes.service import write_note
from cases.record import repository, rules
from cases.record.change import Asked
from cases.record.models import CaseRow
from chassis import feed
from chassis.auth import Principal
from kernel.errors import Conflict, NotFound
from kernel.events import CostRecorded, CostState
from kernel.imported import CodedCase
from kernel.vocabulary import CostKind

MOST_COSTS = 20
"""Of one case: its event, which carries all of them, stays small."""


def record_cost(tx: Session, asked: Asked, body: NewCost) -> Costs:
    """Record a cost, also after the case closed. Raises NotFound, Unprocessable; Conflict beyond the most."""
    case, costs = _locked(tx, asked)
    rules.require_dates(asked.today, case.received_on, spent_on=body.spent_on)
    if len(costs) >= MOST_COSTS:
        raise Conflict(f"{asked.ref} has {MOST_COSTS} costs already.")
    cost = CostRow(
        authority=case.authority,
        ref=case.ref,
        number=len(costs) + 1,
        by=asked.officer.subject,
        at=asked.now,
        **body.model_dump(),
    )
    tx.add(cost)
    return _tell(tx, asked, case, [*costs, cost], cost.spent_on)


def put_right(tx: Session, asked: Asked, number: int, body: CostPutRight) -> Costs:
    """Say what is true of a cost: another one, or that there was none. What stood before is in the event.

    Raises NotFound, also for one that was taken back; Unprocessable; Conflict for what is recorded so already.
    """
    case, costs = _locked(tx, asked)
    row = next((each for each in costs if each.number == number and not each.taken_back), None)
    if row is None:
        raise NotFound(f"{asked.ref} has no cost {number}.")
    before, true = _state(row), body.cost
    if true is None:
        row.taken_back = True
    else:
        days = {"cost/spent_on": true.spent_on}
        rules.require_dates(asked.today, case.received_on, "the contact was received", **days)
        row.kind, row.pence, row.spent_on = true.kind, true.pence, true.spent_on
        if before == _state(row):
            raise Conflict("It is recorded so already.")
    row.changes += 1
    tx.add(row)
    after = None if row.taken_back else _state(row)
    what = {"before": before, "after": after, "note": write_note(tx, asked, body.because)}
    return _tell(tx, asked, case, costs, asked.today, what)


def read_costs(session: Session, principal: Principal, ref: str) -> Costs:
    """Raises NotFound."""
    repository.get(session, principal.authority, ref)
    return _read(_costs(session, principal.authority, ref))


def _locked(tx: Session, asked: Asked) -> tuple[CaseRow, list[CostRow]]:
    """The case, locked so that two costs at once have numbers of their own, with all that were recorded."""
    case = repository.get_for_update(tx, asked.officer.authority, asked.ref)
    return case, _costs(tx, case.authority, case.ref)


def _tell(
    tx: Session,
    asked: Asked,
    case: CaseRow,
    costs: Sequence[CostRow],
    on: date,
    what: Mapping[str, Any] | None = None,
) -> Costs:
    event = CostRecorded(
        authority=case.authority,
        ref=case.ref,
        sequence=sum(cost.changes for cost in costs),
        occurred_on=on,
        by=asked.officer.subject,
        costs=tuple(_state(cost) for cost in costs if not cost.taken_back),
        imported_pence=_imported(case),
        **(what or {}),
    )
    feed.append(tx, event)
    return _read(costs)


def _imported(case: CaseRow) -> int:
    """What the council had recorded of an imported case, in pence."""
    recorded = CodedCase.model_validate(case.recorded).costs_pounds if case.recorded else None
    return round((recorded or 0) * 100)


def _state(cost: CostRow) -> CostState:
    return CostState(kind=CostKind(cost.kind), pence=cost.pence, spent_on=cost.spent_on)


def _costs(session: Session, authority: str, ref: str) -> list[CostRow]:
    query = select(CostRow).where(CostRow.authority == authority, CostRow.ref == ref).order_by(col(CostRow.number))
    return list(session.exec(query))


def _read(costs: Sequence[CostRow]) -> Costs:
    items = [CostRead.model_validate(cost) for cost in costs if not cost.taken_back]
    return Costs(items=items, total_pence=sum(cost.pence for cost in items))
