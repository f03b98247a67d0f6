"""Grading: what the record suggests by each procedure's own criteria, and that a person sets it."""

from typing import Any, NamedTuple

import pytest

from cases.models import IssueRow
from cases.record import grades
from kernel.procedures import Procedure
from tests.cases.conftest import Desk
from tests.support.books import books

BOOKS = books()


def procedure(council: str) -> Procedure:
    return BOOKS.council(council).procedure("adult_statutory", 1)


def issues(
    count: int, teams: tuple[str, ...] = ("locality",), about: tuple[str, ...] = ("council",)
) -> list[IssueRow]:
    return [
        IssueRow(
            authority="a",
            ref="r",
            number=number + 1,
            category="delay",
            team=teams[number % len(teams)],
            about=about[number % len(about)],
        )
        for number in range(count)
    ]


class Case(NamedTuple):
    id: str
    council: str
    issues: list[IssueRow]
    flags: set[str]
    grade: str
    because: str


BOTH = ("council", "provider")
ONE_TEAM, TWO_TEAMS = ("locality",), ("locality", "hospital")
CASES = [
    Case("two issues, nobody harmed", "oxfordshire", issues(2), set(), "green",
         "One or two issues of one individual: nothing in the record speaks against it."),
    Case("three issues", "oxfordshire", issues(3), set(), "yellow",
         "Many issues or parties: it has 3 issues or more."),
    Case("the council and a provider", "oxfordshire", issues(2, ONE_TEAM, BOTH), set(), "yellow",
         "Many issues or parties: it concerns another organisation too."),
    Case("two teams", "oxfordshire", issues(2, TWO_TEAMS), set(), "yellow",
         "Many issues or parties: it concerns more than one team."),
    Case("simple, and harm is alleged", "oxfordshire", issues(1), {"safeguarding"}, "amber",
         "Significant: urgent, time critical or serious: harm is alleged."),
    Case("with the NHS, and the coroner", "oxfordshire", issues(1), {"joint", "notice_to_others"}, "red",
         "Significant: urgent, time critical or serious: police, coroner or regulator are told of it."),
    Case("one plain issue", "barnet", issues(1), {"adjustments"}, "straightforward",
         "Straightforward: nothing in the record speaks against it."),
    Case("many issues and harm", "barnet", issues(4), {"safeguarding"}, "serious_or_complex",
         "Serious or complex: a high risk: it has 3 issues or more and harm is alleged."),
    Case("whatever stands in the record", "leicester", issues(4, TWO_TEAMS), {"safeguarding"}, "amber",
         "Amber is usual. All 57 complaints of 2023/24 were given up to 20 working days "
         "(the report, executive summary VII)."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.council}, {case.id}")
def test_what_the_record_suggests_and_why(case: Case) -> None:
    found = grades.read(procedure(case.council), grades.signs_of(case.flags, case.issues))
    assert found is not None
    assert found.suggested == case.grade
    assert case.because in found.because


@pytest.mark.parametrize(
    ("complexity", "urgency", "grade", "days"),
    [
        ("simple", "not_urgent", "green", 10),
        ("complex", "not_urgent", "yellow", 45),
        ("simple", "urgent", "amber", 7),
        ("complex", "urgent", "red", 20),
    ],
)
def test_oxfordshires_four_grades(complexity: str, urgency: str, grade: str, days: int) -> None:
    found = grades.leads_to(procedure("oxfordshire"), {"complexity": complexity, "urgency": urgency}, frozenset())
    assert (found.code, found.target_days) == (grade, days)


def test_a_council_without_grades_is_asked_nothing(desk: Desk) -> None:
    case = desk.read(desk.open(function="other_council_service"))
    assert (case["grades"], case["grading"]) == ([], None)


def test_a_person_sets_another_grade_and_says_why(desk: Desk) -> None:
    ref = desk.open(harm_alleged="yes")
    case = desk.read(ref)
    assert case["grade"] is None, "nothing is graded by itself"
    assert case["grading"]["suggested"] == "complex"
    assert [criterion["suggested"] for criterion in case["grading"]["criteria"]] == ["complex"]

    assert wrong(desk, ref, {"grade": "simple"}) == "/reason"
    graded = desk.do(ref, "grade", {"grade": "simple", "reason": "It turned out to be a rumour."})
    assert graded["grade"] == "simple"
    told = desk.officer.get(f"/api/cases/v1/cases/{ref}/timeline").json()["items"]
    assert [(entry["title"], entry["detail"]) for entry in told if entry["title"].startswith("Graded")] == [
        ("Graded Simple", "The criteria led to Complex. It turned out to be a rumour.")
    ]


def test_answers_of_the_person_count_before_those_of_the_record(desk: Desk) -> None:
    ref = desk.open(harm_alleged="yes")
    assert desk.do(ref, "grade", {"grade": "standard", "answers": {"extent": "standard"}})["grade"] == "standard"
    assert wrong(desk, ref, {"grade": "complex", "answers": {"extent": "standard"}}) == "/reason"


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        pytest.param({}, "/answers/extent", id="not answered"),
        pytest.param({"extent": "enormous"}, "/answers/extent", id="not an answer"),
        pytest.param({"extent": "simple", "weather": "bad"}, "/answers/weather", id="not a criterion"),
        pytest.param({"extent": None}, "/answers/extent", id="nothing"),
        pytest.param({"Extent!": "simple"}, "/answers/Extent!", id="not a code"),
    ],
)
def test_answers_that_do_not_fit(desk: Desk, answers: dict[str, Any], pointer: str) -> None:
    ref = desk.open()
    assert wrong(desk, ref, {"grade": "simple", "answers": answers}).startswith(pointer)


def wrong(desk: Desk, ref: str, body: dict[str, Any]) -> str:
    answer = desk.act(ref, "grade", body)
    assert answer.status_code == 422, answer.text
    return str(answer.json()["errors"][0]["pointer"])
