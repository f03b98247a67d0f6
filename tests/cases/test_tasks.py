"""What is to be done: a task for somebody or a team, a reminder for oneself, told without a word of it."""

from datetime import date
from typing import Any

import pytest

from cases.tasks.rules import due_mistake
from chassis.paging import encode_cursor
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk

TASKS = "/api/cases/v1/tasks"
RING: dict[str, Any] = {"what": "Ring the daughter about the visit.", "due_on": "2026-03-27"}


@pytest.mark.parametrize(
    ("due_on", "is_wrong"),
    [("2026-03-23", True), (TODAY, False), ("2028-03-24", False), ("2028-03-25", True)],
)
def test_a_task_is_due_today_at_the_earliest_and_within_two_years(due_on: str, is_wrong: bool) -> None:
    assert bool(due_mistake(date.fromisoformat(due_on), date.fromisoformat(TODAY))) is is_wrong


def listed(who: Any, view: str) -> list[int]:
    answer = who.get(TASKS, params={"view": view})
    assert answer.status_code == 200, answer.text
    return [item["number"] for item in answer.json()["items"]]


def test_a_task_is_owed_by_somebody_until_it_is_done(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    who = desk.services.caller(Role.INVESTIGATOR, seconds=900_000)
    for caller in (who, desk.officer):
        caller.put("/api/cases/v1/officers/me").raise_for_status()
    manager = desk.services.caller(Role.MANAGER)
    manager.patch(f"/api/cases/v1/officers/{who.subject}", {"team": "locality"}).raise_for_status()
    ref = desk.open()
    before, path = desk.read(ref), f"{CASES}/{ref}/tasks"
    assert who.post(path, RING).status_code == 403, "somebody else's case"
    for body in (RING, RING | {"owner": who.subject}, RING | {"team": "locality", "due_on": TODAY}):
        assert desk.officer.post(path, body).status_code == 201
    assert desk.read(ref) == before, "the case stays as it is"
    reminder, task, teams = desk.beside(ref, "tasks")["items"]
    assert (reminder["is_reminder"], task["is_reminder"], teams["owner"]) == (True, False, None)
    assert [listed(who, view) for view in ("mine", "team", "late")] == [[2], [3], []]
    assert listed(desk.officer, "mine") == [1]
    assert not who.get(path).json()["items"][0]["may_act"]
    assert who.post(f"{path}/1/done", {"done_on": TODAY}).status_code == 403

    on_an_ordinary_tuesday.move_to("2026-03-30T10:00:00Z")
    assert listed(who, "late") == [3, 1, 2], "by their days"
    page = who.get(TASKS, params={"view": "late", "limit": 2}).json()
    after = {"view": "late", "limit": 2, "cursor": page["next_cursor"]}
    assert [item["number"] for item in who.get(TASKS, params=after).json()["items"]] == [2]
    for on in ("2026-03-23", "2026-03-31"):
        refused = who.post(f"{path}/3/done", {"done_on": on})
        assert [error["pointer"] for error in refused.json()["errors"]] == ["/done_on"]
    done = who.post(f"{path}/3/done", {"done_on": TODAY}).json()["items"][2]
    assert (done["done_on"], done["done_by"]["subject"], done["late"]) == (TODAY, who.subject, False)
    assert who.post(f"{path}/3/dropped", {"because": "Twice."}).status_code == 409
    assert who.post(f"{path}/2/dropped", {"because": "They rang themselves."}).status_code == 200
    assert who.post(f"{path}/9/done", {"done_on": TODAY}).status_code == 404
    assert listed(who, "late") == [1]

    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert [each["title"] for each in told if "task" in each["title"] or "reminder" in each["title"]] == [
        "Does not go ahead: task 2",
        "Done: task 3",
        "To be done: task 3",
        "To be done: task 2",
        "To be done: reminder 1",
    ]
    database = desk.services.database("cases")
    with database.reading() as session:
        events = session.execute(database.tables.events.select()).all()
    mine = [event for event in events if event.type == "TaskChanged.v1"]
    assert [event.sequence for event in mine] == [1, 2, 3, 4, 5]
    assert not [word for word in ("daughter", "rang themselves") if word in str(mine)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"due_on": "2026-03-23"}, "/due_on", id="due yesterday"),
        pytest.param({"due_on": "2028-03-25"}, "/due_on", id="due in the year after next"),
        pytest.param({"due_on": None}, "/due_on", id="due on no day"),
        pytest.param({"what": " "}, "/what", id="nothing to do"),
        pytest.param({"what": "x" * 501}, "/what", id="a long story"),
        pytest.param({"owner": "nobody"}, "/owner", id="for somebody whom nobody knows"),
        pytest.param({"team": "nothing"}, "/team", id="for no team"),
        pytest.param({"owner": "officer-1", "team": "locality"}, "", id="for two"),
    ],
)
def test_what_cannot_be_a_task_is_refused_by_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    ref = desk.open()
    refused = desk.officer.post(f"{CASES}/{ref}/tasks", RING | changes)
    assert refused.status_code == 422, refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == [field]
    assert desk.beside(ref, "tasks")["items"] == []


