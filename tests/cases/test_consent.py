"""What is said for somebody waits for their word, no longer than the council's file states (SI 2009/309)."""

from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.cases.conftest import TODAY, Desk
from tests.support.house import House

BY_A_SON = {"complainant": {"name": "A Caller", "role": "relative"}, "person": {"name": "A Person"}}
FIFTEEN_DAYS_ON = "2026-03-23"
"""Working days after 2 March."""
TWENTY_DAYS_ON = "2026-03-30"


def consent_clock(desk: Desk, ref: str) -> dict[str, Any] | None:
    return next((clock for clock in desk.read(ref)["clocks"] if clock["kind"] == "consent"), None)


def learn(desk: Desk, ref: str, consent: str) -> dict[str, Any]:
    contact = desk.officer.get(f"/api/intake/v1/contacts/{ref}").json()
    answer = desk.officer.request(
        "PATCH",
        f"/api/intake/v1/contacts/{ref}/facts",
        json={"person": {"consent": consent}},
        headers={"If-Match": f'"{contact["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    desk.services.settle()
    learned: dict[str, Any] = answer.json()
    return learned


def test_the_clock_runs_from_receipt_and_is_promised_before_it_is_saved(desk: Desk) -> None:
    ref = desk.open(**BY_A_SON)
    clock = consent_clock(desk, ref)
    assert clock is not None
    assert (clock["due_on"], clock["state"]) == (FIFTEEN_DAYS_ON, "missed")
    contact = desk.officer.get(f"/api/intake/v1/contacts/{ref}").json()
    assert [c["due_on"] for c in contact["assessment"]["clocks"] if c["kind"] == "consent"] == [FIFTEEN_DAYS_ON]
    desk.acknowledge(ref)
    assert desk.read(ref)["next_due"]["kind"] == "consent", "and is what is owed next"


def test_until_they_say_so_the_case_waits_for_consent_and_so_are_its_days(desk: Desk) -> None:
    """Nobody has to hold it for that: the queue, the case and the split of its days say the same."""
    ref = desk.open(**BY_A_SON)
    (listed,) = desk.officer.get("/api/cases/v1/cases").json()["items"]
    waiting = {"reason": "consent", "waiting_on": None, "since": "2026-03-02", "days": 16}
    assert (listed["waiting"], listed["ours_since"]) == (waiting | {"review_on": FIFTEEN_DAYS_ON}, None)
    assert "Our turn" not in listed["why"]
    assert desk.read(ref)["days_by"]["consent"] == 16
    learn(desk, ref, "agrees")
    case = desk.read(ref)
    assert (case["waiting"], case["ours_since"]) == (None, TODAY)
    assert (case["days_by"]["consent"], case["days_by"]["service"]) == (16, 0)


def test_the_person_agrees_and_the_clock_is_met(desk: Desk) -> None:
    ref = desk.open(**BY_A_SON)
    desk.acknowledge(ref)
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    desk.do(ref, "allocation", {"owner": "officer-1"})
    case = desk.read(ref)
    assert (case["primary_action"], case["next_action"]) == (
        "settle_consent",
        "Settle consent, or end it with notice",
    )
    learn(desk, ref, "agrees")
    assert desk.read(ref)["primary_action"] == "record_finding"
    clock = consent_clock(desk, ref)
    assert clock is not None
    assert clock["met_on"] == TODAY
    assert desk.read(ref)["flags"] == []
    told = desk.officer.get(f"/api/cases/v1/cases/{ref}/timeline").json()["items"]
    assert "It was settled whether the person agrees" in [item["title"] for item in told]


def test_a_no_refuses_and_nothing_waits_any_more(desk: Desk) -> None:
    ref = desk.open(**BY_A_SON)
    assert learn(desk, ref, "refused")["assessment"]["disposition"] == "refused"
    case, clock = desk.read(ref), consent_clock(desk, ref)
    assert (case["refusal_reason"], clock and clock["met_on"]) == ("representative", TODAY)
    assert case["flags"] == []


def test_who_was_never_reached_is_ended_with_a_notice(desk: Desk) -> None:
    ref = desk.open(**BY_A_SON)
    desk.reclassify(ref, "statutory_complaint", refusal_reason="representative")
    clock = consent_clock(desk, ref)
    assert clock is not None
    assert (clock["met_on"], clock["state"]) == (TODAY, "met_late")
    assert desk.read(ref)["disposition"] == "refused"


@pytest.mark.parametrize("council", ["leicester", "coventry", "oxfordshire", "barnet", "shropshire"])
def test_a_council_whose_file_states_no_days_waits_for_the_usual_ones(services: House, council: str) -> None:
    desk = Desk(services, services.caller(Role.COMPLAINTS_OFFICER, authority=council))
    ref = desk.open(matters=[], **BY_A_SON)
    assert "pending_consent" in desk.read(ref)["flags"]
    clock = consent_clock(desk, ref)
    assert clock is not None
    assert (clock["due_on"], clock["state"]) == (TWENTY_DAYS_ON, "running")


def test_consent_that_comes_after_the_end_takes_it_up_again_from_its_receipt(desk: Desk) -> None:
    """An officer ended it with a notice; the word of the person came later (ADR 53)."""
    ref = desk.open(**BY_A_SON)
    desk.acknowledge(ref)
    desk.reclassify(ref, "statutory_complaint", refusal_reason="representative")
    desk.respond(ref)
    assert desk.close(ref)["outcome"] == "refused"
    assert learn(desk, ref, "agrees")["assessment"]["now_suggests"], (
        "an officer's decision stands until they change it"
    )
    desk.reclassify(ref, "statutory_complaint")
    case = desk.read(ref)
    assert (case["status"], case["outcome"], case["received_on"]) == ("open", None, "2026-03-02")
    assert case["next_due"]["due_on"] == "2026-03-30"
