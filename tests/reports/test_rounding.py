"""Reports whose counts are rounded: everything adds up, and nobody finds out how many there were."""

import random
import re

import pytest

from analytics.disclosure import Sum, rounded
from analytics.models import ReportPublished
from analytics.reports import service
from analytics.reports.checks import Level, checked
from analytics.reports.counts import Condition, Count, Counts
from analytics.reports.document import NumberUnit, Paragraph, Report, ReportScope
from analytics.reports.formats import Format, render
from analytics.reports.hiding import Hiding, Known
from analytics.reports.rounding import require_alike, round_off, roundings
from analytics.reports.schemas import ReportAsked
from kernel.errors import Conflict
from kernel.localtime import utc_now
from tests.reports.invented import OF_THE_RELEASE, Council, Read, cases
from tests.support.books import books
from tests.support.breadth import either


def rounds(council: Council, scope: ReportScope, earlier: list[Known]) -> Hiding:
    """A report as it leaves; its own check finds nothing that does not add up."""
    counts = council.draft(scope).counts
    printed = roundings(counts, earlier)
    draft = council.draft(scope, rounded=printed)
    stops = [check.says for check in checked(draft, draft.report, {}) if check.level is Level.STOPS]
    assert not [says for says in stops if "add up" in says or "share" in says or "same count" in says]
    hiding = round_off(draft, printed)
    lines = [block.text for block in hiding.report.blocks() if isinstance(block, Paragraph)]
    numbers = [value for table in hiding.report.tables() for row in table.rows for value in row.values]
    assert not [said for said in lines if said.endswith("there were none.")], "there may have been a few"
    groups = [
        row
        for table in hiding.report.tables()
        if table.id in draft.by_size
        for row in table.rows
        if not row.is_total
    ]
    assert all(any(value.unit is NumberUnit.COUNT and value.value for value in row.values) for row in groups), (
        "as it stands there, a group of 0 would be known to be one to four"
    )
    counted = [value.value for value in numbers if value.unit is NumberUnit.COUNT and isinstance(value.value, int)]
    assert counted
    assert all(number % 5 == 0 for number in counted)
    return hiding


@pytest.mark.parametrize("seed", range(either(1, 4)))
def test_rounded_reports_that_follow_each_other_give_nothing_away(seed: int) -> None:
    """Of every count that is not nought five numbers at least are left, and no count is printed in two ways."""
    council = Council(cases(random.Random(seed), 200))
    read, known = Read(), []
    for scope in (ReportScope.ADULTS, ReportScope.ALL):
        hiding = rounds(council, scope, known)
        read.read_rounded(hiding)
        assert hiding.rounded is not None
        assert all(
            one.rounded and one.rounded.get(key, n) == n for one in known for key, n in hiding.rounded.items()
        )
        known.append(Known(hiding.values, hiding.hidden, hiding.rounded))
    counts = {key: n for one in known for key, n in one.values.items()}
    narrow = {
        key: ends for key, ends in read.learned(council).items() if ends[1] - ends[0] < 4 and counts.get(key, 1)
    }
    assert narrow == {}


def test_counts_become_the_nearer_multiple_where_every_sum_holds() -> None:
    counts = {"all": 60, "a": 3, "b": 17, "c": 40}
    sums = [Sum("all", ("a", "b", "c"))]
    assert rounded(counts, sums, 5, {}) == {"all": 60, "a": 5, "b": 15, "c": 40}
    assert rounded({"all": 6, "a": 2, "b": 2, "c": 2}, sums, 5, {}) in (
        {"all": 5, "a": 5, "b": 0, "c": 0},
        {"all": 5, "a": 0, "b": 5, "c": 0},
        {"all": 5, "a": 0, "b": 0, "c": 5},
    )


def test_what_is_out_stays_as_it_is_printed() -> None:
    counts = {"all": 60, "a": 3, "b": 17, "c": 40}
    sums = [Sum("all", ("a", "b", "c"))]
    assert rounded(counts, sums, 5, {"a": 0}) == {"all": 60, "a": 0, "b": 20, "c": 40}
    assert rounded(counts, sums, 5, {"all": 60, "a": 0, "b": 15, "c": 40}) is None


def test_a_corrected_count_is_rounded_anew() -> None:
    counts = Counts()
    whole, team = Count("case", frozenset()), Condition("team", frozenset({"locality"}))
    key = counts.add(whole.where(team), 13)
    assert roundings(counts, [Known({key: 13}, frozenset(), {key: 10})]) == {key: 10}
    assert roundings(counts, [Known({key: 22}, frozenset(), {key: 20})]) == {key: 15}
    # It is not held to a total from before the correction, which this report does not print.
    rest = whole.where(Condition("team", frozenset({"finance"})))
    both = whole.where(Condition("team", frozenset({"finance", "locality"})))
    before = {key: 22, rest.key: 30, both.key: 52}
    assert roundings(counts, [Known(before, frozenset(), {key: 20, rest.key: 30, both.key: 50})])[key] == 15


def test_the_report_of_now_is_rounded_beside_others_that_are() -> None:
    council = Council(cases(random.Random(3), 60))
    definition = OF_THE_RELEASE.of("eastmere", ReportScope.ADULTS).model_copy(update={"round_counts": True})
    asked = ReportAsked(authority="eastmere", year="2025-26")

    def current() -> Report:
        return service.current(council.session, definition, asked, None, books(), utc_now())

    assert "Counts are rounded to multiples of 5, so that nobody can be identified" in current().notes[-1]
    easy = re.findall("<h2>(.*?)</h2>", render(current(), Format.EASY_READ).content.decode())
    assert "The numbers are rounded." in easy
    assert not [head for head in easy if re.search(r"\bno\b|\b0 of ", head)], "a 0 may be a few"
    hidden = ReportPublished(
        authority="eastmere",
        scope="adults",
        period="2024-25",
        version=1,
        sha256="0",
        content="",
        published_by="A manager",
        published_at=utc_now(),
    )
    council.session.add(hidden)
    with pytest.raises(Conflict, match="take round_counts out"):
        current()


def test_a_council_hides_in_all_its_reports_or_rounds_in_all() -> None:
    hides, round_too = Known({}, frozenset()), Known({}, frozenset(), {})
    require_alike([hides], rounds=False)
    require_alike([round_too], rounds=True)
    with pytest.raises(Conflict, match="take round_counts out"):
        require_alike([hides], rounds=True)
    with pytest.raises(Conflict, match="write round_counts: true"):
        require_alike([round_too], rounds=False)
