"""A worked case is as rich as an imported line: what figures count it under, by codes of the council's file."""

from typing import Any

import pytest

from chassis import feed
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.cases.stories import Story

ISSUE = {"category": "delay", "description": "Nobody came to look at the stairs.", "about": "council"}


def last(desk: Desk, kind: str) -> dict[str, Any]:
    database = desk.services.database("cases")
    with database.reading() as session:
        events = feed.read(session, database.tables, 0, 1_000)
    told = [event["data"] for event in events if event["type"] == f"{kind}.v1"]
    data: dict[str, Any] = told[-1]
    return data


def test_an_issue_is_counted_more_closely_and_put_right_later(desk: Desk) -> None:
    ref = desk.open()
    desk.do(ref, "issues", {**ISSUE, "subcategory": "delay_service", "theme": "equipment"})
    assert last(desk, "IssueAdded")["case"]["issues"][1]["subcategory"] == "delay_service"
    changed = {**ISSUE, "category": "communication", "subcategory": "no_reply", "team": "occupational_therapy"}
    version = {"If-Match": f'"{desk.read(ref)["version"]}"'}
    answer = desk.officer.request("PUT", f"{CASES}/{ref}/issues/2", json=changed, headers=version)
    issue = answer.json()["issues"][1]
    assert (issue["category"], issue["subcategory"], issue["theme"]) == ("communication", "no_reply", None)
    assert last(desk, "IssueChanged")["case"]["issues"][1]["team"] == "occupational_therapy"


@pytest.mark.parametrize(
    ("field", "code"),
    [("category", "nothing"), ("subcategory", "no_reply"), ("theme", "nothing"), ("team", "nothing")],
)
def test_a_code_that_the_file_does_not_have_is_named(desk: Desk, field: str, code: str) -> None:
    ref = desk.open()
    answer = desk.act(ref, "issues", {**ISSUE, field: code})
    assert answer.status_code == 422, "a subcategory of another category is none of this one"
    assert answer.json()["errors"][0]["pointer"] == f"/{field}"


def test_a_case_is_counted_where_its_team_is_unless_somebody_says_otherwise(desk: Desk) -> None:
    ref = desk.open(team="occupational_therapy")
    assert (desk.read(ref)["division"], desk.read(ref)["service_area"]) == ("adults", "community")
    moved = desk.do(ref, "allocation", {"owner": None, "team": "hospital_enablement"})
    assert moved["service_area"] == "hospital"
    said = desk.do(ref, "allocation", {"owner": None, "team": "hospital_enablement", "division": "commissioning"})
    assert (said["division"], said["service_area"]) == ("commissioning", "hospital")
    answer = desk.act(ref, "allocation", {"owner": None, "service_area": "nowhere"})
    assert answer.json()["errors"][0]["pointer"] == "/service_area"


def test_an_answer_says_who_signed_it_and_why_it_is_late(desk: Desk) -> None:
    story = Story(desk, desk.open(received_at="2026-01-05T10:00:00Z"))
    story.acknowledge("2026-01-07")
    assert "holding_reply" in story.case["actions"]
    story.do("holding-reply", sent_on="2026-02-02", method="letter")
    sent = {"responded_on": TODAY, "method": "letter"}
    desk.find(story.ref)
    assert story.refused("response", **sent, signed_off_by="A friend") == (422, "/signed_off_by")
    story.do("response", **sent, signed_off_by="Head of service", late_because="provider")
    stage = story.case["stages"][0]
    assert (stage["signed_off_by"], stage["late_because"]) == ("Head of service", "provider")
    told = last(desk, "ResponseIssued")["case"]["stages"][0]
    assert (told["holding_response_on"], told["late_because"]) == ("2026-02-02", "provider")
    words = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"]
    assert any("Late: waiting for the provider." in (item["detail"] or "") for item in words)


def test_an_answer_in_time_is_late_for_no_reason(desk: Desk) -> None:
    ref = desk.open()
    desk.find(ref)
    late = {"responded_on": TODAY, "method": "letter", "late_because": "staff"}
    assert Story(desk, ref).refused("response", **late) == (422, "/late_because")


def test_who_investigates_asks_and_answers(desk: Desk) -> None:
    ref = desk.open(team="locality")
    investigator = desk.services.caller(Role.INVESTIGATOR, subject="investigator-1")
    investigator.put("/api/cases/v1/officers/me").raise_for_status()
    desk.do(ref, "allocation", {"owner": "investigator-1", "team": "locality"})
    ask = {"asked_of": "The provider", "what": "Its records", "asked_on": TODAY}
    desk.do(ref, "requests", ask, by=investigator)
    desk.find(ref)
    desk.do(ref, "response", {"responded_on": TODAY, "method": "letter"}, by=investigator)
    assert desk.act(ref, "closure", {"closed_on": TODAY}, by=investigator).status_code == 403


