"""Giving a case to somebody."""

from collections.abc import Sequence

from sqlmodel import Session

from cases.allocation.schemas import Allocation
from cases.record.change import Asked, load, require_owner, require_team, save
from cases.record.record import CaseRecord
from kernel.errors import wrong_field
from kernel.events import CaseAllocated
from kernel.procedures import Coded, find
from kernel.vocabulary import Action


def allocate(tx: Session, asked: Asked, body: Allocation) -> CaseRecord:
    """Give a case to an officer, a team, or back to nobody."""
    case = load(tx, asked, Action.ALLOCATE)
    require_owner(tx, asked, body.owner)
    give(asked, case, body)
    return save(tx, asked, case, CaseAllocated, asked.today)


def give(asked: Asked, case: CaseRecord, body: Allocation) -> None:
    """Say in the case who has it now. Raises Unprocessable, and nothing is changed then.

    Whether the owner may be given work is asked before: `require_owner`.
    """
    council = asked.books.council(asked.officer.authority)
    if body.owner in case.not_for:
        raise wrong_field("/owner", "They dealt with an earlier stage: this one is for somebody else.")
    if body.team != case.row.team:
        require_team(asked, body.team)
    _require_code("division", body.division, council.divisions, council.name)
    _require_code("service_area", body.service_area, council.service_areas, council.name)
    case.give_to(body.owner, asked.officer.subject)
    if "team" in body.model_fields_set:
        if body.team != case.row.team:
            case.row.division, case.row.service_area = council.counted_under(body.team)
        case.row.team = body.team
    if "division" in body.model_fields_set:
        case.row.division = body.division
    if "service_area" in body.model_fields_set:
        case.row.service_area = body.service_area


def _require_code(field: str, code: str | None, known: Sequence[Coded], council: str) -> None:
    """Raises Unprocessable for a code that is not in the council's file."""
    if code and find(known, code) is None:
        raise wrong_field(f"/{field}", f"{council} has no {field.replace('_', ' ')} {code!r}.")
