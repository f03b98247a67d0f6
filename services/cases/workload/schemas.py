"""Officers and what they have."""

from pydantic import BaseModel, StrictBool

from cases.record.schemas import OfficerName
from kernel.values import Body, Code, Line


class OfficerChange(Body):
    """What an admin keeps of an officer; what is left out stays."""

    name: Line | None = None
    team: Code | None = None
    active: StrictBool | None = None


class OfficerRead(OfficerName):
    """Somebody who signed in. `may_own`: whether cases may be given to them."""

    role: str
    team: str | None
    active: bool
    may_own: bool
    open_cases: int
    late: int
    due_soon: int


class Officers(BaseModel):
    items: list[OfficerRead]
