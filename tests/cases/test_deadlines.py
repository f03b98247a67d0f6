"""The deadline calculator, through the interface: the dates that officers would otherwise count by hand."""

from pathlib import Path

import pytest

from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases


@pytest.fixture
def officer(tmp_path: Path):
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
    ],
)
def test_deadlines(officer, authority: str, question: dict, due: dict) -> None:
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
        pytest.param({"procedure": "adult_statutory"}, "/query/received_on", id="no day"),
        pytest.param(
            {"procedure": "adult_statutory", "received_on": "9999-12-31"}, "/query/received_on", id="9999"
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(officer, question: dict, pointer: str) -> None:
    answer = officer("leicester").get("/api/cases/v1/deadlines", params=question)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_beyond_the_calendar_the_answer_says_why(officer) -> None:
    question = {"procedure": "adult_statutory", "received_on": "2030-12-27"}
    clocks = officer("leicester").get("/api/cases/v1/deadlines", params=question).json()["clocks"]
    target = next(clock for clock in clocks if clock["kind"] == "stage_1")
    assert target["due_on"] is None
    assert "2030-12-31" in target["unknown_because"]
