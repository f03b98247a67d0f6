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
    assert "neither owns them" in {each["action"]: each["because"] for each in shown["not_yet"]}[action]
    refused = desk.act(ref, what, body)
    assert (refused.status_code, "neither owns them" in refused.json()["detail"]) == (409, True)

    another = desk.services.caller(Role.COMPLAINTS_OFFICER, subject="officer-2")
    answer: dict[str, Any] = another.get(f"/api/cases/v1/cases/{ref}").json()
    assert action in answer["actions"]
    assert desk.do(ref, what, body, by=another)["status"] in {"closed", "withdrawn"}
