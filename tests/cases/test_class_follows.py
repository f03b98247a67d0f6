"""What becomes of a case when its class changes after it was answered, or ended (ADR 53)."""

from typing import Any

import pytest

from tests.cases.conftest import NOTHING_LEARNED, TODAY, Desk
from tests.cases.test_counted import asked

LATE = {"event_on": "2024-02-01", "good_reason": False}
IN_TIME_AFTER_ALL = {"good_reason": True, "still_fair": True}


def learn(desk: Desk, ref: str, **facts: Any) -> dict[str, Any]:
    """Facts that are learned of a contact; the contact with them."""
    contact = desk.officer.get(f"/api/intake/v1/contacts/{ref}").json()
    version = {"If-Match": f'"{contact["version"]}"'}
    path = f"/api/intake/v1/contacts/{ref}/facts"
    answer = desk.officer.request("PATCH", path, json=facts, headers=version)
    assert answer.status_code == 200, answer.text
    desk.services.settle()
    learned: dict[str, Any] = answer.json()
    return learned


def due(case: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {clock["kind"]: (clock["due_on"], clock["state"]) for clock in case["clocks"]}


def refuse(desk: Desk, ref: str) -> dict[str, Any]:
    """Send the notice of a refusal, and close the case."""
    desk.respond(ref)
    return desk.close(ref)


@pytest.mark.parametrize("by", ["a fact", "an officer"])
def test_what_was_refused_and_closed_is_taken_up_when_it_is_accepted_later(desk: Desk, by: str) -> None:
    ref = desk.open(**LATE)
    desk.acknowledge(ref)
    closed = refuse(desk, ref)
    assert (closed["status"], closed["outcome"], closed["refusal_reason"]) == ("closed", "refused", "out_of_time")
    if by == "a fact":
        learn(desk, ref, **IN_TIME_AFTER_ALL)
    else:
        desk.reclassify(ref, "statutory_complaint")
    case = desk.read(ref)
    assert (case["status"], case["stage"], case["disposition"]) == ("open", "acknowledged", "accepted")
    assert (case["outcome"], case["refusal_reason"], case["responded_on"], case["closed_on"]) == (None,) * 4
    assert case["received_on"] == "2026-03-02"
    clocks = due(case)
    assert clocks["acknowledge"] == ("2026-03-05", "met"), "what was sent counts"
    assert clocks["stage_1"] == ("2026-03-30", "running"), "from the original receipt"
    assert clocks["statutory"] == ("2026-09-01", "running")
    assert case["next_due"]["due_on"] == "2026-03-30"
    assert case["primary_action"] != "close"
    told = desk.officer.get(f"/api/cases/v1/cases/{ref}/timeline").json()["items"]
    assert "It is taken up again." in told[0]["detail"]
    assert any(item["title"].startswith("Answer sent") for item in told), "the notice stays in the timeline"
    assert asked(desk, "case", filters={"outcome": "refused"}) == 0
    desk.find(ref, "not_upheld")
    desk.respond(ref)
    assert desk.close(ref)["outcome"] == "not_upheld"
    desk.services.settle()
    assert asked(desk, "case", filters={"outcome": "not_upheld"}) == 1


def test_a_notice_that_was_sent_before_any_acknowledgement_acknowledged_it(desk: Desk) -> None:
    ref = desk.open(**LATE)
    desk.respond(ref, on="2026-03-04")
    learn(desk, ref, **IN_TIME_AFTER_ALL)
    case = desk.read(ref)
    assert (case["stage"], case["acknowledged_on"]) == ("acknowledged", "2026-03-04")
    assert due(case)["acknowledge"] == ("2026-03-05", "met")


def test_a_date_that_was_promised_runs_again(desk: Desk) -> None:
    ref = desk.open(**LATE)
    desk.acknowledge(ref, promised_on="2026-03-27")
    refuse(desk, ref)
    learn(desk, ref, **IN_TIME_AFTER_ALL)
    assert due(desk.read(ref))["promised"] == ("2026-03-27", "running")


def test_so_does_one_of_a_complaint_that_was_taken_for_something_else(desk: Desk) -> None:
    ref = desk.open()
    desk.acknowledge(ref, promised_on="2026-04-15")
    desk.reclassify(ref, "compliment")
    assert due(desk.read(ref))["promised"] == ("2026-04-15", "cancelled")
    desk.reclassify(ref, "statutory_complaint")
    case = desk.read(ref)
    assert (due(case)["promised"], case["next_due"]["due_on"]) == (("2026-04-15", "running"), "2026-04-15")


def test_what_is_refused_while_it_is_looked_into_is_answered_with_its_notice(desk: Desk) -> None:
    ref = desk.open()
    desk.acknowledge(ref)
    learn(desk, ref, **LATE)
    case = desk.read(ref)
    assert (case["status"], case["disposition"], case["refusal_reason"]) == ("open", "refused", "out_of_time")
    assert refuse(desk, ref)["outcome"] == "refused"
    desk.services.settle()
    assert asked(desk, "case", filters={"outcome": "refused"}) == 1


def test_an_answer_with_findings_stands_when_it_is_refused_later_and_back(desk: Desk) -> None:
    ref = desk.open()
    desk.acknowledge(ref)
    desk.find(ref, "upheld")
    desk.respond(ref)
    desk.close(ref, **NOTHING_LEARNED)
    learn(desk, ref, **LATE)
    case = desk.read(ref)
    assert (case["status"], case["outcome"], case["responded_on"]) == ("closed", "refused", TODAY)
    learn(desk, ref, **IN_TIME_AFTER_ALL)
    case = desk.read(ref)
    assert (case["status"], case["outcome"], case["responded_on"]) == ("closed", "upheld", TODAY)
    assert case["issues"][0]["outcome"] == "upheld"


@pytest.mark.parametrize("closes", [False, True], ids=["answered", "closed"])
@pytest.mark.parametrize(
    ("slip", "taken_back"),
    [
        ({"resolved_on": "2026-03-03", "satisfied": True}, {"resolved_on": None, "satisfied": None}),
        ({"answered_before_by": "council"}, {"answered_before_by": None}),
    ],
    ids=["put right", "answered before"],
)
def test_an_answer_with_findings_outlasts_a_fact_that_was_typed_wrongly(
    desk: Desk, slip: dict[str, Any], taken_back: dict[str, Any], closes: bool
) -> None:
    ref = desk.open()
    desk.acknowledge(ref)
    desk.find(ref, "upheld", on="2026-03-06")
    desk.respond(ref, on="2026-03-09")
    if closes:
        desk.close(ref, closed_on="2026-03-09", **NOTHING_LEARNED)
    kept = ("stage", "status", "outcome", "responded_on", "closed_on")
    before = {name: desk.read(ref)[name] for name in kept}
    learn(desk, ref, **slip)
    assert desk.read(ref)["status"] == "closed"
    learn(desk, ref, **taken_back)
    assert {name: desk.read(ref)[name] for name in kept} == before


def test_the_answer_to_an_enquiry_is_none_to_the_complaint_that_it_was(desk: Desk) -> None:
    ref = desk.open(kind="request")
    desk.respond(ref)
    desk.close(ref)
    desk.reclassify(ref, "statutory_complaint")
    case = desk.read(ref)
    assert (case["stage"], case["responded_on"]) == ("acknowledged", None)
    assert case["next_due"]["due_on"] == "2026-03-30"


def test_what_is_put_right_by_the_next_working_day_ends_and_opens_again_if_it_was_not(desk: Desk) -> None:
    """Domain rules, X19: no answer is owed, and no case stays open without a date."""
    ref = desk.open(received_at="2026-03-23T10:00:00Z")
    learn(desk, ref, resolved_on=TODAY, satisfied=True)
    case = desk.read(ref)
    assert (case["classification"], case["disposition"]) == ("enquiry", "resolved_oral")
    ended = (case["status"], case["outcome"], case["closed_on"], case["next_due"])
    assert ended == ("closed", "resolved_informally", TODAY, None)
    learn(desk, ref, satisfied=False)
    case = desk.read(ref)
    assert (case["status"], case["outcome"], case["next_due"]["due_on"]) == ("open", None, "2026-03-26")
    at_once = desk.open(resolved_on="2026-03-03", satisfied=True)
    assert desk.read(at_once)["status"] == "closed"


def test_what_was_withdrawn_stays_withdrawn(desk: Desk) -> None:
    ref = desk.open(**LATE)
    desk.acknowledge(ref)
    body = {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "They rang to say so."}
    desk.do(ref, "withdrawal", body)
    learn(desk, ref, **IN_TIME_AFTER_ALL)
    case = desk.read(ref)
    assert (case["stage"], case["outcome"]) == ("withdrawn", "withdrawn")
