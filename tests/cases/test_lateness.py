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


def test_a_telling_that_was_recorded_wrongly_is_put_right(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    ref = desk.open()
    desk.acknowledge(ref)
    on_an_ordinary_tuesday.move_to("2026-04-09T10:00:00Z")
    desk.do(ref, "told-late", MANAGER | {"told_on": "2026-04-02"})
    desk.do(ref, "told-late", MANAGER | {"level": "Head of service", "told_on": "2026-04-09"})
    found = desk.officer.get(f"{CASES}/{ref}/corrections").json()["items"]
    assert [(one["number"], one["name"], one["on"]) for one in found if one["what"] == "late_told"] == [
        (1, "Team manager", "2026-04-02"),
        (2, "Head of service", "2026-04-09"),
    ]
    slip = {"what": "late_told", "number": 1, "reason": "The e-mail says so."}
    for on in ("2026-03-30", "2026-04-10"):
        wrong = desk.act(ref, "corrections", slip | {"on": on})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/on")
    case = desk.do(ref, "corrections", slip | {"on": "2026-04-01"})
    assert [step["told_on"] for step in case["late"]["steps"]] == ["2026-04-01", "2026-04-09", None]

    case = desk.do(ref, "corrections", slip | {"number": 2, "on": None})
    assert [step["told_on"] for step in case["late"]["steps"]] == ["2026-04-01", None, None]
    assert (case["late"]["to_tell"], desk.list(view="to_tell")) == (["Head of service"], [ref]), "to be told still"
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert newest["title"] == "Put right: telling somebody that it is late"
    assert newest["detail"] == "It never happened; 9 April 2026 was recorded. The e-mail says so."
    desk.do(ref, "told-late", MANAGER | {"level": "Head of service", "told_on": "2026-04-09"})
    assert desk.act(ref, "corrections", slip | {"number": 3, "on": None}).status_code == 422


def test_what_waits_for_its_class_is_told_of_too(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    """Nobody decides by 5 March: a complaint may lie there, and whoever can decide hears of it."""
    ref = desk.open(kind=None)
    case = desk.read(ref)
    assert (case["late"]["due_on"], case["late"]["to_tell"]) == (
        "2026-03-05",
        ["Team manager", "Head of service", "Director"],
    )
    assert desk.list(view="to_tell") == [ref]
    desk.do(ref, "told-late", {"level": "Team manager", "told_on": "2026-03-24", "method": "email"})
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert newest["title"] == "Told that its route is not decided: Team manager"
    desk.reclassify(ref, "statutory_complaint")
    assert desk.read(ref)["late"] is None, "its answer is due on 30 March"
