"""Answers of the deadline calculator."""

from datetime import date

from pydantic import BaseModel

from kernel.clock_schemas import ClockRead
from kernel.vocabulary import Act


class StageName(BaseModel):
    code: str
    name: str
    answered_by: str | None
    source: str


class Deadlines(BaseModel):
    """What a receipt, or a request for a further stage, would start; nothing is stored.

    `needs`: acts whose days are still to be given before the other limits of the stage can be counted.
    """

    procedure: str
    procedure_name: str
    procedure_version: int
    stage: str
    received_on: date
    clocks: list[ClockRead]
    needs: list[Act]
    stages: list[StageName]


class CountedDate(BaseModel):
    clock: ClockRead
