"""Which days of earlier years stand beside a period."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from analytics.reports.periods import FinancialYear, Period, period

THIS = period("2026-27")


@pytest.mark.parametrize(
    ("of", "today", "years", "name", "last"),
    [
        pytest.param(THIS, date(2026, 11, 3), 1, "2025-26 to November", date(2025, 11, 30), id="in November"),
        pytest.param(THIS, date(2026, 12, 31), 1, "2025-26 to December", date(2025, 12, 31), id="in December"),
        pytest.param(THIS, date(2027, 2, 1), 3, "2023-24 to February", date(2024, 2, 29), id="a leap day"),
        pytest.param(THIS, date(2027, 3, 1), 1, "2025-26", date(2026, 3, 31), id="in its last month"),
        pytest.param(THIS, date(2027, 4, 1), 1, "2025-26", date(2026, 3, 31), id="over"),
        pytest.param(THIS, date(2026, 3, 31), 1, "2025-26", date(2026, 3, 31), id="not begun"),
        pytest.param(
            Period(2026, 3), date(2026, 11, 3), 1, "Q3 2025-26 to November", date(2025, 11, 30), id="a quarter"
        ),
        pytest.param(Period(2026, 2), date(2026, 11, 3), 1, "Q2 2025-26", date(2025, 9, 30), id="a past quarter"),
    ],
)
def test_what_is_not_over_stands_beside_the_same_months(
    of: Period, today: date, years: int, name: str, last: date
) -> None:
    before = of.before(today, years)
    assert (before.name, before.to, before.since) == (name, last, of.earlier(years).since)


@pytest.mark.parametrize("written", ["2023", "2023/24", "2023-25", "2099-00", "2023-24 "])
def test_what_is_no_financial_year_is_told_how_it_is_written(written: str) -> None:
    with pytest.raises(ValidationError, match="two that follow each other: 2023-24"):
        TypeAdapter(FinancialYear).validate_python(written)
