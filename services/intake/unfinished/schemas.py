"""Request and response bodies of what is left for someone else to finish."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StringConstraints

from kernel.values import Body, Instant, Line, no_control_characters

Form = Annotated[str, StringConstraints(min_length=2, max_length=100_000), AfterValidator(no_control_characters)]


class NewUnfinished(Body):
    """A contact that is not recorded yet, for someone else to finish.

    `form` is the web app's own text of what was typed; nothing here reads it. `begun_at`: when the person was
    heard, which stays the time of receipt. `restricted`: it is about a member or somebody who works here, so that
    who leaves it and managers alone see it.
    """

    title: Line
    begun_at: Instant
    form: Form
    restricted: StrictBool = False


class UnfinishedLine(BaseModel):
    """One of the list. `age_days`: calendar days since it was begun; `late`: it lies for longer than it should."""

    id: str
    title: str
    begun_at: datetime
    left_by: str
    age_days: int = Field(ge=0)
    late: bool
    restricted: bool


class UnfinishedRead(UnfinishedLine):
    form: str


class UnfinishedList(BaseModel):
    """The oldest first. `restricted`: how many are not shown, because others alone see them."""

    items: list[UnfinishedLine]
    restricted: int = Field(ge=0)
