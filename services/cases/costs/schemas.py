"""Bodies of costs. Money is in pence."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from kernel.values import Body, Line, LocalDate
from kernel.vocabulary import CostKind

LARGEST_COST = 100_000_000
"""A million pounds: more is a slip of the pen."""


class NewCost(Body):
    """Something that a case cost, on a day between its receipt and today."""

    kind: CostKind
    pence: Annotated[StrictInt, Field(ge=1, le=LARGEST_COST)]
    spent_on: LocalDate


class CostPutRight(Body):
    """What is true of a cost that was recorded wrongly; null: there was none. `because`: how that is known."""

    cost: NewCost | None
    because: Line


class CostRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    number: int
    kind: CostKind
    pence: int
    spent_on: date


class Costs(BaseModel):
    """All that a case cost so far, and their sum."""

    items: list[CostRead]
    total_pence: int


class KindCosts(BaseModel):
    """What one kind of cost came to in a financial year, in how many cases, and in the year before."""

    kind: CostKind
    pence: int
    cases: int
    before_pence: int


class BudgetRead(BaseModel):
    """What was meant to be spent on some kinds, and was; `left_pence` is negative once it is overspent."""

    name: str
    kinds: list[CostKind]
    budget_pence: int
    spent_pence: int
    left_pence: int
    source: str


class YearCosts(BaseModel):
    """What cases cost in a financial year, `first_on` to `last_on`, beside the year before and the budgets.

    It is what was recorded here, by the day on which it was spent, restricted cases among it.
    """

    first_on: date
    last_on: date
    kinds: list[KindCosts]
    total_pence: int
    before_pence: int
    budgets: list[BudgetRead]


class CostlyCase(BaseModel):
    ref: str
    pence: int


class CostlyCases(BaseModel):
    """The cases behind a number, the dearest first. `restricted`: so many are not shown to the caller."""

    items: list[CostlyCase]
    more: bool = Field(description="whether there are more than are listed")
    restricted: int
