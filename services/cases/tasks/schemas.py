"""Bodies of tasks."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from cases.record.schemas import OfficerName
from kernel.values import Body, Code, Line, LocalDate, LongText


class NewTask(Body):
    """Something to do by a day, for an officer or for a team; for neither: it reminds whoever records it."""

    what: Annotated[LongText, Field(max_length=500)]
    owner: Line | None = None
    team: Code | None = None
    due_on: LocalDate

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if self.owner and self.team:
            raise ValueError("A task is for an officer or for a team, not for both.")
        return self


class TaskDone(Body):
    """That it was done."""

    done_on: LocalDate


class EarlierTask(BaseModel):
    """How a task stood until it was changed on a day, and by whom."""

    what: str | None
    owner: OfficerName | None
    team: str | None
    due_on: date
    until: date
    by: OfficerName


class TaskRead(BaseModel):
    """A task. `late`: it is open and its day has passed; `is_reminder`: somebody reminds themselves."""

    ref: str
    number: int
    what: str | None
    owner: OfficerName | None
    team: str | None
    due_on: date
    done_on: date | None
    done_by: OfficerName | None
    dropped_because: str | None
    is_open: bool
    late: bool
    is_reminder: bool
    recorded_on: date
    by: OfficerName
    earlier: list[EarlierTask] = Field(description="how it stood before it was changed, the latest last")
    may_act: bool = Field(description="whether the reader may say that it is done, or does not go ahead")
    may_change: bool = Field(description="whether the reader may change its words, its day and whose it is")


class Tasks(BaseModel):
    """All tasks of a case. `withheld`: parts that are not shown to the reader's role."""

    items: list[TaskRead]
    may_record: bool = Field(description="whether the reader may record more")
    withheld: list[str]


class TaskView(StrEnum):
    """Which open tasks a list is of: one's own, those of one's team, or all that are late."""

    MINE = "mine"
    TEAM = "team"
    LATE = "late"


class TaskList(BaseModel):
    """Open tasks of all cases, the earliest day first."""

    items: list[TaskRead]
    next_cursor: str | None
    withheld: list[str]
