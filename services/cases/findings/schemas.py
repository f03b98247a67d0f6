"""Bodies of issues and findings."""

from typing import Annotated

from pydantic import Field, StrictBool

from kernel.values import Body, Code, Line, LocalDate, LongText
from kernel.vocabulary import About, Finding

Text = Annotated[LongText, Field(max_length=5_000)]


class NewIssue(Body):
    """Something complained about: in a line, and by the codes of the council's file that figures count it under.

    `subcategory`: of that category. `theme`: what it concerns, beside its category. `team`: whose doing it was,
    which need not be the case's own. `body`: a code of the council's `joint_bodies`, if it is about another body.
    """

    category: Code
    subcategory: Code | None = None
    theme: Code | None = None
    description: Line
    about: About = About.COUNCIL
    body: Code | None = None
    team: Code | None = None


class IssueChange(NewIssue):
    """An issue as it is now. `primary`: make it the one that the complaint is about first of all."""

    primary: StrictBool = False


class FindingMade(Body):
    """A finding and its `reason`, as it is said to the complainant; `noted` is for the file and never for them.

    `evidence`: what was looked at. `standard`: the law, policy or guidance that applied.
    """

    outcome: Finding
    reason: Text
    evidence: Text | None = None
    standard: Text | None = None
    noted: Text | None = None
    decided_on: LocalDate
