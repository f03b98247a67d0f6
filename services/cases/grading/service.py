"""Setting the local risk grade."""

from sqlmodel import Session

from cases.grading.schemas import Grading
from cases.notes.service import write_note
from cases.record import grades
from cases.record.change import Asked, load, save
from cases.record.record import CaseRecord
from kernel.errors import wrong_field
from kernel.events import CaseGraded
from kernel.vocabulary import Action


def grade(tx: Session, asked: Asked, body: Grading) -> CaseRecord:
    """Set the local risk grade; the council target follows it, counted from the original receipt."""
    case = load(tx, asked, Action.GRADE)
    assert case.procedure is not None, "a case without a procedure has no grades"
    chosen = case.procedure.grade(body.grade)
    suggested = grades.leads_to(case.procedure, body.answers, grades.signs_of(case.row.flags, case.issues))
    if chosen.code != suggested.code and body.reason is None:
        raise wrong_field("/reason", f"The criteria lead to {suggested.name}. Say why it is {chosen.name}.")
    case.row.grade = chosen.code
    case.count_clocks(asked.books)
    note = write_note(tx, asked, body.reason) if body.reason else None
    return save(tx, asked, case, CaseGraded, asked.today, {"suggested": suggested.code, "note": note})
