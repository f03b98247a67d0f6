"""Cases that somebody watches, and what their day brings."""

from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support.statements import counted

WATCHED, DIGEST = "/api/cases/v1/watched", "/api/cases/v1/digest"
A_DIGEST = 14
"""Statements of a digest, whatever there is to tell."""


def news(who: Any) -> dict[str, int]:
    answer = who.get(WATCHED)
    assert answer.status_code == 200, answer.text
    return {item["ref"]: item["news"] for item in answer.json()["items"]}


def test_what_others_do_is_counted_until_one_looks(desk: Desk) -> None:
    manager = desk.services.caller(Role.MANAGER)
    manager.put("/api/cases/v1/officers/me").raise_for_status()
    ref, other = desk.open(), desk.open()
    for each in (ref, other):
        assert manager.put(f"{CASES}/{each}/watch").json() == {"ref": each, "news": 0}
    desk.acknowledge(ref)
    desk.officer.post(f"{CASES}/{ref}/remedies", {"kind": "apology"}).raise_for_status()
    Desk(desk.services, manager).do(ref, "notes", {"text": "Rang them."})
    assert list(news(manager).items()) == [(ref, 2), (other, 0)], "what one did oneself is no news"
    assert news(desk.officer) == {}
    manager.put(f"{CASES}/{ref}/watch").raise_for_status()
    assert news(manager) == {ref: 0, other: 0}
    for _ in range(2):
        assert manager.request("DELETE", f"{CASES}/{other}/watch").status_code == 204
    assert news(manager) == {ref: 0}
    assert manager.put(f"{CASES}/EAS-2526-9999/watch").status_code == 404

    desk.officer.put(f"{CASES}/{ref}/watch").raise_for_status()
    why = {"people": [manager.subject], "reason": "It is about a colleague."}
    manager.put(f"{CASES}/{ref}/restriction", why).raise_for_status()
    assert (news(desk.officer), list(news(manager))) == ({}, [ref]), "the right to see it was lost"
    assert desk.officer.put(f"{CASES}/{ref}/watch").status_code == 403


@pytest.mark.both_databases
def test_a_day_brings_what_is_due_and_what_is_new(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    late, today, watched = desk.open(), desk.open(received_at="2026-03-23T10:00:00Z"), desk.open()
    for ref in (late, today):
        desk.do(ref, "allocation", {"owner": desk.officer.subject})
    task = {"what": "Ring them.", "due_on": TODAY}
    desk.officer.post(f"{CASES}/{watched}/tasks", task).raise_for_status()
    desk.officer.post(f"{CASES}/{watched}/tasks", task | {"due_on": "2026-03-31"}).raise_for_status()
    desk.officer.put(f"{CASES}/{watched}/watch").raise_for_status()
    desk.services.caller(Role.MANAGER).post(f"{CASES}/{watched}/notes", {"text": "Read it."}).raise_for_status()
    owed = desk.read(today)["next_due"]["due_on"]
    on_an_ordinary_tuesday.move_to(f"{owed}T10:00:00Z")
    with counted(desk.services.database("cases").engine) as sent:
        answer = desk.officer.get(DIGEST)
    assert len(sent) <= A_DIGEST, "\n".join(sent)
    told = answer.json()
    assert (told["on"], told["late"]["total"], told["due"]["total"]) == (owed, 1, 1)
    assert [told[part]["items"][0]["ref"] for part in ("late", "due")] == [late, today]
    assert [(each["number"], each["ref"]) for each in told["tasks"]] == [(1, watched)]
    assert told["watched"] == [{"ref": watched, "news": 1}]
    other = desk.services.caller(Role.AUDITOR).get(DIGEST).json()
    assert (other["late"]["total"], other["tasks"], other["watched"]) == (0, [], [])
