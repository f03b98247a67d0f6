"""Forecasts of late answers: like cases are those of the same procedure, of the last three years."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import Session

from analytics import repository
from analytics.figures import query
from analytics.schemas import Forecast, ForecastWeek, LikelyLate
from analytics.survival import LIKELY, Curve, curve
from chassis.auth import Principal
from kernel.calendar import WorkingDays
from kernel.vocabulary import Whose

YEARS = timedelta(days=3 * 366)
WEEK, WITHIN = 5, (5, 10, 20)
"""Working days."""
MOST_NAMED = 50


def forecast(
    session: Session, principal: Principal, team: str | None, today: date, calendar: WorkingDays
) -> Forecast:
    """What will be late of the answers that are due in the next 20 working days, at the present pace.

    Pace is the whole council's; `team` picks the cases that are told of.
    """
    ends = [calendar.add(today, days) for days in range(WEEK, WITHIN[-1] + 1, WEEK)]
    open_cases = repository.unanswered(session, principal.authority)
    ages = {case.ref: calendar.count(case.received_on, today) for case in open_cases}
    curves = _curves(session, principal.authority, today, {c.ref: c.procedure for c in open_cases}, ages)
    begins = [today, *(end + timedelta(days=1) for end in ends[:-1])]
    weeks = [
        ForecastWeek(since=since, to=to, due=0, likely_late=0) for since, to in zip(begins, ends, strict=True)
    ]
    expected = dict.fromkeys(WITHIN, 0.0)
    likely: list[LikelyLate] = []
    too_few = 0
    for case in open_cases:
        due_on = case.response_due_on
        if due_on is None or not today <= due_on <= ends[-1] or (team is not None and case.team != team):
            continue
        week = next(week for week in weeks if due_on <= week.to)
        week.due += 1
        due = calendar.count(case.received_on, due_on)
        chance = curves[case.procedure].chance_late(max(ages[case.ref], 1), due)
        if chance is None:
            too_few += 1
            continue
        for within in WITHIN:
            if due_on <= ends[within // WEEK - 1]:
                expected[within] += chance
        if chance >= LIKELY:
            week.likely_late += 1
            turn = Whose(case.turn) if case.turn else None
            percent = round(100 * chance)
            likely.append(LikelyLate(ref=case.ref, team=case.team, due_on=due_on, chance=percent, turn=turn))
    hidden = query.hidden_from(session, principal, [case.ref for case in likely])
    return Forecast(
        weeks=weeks,
        expected={within: round(sum_of, 1) for within, sum_of in expected.items()},
        too_few_to_say=too_few,
        past_answers=sum(each.answers for each in curves.values()),
        cases=[case for case in likely if case.ref not in hidden][:MOST_NAMED],
    )


def _curves(
    session: Session, authority: str, today: date, procedures: Mapping[str, str], ages: Mapping[str, int]
) -> Mapping[str, Curve]:
    """How long cases of each procedure wait for their answer."""
    answered: defaultdict[str, Counter[int]] = defaultdict(Counter)
    since = today - YEARS
    times = repository.while_unchanged(
        session, authority, ("times", since), lambda: repository.times_taken(session, authority, since)
    )
    for procedure, days, count in times:
        answered[procedure][days] += count
    so_far: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for ref, procedure in procedures.items():
        so_far[procedure][ages[ref]] += 1
    return {name: curve(answered[name], so_far[name]) for name in {*answered, *so_far}}
