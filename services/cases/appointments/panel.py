"""Those with whom a stage is investigated or reviewed: whether it had them, and when a panel can meet."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from cases.appointments import repository, rules
from cases.appointments.models import AppointmentRow
from cases.appointments.schemas import InvestigatedWith, PanelRead
from cases.record.change import Asked
from cases.record.models import StageRow
from cases.record.record import CaseRecord
from kernel.errors import wrong_field
from kernel.procedures import Appoints, Books
from kernel.vocabulary import Act, StageRole


def appoints_of(case: CaseRecord, stage: StageRow) -> Appoints | None:
    entry = case.procedure.find_stage(stage.code) if case.procedure else None
    return entry.appoints if entry else None


def roles_of(kept: Sequence[AppointmentRow], stage: int) -> list[StageRole]:
    """The roles for which somebody is appointed in a stage now."""
    return [StageRole(row.role) for row in kept if row.stage == stage and row.ended_on is None]


def require_panel(
    tx: Session, asked: Asked, case: CaseRecord, stage: StageRow, met_on: date, because: str | None
) -> None:
    """Raises Unprocessable, at `/because`, for a panel that met on a day off, or without one of its persons, while
    no reason is given.
    """
    if because:
        return
    kept = repository.of_case(tx, case.row.authority, case.row.ref)
    sat = [StageRole(row.role) for row in kept if row.stage == stage.number and row.took_part_on(met_on)]
    empty = rules.missing(appoints_of(case, stage), sat)
    day_off = asked.books.calendar.day_off(met_on)
    if doubt := rules.meeting_doubt(met_on, day_off, empty):
        raise wrong_field("/because", doubt)


def lacking(tx: Session, case: CaseRecord, stage: StageRow, answered_on: date) -> list[StageRole]:
    """Whom an answer on a day would lack: as whom nobody was appointed by then to investigate its stage."""
    investigated_with = read_investigated_with(tx, case, stage)
    return [one.role for one in investigated_with if one.since is None or answered_on < one.since]


def read_investigated_with(session: Session, case: CaseRecord, stage: StageRow) -> list[InvestigatedWith]:
    """With whom a stage is investigated; nothing is read for one that is not (SI 2006/1738, reg 17)."""
    if not rules.investigated_since(appoints_of(case, stage), []):
        return []
    return investigated_with(case, stage, repository.of_case(session, case.row.authority, case.row.ref))


def investigated_with(case: CaseRecord, stage: StageRow, kept: Sequence[AppointmentRow]) -> list[InvestigatedWith]:
    """The same, from what was read of the case."""
    of_stage = [row for row in kept if row.stage == stage.number and row.took_part]
    since = rules.investigated_since(
        appoints_of(case, stage), [(StageRole(row.role), row.appointed_on) for row in of_stage]
    )
    return [InvestigatedWith(role=role, since=on) for role, on in since.items()]


def read_panel(case: CaseRecord, kept: Sequence[AppointmentRow], today: date, books: Books) -> PanelRead | None:
    """When the last panel can meet, by the clock of its stage; None where there is none."""
    panels = [c for c in case.clocks.values() if c.due.limit.ends is Act.PANEL_MET and not c.cancelled]
    if not panels:
        return None
    clock = max(panels, key=lambda panel: panel.stage)
    if clock.met_on:
        return PanelRead(due_on=clock.on, met_on=clock.met_on, days=[], warning=None)
    sitting = [
        row for row in kept if row.stage == clock.stage and row.ended_on is None and row.role in rules.PANEL
    ]
    missing = rules.missing(appoints_of(case, case.stages[clock.stage - 1]), roles_of(kept, clock.stage))
    empty = sum(role in rules.PANEL for role in missing)
    last = clock.on if clock.on and clock.on >= today else None
    days = [] if empty else rules.common_days([row.available_on for row in sitting], today, last, books.calendar)
    soon = clock.due.limit.soon
    warning = rules.panel_warning(empty, days, today, clock.on, soon, books.calendar) if clock.on else None
    return PanelRead(due_on=clock.on, met_on=None, days=days, warning=warning)
