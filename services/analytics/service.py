"""The dashboard, asked of the facts."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col

from analytics import repository
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
)
from chassis.auth import Principal
from kernel.calendar import WorkingDays
from kernel.localtime import financial_year, local_date
from kernel.procedures import Books

AGE_BANDS = ((0, 5), (6, 10), (11, 20), (21, 40), (41, None))
"""Working days since receipt."""
NO_TEAM = "No team yet"


def dashboard(
    session: Session, principal: Principal, team: str | None, year: int | None, now: datetime, books: Books
) -> Dashboard:
    """What is open now, and how this financial year has gone so far.

    Args:
        year: calendar year in which the financial year began; None: this one.
    """
    authority = principal.authority
    council = books.council(authority)
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
            ClassificationCount(classification=value, count=count)
            for value, count in repository.open_by(session, authority, team, col(CaseFact.classification))
        ],
        by_stage=[
            StageCount(stage=value, count=count)
            for value, count in repository.open_by(session, authority, team, col(CaseFact.standing))
        ],
        age=_ages(session, authority, team, today, books.calendar),
        on_time=Share(
            numerator=on_time[0],
            denominator=on_time[1],
            definition=(
                f"Complaints answered from 1 April {year} on within the council's own target, "
                "out of all complaints answered in that time."
            ),
        ),
        months=months,
        outcomes=[
            OutcomeCount(outcome=value, count=count)
            for value, count in repository.outcomes(session, authority, team, first, last)
        ],
    )


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
    received = repository.complaints_by_month(session, authority, team, col(CaseFact.received_on), first, last)
    answered = repository.complaints_by_month(session, authority, team, col(CaseFact.responded_on), first, last)
    months = []
    in_time = total = 0
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        month_total, month_in_time = answered.get((year, month), (0, 0))
        total, in_time = total + month_total, in_time + month_in_time
        months.append(
            Month(
                month=f"{year}-{month:02}",
                received=received.get((year, month), (0, 0))[0],
                answered=month_total,
                on_time_numerator=in_time,
                on_time_denominator=total,
            )
        )
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def _label(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"
