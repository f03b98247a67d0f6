"""Nobody finds out what reports hide who knows what their numbers count, and which cases are among which."""

import random

import pytest

from analytics.disclosure import Policy
from analytics.reports.document import ReportScope
from analytics.reports.hiding import Known, hide
from tests.reports.invented import Council, Read, cases
from tests.support.breadth import either

POLICY = Policy()


def narrow(read: Read, council: Council) -> dict[str, tuple[int, int]]:
    """What is hidden, or is a rest of few, and is known too well."""
    assert read.marked, "a year of few complaints has small counts"
    return {key: ends for key, ends in read.learned(council).items() if ends[1] - ends[0] < POLICY.width}


@pytest.mark.parametrize("seed", range(either(1, 3)))
@pytest.mark.parametrize(
    ("scope", "quarter"), [(ReportScope.ADULTS, None), (ReportScope.ADULTS, 2), (ReportScope.ALL, None)]
)
def test_one_report_gives_nothing_away(seed: int, scope: ReportScope, quarter: int | None) -> None:
    council = Council(cases(random.Random(seed), 200))
    draft = council.draft(scope, quarter)
    read = Read()
    read.read(draft, hide(draft, [], POLICY))
    assert narrow(read, council) == {}


@pytest.mark.parametrize("seed", range(either(1, 2)))
def test_days_that_most_took_give_nothing_away(seed: int) -> None:
    """A dashboard as anybody sees it: a median or a percentile tells how many took no longer."""
    council = Council(cases(random.Random(seed), 100))
    draft = council.board("performance")
    read = Read()
    read.read(draft, hide(draft, [], POLICY))
    assert narrow(read, council) == {}


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", range(either(1, 2)))
def test_reports_that_follow_each_other_give_nothing_away(seed: int) -> None:
    """The first of them, built again after the others, still has all of its tables."""
    council = Council(cases(random.Random(seed), 200))
    read, known = Read(), []
    for scope in (
        ReportScope.ADULTS,
        ReportScope.CHILDREN,
        ReportScope.ALL,
        ReportScope.CORPORATE,
        ReportScope.ADULTS,
    ):
        draft = council.draft(scope)
        hiding = hide(draft, known, POLICY)
        read.read(draft, hiding)
        known.append(Known(hiding.values, hiding.hidden))
    assert narrow(read, council) == {}
    assert hiding.left_out == []
