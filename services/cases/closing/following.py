"""What goes on after a case ended: remedies and learning that are given with its closing."""

from sqlmodel import Session

from cases.closing.schemas import Closure
from cases.learning import rules as learning_rules
from cases.learning import service as learning
from cases.learning.schemas import NewLearning
from cases.record.change import Asked, require_due
from cases.record.models import CaseRow
from cases.remedies import rules as remedy_rules
from cases.remedies import service as remedies
from cases.remedies.schemas import NewRemedy
from kernel.errors import FieldError, Unprocessable
from kernel.vocabulary import Outcome


def follow_up(tx: Session, asked: Asked, case: CaseRow, body: Closure, outcome: Outcome) -> None:
    """Put what a closing gives beside the case, which is locked.

    Raises Unprocessable for what cannot be a remedy or a theme, and while nothing was learned from a case that is
    upheld, if only in part, and nobody says why.
    """
    wrong: list[FieldError] = []
    given: list[NewRemedy] = []
    for index, remedy in enumerate(body.remedies):
        pence = remedies.pence_of(remedy.amount_pounds) if remedy.amount_pounds else None
        if said := remedy_rules.sum_mistake(remedy.kind, pence):
            wrong.append(FieldError(f"/remedies/{index}/amount_pounds", said))
        else:
            given.append(NewRemedy(kind=remedy.kind, pence=pence, due_on=remedy.due_on))
    council = asked.books.council(asked.officer.authority)
    for index, lesson in enumerate(body.learning):
        if said := learning_rules.theme_mistake(council, lesson.theme, asked.today):
            wrong.append(FieldError(f"/learning/{index}/theme", said))
    has_learned = bool(body.learning) or learning.has_learned(tx, case)
    if missing := learning_rules.unlearned(outcome, has_learned, body.no_learning_because):
        wrong.append(missing)
    if wrong:
        raise Unprocessable(wrong[0].detail if len(wrong) == 1 else "Some fields are wrong.", wrong)
    for due_on in (*(each.due_on for each in body.remedies), *(each.due_on for each in body.learning)):
        require_due(asked, case, due_on)
    remedies.add(tx, asked, case, given, body.closed_on)
    learning.add(tx, asked, case, [NewLearning.model_validate(lesson.model_dump()) for lesson in body.learning])
