"""Response bodies of analytics."""

from datetime import date, datetime

from pydantic import BaseModel


class TeamCount(BaseModel):
    """Open cases of one team by how the next date owed reads. `team` null: no team yet."""

    team: str | None
    name: str
    late: int
    soon: int
    on_track: int


class ClassificationCount(BaseModel):
    """Open cases of one class; those that wait in it until somebody decides are a count of their own."""

    classification: str
    decided: bool
    count: int


class StageCount(BaseModel):
    stage: str
    count: int


class AgeBand(BaseModel):
    """Open cases by working days since receipt; `to_days` null: and more."""

    band: str
    from_days: int
    to_days: int | None
    count: int


class Share(BaseModel):
    numerator: int
    denominator: int
    definition: str


class Month(BaseModel):
    """Complaints received and answered in a month; the on-time share counts from the year's beginning."""

    month: str
    received: int
    answered: int
    on_time_numerator: int
    on_time_denominator: int


class OutcomeCount(BaseModel):
    outcome: str
    count: int


class Dashboard(BaseModel):
    """What managers see. Counts of open cases are of every class; the year's figures are of complaints."""

    as_of: datetime
    today: date
    year: str
    years: list[str]
    target: int | None
    open: int
    late: int
    soon: int
    to_acknowledge: int
    unallocated: int
    due_this_week: int
    by_team: list[TeamCount]
    by_classification: list[ClassificationCount]
    by_stage: list[StageCount]
    age: list[AgeBand]
    on_time: Share
    months: list[Month]
    outcomes: list[OutcomeCount]


class CodeCount(BaseModel):
    """A code of the council's file with its name, and how many issues have it."""

    code: str
    name: str
    count: int


class ProviderRecord(BaseModel):
    """What was complained of about a provider, by the day of receipt, both days included.

    `number`: of its entry in the register, whose name stands for all of its spellings; None: it has none.
    `upheld`: those upheld against the provider alone are among them. `mean_working_days`: until the answer; None:
    none was answered. `categories`, `themes`: of the issues, most first.
    """

    name: str
    number: int | None
    since: date
    to: date
    complaints: int
    upheld: int
    partially_upheld: int
    not_upheld: int
    mean_working_days: float | None
    categories: list[CodeCount]
    themes: list[CodeCount]
