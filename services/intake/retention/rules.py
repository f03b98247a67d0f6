"""When a record is due to go by its council's schedules, and what is left of it without its people. Pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from intake.schemas import AskedFacts
from kernel.calendar import months_after
from kernel.procedures import Schedule
from kernel.vocabulary import KeptBecause

ANONYMISED = "People taken out"
"""The title of a contact without its people."""
SAID_OF_ALL = frozenset(AskedFacts.model_fields) - {"matters"} | {"channel", "received_at", "advocacy"}
SAID_OF_COMPLAINANT = frozenset({"role", "anonymous", "anonymous_confirmed", "own_grievance"})
SAID_OF_PERSON = frozenset(
    {"consent", "lacks_capacity", "best_interests", "reasonable_grounds", "has_died", "demographics"}
)


class Due(NamedTuple):
    """By which schedule a record is due, and from which local date."""

    schedule: Schedule
    on: date


def last_start(today: date, years: int) -> date:
    """The last day from which so many years are over today, the corresponding date having come."""
    day = months_after(today, -12 * years)
    later = day + timedelta(days=1)
    return later if months_after(later, 12 * years) <= today else day


def due(schedule: Schedule, since: date) -> Due:
    """Under this schedule, of what was closed, or else received, on that local date."""
    return Due(schedule, months_after(since, 12 * schedule.years))


def kept_because(
    *, due_on: date | None, today: date, held: bool, undecided: bool, duty_owed: bool, plan_in_force: bool
) -> KeptBecause | None:
    """Why a contact stays as far as intake knows; None: it may go. Of several reasons the gravest."""
    if held:
        return KeptBecause.HELD
    if due_on is None or due_on > today:
        return KeptBecause.NOT_DUE
    if undecided:
        return KeptBecause.UNDECIDED
    if plan_in_force:
        return KeptBecause.PLAN_IN_FORCE
    return KeptBecause.DUTY_OWED if duty_owed else None


def body_without_people(body: Mapping[str, Any]) -> dict[str, Any]:
    """By what a contact was judged, without who they were, how they are reached and what they wrote."""
    return _only(body, SAID_OF_ALL) | {
        "narrative": None,
        "complainant": _only(body.get("complainant") or {}, SAID_OF_COMPLAINANT),
        "person": _only(body["person"], SAID_OF_PERSON) if body.get("person") else None,
        "matters": [
            {name: said for name, said in matter.items() if name != "description"}
            for matter in body.get("matters") or []
        ],
    }


def renamed(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What an event said with other names for the people that it counts under; it names them in three places."""
    given = dict(data)
    if given.get("person_ref") in names:
        given["person_ref"] = names[given["person_ref"]]
    for part in ("contact", "record"):
        if isinstance(given.get(part), dict):
            given[part] = renamed(given[part], names)
    if isinstance(given.get("person"), dict):
        given["person"] = renamed(given["person"], names)
    return given


def people_of(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """What the people of some contacts are counted under; rows as they are kept."""
    return {found for row in rows if (found := person_of(row))}


def person_of(row: Mapping[str, Any]) -> str | None:
    said: str | None = row["person_ref"] or row["line_person"]
    return said


def _only(said: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name in names}
