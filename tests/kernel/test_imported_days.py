"""Which days of an imported line cannot be: each is told by its field, all of a line at once."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.imported import CaseLine
from kernel.imported_days import impossible_days
from tests.support.imports import line

TODAY = date(2026, 3, 24)


def stage(started_on: str = "2023-05-02", number: int = 1, **more: Any) -> dict[str, Any]:
    return {"stage": number, "started_on": started_on, "target_working_days": 20, **more}


def told(**fields: Any) -> list[str]:
    found = impossible_days(CaseLine.model_validate(line(**fields)), TODAY)
    return [f"{field} {why}" for field, why in found.items()]


def ombudsman(**more: Any) -> dict[str, Any]:
    return {"received_on": "2023-09-01", "decision": "upheld", **more}


SECOND = {"number": 2, "started_on": "2023-06-20"}
IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({"received_on": "1900-01-01"}, "received_on is before 1 January 2000"),
    ({"received_on": "2026-03-25"}, "received_on is in the future"),
    ({"acknowledged_on": "2023-05-01"}, "acknowledged_on is before received_on"),
    ({"stages": [stage("2023-05-01")]}, "stages.0.started_on is before received_on"),
    ({"stages": [stage("2032-05-02")]}, "stages.0.started_on is in the future"),
    ({"stages": [stage(responded_on="2001-07-09")]}, "stages.0.responded_on is before received_on"),
    ({"stages": [stage(responded_on="1900-07-09")]}, "stages.0.responded_on is before 1 January 2000"),
    ({"stages": [stage(responded_on="2032-05-30")]}, "stages.0.responded_on is in the future"),
    (
        {"stages": [stage("2023-05-20", responded_on="2023-05-19")]},
        "stages.0.responded_on is before stages.0.started_on",
    ),
    (
        {"stages": [stage("2023-05-20", holding_response_on="2023-05-19")]},
        "stages.0.holding_response_on is before stages.0.started_on",
    ),
    (
        {"stages": [stage(holding_response_on="2023-06-01", responded_on="2023-05-30")]},
        "stages.0.responded_on is before stages.0.holding_response_on",
    ),
    (
        {"stages": [stage("2023-05-20", extended_to="2023-05-19")]},
        "stages.0.extended_to is before stages.0.started_on",
    ),
    (
        {"stages": [stage(extended_to="2032-06-30")]},
        "stages.0.extended_to is more than two years after the stage began",
    ),
    (
        {"acknowledged_on": "2023-06-01", "stages": [stage(responded_on="2023-05-30")]},
        "stages.0.responded_on is before acknowledged_on",
    ),
    (
        {"stages": [stage("2023-07-01"), stage(**SECOND)]},
        "stages.1.started_on is before stages.0.started_on",
    ),
    (
        {"stages": [stage(**SECOND, responded_on="2023-06-30"), stage(responded_on="2023-07-01")]},
        "stages.0.responded_on is before stages.1.responded_on",
    ),
    ({"withdrawn_on": "2023-05-01"}, "withdrawn_on is before received_on"),
    ({"acknowledged_on": "2023-05-04", "withdrawn_on": "2023-05-03"}, "withdrawn_on is before acknowledged_on"),
    (
        {"withdrawn_on": "2023-05-29", "stages": [stage(responded_on="2023-05-30")]},
        "withdrawn_on is before stages.0.responded_on",
    ),
    ({"closed_on": "2023-05-01"}, "closed_on is before received_on"),
    ({"closed_on": "2023-05-29", "stages": [stage(responded_on="2023-05-30")]},
     "closed_on is before stages.0.responded_on"),
    ({"closed_on": "2023-06-19", "stages": [stage(**SECOND)]}, "closed_on is before stages.0.started_on"),
    ({"closed_on": "2023-05-29", "withdrawn_on": "2023-05-30"}, "closed_on is before withdrawn_on"),
    ({"learning": [{"theme": "x", "completed_on": "2023-05-01"}]},
     "learning.0.completed_on is before received_on"),
    ({"learning": [{"theme": "x"}, {"theme": "y", "completed_on": "2032-05-01"}]},
     "learning.1.completed_on is in the future"),
    ({"ombudsman": ombudsman(received_on="2023-05-01")}, "ombudsman.received_on is before received_on"),
    ({"ombudsman": ombudsman(received_on="2032-05-01")}, "ombudsman.received_on is in the future"),
    ({"ombudsman": ombudsman(decided_on="2023-08-31")}, "ombudsman.decided_on is before ombudsman.received_on"),
    (
        {"ombudsman": ombudsman(decided_on="2023-10-01", recommendations_met_on="2023-09-30")},
        "ombudsman.recommendations_met_on is before ombudsman.decided_on",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "reason"), IMPOSSIBLE, ids=[reason for _, reason in IMPOSSIBLE])
def test_a_day_that_cannot_be_is_told_by_its_field(fields: dict[str, Any], reason: str) -> None:
    assert reason in told(**fields)


POSSIBLE: dict[str, dict[str, Any]] = {
    "all on one day": {
        "acknowledged_on": "2023-05-02", "closed_on": "2023-05-02",
        "stages": [stage(holding_response_on="2023-05-02", responded_on="2023-05-02", extended_to="2023-05-02")],
    },
    "an extension that ends in the future": {"stages": [stage("2026-03-02", extended_to="2028-03-02")],
                                             "received_on": "2026-03-02"},
    "a further stage before the first is answered": {
        "stages": [stage(responded_on="2023-07-01"), stage(**SECOND, responded_on="2023-07-02")],
    },
    "stages that do not stand in their order": {
        "stages": [stage(**SECOND, responded_on="2023-07-02"), stage(responded_on="2023-06-01")],
    },
    "withdrawn after the answer": {"withdrawn_on": "2023-06-01", "stages": [stage(responded_on="2023-05-30")]},
    "the Ombudsman asked first, and sent it to the council": {
        "ombudsman": ombudsman(received_on="2023-04-20", decided_on="2023-05-01", decision="referred_back"),
    },
    "an enquiry of the Ombudsman": {
        "classification": "ombudsman_enquiry", "ombudsman": ombudsman(received_on="2023-04-20"),
    },
}  # fmt: skip


@pytest.mark.parametrize("fields", POSSIBLE.values(), ids=POSSIBLE)
def test_days_that_can_be(fields: dict[str, Any]) -> None:
    assert told(**fields) == []


def test_everything_is_told_at_once_and_each_field_once() -> None:
    wrong = told(
        acknowledged_on="2001-05-04",
        closed_on="2032-06-01",
        stages=[stage(responded_on="2001-07-09"), stage(**SECOND, responded_on="2032-07-09")],
        learning=[{"theme": "x", "completed_on": "2001-01-01"}],
    )
    assert sorted(reason.partition(" ")[0] for reason in wrong) == [
        "acknowledged_on",
        "closed_on",
        "learning.0.completed_on",
        "stages.0.responded_on",
        "stages.1.responded_on",
    ]


IN_ORDER = ["received_on", "acknowledged_on", "started_on", "holding_response_on", "responded_on", "closed_on"]
OF_STAGE = {"started_on", "holding_response_on", "responded_on"}
EITHER_WAY = [("acknowledged_on", "started_on"), ("acknowledged_on", "holding_response_on")]


@given(st.lists(st.dates(date(2020, 1, 1), TODAY), min_size=len(IN_ORDER), max_size=len(IN_ORDER)))
def test_the_acts_of_a_case_come_in_one_order_and_in_no_other(days: list[date]) -> None:
    on = dict(zip(IN_ORDER, days, strict=True))
    possible = all(
        on[one] <= on[other] for one, other in combinations(IN_ORDER, 2) if (one, other) not in EITHER_WAY
    )
    written = {name: day.isoformat() for name, day in on.items()}
    first = stage(**{name: written.pop(name) for name in OF_STAGE})
    assert (told(**written, stages=[first]) == []) == possible


@given(st.integers(1, 40_000), st.sampled_from(["acknowledged_on", "withdrawn_on", "closed_on"]))
def test_no_day_after_today_has_happened(days: int, field: str) -> None:
    later = min(TODAY + timedelta(days=days), date(2100, 12, 31))
    assert told(**{field: later.isoformat()}) == [f"{field} is in the future"]
