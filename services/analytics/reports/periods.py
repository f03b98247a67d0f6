"""The stretch of days that a report is of. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

QUARTERS = 4
FIRST_MONTHS = (4, 7, 10, 1)
YEAR = re.compile(r"20[0-9]{2}-[0-9]{2}")
EARLIEST_YEAR, LAST_YEAR = 2000, 2098
"""Nothing is dated before the one. The last quarter of the other is the last of the century, beyond which no
survey is counted."""


def _financial_year(written: str) -> str:
    if not YEAR.fullmatch(written) or Period(int(written[:4])).year != written or int(written[:4]) > LAST_YEAR:
        first, last = Period(EARLIEST_YEAR).year, Period(LAST_YEAR).year
        raise ValueError(f"A year is two that follow each other: 2023-24. The first is {first}, the last {last}")
    return written


FinancialYear = Annotated[
    str, AfterValidator(_financial_year), Field(json_schema_extra={"pattern": f"^{YEAR.pattern}$"})
]
"""As it is asked for."""


@dataclass(frozen=True)
class Period:
    """A financial year or a quarter of it, both days included; `until`: the last day, where it is cut short."""

    first_year: int
    quarter: int | None = None
    until: date | None = None

    @property
    def year(self) -> str:
        return f"{self.first_year}-{(self.first_year + 1) % 100:02}"

    @property
    def name(self) -> str:
        whole = self.year if self.quarter is None else f"Q{self.quarter} {self.year}"
        return f"{whole} to {self.until:%B}" if self.until else whole

    @property
    def since(self) -> date:
        return self._begins(self.quarter or 1)

    @property
    def to(self) -> date:
        if self.until:
            return self.until
        last = self.quarter or QUARTERS
        following = date(self.first_year + 1, 4, 1) if last == QUARTERS else self._begins(last + 1)
        return following - timedelta(days=1)

    def earlier(self, years: int = 1) -> "Period":
        """The same stretch so many years before."""
        return Period(self.first_year - years, self.quarter)

    def before(self, today: date, years: int = 1) -> "Period":
        """The same months so many years before: of a period that is not over, to the one that it has come to.

        By months, not days: two reports of one month then differ by no few days of an earlier year.
        """
        whole = self.earlier(years)
        month = date(today.year - years, today.month, 1)
        last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return replace(whole, until=last) if whole.since <= last < whole.to else whole

    def quarters(self) -> list["Period"]:
        """Those that it is made of."""
        return [self] if self.quarter else [Period(self.first_year, quarter) for quarter in range(1, 1 + QUARTERS)]

    def months(self) -> list[str]:
        """Its months in order, as 2023-04."""
        begins = [self._begins(part.quarter or 1) for part in self.quarters()]
        return [f"{begin.year}-{begin.month + offset:02}" for begin in begins for offset in range(3)]

    def _begins(self, quarter: int) -> date:
        month = FIRST_MONTHS[quarter - 1]
        return date(self.first_year + (month < FIRST_MONTHS[0]), month, 1)


def period(year: str, quarter: int | None = None) -> Period:
    """Of a financial year, such as 2023-24."""
    return Period(int(year[:4]), quarter)
