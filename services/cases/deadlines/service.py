"""The deadline calculator: by when the steps of a procedure would be due, and how that is worked out."""

from dataclasses import dataclass, fields
from datetime import date

from cases.deadlines.schemas import CountedDate, Deadlines, StageName
from chassis.auth import Principal
from kernel.clock_schemas import read_clock
from kernel.clocks import Clock, Limit, due, started
from kernel.errors import NotFound, wrong_field
from kernel.procedures import WHOLE_CASE, Books, Procedure
from kernel.vocabulary import Act, Basis, Unit


@dataclass(frozen=True)
class Asking:
    """What the dates are worked out from.

    Attributes:
        received_on: the day, local date, on which the contact or the request for `stage` was received: day 0.
        version: of the procedure; None: the one in force on that day.
        stage: None: the first.
    """

    procedure: str
    received_on: date
    version: int | None = None
    stage: str | None = None
    grade: str | None = None
    acknowledged_on: date | None = None
    response_received_on: date | None = None
    panel_met_on: date | None = None
    panel_reported_on: date | None = None

    def acts(self) -> dict[Act, date]:
        """What has happened, by act. Raises Unprocessable for a day before the receipt."""
        days = {field.name: getattr(self, field.name) for field in fields(self) if field.name.endswith("_on")}
        for name, day in days.items():
            if day and day < self.received_on:
                raise wrong_field(f"/query/{name}", "This is before it was received.")
        return {Act(name.removesuffix("_on")): day for name, day in days.items() if day}


def calculate(principal: Principal, asking: Asking, today: date, books: Books) -> Deadlines:
    """The clocks that a receipt, or a request for a further stage, would start.

    Raises Unprocessable for a procedure, version, stage or grade that the council did not have.
    """
    procedure = _procedure(principal, asking, books)
    first = procedure.stages[0].code
    stage = asking.stage or first
    try:
        entry = procedure.stage(stage)
    except NotFound as error:
        raise wrong_field("/query/stage", error.detail) from error
    try:
        limits = procedure.stage_limits(stage, asking.grade)
    except NotFound as error:
        raise wrong_field("/query/grade", error.detail) from error
    acts = asking.acts()
    # Nothing is met here: the dates are what is asked for.
    clocks = [Clock(clock.due, stage=clock.stage) for clock in started(limits, acts, books.calendars)]
    if stage == first:
        clocks += started(procedure.case_limits(), acts, books.calendars, stage=WHOLE_CASE)
    return Deadlines(
        procedure=procedure.id,
        procedure_name=procedure.name,
        procedure_version=procedure.version,
        stage=entry.code,
        received_on=asking.received_on,
        clocks=[read_clock(clock, today, books.calendars, explained=True) for clock in clocks],
        needs=sorted({limit.starts for limit in limits} - acts.keys() - {Act.ACKNOWLEDGED}),
        stages=[
            StageName(code=s.code, name=s.name, answered_by=s.answered_by, source=s.source)
            for s in procedure.all_stages()
        ],
    )


def count(start: date, amount: int, unit: Unit, today: date, books: Books) -> CountedDate:
    """A date counted by itself, without a procedure. Raises Unprocessable for an agreed date."""
    if unit is Unit.AGREED_DATE:
        raise wrong_field("/query/unit", "An agreed date is given, not counted.")
    limit = Limit("counted", "Counted", amount, unit, Basis.LOCAL, "As asked", 0, "Counted by itself", Act.ASKED)
    counted = Clock(due(start, limit, books.calendar))
    return CountedDate(clock=read_clock(counted, today, books.calendars, explained=True))


def _procedure(principal: Principal, asking: Asking, books: Books) -> Procedure:
    council = books.council(principal.authority)
    try:
        if asking.version is not None:
            return council.procedure(asking.procedure, asking.version)
        return council.procedure_on(asking.procedure, asking.received_on)
    except NotFound as error:
        name = "version" if asking.version is not None else "procedure"
        raise wrong_field(f"/query/{name}", error.detail) from error
