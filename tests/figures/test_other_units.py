"""Targets in calendar days and months, and what went by in each unit, on records small enough to count by hand."""

from typing import Any

import pytest

from tests.figures.conftest import Asking, Councils

pytestmark = pytest.mark.both_databases


def stage(responded_on: str | None, **target: Any) -> dict[str, Any]:
    return {"stage": 1, "started_on": "2023-05-02", "responded_on": responded_on, **target}


DAYS, MONTHS = {"target": 28, "unit": "calendar_days"}, {"target": 2, "unit": "months"}
RECORDS: list[dict[str, Any]] = [
    # The day of receipt is day 0 of calendar days, also over the three bank holidays of that May.
    {"team": "28th day", "stages": [stage("2023-05-30", **DAYS)], "acknowledged_on": "2023-05-05"},
    {"team": "29th day", "stages": [stage("2023-05-31", **DAYS)], "closed_on": "2023-06-01"},
    # Two months commencing on 2 May end on 1 July.
    {"team": "second month", "stages": [stage("2023-07-01", **MONTHS)]},
    {"team": "third month", "stages": [stage("2023-07-02", **MONTHS)]},
    {"team": "unanswered", "stages": [stage(None, **MONTHS)]},
    {"team": "20 working days", "stages": [stage("2023-06-01", target_working_days=20)]},
    {"team": "also 20", "stages": [stage("2023-06-01", target=20, unit="working_days")]},
]


@pytest.fixture
def asking(councils: Councils) -> Asking:
    return councils.of("coventry", *RECORDS)


def test_a_target_is_held_in_its_own_unit(asking: Asking) -> None:
    assert asking.values(group_by=["team", "within_target"]) == {
        "28th day": {"true": 1},
        "29th day": {"false": 1},
        "second month": {"true": 1},
        "third month": {"false": 1},
        "unanswered": {"not_recorded": 1},
        "20 working days": {"true": 1},
        "also 20": {"true": 1},
    }
    rate = asking.ask(
        measure="within_target_rate",
        unit="stage",
        numerator={"stage.within_target": True},
        filters={"stage.within_target": {"exists": True}},
        group_by=["stage.unit"],
    )
    assert rate["values"] == {"calendar_days": 50, "months": 50, "working_days": 100}


def test_stages_are_grouped_by_target_and_unit(asking: Asking) -> None:
    assert asking.values(unit="stage", group_by=["stage.unit", "stage.target"]) == {
        "calendar_days": {"28": 2},
        "months": {"2": 3},
        "working_days": {"20": 2},
    }
    assert asking.values(unit="stage", group_by=["stage.target_working_days"]) == {"20": 2, "not_recorded": 5}
    assert asking.values(unit="stage", filters={"stage.unit": "months", "stage.target": {"min": 2}}) == 3


def test_working_days_over_target_is_of_targets_in_working_days(asking: Asking) -> None:
    over = asking.values(group_by=["team", "working_days_over_target"], filters={"team": ["29th day", "also 20"]})
    assert over == {"29th day": {"not_recorded": 1}, "also 20": {"0": 1}}


def test_means_in_calendar_days_and_months(asking: Asking) -> None:
    days = asking.ask(measure="mean_calendar_days", field="calendar_days_to_respond", rounding=2)
    assert (days["values"], days["numerator"], days["denominator"]) == (39.67, 238, 6)
    assert days["definition"].startswith("Mean of calendar days to respond over the cases that have it")
    months = asking.values("mean_months", field="stage.months", unit="stage", group_by=["stage.unit"], rounding=1)
    assert months == {"calendar_days": 1, "months": 2.5, "working_days": 1}
    assert asking.values("mean_calendar_days", field="calendar_days_to_acknowledge") == 3
    assert asking.values("mean_months", field="months_to_close") == 1


@pytest.mark.parametrize(
    ("measure", "field"),
    [
        ("mean_calendar_days", "working_days_to_respond"),
        ("mean_months", "calendar_days_to_respond"),
        ("mean_working_days", "months_to_respond"),
        ("mean_calendar_days", "received_on"),
    ],
)
def test_a_mean_is_of_its_own_unit(asking: Asking, measure: str, field: str) -> None:
    answer = asking.send(measure=measure, field=field)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/field"]
