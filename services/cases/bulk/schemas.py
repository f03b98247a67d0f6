"""Bodies and answers of acts on many cases."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, Field, StrictInt, StringConstraints, model_validator

from cases.notes.schemas import Note
from cases.tasks.schemas import NewTask
from kernel.values import REFERENCE_PATTERN, Body, Code, Line

AT_MOST = 200
Ref = Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN)]


class ReadCase(Body):
    """A case, and the version of it that was read."""

    ref: Ref
    version: Annotated[StrictInt, Field(ge=1)]


class BulkAllocation(Body):
    """Who works on some cases; null gives them back, and what is left out stays."""

    cases: Annotated[list[ReadCase], Field(min_length=1, max_length=AT_MOST)]
    owner: Line | None = None
    team: Code | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        _require_once([case.ref for case in self.cases])
        if self.model_fields_set.isdisjoint({"owner", "team"}):
            raise ValueError("Say who takes them: an owner, a team or both.")
        return self


class BulkNote(Note):
    """The same note for each of some cases."""

    refs: Annotated[list[Ref], Field(min_length=1, max_length=AT_MOST)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        _require_once(self.refs)
        return self


class BulkTask(NewTask):
    """The same task in each of some cases."""

    refs: Annotated[list[Ref], Field(min_length=1, max_length=AT_MOST)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        _require_once(self.refs)
        return self


class BulkOutcome(StrEnum):
    """What became of one case of many."""

    DONE = "done"
    UNKNOWN = "unknown"
    NOT_PERMITTED = "not_permitted"
    STALE = "stale"
    NOT_POSSIBLE = "not_possible"


class BulkItem(BaseModel):
    """One case: done, and its version now; or why it was left as it is, as the act on it alone would say."""

    ref: str
    result: BulkOutcome
    because: str | None = None
    version: int | None = None


class BulkDone(BaseModel):
    """What became of each case, in the order in which they were named; `done`: of so many it was done."""

    done: int
    items: list[BulkItem]


def _require_once(refs: Sequence[str]) -> None:
    if len(set(refs)) < len(refs):
        raise ValueError("Name each case once.")
