"""Bodies of restrictions."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictBool

from cases.record.schemas import OfficerName
from kernel.values import Body, Line

MOST_PEOPLE = 30


class Restriction(Body):
    """Who alone sees a case from now on, and why; nobody: everybody whose role may.

    `managers`: every manager, besides those who are named. `about`: whom of the officers the complaint is about.
    They are never among those who see it.
    """

    people: Annotated[list[Line], Field(max_length=MOST_PEOPLE)]
    managers: StrictBool = False
    about: Line | None = None
    reason: Line


class RestrictionRead(BaseModel):
    """Who alone sees a case; nobody: it is not restricted."""

    people: list[OfficerName]
    managers: bool
    about: OfficerName | None
