"""How a case is graded: the procedure's own criteria, and what the record suggests. A person sets the grade."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from pydantic import Field

from kernel.procedures.entries import Code, Entry, Extension, Mistake, SignedFirst, Words, extension_mistakes

MANY_ISSUES = 3
"""Oxfordshire 2017/18, appendix 6, calls a complaint of one or two issues simple."""


class Sign(StrEnum):
    """What a record itself shows that speaks for an answer."""

    MANY_ISSUES = "many_issues"
    SEVERAL_TEAMS = "several_teams"
    SEVERAL_ORGANISATIONS = "several_organisations"
    HARM_ALLEGED = "harm_alleged"
    OTHER_AUTHORITY = "other_authority"


SIGN_WORDS = {
    Sign.MANY_ISSUES: f"it has {MANY_ISSUES} issues or more",
    Sign.SEVERAL_TEAMS: "it concerns more than one team",
    Sign.SEVERAL_ORGANISATIONS: "it concerns another organisation too",
    Sign.HARM_ALLEGED: "harm is alleged",
    Sign.OTHER_AUTHORITY: "police, coroner or regulator are told of it",
}


class Answer(Entry):
    """One answer to a criterion, and the signs that speak for it."""

    code: Code
    name: Words
    signs: list[Sign] = Field(default=[])


class Criterion(Entry):
    """One thing that the person who grades looks at; its answers from the slightest to the gravest."""

    code: Code
    ask: Words
    answers: list[Answer] = Field(min_length=2)

    def mistakes(self) -> Iterator[Mistake]:
        if self.answers[0].signs:
            yield ("answers", 0, "signs"), "the first answer is given where no sign speaks for another"
        codes = [answer.code for answer in self.answers]
        for index, code in enumerate(codes):
            if code in codes[:index]:
                yield ("answers", index, "code"), f"{code} is given twice"

    def suggested(self, signs: Collection[Sign]) -> tuple[Answer, str]:
        """The gravest answer that a sign speaks for, else the first; with why."""
        for answer in reversed(self.answers):
            if found := [SIGN_WORDS[sign] for sign in answer.signs if sign in signs]:
                return answer, f"{answer.name}: {' and '.join(found)}."
        return self.answers[0], f"{self.answers[0].name}: nothing in the record speaks against it."


class Usual(Entry):
    """The grade that is suggested where a council states no criteria."""

    grade: Code
    source: Words


class Grade(Entry):
    """A local risk grade; its target never follows from its colour (domain rules A10).

    Attributes:
        when: the answer to each criterion that leads to it.
        sign_off: the level that signs an answer of this grade.
        signed_first: no answer is sent before that level signed it; None: it may be.
    """

    code: Code
    name: Words
    criteria: Words
    when: dict[Code, Code] = Field(default={})
    target_days: int = Field(ge=1, le=200, description="working days")
    extension: Extension | None = None
    sign_off: Words | None = None
    signed_first: SignedFirst | None = None
    source: Words

    def mistakes(self) -> Iterator[Mistake]:
        if self.extension:
            yield from extension_mistakes(self.extension, self.target_days)
        if self.signed_first and self.sign_off is None:
            yield ("signed_first",), "sign_off does not say by which level"


@dataclass(frozen=True)
class Suggestion:
    """A grade that the record suggests.

    Attributes:
        answers: to each criterion, as the record suggests them.
        because: why, one sentence for each criterion.
    """

    grade: str
    answers: Mapping[str, str]
    because: Sequence[str]


class Grading(Entry):
    """How a grade is found: by criteria, or the usual one where the council states none."""

    source: Words
    criteria: list[Criterion] = Field(default=[])
    usual: Usual | None = None

    def grade_mistakes(self, grades: Sequence[Grade]) -> Iterator[Mistake]:
        """Answers that lead to no grade, or to two."""
        if bool(self.criteria) == bool(self.usual):
            yield ("grading",), "it has either criteria or the usual grade"
            return
        if self.usual and self.usual.grade not in {grade.code for grade in grades}:
            yield ("grading", "usual", "grade"), f"there is no grade {self.usual.grade}"
        choices = [[(criterion.code, answer.code) for answer in criterion.answers] for criterion in self.criteria]
        possible = [dict(choice) for choice in product(*choices)] if choices else []
        strange = [index for index, grade in enumerate(grades) if grade.when and grade.when not in possible]
        for index in strange:
            yield ("grades", index, "when"), "these are not answers to the criteria, one to each"
        if strange:
            return
        for answers in possible:
            leads = [grade.code for grade in grades if grade.when == answers]
            if len(leads) != 1:
                said = ", ".join(f"{criterion} {answer}" for criterion, answer in answers.items())
                yield ("grades",), f"{said} leads to {' and '.join(leads) or 'no grade'}"

    def suggest(self, grades: Sequence[Grade], signs: Collection[Sign]) -> Suggestion:
        """What the record suggests."""
        if self.usual:
            name = next(grade.name for grade in grades if grade.code == self.usual.grade)
            return Suggestion(self.usual.grade, {}, [f"{name} is usual. {self.usual.source}."])
        found = {criterion.code: criterion.suggested(signs) for criterion in self.criteria}
        answers = {code: answer.code for code, (answer, _) in found.items()}
        return Suggestion(graded(grades, answers), answers, [because for _, because in found.values()])


def graded(grades: Sequence[Grade], answers: Mapping[str, str]) -> str:
    """The grade that answers to all criteria lead to."""
    return next(grade.code for grade in grades if grade.when == answers)
