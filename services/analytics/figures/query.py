"""A question as SQL: the same on SQLite and PostgreSQL. Groups come back raw and get their labels later."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, String, and_, exists, false, func, literal_column, or_, select, true
from sqlalchemy import case as sql_case
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col

from analytics.figures.answer import Tally
from analytics.figures.fields import CASE, UNIT_LISTS, CountedUnit, Field
from analytics.figures.question import PERCENTILES, Cohort, Condition, Understood
from analytics.figures.words import UNDECIDED
from analytics.models import LISTS, CaseFact, ContactPlanFact, OmbudsmanFact, restricted_facts
from chassis import restricted
from chassis.auth import Principal
from kernel.imported import Procedure
from kernel.vocabulary import Classification, Disposition, Outcome

ANSWERED_ON_TIME = col(CaseFact.responded_on) <= col(CaseFact.response_due_on)
"""Unknown of a case that was not answered, or had nothing to be answered by."""


def _literally(code: str) -> ColumnElement[str]:
    """PostgreSQL takes an expression with parameters for another one where it is grouped by."""
    return literal_column(f"'{code}'", String)


CLASS = sql_case(
    (
        col(CaseFact.disposition).in_([_literally(each) for each in Disposition if not each.is_decided]),
        _literally(UNDECIDED),
    ),
    else_=col(CaseFact.classification),
)
"""The class of what was decided; what came with an import was, wherever it says nothing of it."""

ABOUT_A_CHILD = or_(
    func.coalesce(col(CaseFact.procedure) == _literally(Procedure.CHILDREN_STATUTORY), false()),
    col(CaseFact.person_legal_status).is_not(None),
)
"""By the procedure, or by what a child or care leaver is known as: what no procedure answers has that alone."""

WORKED_OUT = {"answered_on_time": ANSWERED_ON_TIME, "classification": CLASS, "about_a_child": ABOUT_A_CHILD}
"""Columns of the table of cases that are not counted as they stand."""


def tallies(
    session: Session, asked: Understood, filters: Sequence[Condition], but_for: Principal | None
) -> list[Tally]:
    """Count the units that match `filters`, by the raw values of the fields to group by.

    Args:
        but_for: who asks: what is restricted to others is left out; None: it counts.
    """
    columns = [column_of(group.field) for group in asked.groups]
    numerator = _all(asked.numerator) if asked.numerator else None
    matching = func.sum(sql_case((numerator, 1), else_=0)) if numerator is not None else func.count()
    field = column_of(asked.field) if asked.field else None
    total = func.coalesce(func.sum(field), 0) if field is not None else func.count()
    present = func.count(field) if field is not None else func.count()
    query = _from(asked, select(*columns, func.count(), matching, total, present), filters)
    if but_for is not None:
        query = query.where(_is_shown_to(but_for))
    parted = [*columns, field] if asked.asked.measure in PERCENTILES else columns
    rows = session.execute(query.group_by(*parted) if parted else query)
    width = len(columns)
    return [
        Tally(
            tuple(row[:width]), int(row[width]), int(row[width + 1] or 0), int(row[width + 2]), int(row[width + 3])
        )
        for row in rows
        if row[width]
    ]


def references(
    session: Session, asked: Understood, principal: Principal, *, only_numerator: bool, after: str, limit: int
) -> list[tuple[str, tuple[Any, ...]]]:
    """References of the counted units in order, with the raw values of their groups; a page after `after`.

    Not those that are restricted to others.
    """
    columns = [column_of(group.field) for group in asked.groups]
    conditions = [*asked.filters, *(asked.numerator if only_numerator else ())]
    query = _from(asked, select(col(CaseFact.ref), *columns), conditions).where(col(CaseFact.ref) > after)
    query = query.where(_is_shown_to(principal))
    rows = session.execute(query.distinct().order_by(col(CaseFact.ref)).limit(limit))
    return [(row[0], tuple(row[1:])) for row in rows]


def _is_shown_to(principal: Principal) -> ColumnElement[bool]:
    return col(CaseFact.ref).not_in(restricted.hidden(restricted_facts, principal))


def hidden_from(session: Session, principal: Principal, refs: Sequence[str]) -> set[str]:
    """Those of some references that are restricted to others."""
    shown = select(col(CaseFact.ref)).where(
        col(CaseFact.authority) == principal.authority, col(CaseFact.ref).in_(refs), _is_shown_to(principal)
    )
    return set(refs) - set(session.execute(shown).scalars())


def column_of(field: Field) -> Any:
    """The column of a field, or what it is worked out from."""
    if field.table == CASE:
        return WORKED_OUT[field.column] if field.column in WORKED_OUT else getattr(CaseFact, field.column)
    return getattr(LISTS[field.table], field.column)


def _from(asked: Understood, query: Select[Any], filters: Sequence[Condition]) -> Select[Any]:
    unit = asked.asked.unit
    query = query.select_from(CaseFact)
    if unit is CountedUnit.OMBUDSMAN_CASE:
        query = query.outerjoin(OmbudsmanFact, _same_case(OmbudsmanFact)).where(_is_told_of())
    elif unit is not CountedUnit.CASE:
        table = LISTS[UNIT_LISTS[unit]]
        query = query.join(table, _same_case(table))
    return query.where(col(CaseFact.authority) == asked.asked.authority, *_cohort(asked), _all(filters))


def _is_told_of() -> ColumnElement[bool]:
    """A case of the Ombudsman that is recorded, or an enquiry of which none is: no complaint's case names it."""
    elsewhere: Any = aliased(OmbudsmanFact)
    named = exists().where(
        elsewhere.authority == col(CaseFact.authority),
        elsewhere.contact_ref == col(CaseFact.ref),
        elsewhere.ref != col(CaseFact.ref),
    )
    is_enquiry = _literally(Classification.OMBUDSMAN_ENQUIRY) == CLASS
    return and_(or_(col(OmbudsmanFact.ref).is_not(None), is_enquiry), ~named)


