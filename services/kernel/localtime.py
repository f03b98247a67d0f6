"""Now, in the two forms the product uses: a UTC instant and the local date (Europe/London)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def utc_now() -> datetime:
    return datetime.now(UTC)


def local_date(instant: datetime) -> date:
    """The date in England at an instant: an e-mail of 23:30 UTC in summer arrives on the next day."""
    return instant.astimezone(LONDON).date()


def local_today() -> date:
    return local_date(utc_now())


def next_local_midnight(instant: datetime) -> datetime:
    """When the next day begins in England: the moment at which things become overdue."""
    return local_midnight(local_date(instant) + timedelta(days=1))


def local_midnight(day: date) -> datetime:
    """When a local date begins in England."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def financial_year(day: date) -> int:
    """The calendar year in which the financial year of `day` began (1 April to 31 March)."""
    return day.year if day.month >= 4 else day.year - 1
