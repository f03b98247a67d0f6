"""Contributors are chased: on the days of the ladder, told on the timeline, and asked for by the queue."""

from typing import Any

from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk

PHONED = {"chased_on": TODAY, "method": "phone"}


def counted(desk: Desk) -> int:
    return int(desk.officer.get(f"{CASES}/counts").json()["to_chase"])


def test_a_contributor_is_chased_until_the_answer_comes(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open()
    desk.acknowledge(ref)
    assert "chase" not in desk.read(ref)["actions"]
    case = desk.do(ref, "requests", {"asked_of": "Provider B", "what": "Its visit log", "asked_on": "2026-03-17"})
    (request,) = case["requests"]
    assert (request["next_chase_on"], "chase" in case["actions"]) == ("2026-03-23", True)
    assert (desk.list(view="to_chase"), counted(desk)) == ([ref], 1)
    case = desk.do(ref, "requests/1/chases", PHONED)
    (request,) = case["requests"]
    assert request["chases"] == [{**PHONED, "by": "Officer 1"}]
    assert (request["next_chase_on"], desk.list(view="to_chase")) == ("2026-03-25", [])
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (newest["title"], newest["detail"]) == ("Chased Provider B by phone", "Its visit log")

    on_an_ordinary_tuesday.move_to("2026-03-27T10:00:00Z")
    assert desk.list(view="to_chase") == [ref]
    desk.do(ref, "requests/1/answer", {"answered_on": "2026-03-26"})
    assert (desk.list(view="to_chase"), counted(desk)) == ([], 0)
    assert desk.act(ref, "requests/1/chases", PHONED).status_code == 409


def test_a_late_contributor_is_what_comes_first(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    ref = desk.open()
    desk.acknowledge(ref)
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    desk.do(ref, "allocation", {"owner": "officer-1"})
    desk.do(ref, "requests", {"asked_of": "Provider B", "what": "Its visit log", "asked_on": "2026-03-17"})
    assert desk.read(ref)["primary_action"] == "record_finding"
    on_an_ordinary_tuesday.move_to("2026-03-27T10:00:00Z")
    case = desk.read(ref)
    assert (case["primary_action"], case["next_action"]) == ("chase", "Chase who is late")
    desk.do(ref, "requests/1/chases", {**PHONED, "chased_on": "2026-03-27"})
    assert desk.read(ref)["primary_action"] == "record_finding"


def test_what_is_no_chase_is_refused(desk: Desk) -> None:
    ref = desk.open()
    desk.acknowledge(ref)
    desk.do(ref, "ombudsman-enquiries", {"asked_of": "The Ombudsman", "what": "Comments", "asked_on": TODAY})
    desk.do(ref, "requests", {"asked_of": "Provider B", "what": "Its visit log", "asked_on": "2026-03-20"})
    wrong = {
        "requests/1/chases": (PHONED, 409),  # what the Ombudsman asks is the council's to answer
        "requests/3/chases": (PHONED, 404),
        "requests/2/chases": ({**PHONED, "chased_on": "2026-03-19"}, 422),
    }
    for what, (body, status) in wrong.items():
        assert desk.act(ref, what, body).status_code == status, what
    assert desk.act(ref, "requests/2/chases", {**PHONED, "chased_on": "2026-03-25"}).status_code == 422
    investigator = desk.services.caller(Role.INVESTIGATOR)
    assert desk.act(ref, "requests/2/chases", PHONED, by=investigator).status_code == 403
    desk.find(ref)
    desk.respond(ref)
    assert (desk.act(ref, "requests/2/chases", PHONED).status_code, desk.list(view="to_chase")) == (409, [])


def test_nobody_is_chased_for_what_is_needed_no_more(desk: Desk) -> None:
    """Their days end with it, and its link serves nobody."""
    ref = desk.open()
    desk.acknowledge(ref)
    desk.do(ref, "requests", {"asked_of": "Provider B", "what": "Its visit log", "asked_on": "2026-03-17"})
    desk.officer.post(f"{CASES}/{ref}/requests/1/link", {}).raise_for_status()
    desk.do(ref, "requests/1/chases", {**PHONED, "chased_on": "2026-03-20"})
    withdrawal = {"withdrawn_on": "2026-03-19", "reason": "We have it."}
    assert desk.act(ref, "requests/1/withdrawal", withdrawal).status_code == 422, "they were chased after it"
    case = desk.do(ref, "requests/1/withdrawal", withdrawal | {"withdrawn_on": "2026-03-20"})
    (request,) = case["requests"]
    assert (request["next_chase_on"], case["waiting"], case["days_by"]["contributor"]) == (None, None, 3)
    assert (desk.list(view="to_chase"), desk.act(ref, "requests/1/chases", PHONED).status_code) == ([], 409)
    (part,) = desk.beside(ref, "contributions")["items"]
    assert (part["link"], part["may_link"]) == (None, False)
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (newest["title"], newest["detail"]) == (
        "Not needed of Provider B any more: Its visit log",
        "We have it.",
    )
