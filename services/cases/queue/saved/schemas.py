"""Bodies and answers of saved views."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from cases.queue.schemas import Sort, View
from kernel.values import Body, Code, Line
from kernel.vocabulary import Classification, Status


class SavedQuery(Body):
    """What a list is asked for: the same as in the address of `GET /cases`."""

    view: View
    sort: Sort = Sort.DUE
    team: Code | None = None
    owner: Line | None = None
    classification: Classification | None = None
    stage: Status | None = None
    q: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")] | None = None


class SavedView(Body):
    """A view under a name. `team`: whose it is; left out: the caller's own."""

    name: Annotated[Line, StringConstraints(max_length=60)]
    team: Code | None = None
    query: SavedQuery


class SavedViewRead(BaseModel):
    """`may_change`: whether the caller may."""

    id: str
    name: str
    team: str | None
    query: SavedQuery
    may_change: bool


class SavedViews(BaseModel):
    items: list[SavedViewRead]
