"""Officers and what they have."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, Field, StrictBool, StrictInt, model_validator

from cases.record.schemas import OfficerName
from kernel.values import Body, Code, Line, LocalDate
from kernel.vocabulary import Role


class OfficerChange(Body):
    """What an admin keeps of an officer; what is left out stays."""

    name: Line | None = None
    team: Code | None = None
    active: StrictBool | None = None
    absent_from: LocalDate | None = None
    absent_until: LocalDate | None = None
    capacity: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None

    @model_validator(mode="after")
    def _absence(self) -> Self:
        if self.absent_until and (self.absent_from is None or self.absent_until < self.absent_from):
            raise ValueError("An absence begins before it ends: give its first day too.")
        return self


class Things(BaseModel):
    """How many open tasks, open remedies, and actions that are to be done or looked at."""

    tasks: int
    remedies: int
    learning: int


class OfficerRead(OfficerName):
    """Somebody who signed in. `may_own`: whether cases may be given to them today.

    `things`: what is theirs to do in any case, also in a closed one.
    `absent_from` and `absent_until` are the first and the last day of an absence; `capacity`: so many open cases
    are enough for them.
    """

    role: str
    roles: list[Role]
    team: str | None
    active: bool
    absent: bool
    absent_from: LocalDate | None
    absent_until: LocalDate | None
    capacity: int | None
    may_own: bool
    open_cases: int
    late: int
    due_soon: int
    things: Things


class Officers(BaseModel):
    items: list[OfficerRead]


Takers = Annotated[list[Line], Field(min_length=1, max_length=20)]


def _several(to: Any) -> Any:
    """One is a list of one, so that what is wrong with it stands at its own field."""
    return [to] if isinstance(to, str) else to


class HandOver(Body):
    """Who takes what an officer has, one or several, and why."""

    to: Annotated[Takers, BeforeValidator(_several, json_schema_input_type=Line | Takers)]
    reason: Line

    @property
    def takers(self) -> list[str]:
        """Each once."""
        return list(dict.fromkeys(self.to))


class HandedOver(BaseModel):
    """References of the cases that other officers have now, how many each of these was given, and what else.

    `restricted`: so many stay with the first, for those who are named for them to give away one by one. `kept`: of
    so many everybody who takes over dealt with an earlier stage, and they stay too. What is to be done in a case
    that stays, or is restricted, stays with it.
    """

    refs: list[str]
    given: dict[str, int]
    restricted: int
    kept: int
    things: Things
