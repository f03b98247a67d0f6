"""One act on many cases: of each is said what became of it, and what was refused stays as it was."""

from typing import Any

import pytest

from cases.workload.rules import shared_out
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support.house import Caller, House
from tests.support.statements import counted

OFFICERS = "/api/cases/v1/officers"
AN_ACT_ON_ALL = 15
"""Statements of an act on any number of cases: three are for its key, two for PostgreSQL's walls and locks."""


def known(services: House, subject: str, role: Role = Role.COMPLAINTS_OFFICER) -> Caller:
    caller = services.caller(role, subject=subject)
    caller.put(f"{OFFICERS}/me").raise_for_status()
    return caller


def became(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 200, answer.text
    return [(item["result"], item["because"] or "") for item in answer.json()["items"]]


def allocation(desk: Desk, refs: list[str], **given: Any) -> dict[str, Any]:
    return {"cases": [{"ref": ref, "version": desk.read(ref)["version"]} for ref in refs], **given}


def test_each_case_is_given_away_or_says_why_not(services: House, desk: Desk) -> None:
    manager = known(services, "manager-1", Role.MANAGER)
    known(services, "officer-1")
    known(services, "officer-2")
    given, changed, ended, restricted = [desk.open() for _ in range(4)]
    withdrawn = {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "Content now."}
    desk.do(ended, "withdrawal", withdrawn)
    body = allocation(desk, [restricted, changed, given, ended], owner="officer-2", team="locality")
    body["cases"].append({"ref": "EAS-2526-9999", "version": 1})
    desk.do(changed, "notes", {"text": "They rang again."})
    why = {"people": ["manager-1", "officer-2"], "reason": "It is about a colleague."}
    manager.put(f"{CASES}/{restricted}/restriction", why).raise_for_status()

    key = {"Idempotency-Key": "all-of-these"}
    answer = desk.officer.post(f"{CASES}/bulk/allocation", body, headers=key)
    assert became(answer) == [
        ("not_permitted", "It is restricted: only people who are named for it see it."),
        ("stale", f"{changed} stands at version 2; you read version 1."),
        ("done", ""),
        ("not_possible", "Not yet: the case is closed."),
        ("unknown", "There is no case EAS-2526-9999, or it is being opened."),
    ]
    again = desk.officer.post(f"{CASES}/bulk/allocation", body, headers=key)
    assert again.json() == answer.json(), "sent again it is not done again"
    case = desk.read(given)
    assert (case["owner"]["subject"], case["team"], case["version"]) == ("officer-2", "locality", 2)
    told = desk.officer.get(f"{CASES}/{given}/timeline").json()["items"][0]
    assert told["title"] == "Given to Officer 2"
    assert [(desk.read(ref)["owner"], desk.read(ref)["team"]) for ref in (changed, ended)] == [(None, None)] * 2

    # Who is named for it may be given it, and nobody else.
    body = allocation(Desk(services, manager), [restricted], owner="officer-1")
    assert became(manager.post(f"{CASES}/bulk/allocation", body)) == [
        ("not_possible", "It is restricted, and they are not named for it.")
    ]


def test_a_team_alone_leaves_the_owner_and_nobody_takes_the_owner_away(services: House, desk: Desk) -> None:
    known(services, "officer-1")
    refs = [desk.open(), desk.open()]
    path = f"{CASES}/bulk/allocation"
    desk.officer.post(path, allocation(desk, refs, owner="officer-1")).raise_for_status()
    desk.officer.post(path, allocation(desk, refs, team="locality")).raise_for_status()
    assert {(case["owner"]["subject"], case["team"]) for case in map(desk.read, refs)} == {
        ("officer-1", "locality")
    }
    desk.officer.post(path, allocation(desk, refs, owner=None)).raise_for_status()
    assert {(case["owner"], case["team"]) for case in map(desk.read, refs)} == {(None, "locality")}


def test_a_note_with_each_by_whom_it_is_theirs_to_write(services: House, desk: Desk) -> None:
    investigator = known(services, "investigator-1", Role.INVESTIGATOR)
    theirs, others = desk.open(), desk.open()
    desk.do(theirs, "allocation", {"owner": "investigator-1"})
    desk.do(theirs, "notes", {"text": "A first one."})
    body = {"refs": [others, theirs], "text": "The team moves office."}
    assert became(investigator.post(f"{CASES}/bulk/notes", body)) == [
        ("not_permitted", f"{others} was given neither to you nor to your team."),
        ("done", ""),
    ]
    assert became(desk.officer.post(f"{CASES}/bulk/notes", body)) == [("done", "")] * 2
    for ref, notes in ((theirs, 2), (others, 1)):
        items = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
        assert [item["detail"] for item in items].count("The team moves office.") == notes
    task = {"refs": [others, theirs], "what": "Ask the team where it is now.", "due_on": "2026-03-27"}
    assert [result for result, _ in became(investigator.post(f"{CASES}/bulk/tasks", task))] == [
        "not_permitted",
        "done",
    ]
    wanted = {"owner": "investigator-1", "refs": [others, "EAS-2526-9999"]}
    assert [result for result, _ in became(desk.officer.post(f"{CASES}/bulk/tasks", task | wanted))] == [
        "done",
        "unknown",
    ]
    mine = investigator.get("/api/cases/v1/tasks").json()["items"]
    assert [(item["ref"], item["is_reminder"]) for item in mine] == [(theirs, True), (others, False)]
    assert services.caller(Role.AUDITOR).post(f"{CASES}/bulk/notes", body).status_code == 403
    stranger = services.caller(Role.MANAGER, authority="leicester")
    assert {result for result, _ in became(stranger.post(f"{CASES}/bulk/notes", body))} == {"unknown"}


def test_what_cannot_be_meant_is_refused_whole(services: House, desk: Desk) -> None:
    ref = desk.open()
    one, path = {"ref": ref, "version": 1}, f"{CASES}/bulk/allocation"
    for body, pointer in (
        ({"cases": [one]}, ""),
        ({"cases": [one, one], "owner": None}, ""),
        ({"cases": [], "owner": None}, "/cases"),
        ({"cases": [{"ref": f"EAS-2526-{n:04}", "version": 1} for n in range(201)], "owner": None}, "/cases"),
        ({"cases": [{"ref": "nonsense", "version": 1}], "owner": None}, "/cases/0/ref"),
        ({"cases": [one], "owner": "nobody"}, "/owner"),
        ({"cases": [one], "team": "nothing"}, "/team"),
    ):
        answer = desk.officer.post(path, body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), body
    assert desk.officer.post(f"{CASES}/bulk/notes", {"refs": [ref], "text": " "}).status_code == 422
    assert desk.read(ref)["version"] == 1


@pytest.mark.both_databases
def test_the_statements_do_not_grow_with_the_cases(services: House, desk: Desk) -> None:
    known(services, "officer-1")
    refs = [desk.open() for _ in range(4)]
    for some in (refs[:1], refs):
        body = allocation(desk, some, owner="officer-1", team="locality")
        for what, asked in (
            ("allocation", body),
            ("notes", {"refs": some, "text": "A note."}),
            ("tasks", {"refs": some, "what": "Ring them.", "due_on": TODAY, "owner": "officer-1"}),
        ):
            with counted(services.database("cases").engine) as sent:
                answer = desk.officer.post(
                    f"{CASES}/bulk/{what}", asked, headers={"Idempotency-Key": f"{len(some)}"}
                )
            assert answer.json()["done"] == len(some)
            assert len(sent) <= AN_ACT_ON_ALL, f"{what}: {len(sent)}\n" + "\n".join(sent)


def test_a_leavers_cases_are_shared_out_by_load(services: House, desk: Desk) -> None:
    for subject in ("officer-2", "officer-3", "officer-4"):
        known(services, subject)
    first, last, middle, theirs = (desk.open(received_at=f"2026-03-{day:02}T10:00:00Z") for day in (2, 20, 10, 4))
    for ref in (first, last, middle):
        desk.do(ref, "allocation", {"owner": "officer-2"})
    desk.do(theirs, "allocation", {"owner": "officer-3"})
    manager = services.caller(Role.MANAGER)
    for ref, owner in ((first, "officer-2"), (first, "officer-3"), (first, "officer-2"), (theirs, "officer-2")):
        task = {"what": "Ring them.", "due_on": "2026-03-30", "owner": owner}
        manager.post(f"{CASES}/{ref}/tasks", task).raise_for_status()
    manager.post(f"{CASES}/{first}/tasks/3/done", {"done_on": TODAY}).raise_for_status()
    body = {"to": ["officer-3", "officer-4"], "reason": "They left."}
    over = manager.post(f"{OFFICERS}/officer-2/hand-over", body).json()
    assert over["given"] == {"officer-4": 2, "officer-3": 1}
    owners = [desk.read(ref)["owner"]["subject"] for ref in (first, middle, last)]
    assert owners == ["officer-4", "officer-3", "officer-4"]
    given, *others = desk.beside(first, "tasks")["items"]
    assert (given["owner"]["subject"], given["earlier"][0]["owner"]["subject"]) == ("officer-4", "officer-2")
    assert [task["owner"]["subject"] for task in others] == ["officer-3", "officer-2"], "another's, and one done"
    assert desk.beside(theirs, "tasks")["items"][0]["owner"]["subject"] == "officer-3", "in another's case"
    nobody = manager.post(f"{OFFICERS}/officer-2/hand-over", body | {"to": []}).json()
    assert [error["pointer"] for error in nobody["errors"]] == ["/to"]


def test_who_dealt_with_an_earlier_stage_is_passed_over() -> None:
    cases = {"a": [], "b": ["x"], "c": ["x", "y"], "d": []}
    assert shared_out(cases, {"x": 0, "y": 5}) == {"a": "x", "b": "y", "d": "x"}
