"""Bodies of issues and findings."""

from typing import Annotated

from pydantic import Field

from kernel.values import Body, Code, Line, LocalDate, LongText
from kernel.vocabulary import About, Finding


class NewIssue(Body):
    """Something complained about: in a line, and by the codes of the council's file that figures count it under.

    `subcategory`: of that category. `theme`: what it concerns, beside its category. `team`: whose doing it was,
    which need not be the case's own.
    """

    category: Code
    subcategory: Code | None = None
    theme: Code | None = None
    description: Line
    about: About = About.COUNCIL
    team: Code | None = None


class FindingMade(Body):
    outcome: Finding
    reason: Annotated[LongText, Field(max_length=5_000)]
    decided_on: LocalDate
