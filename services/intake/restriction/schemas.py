"""Bodies of restrictions of contacts."""

from pydantic import Field, StrictBool

from kernel.values import Body, Line

MOST_PEOPLE = 30


class ContactRestriction(Body):
    """Whether managers and named people alone see a contact from now on, and why.

    `people`: subjects of those who see it besides every manager.
    """

    restricted: StrictBool
    people: list[Line] = Field(default=[], max_length=MOST_PEOPLE)
    reason: Line
