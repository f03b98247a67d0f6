"""Whether an answer would have been in time, by the kernel's own clocks. Pure."""

from dataclasses import dataclass
from datetime import date

from kernel.calendar import Calendars
from kernel.clocks import Limit, due
from kernel.procedures import FIRST_STAGE, Council, Procedure
from kernel.register import CaseFacts, StageFacts, count
from kernel.vocabulary import Act, Basis, Classification, Disposition, Unit

OWN_WORDS = "what is asked for here"


@dataclass(frozen=True)
class Answered:
    """Complaints whose dates are the same: local dates, how many, and how many of them were on time in truth."""

    received_on: date
    acknowledged_on: date | None
    responded_on: date
    number: int
    on_time: int


def target(amount: int, unit: Unit) -> Limit:
    """A target from receipt to answer that stands in nobody's file."""
    return Limit("stage_1", "Answer", amount, unit, Basis.LOCAL, OWN_WORDS, 1, OWN_WORDS)


def in_time_by(limit: Limit, answered: Answered, calendars: Calendars) -> bool | None:
    """Whether an answer was in time by a limit from its receipt; None where no calendar reaches so far."""
    on = due(answered.received_on, limit, calendars.of(limit.working_days)).on
    return None if on is None else answered.responded_on <= on


def in_time_under(
    procedure: Procedure,
    classification: Classification,
    answered: Answered,
    council: Council,
    calendars: Calendars,
) -> bool | None:
    """Whether it was in time by the first stage's own target of a procedure, as its clocks count it.

    None where the procedure sets none.
    """
    acts = {Act.RECEIVED: answered.received_on, Act.RESPONDED: answered.responded_on}
    if answered.acknowledged_on:
        acts[Act.ACKNOWLEDGED] = answered.acknowledged_on
    first = StageFacts(FIRST_STAGE, procedure.stages[0].code, acts)
    facts = CaseFacts(classification, Disposition.ACCEPTED, answered.received_on, procedure, [first])
    clocks = [
        clock
        for clock in count(facts, council, calendars).values()
        if clock.stage == FIRST_STAGE and clock.due.limit.ends is Act.RESPONDED and clock.on
    ]
    first_due = min(clocks, key=lambda clock: clock.on or date.max, default=None)
    return None if first_due is None else answered.responded_on <= (first_due.on or date.max)
