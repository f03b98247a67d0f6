"""Cases that went wrong elsewhere, and here: what was done in them, step by step as their files say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine

from kernel.vocabulary import Role
from tests.cases.conftest import Desk
from tests.support import house
from tests.support.databases import Databases

FIELD = Path(__file__).parents[1] / "acceptance" / "data" / "field"


@pytest.fixture
def desk_in_november(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    with time_machine.travel("2026-11-27T10:00:00Z", tick=True), house.opened(databases, tmp_path) as services:
        yield Desk(services, services.caller(Role.COMPLAINTS_OFFICER))


def played(desk: Desk, file: str, **changes: Any) -> httpx.Response:
    """Every step of a file, all but the last of which must succeed; changes are of the last step. Its answer."""
    contact, *steps = json.loads((FIELD / file).read_text()).items()
    ref = desk.open(**contact[1])
    *before, (act, body) = steps
    for each, said in before:
        desk.do(ref, each.removeprefix("PUT "), said)
    return desk.act(ref, act.removeprefix("PUT "), body | changes)


def told(answer: httpx.Response) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["detail"]) for error in answer.json()["errors"]]


def test_an_answer_before_its_finding_is_refused_naming_the_day(desk_in_november: Desk) -> None:
    answer = played(desk_in_november, "answer-before-its-finding.json")
    assert told(answer) == [
        ("/responded_on", "This is before the finding on issue 1 was made on 20 November 2026.")
    ]


def test_a_promise_in_ten_years_is_a_slip_of_the_year(desk_in_november: Desk) -> None:
    answer = played(desk_in_november, "promise-in-ten-years.json")
    assert told(answer) == [("/promised_on", "This is more than two years ahead, after 27 November 2028.")]


def test_a_promise_of_the_next_year_is_asked_again(desk_in_november: Desk) -> None:
    answer = played(desk_in_november, "promise-in-ten-years.json", promised_on="2027-11-30")
    assert [pointer for pointer, _ in told(answer)] == ["/promised_on", "/beyond_limit_reason"]


GOOD_REASON = "extension-with-good-reason.json"


def test_a_good_reason_leads_beyond_the_usual_extension_and_is_said_to(desk_in_november: Desk) -> None:
    answer = played(desk_in_november, GOOD_REASON)
    assert answer.status_code == 200, answer.text
    case = answer.json()
    stage_1 = next(clock for clock in case["clocks"] if clock["kind"] == "stage_1")
    assert (stage_1["amount"], stage_1["due_on"]) == (30, "2027-01-04")
    assert (stage_1["may_extend"]["to"], stage_1["may_extend"]["usual"]) == (None, 20)
    assert [extension["beyond_usual"] for extension in case["extensions"]] == [20]
    timeline = desk_in_november.officer.get(f"/api/cases/v1/cases/{case['ref']}/timeline").json()["items"]
    assert "Beyond the usual 20 in all, for a good reason." in timeline[0]["detail"]


@pytest.mark.parametrize(
    ("changes", "beyond"),
    [
        pytest.param({"amount": 11}, None, id="a day longer"),
        pytest.param({"amount": 20}, None, id="the usual total"),
        pytest.param({"amount": 21}, 20, id="a day beyond it"),
        pytest.param({"amount": 90}, 20, id="far beyond it"),
    ],
)
def test_what_goes_beyond_the_usual(desk_in_november: Desk, changes: dict[str, Any], beyond: int | None) -> None:
    case = played(desk_in_november, GOOD_REASON, **changes).json()
    assert [extension["beyond_usual"] for extension in case["extensions"]] == [beyond]


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_extension_goes_without_a_reason(desk_in_november: Desk, reason: str) -> None:
    assert [pointer for pointer, _ in told(played(desk_in_november, GOOD_REASON, reason=reason))] == ["/reason"]
