"""The dashboard: what is open now, asked of the facts; how the year has gone, asked of `figures`."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Any

from sqlmodel import Session, col

from analytics import repository
from analytics.figures import service as figures
from analytics.figures.answer import NOT_RECORDED
from analytics.figures.question import Cohort, Measure, Question
from analytics.forecast import forecast
from analytics.models import CaseFact
from analytics.schemas import (
    AgeBand,
    ClassificationCount,
    Dashboard,
    Month,
    OutcomeCount,
    Share,
    StageCount,
    TeamCount,
    Turn,
)
from chassis.auth import Principal
from kernel.calendar import WorkingDays
from kernel.errors import wrong_field
from kernel.localtime import financial_year, local_date
from kernel.procedures import Books, Council
from kernel.vocabulary import Classification, Outcome, Whose

AGE_BANDS = ((0, 5), (6, 10), (11, 20), (21, 40), (41, None))
"""Working days since receipt."""
NO_TEAM = "No team yet"


def dashboard(
    session: Session, principal: Principal, team: str | None, year: int | None, now: datetime, books: Books
) -> Dashboard:
    """What is open now, and how this financial year has gone so far.

    Args:
        year: calendar year in which the financial year began; None: this one.

    Raises:
        Unprocessable: the council has no such team, so that nothing late of it would be no good news.
    """
    authority = principal.authority
    council = books.council(authority)
    require_team(council, team)
    today = local_date(now)
    this_year = financial_year(today)
    year = this_year if year is None else year
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    week_end = today + timedelta(days=6 - today.weekday())
    months = _months(session, authority, team, first, min(last, today))
    since = repository.first_receipt(session, authority)
    years = range(this_year, min(financial_year(since) if since else this_year, this_year) - 1, -1)
    on_time = (months[-1].on_time_numerator, months[-1].on_time_denominator) if months else (0, 0)
    return Dashboard(
        as_of=now,
        today=today,
        year=_label(year),
        years=[_label(y) for y in years],
        target=council.on_time_target,
        **repository.open_totals(session, authority, team, today, week_end),
        by_team=_teams(session, authority, team, today, {t.code: t.name for t in council.teams}),
        by_classification=[
            ClassificationCount(classification=value, decided=bool(decided), count=count)
            for value, decided, count in repository.open_by(
                session, authority, team, col(CaseFact.classification), repository.IS_DECIDED
            )
        ],
        by_stage=[
            StageCount(stage=value, count=count)
            for value, count in repository.open_by(session, authority, team, col(CaseFact.standing))
        ],
        age=_ages(session, authority, team, today, books.calendar),
        on_time=Share(
            numerator=on_time[0],
            denominator=on_time[1],
            definition=figures.defined(_on_time(authority, team, first, last)),
        ),
        months=months,
        outcomes=_outcomes(session, authority, team, first, last),
        turns=_turns(session, authority, team, today, books.calendar),
        forecast=forecast(session, principal, team, today, books.calendar),
        learned=_learned(session, authority, team, first, last),
    )


def require_team(council: Council, team: str | None) -> None:
    """Raises Unprocessable for a team that the council does not have."""
    if team is not None and council.team(team) is None:
        teams = ", ".join(entry.code for entry in council.teams)
        raise wrong_field("/team", f"{council.name} has no team {team!r}. It has: {teams}.")


def _teams(
    session: Session, authority: str, team: str | None, today: date, names: dict[str, str]
) -> list[TeamCount]:
    counts = [
        TeamCount(
            team=row["team"],
            name=names.get(row["team"], row["team"]) if row["team"] else NO_TEAM,
            late=row["late"],
            soon=row["soon"],
            on_track=row["total"] - row["late"] - row["soon"],
        )
        for row in repository.by_team(session, authority, team, today)
    ]
    return sorted(counts, key=lambda count: (-(count.late + count.soon + count.on_track), count.name))


def _ages(session: Session, authority: str, team: str | None, today: date, calendar: WorkingDays) -> list[AgeBand]:
    since = [calendar.first_with_at_most(to, today) if to is not None else date.min for _, to in AGE_BANDS]
    counts = repository.open_by_age(session, authority, team, since)
    return [
        AgeBand(band=f"{low} to {high}" if high else f"{low} and more", from_days=low, to_days=high, count=count)
        for (low, high), count in zip(AGE_BANDS, counts, strict=True)
    ]


def _months(session: Session, authority: str, team: str | None, first: date, last: date) -> list[Month]:
    if last < first:
        return []
    months = list(_months_between(first, last))
    ask_received = _of_complaints(authority, team, first, last, measure=Measure.COUNT, group_by=["received_month"])
    received = figures.worked_out(session, ask_received).values
    by_month = {"responded_on": [[month, str(begin), str(end)] for month, begin, end in months]}
    answered = figures.worked_out(
        session, _on_time(authority, team, first, last, group_by=["responded_on"], bands=by_month)
    )
    told = []
    in_time = total = 0
    for month, _begin, _end in months:
        in_time += answered.numerator.get(month, 0)
        total += answered.denominator.get(month, 0)
        told.append(
            Month(
                month=month,
                received=received.get(month, 0),
                answered=answered.denominator.get(month, 0),
                on_time_numerator=in_time,
                on_time_denominator=total,
            )
        )
    return told


def _outcomes(session: Session, authority: str, team: str | None, first: date, last: date) -> list[OutcomeCount]:
    """Complaints concluded between two days by outcome, most first."""
    closed = {"measure": Measure.COUNT, "cohort": Cohort.CONCLUDED, "group_by": ["outcome"]}
    counts = figures.worked_out(session, _of_complaints(authority, team, first, last, **closed)).values
    counts.pop(NOT_RECORDED, None)
    return [
        OutcomeCount(outcome=outcome, count=count)
        for outcome, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _turns(session: Session, authority: str, team: str | None, today: date, calendar: WorkingDays) -> list[Turn]:
    """Whom open cases wait for, those with most first."""
    waits: dict[str, list[int]] = {}
    for whose, since, count in repository.turns(session, authority, team):
        waits.setdefault(whose, []).extend([calendar.count(since, max(since, today))] * count)
    turns = [
        Turn(whose=Whose(whose), count=len(days), typical_days=int(median_low(days)))
        for whose, days in waits.items()
    ]
    return sorted(turns, key=lambda turn: (-turn.count, turn.whose))


def _learned(session: Session, authority: str, team: str | None, first: date, last: date) -> Share:
    """Of the complaints concluded in which fault was found, those from which something was learned."""
    asked = _of_complaints(
        authority,
        team,
        first,
        last,
        measure=Measure.RATE,
        cohort=Cohort.CONCLUDED,
        numerator={"has_learning": True},
    )
    fault = {"outcome": [Outcome.UPHELD.value, Outcome.PARTIALLY_UPHELD.value]}
    asked = asked.model_copy(update={"filters": asked.filters | fault})
    found = figures.worked_out(session, asked)
    return Share(numerator=found.numerator, denominator=found.denominator, definition=figures.defined(asked))


def _on_time(authority: str, team: str | None, first: date, last: date, **more: Any) -> Question:
    """Of the complaints answered between two days, the share answered on time."""
    return _of_complaints(
        authority,
        team,
        first,
        last,
        measure=Measure.WITHIN_TARGET_RATE,
        cohort=Cohort.ANSWERED,
        numerator={"answered_on_time": True},
        **more,
    )


def _of_complaints(authority: str, team: str | None, first: date, last: date, **asked: Any) -> Question:
    complaints = [classification.value for classification in Classification if classification.is_complaint]
    filters = {"classification": complaints} | ({"team": team} if team else {})
    return Question(authority=authority, since=first, to=last, filters=filters, **asked)


def _months_between(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Every month from a first day to a last: its name, and its days between the two."""
    begin = first
    while begin <= last:
        following = (begin.replace(day=1) + timedelta(days=31)).replace(day=1)
        yield f"{begin:%Y-%m}", begin, min(last, following - timedelta(days=1))
        begin = following


def _label(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"
