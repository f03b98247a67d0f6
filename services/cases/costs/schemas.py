"""Bodies of costs. Money is in pence."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from kernel.values import Body, LocalDate
from kernel.vocabulary import CostKind

LARGEST_COST = 100_000_000
"""A million pounds: more is a slip of the pen."""


class NewCost(Body):
    """Something that a case cost, on a day between its receipt and today."""

    kind: CostKind
    pence: Annotated[StrictInt, Field(ge=1, le=LARGEST_COST)]
    spent_on: LocalDate


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
