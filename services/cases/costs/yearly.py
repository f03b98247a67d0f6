"""What a council's cases cost in a financial year, beside its budgets, and which cases they were."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, distinct, func
from sqlalchemy import case as sql_case
from sqlalchemy import select as sql_select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col

from cases.costs.models import CostRow
from cases.costs.schemas import BudgetRead, CostlyCase, CostlyCases, KindCosts, YearCosts
from cases.tables import restricted_cases
from chassis import restricted
from chassis.auth import Principal
from kernel.procedures import Books
from kernel.vocabulary import CostKind

MOST_CASES = 200


def read_year(session: Session, principal: Principal, year: int, books: Books) -> YearCosts:
    """The financial year that begins in `year`."""
    found = {kind.kind: kind for kind in _by_kind(session, principal.authority, year)}
    kinds = [found[kind] for kind in CostKind if kind in found]
    budgets = [
        (budget, sum(found[kind].pence for kind in budget.kinds if kind in found))
        for budget in books.council(principal.authority).budgets
        if budget.first_year == year
    ]
    return YearCosts(
        first_on=_first(year),
        last_on=date(year + 1, 3, 31),
        kinds=kinds,
        total_pence=sum(kind.pence for kind in kinds),
        before_pence=sum(kind.before_pence for kind in kinds),
        budgets=[
            BudgetRead(
                name=budget.name,
                kinds=budget.kinds,
                budget_pence=budget.pounds * 100,
                spent_pence=spent,
                left_pence=budget.pounds * 100 - spent,
                source=budget.source,
            )
            for budget, spent in budgets
        ],
    )


def cases_of(session: Session, principal: Principal, year: int, kinds: Sequence[CostKind]) -> CostlyCases:
    """The cases that cost something in a financial year, of these kinds; of any, where none is named."""
    behind = _in_year(principal.authority, year)
    if kinds:
        behind.append(col(CostRow.kind).in_(kinds))
    hidden = col(CostRow.ref).in_(restricted.hidden(restricted_cases, principal))
    ref, pence = col(CostRow.ref), func.sum(col(CostRow.pence))
    query = sql_select(ref, pence).where(*behind, ~hidden).group_by(ref)
    rows = session.execute(query.order_by(pence.desc(), ref).limit(MOST_CASES + 1)).all()
    not_shown = session.execute(sql_select(func.count(distinct(ref))).where(*behind, hidden)).scalar_one()
    return CostlyCases(
        items=[CostlyCase(ref=found, pence=int(total)) for found, total in rows[:MOST_CASES]],
        more=len(rows) > MOST_CASES,
        restricted=not_shown,
    )


def _by_kind(session: Session, authority: str, year: int) -> list[KindCosts]:
    """Sums of a year and of the one before, in one statement."""
    kind, pence, ref = col(CostRow.kind), col(CostRow.pence), col(CostRow.ref)
    now = col(CostRow.spent_on) >= _first(year)
    query = (
        sql_select(
            kind,
            func.sum(sql_case((now, pence), else_=0)),
            func.count(distinct(sql_case((now, ref)))),
            func.sum(sql_case((now, 0), else_=pence)),
        )
        .where(_counts(authority), col(CostRow.spent_on) >= _first(year - 1), _until(year))
        .group_by(kind)
    )
    return [
        KindCosts(kind=CostKind(code), pence=int(spent), cases=cases, before_pence=int(before))
        for code, spent, cases, before in session.execute(query)
    ]


def _in_year(authority: str, year: int) -> list[ColumnElement[bool]]:
    return [_counts(authority), col(CostRow.spent_on) >= _first(year), _until(year)]


def _counts(authority: str) -> ColumnElement[bool]:
    """A council's costs without those that there never were."""
    return and_(col(CostRow.authority) == authority, ~col(CostRow.taken_back))


def _until(year: int) -> ColumnElement[bool]:
    return col(CostRow.spent_on) < _first(year + 1)


def _first(year: int) -> date:
    return date(year, 4, 1)
