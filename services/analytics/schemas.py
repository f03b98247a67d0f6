"""Response bodies of analytics."""

from datetime import date, datetime

from pydantic import BaseModel

from kernel.vocabulary import Whose


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


class Turn(BaseModel):
    """Open cases that wait for somebody. `typical_days`: working days so far, of the middle one."""

    whose: Whose
    count: int
    typical_days: int


class LikelyLate(BaseModel):
    """An open case whose answer will rather be late than not. `chance`: percent; `turn`: whom it waits for."""

    ref: str
    team: str | None
    due_on: date
    chance: int
    turn: Whose | None


class ForecastWeek(BaseModel):
    """Answers due in five working days: how many, and how many of them are likely late."""

    since: date
    to: date
    due: int
    likely_late: int


class Forecast(BaseModel):
    """Answers that will be late at the present pace, of those due in the next 20 working days.

    `expected`: late ones due within 5, 10 and 20 working days, every case counted by its chance.
    `too_few_to_say`: due ones of procedures with too few past answers. `cases`: none that the caller may not see.
    """

    weeks: list[ForecastWeek]
    expected: dict[int, float]
    too_few_to_say: int
    past_answers: int
    cases: list[LikelyLate]


class Dashboard(BaseModel):
    """What managers see. Counts of open cases are of every class; the year's figures are of complaints."""

    as_of: datetime
    today: date
    year: str
    years: list[str]
    target: int | None
    open: int
    late: int
    late_to_acknowledge: int
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
    turns: list[Turn]
    forecast: Forecast
    learned: Share


class CodeCount(BaseModel):
    """A code of the council's file with its name, and how many issues have it."""

    code: str
    name: str
    count: int


class ProviderRecord(BaseModel):
    """What was complained of about a provider, by the day of receipt, both days included.

    `number`: of its entry in the register, whose name stands for all of its spellings; None: it has none.
    `upheld`: those upheld, but not against the council, are among them. `mean_working_days`: until the answer;
    None: none was answered. `categories`, `themes`: of the issues, most first.
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
