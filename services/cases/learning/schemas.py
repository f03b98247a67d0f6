"""Bodies of what is learned."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictBool, StrictInt

from cases.record.schemas import OfficerName
from kernel.values import Body, Line, LocalDate, LongText
from kernel.vocabulary import LearningAct, LearningScope

IssueNumber = Annotated[StrictInt, Field(ge=1, le=1_000)]


class NewLearning(Body):
    """What was learned: a theme of the council's file, what will change, for whom, by when and by whom."""

    theme: Line
    action: Line
    scope: LearningScope
    issue: IssueNumber | None = Field(default=None, description="number of the issue that it came from")
    owner: Line | None = None
    due_on: LocalDate | None = None


class LearningChange(Body):
    """What of an open action is another now; what is left out stays."""

    action: Line | None = None
    owner: Line | None = None
    due_on: LocalDate | None = None


class LearningDone(Body):
    """That it was done, and what shows it."""

    done_on: LocalDate
    evidence: Annotated[LongText, Field(max_length=1_000)]


class EffectSeen(Body):
    """That somebody looked whether an action helped, and whether the same happened again."""

    looked_at_on: LocalDate
    repeated: StrictBool


class LearningPutRight(Body):
    """Which act was recorded wrongly, and how that is known; `recorded`: there never was such an action.

    `no_learning_because`: needed where the case closed with something upheld, and nothing else was learned.
    """

    wrong: Literal[LearningAct.RECORDED, LearningAct.DONE, LearningAct.LOOKED_AT, LearningAct.DROPPED]
    because: Annotated[LongText, Field(max_length=1_000)]
    no_learning_because: Line | None = None


class LearningRead(BaseModel):
    """An action that was learned.

    `late`: it is open and its due date has passed. `effect_on`: from that day on its effect is to be looked at.
    `dropped_because`: why it does not go ahead or, of one that is done, why it was recorded by mistake.
    """

    number: int
    theme: str = Field(description="a code of the council's learning_themes; an earlier release took any text")
    theme_name: str
    action: str | None
    scope: LearningScope
    issue: int | None
    owner: OfficerName | None
    due_on: date | None
    done_on: date | None
    evidence: str | None
    effect_on: date | None
    looked_at_on: date | None
    repeated: bool | None
    dropped_because: str | None
    is_open: bool
    late: bool
    recorded_on: date
    is_dropped: bool
    may_act: bool = Field(description="whether the reader may change it, or say what became of it")
    may_put_right: bool = Field(
        description="whether the reader may say that it, or what became of it, was recorded wrongly"
    )


class Lessons(BaseModel):
    """All that was learned from a case. `withheld`: parts that are not shown to the reader's role."""

    items: list[LearningRead]
    may_record: bool = Field(description="whether the reader may record more")
    withheld: list[str]


class PlanView(StrEnum):
    """Which actions an action plan lists."""

    OPEN = "open"
    LATE = "late"
    EFFECT = "effect"


class PlannedAction(LearningRead):
    """An action with the case that it comes from."""

    ref: str


class ThemeCount(BaseModel):
    """How many actions of a theme are open, how many of these are late, how many effects are to be looked at."""

    theme: str
    name: str
    open: int
    late: int
    effect: int


class ActionPlan(BaseModel):
    """Actions of all cases, the earliest date first; `themes` count all of them, whatever is listed."""

    items: list[PlannedAction]
    themes: list[ThemeCount]
    next_cursor: str | None
    withheld: list[str]
