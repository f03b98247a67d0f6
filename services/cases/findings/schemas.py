"""Bodies of issues and findings."""

from typing import Annotated

from pydantic import Field

from kernel.values import Body, Code, Line, LocalDate, LongText
from kernel.vocabulary import About, Finding


class NewIssue(Body):
    category: Code
    description: Line
    about: About = About.COUNCIL
    team: Code | None = None


class FindingMade(Body):
    outcome: Finding
    reason: Annotated[LongText, Field(max_length=5_000)]
    decided_on: LocalDate
