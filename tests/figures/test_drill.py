"""The references behind a figure: those that plain Python finds, page by page, for those who may see cases."""

from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.figures import plain
from tests.figures.conftest import FIGURES, Asking, Councils
from tests.figures.records import TEAMS

REFERENCES = f"{FIGURES}/references"


def drilled(asking: Asking, question: dict[str, Any], limit: int = 500, **more: Any) -> list[str]:
    """Every page of the references behind a figure."""
    asked = {"authority": asking.authority, "year": "2023-24", **question}
    cursor, found = None, []
    while True:
        body = {"question": asked, "limit": limit, "cursor": cursor, **more}
        answer = asking.manager.post(REFERENCES, body)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= limit
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def expected(asking: Asking, question: dict[str, Any], **more: Any) -> list[str]:
    return plain.references({"authority": asking.authority, "year": "2023-24", **question}, asking.records, **more)


QUESTIONS: list[dict[str, Any]] = [
    {"measure": "count"},
    {"measure": "count", "cohort": "concluded"},
    {"measure": "count", "cohort": "with_outcome", "filters": {"issues.theme": "staff"}},
    {"measure": "count", "unit": "issue", "filters": {"issue.outcome": "upheld"}},
    {"measure": "sum", "unit": "remedy", "field": "remedy.amount_pounds"},
    {"measure": "percentage", "group_by": ["person.age_band"], "exclude_missing": True},
    {"measure": "mean_working_days", "field": "working_days_to_respond"},
    {"measure": "percent_difference", "filters": {"outcome": "upheld"}, "versus": {}, "group_by": ["team"]},
    {"measure": "ranking", "unit": "team_involved", "group_by": ["team_involved"]},
    {"measure": "rate", "unit": "stage", "numerator": {"stage.stage": 1}},
    {"measure": "count", "filters": {"outcome": []}},
]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_all_the_references_behind_a_figure(eastmere: Asking, question: dict[str, Any]) -> None:
    wanted = expected(eastmere, question)
    assert drilled(eastmere, question) == wanted
    assert drilled(eastmere, question, limit=7) == wanted


def test_each_case_behind_a_figure_is_named_once(eastmere: Asking) -> None:
    """Units are more than cases: a case with three issues is behind all three of them."""
    question = {"measure": "count", "unit": "issue"}
    refs = drilled(eastmere, question)
    assert len(refs) == len(set(refs)) < eastmere.values(unit="issue")


def test_the_numerator_alone(eastmere: Asking) -> None:
    question = {"measure": "upheld_rate", "numerator": {"outcome": "upheld"}, "filters": {"team": TEAMS}}
    upheld = drilled(eastmere, question, numerator_only=True)
    assert upheld == expected(eastmere, question, only_numerator=True)
    assert len(upheld) == eastmere.ask(**question)["numerator"]
    assert set(upheld) < set(drilled(eastmere, question))


@pytest.mark.parametrize(
    "question",
    [
        {"measure": "count", "group_by": ["team", "outcome"]},
        {"measure": "percentage", "group_by": ["person.age_band", "outcome"], "exclude_missing": True},
        {
            "measure": "count", "unit": "issue", "group_by": ["issue.outcome", "issue_count"],
            "value_groups": {"issue.outcome": {"for": ["upheld", "partially_upheld"]}},
            "bands": {"issue_count": [["few", None, 1], ["many", 2, None]]},
        },
    ],
    ids=str,
)  # fmt: skip
def test_one_group_of_a_figure(eastmere: Asking, question: dict[str, Any]) -> None:
    asked = {"authority": "eastmere", "year": "2023-24", **question}
    found = plain.counted(asked, eastmere.records)
    for outer, inside in eastmere.ask(**question)["numerator"].items():
        behind = sorted({str(one.case["ref"]) for keys, one in found if keys[0] == outer})
        assert drilled(eastmere, question, group=[outer], limit=50) == behind
        for inner in inside:
            both = sorted({str(one.case["ref"]) for keys, one in found if keys == (outer, inner)})
            assert drilled(eastmere, question, group=[outer, inner]) == both


def test_a_group_that_does_not_occur(eastmere: Asking) -> None:
    question = {"measure": "count", "group_by": ["team"]}
    assert drilled(eastmere, question, group=["nowhere"]) == []
    assert drilled(eastmere, question, group=["\x00"]) == []


def test_who_may_see_the_cases_behind_a_figure(councils: Councils, eastmere: Asking) -> None:
    question = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
    for role in set(Role) - {Role.SERVICE}:
        caller = councils.house.caller(role)
        assert caller.post(FIGURES, question).status_code == (403 if role is Role.PARTNER else 200), role
        drills = role in {Role.COMPLAINTS_OFFICER, Role.MANAGER}
        assert caller.post(REFERENCES, {"question": question}).status_code == (200 if drills else 403), role
    assert councils.house.caller().post(REFERENCES, {"question": question}).status_code == 401


def test_another_councils_cases_are_not_there(councils: Councils, eastmere: Asking) -> None:
    question = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
    other = councils.house.caller(Role.MANAGER, authority="leicester")
    assert other.post(REFERENCES, {"question": question}).status_code == 404
    assert other.post(REFERENCES, {"question": question | {"authority": "leicester"}}).json()["items"] == []


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"group": ["a", "b", "c"]}, "/group"),
        ({"limit": 0}, "/limit"),
        ({"limit": 501}, "/limit"),
        ({"limit": True}, "/limit"),
        ({"numerator_only": "yes"}, "/numerator_only"),
        ({"groups": []}, "/groups"),
        ({"cursor": "x" * 201}, "/cursor"),
    ],
)
def test_a_drill_that_makes_no_sense(eastmere: Asking, wrong: dict[str, Any], pointer: str) -> None:
    question = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
    answer = eastmere.manager.post(REFERENCES, {"question": question, **wrong})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    unknown = eastmere.manager.post(REFERENCES, {"question": question | {"filters": {"colour": 1}}})
    assert [error["pointer"] for error in unknown.json()["errors"]] == ["/filters/colour"]
