"""Who owns a case ends it by no way alone, where its procedure asks for a second person."""

from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.cases.conftest import TODAY, Desk

ENDS = {
    "close": ("closure", {"closed_on": TODAY}),
    "settle": (
        "settlement",
        {"settled_on": TODAY, "method": "letter", "how": "The calls are at the agreed time."},
    ),
    "withdraw": (
        "withdrawal",
        {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "It is well now."},
    ),
}
WITH_THE_NHS = [
    {"category": "delay", "description": "Sent home too early.", "function": "nhs"},
    {"category": "delay", "description": "No care was arranged."},
]


@pytest.mark.parametrize("action", ENDS)
def test_ones_own_case_is_ended_by_a_second_person(desk: Desk, action: str) -> None:
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open(matters=WITH_THE_NHS)
    desk.acknowledge(ref)
    case = desk.do(ref, "allocation", {"owner": "officer-1"})
    assert case["procedure"] == "joint_nhs"
    if action == "close":
        for issue in (1, 2):
            desk.find(ref, "not_upheld", issue)
        desk.respond(ref)
    what, body = ENDS[action]
    shown = desk.read(ref)
    assert action not in shown["actions"]
    assert "neither owned them" in {each["action"]: each["because"] for each in shown["not_yet"]}[action]
    refused = desk.act(ref, what, body)
    assert (refused.status_code, "neither owned them" in refused.json()["detail"]) == (409, True)

    another = desk.services.caller(Role.COMPLAINTS_OFFICER, subject="officer-2")
    answer: dict[str, Any] = another.get(f"/api/cases/v1/cases/{ref}").json()
    assert action in answer["actions"]
    assert desk.do(ref, what, body, by=another)["status"] in {"closed", "withdrawn"}


def test_who_gave_it_away_ends_it_once_its_new_owner_dealt_with_it(desk: Desk) -> None:
    another = desk.services.caller(Role.COMPLAINTS_OFFICER, subject="officer-2")
    manager = desk.services.caller(Role.MANAGER, subject="manager-1")
    for officer in (desk.officer, another, manager):
        officer.put("/api/cases/v1/officers/me").raise_for_status()

    to_nobody, to_somebody, of_a_manager = (desk.open(matters=WITH_THE_NHS) for _ in range(3))
    for ref, owner in ((to_nobody, None), (to_somebody, "officer-2")):
        desk.do(ref, "allocation", {"owner": "officer-1"})
        desk.acknowledge(ref)
        shown = desk.do(ref, "allocation", {"owner": owner})
        assert not {"settle", "withdraw"} & set(shown["actions"])
        for action in ("settle", "withdraw"):
            assert desk.act(ref, *ENDS[action]).status_code == 409

    desk.do(of_a_manager, "allocation", {"owner": "manager-1"})
    on_leave = {"to": "officer-2", "reason": "I am on leave."}
    manager.post("/api/cases/v1/officers/manager-1/hand-over", on_leave).raise_for_status()
    assert desk.act(of_a_manager, *ENDS["withdraw"], by=manager).status_code == 409

    desk.do(to_nobody, "allocation", {"owner": "officer-2"}, by=another)
    desk.do(to_somebody, "notes", {"text": "I rang them."}, by=another)
    for ref in (to_nobody, to_somebody):
        assert desk.act(ref, *ENDS["withdraw"], by=another).status_code == 409
        assert desk.do(ref, *ENDS["withdraw"])["stage"] == "withdrawn"


def test_who_owned_it_when_it_was_answered_does_not_close_it(desk: Desk) -> None:
    another = desk.services.caller(Role.MANAGER, subject="manager-1")
    for officer in (desk.officer, another):
        officer.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open(matters=WITH_THE_NHS)
    desk.acknowledge(ref)
    desk.do(ref, "allocation", {"owner": "officer-1"})
    for issue in (1, 2):
        body = {"outcome": "not_upheld", "reason": "The log shows it.", "decided_on": TODAY}
        desk.do(ref, f"issues/{issue}/finding", body, by=another)
    desk.respond(ref)
    desk.do(ref, "allocation", {"owner": "manager-1"}, by=another)
    assert desk.act(ref, *ENDS["close"]).status_code == 409


def test_who_gave_it_away_signs_no_answer_of_it(desk: Desk) -> None:
    """Eastmere's complex complaints, whose answer is signed by somebody who did not prepare it."""
    another = desk.services.caller(Role.MANAGER, subject="manager-1")
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open()
    desk.acknowledge(ref)
    desk.do(ref, "allocation", {"owner": "officer-1"})
    desk.do(ref, "grade", {"grade": "complex", "answers": {"extent": "complex"}})
    found = {"outcome": "upheld", "reason": "The log shows it.", "decided_on": TODAY}
    desk.do(ref, "issues/1/finding", found, by=another)
    desk.do(ref, "review", {"put_up_on": TODAY}, by=another)
    desk.do(ref, "allocation", {"owner": None})
    assert desk.act(ref, "signature", {"signed_on": TODAY}).status_code == 409
