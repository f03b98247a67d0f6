"""Bodies of what-ifs."""

from pydantic import BaseModel

from kernel.vocabulary import Unit


class ProcedureListed(BaseModel):
    """A procedure of the council's file, or of the law, in one version."""

    id: str
    version: int
    name: str


class WhatIf(BaseModel):
    """Complaints answered in a year: how many were on time in truth, and how many would have been.

    `told`: what was asked, in words. `counted`: of those answered, how many can be counted under it.
    """

    year: str
    told: str
    answered: int
    on_time: int
    counted: int
    would_be_on_time: int
    unit: Unit | None
    procedures: list[ProcedureListed]