def test_tasks_of_a_case_that_one_may_not_see_are_left_out(desk: Desk) -> None:
    manager = desk.services.caller(Role.MANAGER)
    for caller in (desk.officer, manager):
        caller.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open()
    desk.officer.post(f"{CASES}/{ref}/tasks", RING).raise_for_status()
    auditor = desk.services.caller(Role.AUDITOR).get(f"{CASES}/{ref}/tasks")
    assert (auditor.json()["withheld"], "daughter" in auditor.text) == (["narrative"], False)
    why = {"people": [manager.subject], "reason": "It is about a colleague."}
    manager.put(f"{CASES}/{ref}/restriction", why).raise_for_status()
    assert (listed(desk.officer, "mine"), desk.officer.get(f"{CASES}/{ref}/tasks").status_code) == ([], 403)
    refused = manager.post(f"{CASES}/{ref}/tasks", RING | {"owner": desk.officer.subject})
    assert refused.json()["errors"][0]["pointer"] == "/owner", "not named for it"
    assert desk.officer.get(TASKS, params={"cursor": "WyIyIiwiMyIsIjQiXQ"}).status_code == 422
    stranger = desk.services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    assert stranger.get(f"{CASES}/{ref}/tasks").status_code == 404


@pytest.mark.parametrize("part", ["learning", "tasks"])
@pytest.mark.parametrize("number", ["9" * 30, str(2**31), "-1", "one"])
def test_a_cursor_that_no_list_gave_is_refused(desk: Desk, part: str, number: str) -> None:
    cursor = encode_cursor("2026-03-24", "EAS-2526-0001", number)
    answer = desk.officer.get(f"/api/cases/v1/{part}", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/query/cursor")


def test_a_task_is_changed_and_keeps_how_it_stood(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    who = desk.services.caller(Role.INVESTIGATOR, seconds=900_000)
    for caller in (who, desk.officer):
        caller.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open()
    path = f"{CASES}/{ref}/tasks"
    desk.officer.post(path, RING).raise_for_status()
    moved = {"what": "Ring the son.", "owner": who.subject, "due_on": "2026-03-31"}
    task = desk.officer.put(f"{path}/1", moved).json()["items"][0]
    assert (task["what"], task["due_on"], task["owner"]["subject"]) == ("Ring the son.", "2026-03-31", who.subject)
    before = task["earlier"][0]
    assert (before["what"], before["due_on"], before["until"]) == (RING["what"], "2026-03-27", TODAY)
    assert before["owner"]["subject"] == before["by"]["subject"] == desk.officer.subject
    assert len(desk.officer.put(f"{path}/1", moved).json()["items"][0]["earlier"]) == 1, (
        "the same again is no change"
    )
    first = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert first["title"] == "Changed: task 1"
    assert first["detail"] == "Due on 31 March 2026, not 27 March 2026. It is for somebody else now."

    assert who.put(f"{path}/1", moved | {"due_on": "2026-04-30"}).status_code == 403, "asked of them by others"
    on_an_ordinary_tuesday.move_to("2026-04-02T10:00:00Z")
    wrong = desk.officer.put(f"{path}/1", moved | {"due_on": "2026-04-01"})
    assert [error["pointer"] for error in wrong.json()["errors"]] == ["/due_on"]
    late = moved | {"what": "Ring the daughter and the son."}
    assert desk.officer.put(f"{path}/1", late).json()["items"][0]["late"], (
        "its words alone may change once it is late"
    )
    auditor = desk.services.caller(Role.AUDITOR).get(path).json()["items"][0]
    assert {one["what"] for one in auditor["earlier"]} == {None}
    who.post(f"{path}/1/done", {"done_on": "2026-04-02"}).raise_for_status()
    assert desk.officer.put(f"{path}/1", moved).status_code == 409
    assert desk.officer.put(f"{path}/2", moved).status_code == 404
