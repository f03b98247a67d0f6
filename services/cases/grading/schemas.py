"""The body of a grade that a person sets."""

from pydantic import Field

from kernel.values import Body, Code, Line


class Grading(Body):
    """A grade that a person sets.

    `answers`: to the procedure's criteria; without them those that the record suggests. `reason`: needed for
    another grade than they lead to.
    """

    grade: Code
    answers: dict[Code, Code] | None = Field(default=None, max_length=20)
    reason: Line | None = None
