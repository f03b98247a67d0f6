"""Bodies and answers of saved views of dashboards."""

from typing import Annotated

from pydantic import BaseModel, StrictBool, StringConstraints

from analytics.reports.periods import FinancialYear
from analytics.reports.schemas import Quarter
from kernel.values import Body, Code, Line


class BoardQuery(Body):
    """Which dashboard, and of what: the same as is asked of it. No year: the one that it is read in."""

    board: Code
    year: FinancialYear | None = None
    quarter: Quarter | None = None
    team: Code | None = None


class BoardView(Body):
    """A view under a name. `shared`: all of the council's who read figures find it, too."""

    name: Annotated[Line, StringConstraints(max_length=60)]
    shared: StrictBool = False
    query: BoardQuery


class BoardViewRead(BoardView):
    """`may_remove`: whether the caller may."""

    id: str
    may_remove: bool


class BoardViews(BaseModel):
    items: list[BoardViewRead]
