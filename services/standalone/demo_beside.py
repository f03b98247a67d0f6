"""What stands beside the cases of the demonstration: what they cost, tasks, and cases that are watched."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from cases.costs import service as costs
from cases.costs.schemas import NewCost
from cases.notes import service as notes
from cases.notes.schemas import Note
from cases.record.change import Asked
from cases.tables import feed_of_cases
from cases.tasks import service as tasks
from cases.tasks.schemas import NewTask
from cases.watching import service as watching
from chassis.auth import Principal
from kernel.calendar import WorkingDays
from kernel.localtime import LONDON, local_date, utc_now
from kernel.procedures import Books
from kernel.vocabulary import CostKind
from standalone.demo_cases import INVESTIGATOR, OFFICER, Plan
from standalone.demo_council import COUNCIL, DEMO

OFFICE_OPENS, BETWEEN_ACTS = time(9, 20), timedelta(minutes=7)
TASK_ASKED_BEFORE = 5
"""Working days ago on which tasks were asked for."""
WATCHED = 3
"""Cases of others that the complaints officer watches; in the first of them something happened since."""
CHILDRENS_COSTS = (
    (24, CostKind.INDEPENDENT_INVESTIGATION, 146_000),
    (26, CostKind.INDEPENDENT_INVESTIGATION, 52_500),
    (30, CostKind.ADVOCACY, 31_000),
    (60, CostKind.REVIEW_PANEL, 84_000),
)
"""Working days after receipt, and pence."""
ADULTS_COSTS = ((CostKind.INTERPRETING, 6_500, 14_000), (CostKind.ADVOCACY, 18_000, 42_000))
"""Of some complaints, a few days after receipt: pence, from and to."""
ADULTS_COSTS_AFTER, ADULTS_COSTS_SHARE = 6, 0.08


def stand_beside(tx: Session, planned: Sequence[tuple[str, Plan]], books: Books) -> None:
    for ref, plan in planned:
        for after, kind, pence in _costs(ref, plan):
            asked = _asked(OFFICER, ref, books.calendar.add(local_date(plan.received_at), after), books)
            costs.record_cost(tx, asked, NewCost(kind=kind, pence=pence, spent_on=asked.today))
    owned = [(ref, plan) for ref, plan in planned if plan.is_open and plan.owner and plan.age > TASK_ASKED_BEFORE]
    today = local_date(utc_now())
    asked_on = _before(today, TASK_ASKED_BEFORE, books.calendar)
    for (ref, _), task in zip(owned, DEMO.tasks, strict=False):
        due_on = books.calendar.add(asked_on, TASK_ASKED_BEFORE + task.due_in)
        body = NewTask(what=task.what, owner=task.owner, team=task.team, due_on=due_on)
        tasks.record(tx, _asked(OFFICER, ref, asked_on, books), body)
    others = [ref for ref, plan in owned if plan.owner != OFFICER.subject][:WATCHED]
    for ref in others:
        watching.watch(tx, OFFICER, ref)
    for ref in others[:1]:
        notes.add_note(tx, _asked(INVESTIGATOR, ref, today, books), Note(text=DEMO.notes[0]))


def record_by_day(tx: Session, planned: Sequence[tuple[str, Plan]]) -> None:
    """Have each act recorded on the day on which it happened: a history tells what was recorded later apart."""
    events, now = feed_of_cases.events, utc_now()
    received_at = {ref: plan.received_at for ref, plan in planned}
    of_day: Counter[tuple[str, date]] = Counter()
    recorded = []
    told = select(events.c.position, events.c.ref, events.c.occurred_on).where(events.c.authority == COUNCIL)
    for position, ref, on in tx.execute(told.order_by(events.c.position)):
        came_at = received_at[ref]
        begins = came_at if local_date(came_at) == on else datetime.combine(on, OFFICE_OPENS, LONDON)
        at = begins.astimezone(UTC) + of_day[ref, on] * BETWEEN_ACTS
        recorded.append({"which": position, "at": min(at, now)})
        of_day[ref, on] += 1
    which = events.c.position == bindparam("which")
    tx.execute(update(events).where(which).values(recorded_at=bindparam("at")), recorded)


def _costs(ref: str, plan: Plan) -> Iterator[tuple[int, CostKind, int]]:
    """Working days after receipt, kind and pence of what a case cost by now."""
    random = Random(ref)
    if plan.kind == "childrens":
        yield from (cost for cost in CHILDRENS_COSTS if cost[0] <= plan.age)
    elif plan.kind == "complaint" and plan.age >= ADULTS_COSTS_AFTER and random.random() < ADULTS_COSTS_SHARE:
        kind, least, most = random.choice(ADULTS_COSTS)
        yield ADULTS_COSTS_AFTER, kind, random.randrange(least, most, 500)


def _before(today: date, working_days: int, calendar: WorkingDays) -> date:
    """The working day so many before today."""
    day = calendar.last_on_or_before(today)
    for _ in range(working_days):
        day = calendar.last_on_or_before(day - timedelta(days=1))
    return day


def _asked(who: Principal, ref: str, on: date, books: Books) -> Asked:
    at_noon = datetime.combine(on, time(12), LONDON).astimezone(UTC)
    return Asked(who, ref, None, min(at_noon, utc_now()), books)
