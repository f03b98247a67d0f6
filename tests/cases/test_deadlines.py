"""The deadline calculator, through the interface: the dates that officers would otherwise count by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import Caller

AsOfficer = Callable[[str], Caller]


@pytest.fixture
def officer(tmp_path: Path) -> Iterator[AsOfficer]:
    with house.opened(Databases("sqlite", tmp_path), tmp_path / "data") as opened:
        yield lambda authority: opened.caller(Role.COMPLAINTS_OFFICER, authority=authority)


@pytest.mark.parametrize(
    ("authority", "question", "due"),
    [
        pytest.param(
            "leicester",
            {"procedure": "adult_statutory", "received_on": "2026-03-16", "grade": "amber"},
            {"acknowledge": "2026-03-19", "stage_1": "2026-04-15", "statutory": "2026-09-15"},
            id="over Easter",
        ),
        pytest.param(
            "leicester",
            {"procedure": "adult_statutory", "received_on": "2026-11-02", "grade": "red"},
            {"acknowledge": "2026-11-05", "stage_1": "2027-02-04", "statutory": "2027-05-01"},
            id="65 working days over Christmas",
        ),
        pytest.param(
            "coventry",
            {"procedure": "adult_statutory", "received_on": "2022-09-02"},
            {"acknowledge": "2022-09-07", "stage_1": "2022-10-03", "statutory": "2023-03-01"},
            id="over the state funeral",
        ),
        pytest.param(
            "shropshire",
            {"procedure": "corporate", "received_on": "2022-12-01"},
            {"acknowledge": "2022-12-06", "stage_1": "2023-01-17"},
            id="30 working days over the new year",
        ),
        pytest.param(
            "shropshire",
            {"procedure": "corporate", "received_on": "2026-04-02", "acknowledged_on": "2026-04-08"},
            {"acknowledge": "2026-04-13", "stage_1": "2026-04-22"},
            id="by the Ombudsman's Code, from an early acknowledgement",
        ),
        pytest.param(
            "shropshire",
            {"procedure": "corporate", "received_on": "2026-04-02", "acknowledged_on": "2026-04-20"},
            {"acknowledge": "2026-04-13", "stage_1": "2026-04-27"},
            id="by the Ombudsman's Code, a late acknowledgement gives no longer time",
        ),
        pytest.param(
            "oxfordshire",
            {"procedure": "children_statutory", "received_on": "2026-09-01", "stage": "stage_2"},
            {"stage_2": "2026-10-06"},
            id="children, stage 2 from its request",
        ),
        pytest.param(
            "oxfordshire",
            {
                "procedure": "children_statutory",
                "received_on": "2027-01-06",
                "stage": "stage_3",
                "panel_met_on": "2027-02-17",
                "panel_reported_on": "2027-02-24",
            },
            {"panel": "2027-02-17", "panel_report": "2027-02-24", "stage_3": "2027-03-17"},
            id="children, the review panel",
        ),
    ],
)
def test_deadlines(officer: AsOfficer, authority: str, question: Any, due: Any) -> None:
    answer = officer(authority).get("/api/cases/v1/deadlines", params=question).json()
    assert {clock["kind"]: clock["due_on"] for clock in answer["clocks"]} == due
    for clock in answer["clocks"]:
        if clock["unit"] == "working_days":
            *_, last = clock["explanation"]["days"]
            assert (last["on"], last["number"]) == (clock["due_on"], clock["amount"])


@pytest.mark.parametrize(
    ("question", "pointer"),
    [
        pytest.param(
            {"procedure": "none", "received_on": "2026-03-16"}, "/query/procedure", id="unknown procedure"
        ),
        pytest.param(
            {"procedure": "adult_statutory", "received_on": "2008-03-16"}, "/query/procedure", id="before the law"
        ),
        pytest.param(
            {"procedure": "adult_statutory", "received_on": "2026-03-16", "grade": "puce"},
            "/query/grade",
            id="unknown grade",
        ),
        pytest.param(
            {"procedure": "adult_statutory", "received_on": "2026-03-16", "stage": "panel"},
            "/query/stage",
            id="unknown stage",
        ),
        pytest.param(
            {"procedure": "adult_statutory", "received_on": "2026-03-16", "version": "9"},
            "/query/version",
            id="unknown version",
        ),
        pytest.param(
            {"procedure": "adult_statutory", "received_on": "2026-03-16", "acknowledged_on": "2026-03-13"},
            "/query/acknowledged_on",
            id="acknowledged before it was received",
        ),
        pytest.param({"procedure": "adult_statutory"}, "/query/received_on", id="no day"),
        pytest.param(
            {"procedure": "adult_statutory", "received_on": "9999-12-31"}, "/query/received_on", id="9999"
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(officer: AsOfficer, question: Any, pointer: str) -> None:
    answer = officer("leicester").get("/api/cases/v1/deadlines", params=question)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_beyond_the_calendar_the_answer_says_why(officer: AsOfficer) -> None:
    question = {"procedure": "adult_statutory", "received_on": "2030-12-27"}
    clocks = officer("leicester").get("/api/cases/v1/deadlines", params=question).json()["clocks"]
    target = next(clock for clock in clocks if clock["kind"] == "stage_1")
    assert target["due_on"] is None
    assert "2030-12-31" in target["unknown_because"]


@pytest.mark.parametrize(
    ("question", "due_on"),
    [
        pytest.param({"start": "2026-03-16", "amount": 20}, "2026-04-15", id="working days"),
        pytest.param({"start": "2025-11-28", "amount": 28, "unit": "calendar_days"}, "2025-12-26", id="days"),
        pytest.param({"start": "2026-08-31", "amount": 6, "unit": "months_inclusive"}, "2027-02-28", id="months"),
    ],
)
def test_a_date_is_counted_without_a_procedure(officer: AsOfficer, question: Any, due_on: str) -> None:
    answer = officer("leicester").get("/api/cases/v1/deadlines/count", params=question)
    assert answer.json()["clock"]["due_on"] == due_on


def test_a_due_day_that_nobody_works_on_has_one_to_aim_for(officer: AsOfficer) -> None:
    question = {"start": "2025-11-28", "amount": 28, "unit": "calendar_days"}  # due on Boxing Day
    answer = officer("leicester").get("/api/cases/v1/deadlines/count", params=question)
    assert answer.json()["clock"]["aim_for"] == "2025-12-24"


def test_an_agreed_date_is_not_counted(officer: AsOfficer) -> None:
    question = {"start": "2026-03-16", "amount": 20, "unit": "agreed_date"}
    answer = officer("leicester").get("/api/cases/v1/deadlines/count", params=question)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/query/unit")
