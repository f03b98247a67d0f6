"""Clocks as they are kept, and as the rules see them."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from kernel.clocks import Clock, Due, Hold, Limit
from kernel.vocabulary import Act, Basis, HoldReason, OwedBy, Unit, WorkingDayRule

LIMIT = tuple(field.name for field in fields(Limit) if field.name != "pauses_for")


def clock_of(row: Mapping[str, Any], holds: Sequence[Hold]) -> Clock:
    """The clock that a row's values say."""
    limit = _limit(*(row[name] for name in LIMIT), *row["pauses_for"])
    held = tuple((hold.first, hold.last) for hold in holds if hold.reason in limit.pauses_for)
    current = Due(
        limit,
        row["started_on"],
        row["due_on"],
        row["provisional"],
        row["unknown_because"],
        held,
        row["calendar_version"],
    )
    if row["extended_amount"] is None:
        return Clock(current, row["met_on"], row["cancelled"], stage=row["stage"])
    return Clock(
        replace(current, on=row["original_due_on"]),
        row["met_on"],
        row["cancelled"],
        replace(current, limit=replace(limit, amount=row["extended_amount"], unit=_extended_unit(limit))),
        row["stage"],
    )


@lru_cache(maxsize=1024)
def _limit(*said: Any) -> Limit:
    """The limit that a row says, its columns in the order of `LIMIT`: many thousand clocks share a few."""
    kind, name, amount, unit, basis, source, soon, rule, starts, ends, owed_by, working_days, *pauses_for = said
    return Limit(
        kind,
        name,
        amount,
        Unit(unit),
        Basis(basis),
        source,
        soon,
        rule,
        Act(starts),
        Act(ends),
        OwedBy(owed_by),
        WorkingDayRule(working_days),
        tuple(HoldReason(reason) for reason in pauses_for),
    )


def _extended_unit(limit: Limit) -> Unit:
    """Days are counted further; months are followed by a date that was agreed."""
    return limit.unit if limit.unit in {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS} else Unit.AGREED_DATE


def values_of(authority: str, ref: str, clock: Clock) -> dict[str, Any]:
    """A clock as a row of one case."""
    limit = clock.due.limit
    return {
        "authority": authority,
        "ref": ref,
        "kind": limit.kind,
        "stage": clock.stage,
        "name": limit.name,
        "amount": limit.amount,
        "unit": limit.unit,
        "basis": limit.basis,
        "source": limit.source,
        "soon": limit.soon,
        "rule": limit.rule,
        "starts": limit.starts,
        "ends": limit.ends,
        "owed_by": limit.owed_by,
        "working_days": limit.working_days,
        "pauses_for": list(limit.pauses_for),
        "met_on": clock.met_on,
        "cancelled": clock.cancelled,
        **dates_of(clock),
    }


def dates_of(clock: Clock) -> dict[str, Any]:
    """The columns of a clock that follow from the calendar."""
    current, extended = clock.current, clock.extended
    return {
        "started_on": clock.due.started_on,
        "due_on": current.on,
        "provisional": current.provisional,
        "unknown_because": current.unknown_because,
        "calendar_version": current.calendar,
        "extended_amount": extended.limit.amount if extended else None,
        "original_due_on": clock.due.on if extended else None,
    }