def _cohort(asked: Understood) -> list[ColumnElement[bool]]:
    """The Ombudsman's case has days of its own: when the council heard of it, and when it was decided.

    So has a contact plan: when it began, and when it ended.
    """
    received_on: Any = col(CaseFact.received_on)
    concluded_on: Any = col(CaseFact.closed_on)
    goes_on: Any = col(CaseFact.outcome) == _literally(Outcome.OPEN)
    if asked.asked.unit is CountedUnit.OMBUDSMAN_CASE:
        goes_on = or_(goes_on, col(OmbudsmanFact.ref).is_not(None))
        received_on = func.coalesce(col(OmbudsmanFact.received_on), received_on)
        concluded_on = col(OmbudsmanFact.decided_on)
    elif asked.asked.unit is CountedUnit.CONTACT_PLAN:
        received_on, concluded_on = col(ContactPlanFact.began_on), col(ContactPlanFact.ended_on)
        goes_on = true()
    if asked.asked.cohort is Cohort.OPEN:
        return [received_on <= asked.to, or_(concluded_on > asked.to, and_(concluded_on.is_(None), goes_on))]
    if asked.asked.cohort is Cohort.CONCLUDED:
        return [concluded_on >= asked.since, concluded_on <= asked.to]
    if asked.asked.cohort is Cohort.ANSWERED:
        return [col(CaseFact.responded_on) >= asked.since, col(CaseFact.responded_on) <= asked.to]
    received = [received_on >= asked.since, received_on <= asked.to]
    if asked.asked.cohort is Cohort.WITH_OUTCOME:
        return [*received, col(CaseFact.outcome).is_not(None), col(CaseFact.outcome) != "open"]
    return received


def _all(conditions: Sequence[Condition]) -> ColumnElement[bool]:
    return and_(col(CaseFact.authority).is_not(None), *[_condition(condition) for condition in conditions])


def _condition(condition: Condition) -> ColumnElement[bool]:
    if condition.field is None:
        assert condition.part is not None, "a condition has a field or a list"
        any_entry = _entry_exists(LISTS[condition.part], None, None)
        return any_entry if condition.exists else ~any_entry
    field = condition.field
    return _of_list(field, condition) if field.part is not None else _of_value(column_of(field), condition)


def _of_value(column: Any, condition: Condition) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if condition.any_of is not None:
        parts.append(column.in_(condition.any_of) if condition.any_of else false())
    if condition.exists is not None:
        parts.append(column.is_not(None) if condition.exists else column.is_(None))
    if condition.none_of is not None:
        parts.append(or_(column.is_(None), column.not_in(condition.none_of)))
    if (between := _between(column, condition)) is not None:
        parts.append(between)
    return and_(*parts)


def _of_list(field: Field, condition: Condition) -> ColumnElement[bool]:
    """Conditions on a list's values: some value equals, none equals, some one lies between."""
    assert field.part is not None
    part: Any = aliased(LISTS[field.part])
    column = getattr(part, field.column)
    only = part.contributed.is_(True) if field.contributed else None
    parts: list[ColumnElement[bool]] = []
    if condition.any_of is not None:
        wanted = column.in_(condition.any_of) if condition.any_of else false()
        parts.append(_entry_exists(part, wanted, only))
    if condition.exists is not None:
        some = _entry_exists(part, column.is_not(None), only)
        parts.append(some if condition.exists else ~some)
    if condition.none_of is not None:
        parts.append(~_entry_exists(part, column.in_(condition.none_of), only))
    if (between := _between(column, condition)) is not None:
        parts.append(_entry_exists(part, between, only))
    return and_(*parts)


def _between(column: Any, condition: Condition) -> ColumnElement[bool] | None:
    ends = []
    if condition.low is not None:
        ends.append(column >= condition.low)
    if condition.high is not None:
        ends.append(column <= condition.high)
    return and_(*ends) if ends else None


def _entry_exists(
    part: Any, wanted: ColumnElement[bool] | None, only: ColumnElement[bool] | None
) -> ColumnElement[bool]:
    conditions = [condition for condition in (wanted, only) if condition is not None]
    return exists().where(_same_case(part), *conditions)


def _same_case(part: Any) -> ColumnElement[bool]:
    return and_(part.authority == col(CaseFact.authority), part.ref == col(CaseFact.ref))
