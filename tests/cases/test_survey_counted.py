"""What people said, as counts: told to the service that protects them, of quarters that never change again."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cases.survey.rules import counted_in, first_open, quarter_of
from kernel.vocabulary import Role
from tests.cases.conftest import Desk
from tests.cases.test_survey import ask, ended, secret_in, send

COUNTS, PAGE = "/api/cases/v1/survey-counts", "/api/analytics/v1/satisfaction"
REPORT = "/api/analytics/v1/annual-report"
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 900), st.integers(0, 900))
def test_no_answer_is_added_to_a_quarter_that_is_counted(ended_on: date, later: int, look: int) -> None:
    came_on = ended_on + timedelta(days=later)
    quarter = counted_in(ended_on, came_on)
    assert quarter >= max(quarter_of(ended_on), first_open(came_on))
    seen_on = came_on - timedelta(days=look)
    assert not quarter < first_open(seen_on), "whoever looked before it came has not counted its quarter"


@given(DAYS)
def test_a_quarter_is_counted_once_the_next_is_over(today: date) -> None:
    last = max(
        day for day in (today - timedelta(days=back) for back in range(400)) if quarter_of(day) < first_open(today)
    )
    assert quarter_of(last + timedelta(days=1)) == first_open(today)
    assert 90 <= (today - last).days <= 185


def test_counts_come_by_quarter_and_are_told_from_five_on(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    wanted = {"authority": "eastmere", "first": "2026-Q1", "last": "2026-Q4"}

    def counted() -> Any:
        return desk.services.caller(Role.SERVICE, authority="*").get(COUNTS, params=wanted).json()

    def read(path: str, authority: str = "eastmere", **params: str) -> Any:
        auditor = desk.services.caller(Role.AUDITOR, authority=authority)
        return auditor.get(path, params={"year": "2025-26", "authority": authority} | params).json()

    def chapter(scope: str) -> list[dict[str, Any]]:
        return [one for one in read(REPORT, scope=scope, format="json")["sections"] if one["id"] == "survey"]

    for ref in [ended(desk) for _ in range(5)]:
        send(desk, secret_in(desk, ref, ask(desk, ref))).raise_for_status()
    assert counted() == {"open_from": "2025-Q4", "groups": []}
    assert desk.officer.get(COUNTS, params=wanted).status_code == 403

    on_an_ordinary_tuesday.move_to("2026-07-01T10:00:00Z")
    (group,) = counted()["groups"]
    assert (group["quarter"], group["asked"], group["answered"]) == ("2026-Q1", 5, 5)
    assert group["replies"]["informed"] == {"partly": 5}
    year = read(PAGE)
    assert {part["answered"] for part in year["parts"]} == {5}
    assert {part["of"] for part in year["parts"]} == {"quarter", "year", "scope", "procedure", "team"}
    assert read(PAGE, authority="leicester")["parts"] == []
    assert read(PAGE, year="2025-27")["status"] == 422

    assert chapter("children") == []
    (found,) = chapter("adults")
    replies, overall, _ = found["blocks"]
    assert [value["value"] for value in replies["rows"][1]["values"]] == [0, 5, 0]
    assert replies["note"] == "Letters that asked: 5. Answers: 5."
    assert [row["values"][0]["value"] for row in overall["rows"]] == [0, 5, 0, 0, 0]
