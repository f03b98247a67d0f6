"""That somebody was told that the answer is late."""

from sqlmodel import Session

from cases.lateness.schemas import ToldLate
from cases.record import rules
from cases.record.change import Asked, load, save
from cases.record.record import CaseRecord
from kernel.calendar import in_words
from kernel.errors import Conflict, wrong_field
from kernel.events import LateTold


def tell(tx: Session, asked: Asked, body: ToldLate) -> CaseRecord:
    """Record that a level was told.

    Raises Conflict when no answer is owed, or the level was told; Unprocessable for a level that the council's
    file does not have, and for a day before its step.
    """
    case = load(tx, asked)
    rules.require_dates(asked.today, case.row.received_on, told_on=body.told_on)
    steps = {step.level: step for step in case.late_steps(asked.books.calendars.of_council)}
    if not steps:
        raise Conflict("No answer is owed by a known date: nobody is told that it is late.")
    step = steps.get(body.level)
    if step is None:
        raise wrong_field("/level", f"The council's file tells: {', '.join(steps)}.")
    if step.told_on:
        raise Conflict(f"This was recorded already: {step.level}, told on {in_words(step.told_on)}.")
    if body.told_on < step.on:
        raise wrong_field("/told_on", f"This step is not due before {in_words(step.on)}.")
    made = body.model_dump(mode="json") | {"by": asked.officer.subject}
    case.stage.told_late = [*case.stage.told_late, made]
    return save(tx, asked, case, LateTold, body.told_on, body.model_dump(exclude={"told_on"}))