def asked(desk: Desk, unit: str, **more: Any) -> Any:
    """How many of a unit were counted in this financial year; by their groups, where it asks for some."""
    question = {"authority": "eastmere", "year": "2025-26", "measure": "count", "unit": unit, **more}
    answer = desk.officer.post("/api/analytics/v1/figures", question)
    assert answer.status_code == 200, answer.text
    return answer.json()["values"]


def test_praise_within_a_complaint_is_a_compliment_with_its_team(desk: Desk) -> None:
    """One case of one class, and two compliments (domain rules, X21): its own, and the one that came by itself."""
    thanks = {"kind": "praise", "description": "The nurse was kind.", "team": "occupational_therapy"}
    ref = desk.open(team="locality", matters=[{"category": "delay"}, thanks])
    assert [issue["category"] for issue in desk.read(ref)["issues"]] == ["delay"]
    desk.open(kind="praise", team="hospital_enablement")
    assert asked(desk, "case", filters={"classification": "statutory_complaint"}) == 1
    assert asked(desk, "compliment") == 2
    by_team = {"occupational_therapy": 1, "hospital_enablement": 1}
    assert asked(desk, "compliment", group_by=["compliment.team"]) == by_team
    desk.reclassify(ref, "compliment")
    assert asked(desk, "compliment", group_by=["compliment.team"]) == {"locality": 1, "hospital_enablement": 1}


def test_who_was_told_that_an_answer_is_late_is_counted_while_it_stands(desk: Desk) -> None:
    ref = desk.open(received_at="2026-02-02T10:00:00Z")
    for level, told_on in (("Team manager", "2026-03-04"), ("Head of service", "2026-03-10")):
        desk.do(ref, "told-late", {"level": level, "told_on": told_on, "method": "email"})
    desk.services.settle()
    assert asked(desk, "telling", group_by=["telling.level"]) == {"Team manager": 1, "Head of service": 1}
    assert asked(desk, "case", filters={"told_late.level": "Head of service"}) == 1
    slip = {"what": "late_told", "number": 2, "on": None, "reason": "Nobody told them."}
    desk.do(ref, "corrections", slip)
    desk.services.settle()
    assert asked(desk, "telling", group_by=["telling.level"]) == {"Team manager": 1}


def test_why_it_was_withdrawn_is_counted_while_it_stands(desk: Desk) -> None:
    """Anybody who says it in words alone may."""
    ref = desk.open()
    why = {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "Put right."}
    assert desk.do(desk.open(), "withdrawal", why)["withdrawn_because"] is None
    assert desk.do(ref, "withdrawal", why | {"withdrawn_because": "content"})["withdrawn_because"] == "content"
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert any(item["detail"] == "They were content with what was done. Put right." for item in told)
    desk.services.settle()
    withdrawn = {"filters": {"outcome": "withdrawn"}, "group_by": ["withdrawn_because"]}
    assert asked(desk, "case", **withdrawn) == {"content": 1, "not_recorded": 1}
    desk.do(ref, "corrections", {"what": "withdrawal", "number": 1, "on": None, "reason": "It was another case."})
    assert desk.read(ref)["withdrawn_because"] is None
    desk.services.settle()
    assert asked(desk, "case", **withdrawn) == {"not_recorded": 1}


def test_why_more_time_was_given_is_counted_of_the_extension_in_force(desk: Desk) -> None:
    story = Story(desk, desk.open(received_at="2026-03-02T10:00:00Z"))
    story.extend("stage_1", "2026-03-20", amount=30, because="new_evidence")
    told = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"]
    assert any("There was new evidence. A witness is away." in (item["detail"] or "") for item in told)
    case = story.extend("stage_1", "2026-03-23", amount=35, because="nhs")
    assert [extension["because"] for extension in case["extensions"]] == ["new_evidence", "nhs"]
    story.extend("statutory", "2026-03-23", until="2026-10-01")
    story.desk.services.settle()
    by_reason = {"group_by": ["stage.extended_because"]}
    assert asked(desk, "stage", **by_reason) == {"nhs": 1}, "said of the target alone"
    story.do("corrections", what="extension", number=2, on=None, reason="Nobody agreed to it.")
    desk.services.settle()
    assert asked(desk, "stage", **by_reason) == {"new_evidence": 1}
