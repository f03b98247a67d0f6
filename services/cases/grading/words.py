"""Grades in sentences."""

from cases.record.telling import Said, Sentences, Texts, sentences
from kernel.events import CaseGraded, CaseState


def graded(event: CaseGraded, texts: Texts) -> Said:
    case = event.case
    led_to = (
        f"The criteria led to {_name(event.suggested, case, texts)}."
        if event.suggested not in {None, case.grade}
        else None
    )
    return Said(f"Graded {_name(case.grade, case, texts)}", sentences(led_to, texts.note(event.note)))


def _name(code: str | None, case: CaseState, texts: Texts) -> str | None:
    procedure = texts.procedure(case)
    grades = procedure.grades if procedure else []
    return next((grade.name for grade in grades if grade.code == code), code)


SENTENCES: Sentences = {CaseGraded: graded}
