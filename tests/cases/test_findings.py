"""Issues and findings in full: what is said apart from what is noted, the primary issue, about which body."""

from typing import Any

from chassis import feed
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, NOTHING_LEARNED, TODAY, Desk
from tests.cases.stories import Story

TEXTS = {
    "reason": "The discharge was not planned with you.",
    "evidence": "The ward's discharge checklist and the call log.",
    "standard": "Care Act 2014, schedule 3.",
    "noted": "The team was short of two posts that week.",
}
MATTERS = [{"category": "delay"}, {"category": "communication"}]


def test_what_is_said_stands_apart_from_what_is_noted_and_neither_leaves_the_case(desk: Desk) -> None:
    ref = desk.open(matters=MATTERS)
    found = desk.do(ref, "issues/1/finding", {"outcome": "upheld", "decided_on": TODAY, **TEXTS})
    assert {name: found["issues"][0][name] for name in TEXTS} == TEXTS
    database = desk.services.database("cases")
    with database.reading() as session:
        events = feed.read(session, database.tables, 0, 1_000)
    audited = desk.services.caller(Role.AUDITOR).get(f"{CASES}/{ref}")
    assert audited.status_code == 200
    assert len(events) > 0
    assert not [text for text in TEXTS.values() if text in f"{events}{audited.json()}"]


def describe(desk: Desk, ref: str, number: int, **more: Any) -> Any:
    body = {"category": "delay", "description": "Nobody came", **more}
    return desk.act(ref, f"issues/{number}", body)


def test_one_issue_is_the_primary_one_until_another_takes_its_place(desk: Desk) -> None:
    ref = desk.open(matters=MATTERS)
    assert [issue["primary"] for issue in desk.read(ref)["issues"]] == [True, False]
    changed = describe(desk, ref, 2, primary=True)
    assert [issue["primary"] for issue in changed.json()["issues"]] == [False, True]
    again = describe(desk, ref, 2)
    assert [issue["primary"] for issue in again.json()["issues"]] == [False, True], "none steps back"
    titles = [line["title"] for line in desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]]
    assert titles[:2] == ["Issue 2 described anew", "Issue 2 made the primary one"]


def test_an_issue_about_another_body_names_one_of_the_councils_file(desk: Desk) -> None:
    ref = desk.open()
    said = describe(desk, ref, 1, about="another_body", body="eastmere_hospitals")
    assert said.json()["issues"][0]["body"] == "eastmere_hospitals"
    wrong = [("another_body", "some_trust"), ("another_body", None), ("council", "eastmere_hospitals")]
    for about, body in wrong:
        refused = describe(desk, ref, 1, about=about, body=body)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/body"), (about, body)


def test_what_was_answered_and_ended_with_follows_its_issues(desk: Desk) -> None:
    """Also a finding that is another after the answer, and whose doing it was once the case has closed."""
    story = Story(desk, desk.open())
    story.answer(TODAY, "not_upheld")
    body = {"outcome": "upheld", "reason": "The log shows it.", "decided_on": TODAY}
    assert story.do("issues/1/finding", **body)["stages"][0]["outcome"] == "upheld"
    story.do("closure", closed_on=TODAY, **NOTHING_LEARNED)
    ended = describe(desk, story.ref, 1, about="provider").json()
    assert ended["outcome"] == ended["stages"][0]["outcome"] == "upheld_not_council"
