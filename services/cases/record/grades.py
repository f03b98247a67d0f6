"""What a case's record says about its grade, by its procedure's criteria. A person sets it."""

from collections.abc import Collection, Sequence

from cases.record.models import IssueRow
from cases.record.schemas import AnswerRead, CriterionRead, GradingRead
from kernel.errors import FieldError, Unprocessable
from kernel.procedures import MANY_ISSUES, Grade, Procedure, Sign, graded
from kernel.vocabulary import Flag

FLAGS = {
    Flag.JOINT: Sign.SEVERAL_ORGANISATIONS,
    Flag.SAFEGUARDING: Sign.HARM_ALLEGED,
    Flag.NOTICE_TO_OTHERS: Sign.OTHER_AUTHORITY,
}
"""Intake's flags that are signs of a grade."""


def signs_of(flags: Collection[str], issues: Sequence[IssueRow]) -> frozenset[Sign]:
    """The signs that stand in a case's record."""
    signs = {sign for flag, sign in FLAGS.items() if flag in flags}
    if len(issues) >= MANY_ISSUES:
        signs.add(Sign.MANY_ISSUES)
    if len({issue.team for issue in issues if issue.team}) > 1:
        signs.add(Sign.SEVERAL_TEAMS)
    if len({issue.about for issue in issues}) > 1:
        signs.add(Sign.SEVERAL_ORGANISATIONS)
    return frozenset(signs)


def leads_to(procedure: Procedure, answers: dict[str, str] | None, signs: Collection[Sign]) -> Grade:
    """The grade that answers to the procedure's criteria lead to, or else what the record suggests.

    Raises Unprocessable for answers that are not to every criterion, or not among a criterion's answers.
    """
    grading = procedure.grading
    assert grading is not None, "a procedure with grades says how they are found"
    if answers is None or not grading.criteria:
        return procedure.grade(grading.suggest(procedure.grades, signs).grade)
    known = {criterion.code: [answer.code for answer in criterion.answers] for criterion in grading.criteria}
    wrong = [
        FieldError(f"/answers/{code}", "There is no such criterion.") for code in answers if code not in known
    ]
    for code, possible in known.items():
        if answers.get(code) not in possible:
            wrong.append(FieldError(f"/answers/{code}", f"Answer with one of {', '.join(possible)}."))
    if wrong:
        raise Unprocessable("These are not answers to the criteria.", wrong)
    return procedure.grade(graded(procedure.grades, answers))


def read(procedure: Procedure | None, signs: Collection[Sign]) -> GradingRead | None:
    """The criteria with what the record suggests; None where there are no grades."""
    if procedure is None or procedure.grading is None:
        return None
    suggestion = procedure.grading.suggest(procedure.grades, signs)
    return GradingRead(
        source=procedure.grading.source,
        criteria=[
            CriterionRead(
                code=criterion.code,
                ask=criterion.ask,
                answers=[AnswerRead(code=answer.code, name=answer.name) for answer in criterion.answers],
                suggested=suggestion.answers[criterion.code],
            )
            for criterion in procedure.grading.criteria
        ],
        suggested=suggestion.grade,
        because=list(suggestion.because),
    )
