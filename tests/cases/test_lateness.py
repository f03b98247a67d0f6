"""An answer is late: who is told on which day, on the case, in the queue and on the timeline."""

from typing import Any

from kernel.vocabulary import Role
from tests.cases.conftest import CASES, Desk

MANAGER = {"level": "Team manager", "told_on": "2026-04-01", "method": "email"}


def counted(desk: Desk) -> int:
    return int(desk.officer.get(f"{CASES}/counts").json()["to_tell"])


def test_levels_are_told_one_after_another_until_the_answer(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open()
    desk.acknowledge(ref)
    assert (desk.read(ref)["late"], desk.list(view="to_tell")) == (None, [])

    # Nobody touches it: its date, 30 March, passes by itself.
    on_an_ordinary_tuesday.move_to("2026-03-31T10:00:00Z")
    case = desk.read(ref)
    assert case["late"]["due_on"] == "2026-03-30"
    assert [(step["level"], step["on"]) for step in case["late"]["steps"]] == [
        ("Team manager", "2026-03-31"),
        ("Head of service", "2026-04-08"),
        ("Director", "2026-04-15"),
    ]
    assert (case["late"]["to_tell"], "tell_late" in case["actions"]) == (["Team manager"], True)
    assert (desk.list(view="to_tell"), counted(desk)) == ([ref], 1)
    listed = desk.officer.get(CASES, params={"view": "to_tell"}).json()["items"][0]
    assert "Somebody is to be told that it is late" in listed["why"]

    on_an_ordinary_tuesday.move_to("2026-04-01T10:00:00Z")
    case = desk.do(ref, "told-late", MANAGER)
    first = case["late"]["steps"][0]
    assert (first["told_on"], first["method"], first["by"]) == ("2026-04-01", "email", "Officer 1")
    assert ("tell_late" in case["actions"], desk.list(view="to_tell"), counted(desk)) == (False, [], 0)
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (newest["title"], newest["detail"]) == ("Told that the answer is late: Team manager", "By email")
    assert desk.act(ref, "told-late", MANAGER).status_code == 409, "twice"
    early = desk.act(ref, "told-late", {**MANAGER, "level": "Director"})
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/told_on")
    assert "15 April 2026" in early.text
    unknown = desk.act(ref, "told-late", {**MANAGER, "level": "Mayor"})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/level")
    investigator = desk.services.caller(Role.INVESTIGATOR)
    assert desk.act(ref, "told-late", MANAGER, by=investigator).status_code == 403

    on_an_ordinary_tuesday.move_to("2026-04-08T10:00:00Z")
    assert desk.list(view="to_tell") == [ref]
    desk.find(ref)
    desk.respond(ref)
    assert (desk.read(ref)["late"], desk.list(view="to_tell")) == (None, [])
    assert desk.act(ref, "told-late", {**MANAGER, "level": "Head of service"}).status_code == 409
