"""The use cases of a case over HTTP, from the contact to its end, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.cases.conftest import CASES, NOTHING_LEARNED, TODAY, Desk
from tests.support import contacts
from tests.support.house import House


def due(case: dict[str, Any]) -> dict[str, str]:
    return {clock["kind"]: clock["due_on"] for clock in case["clocks"]}


def met(case: dict[str, Any]) -> dict[str, str]:
    return {clock["kind"]: clock["met_on"] for clock in case["clocks"] if clock["met_on"]}


# Opening


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="a statutory complaint"),
        pytest.param({"function": "other_council_service"}, id="a corporate complaint"),
        pytest.param({"kind": "request"}, id="a service request"),
        pytest.param({"channel": "ombudsman", "ombudsman": "enquires"}, id="the Ombudsman asks"),
        pytest.param({"event_on": "2025-03-01", "good_reason": False}, id="refused, because it is late"),
        pytest.param({"about": ["also_nhs"]}, id="joint with the NHS"),
        pytest.param({"provider": {"name": "Provider P", "kind": "home_care"}}, id="a provider"),
        pytest.param({"kind": None}, id="held"),
        pytest.param({"resolved_on": "2026-03-03", "satisfied": True}, id="resolved orally"),
        pytest.param({"kind": "request", "complainant": {"role": "mp"}}, id="a member's enquiry"),
    ],
)
def test_a_case_opens_with_the_previewed_clocks(desk: Desk, changes: dict[str, Any]) -> None:
    body = contacts.statutory(received_at="2026-03-02T10:00:00Z", **changes)
    previewed = desk.officer.post("/api/intake/v1/contacts/preview", body).json()
    case = desk.read(desk.open(**changes))
    assert case["classification"] == previewed["classification"]
    assert case["disposition"] == previewed["disposition"]
    assert case["procedure"] == previewed["procedure"]
    assert sorted([(c["kind"], c["started_on"], c["due_on"], c["source"]) for c in case["clocks"]]) == sorted(
        [(c["kind"], c["started_on"], c["due_on"], c["source"]) for c in previewed["clocks"]]
    )


@pytest.mark.parametrize("kind", ["praise", "idea"])
def test_compliments_and_comments_end_in_intake(desk: Desk, kind: str) -> None:
    ref = desk.open(kind=kind)
    assert desk.officer.get(f"{CASES}/{ref}").status_code == 404


def test_an_answer_may_be_older_than_the_decision_about_its_route(desk: Desk) -> None:
    """Deciding a route is the council's own step: it hides no answer that had been given."""
    ref = desk.open(kind=None)
    desk.reclassify(ref, "statutory_complaint")
    desk.acknowledge(ref, "2026-03-04")
    desk.find(ref, on="2026-03-20")
    assert desk.respond(ref, "2026-03-20")["responded_on"] == "2026-03-20"


def test_a_refused_complaint_is_counted_and_ends_with_its_notice(desk: Desk) -> None:
    """No finding is made; its dates run until they are told."""
    ref = desk.open(event_on="2025-03-01", good_reason=False)
    case = desk.read(ref)
    assert (case["disposition"], case["refusal_reason"], case["next_due"]["kind"]) == (
        "refused",
        "out_of_time",
        "acknowledge",
    )
    (received,) = timeline(desk, ref)
    assert received["detail"] == "As a statutory complaint. It is refused: out of time."
    desk.respond(ref)
    assert desk.close(ref)["outcome"] == "refused"


def test_what_the_ombudsman_asks_has_28_days(desk: Desk) -> None:
    """Unanswered it does not close, and is missed; its answer ends it."""
    ref = desk.open(channel="ombudsman", ombudsman="enquires", received_at="2026-02-20T10:00:00Z")
    case = desk.read(ref)
    assert case["classification"] == "ombudsman_enquiry"
    assert due(case) == {"ombudsman": "2026-03-20"}
    (clock,) = case["clocks"]
    assert (clock["name"], clock["state"]) == ("Reply to the Ombudsman", "missed")
    refused = desk.act(ref, "closure", {"closed_on": TODAY})
    assert (refused.status_code, refused.json()["detail"]) == (409, "Not yet: no answer has been sent.")
    desk.respond(ref)
    closed = desk.close(ref)
    assert (closed["outcome"], closed["clocks"][0]["state"]) == ("answered", "met_late")


def test_each_matter_becomes_an_issue(desk: Desk) -> None:
    matters = [{"category": "delay"}, {"category": "communication", "description": "Nobody rang."}]
    case = desk.read(desk.open(matters=matters, team="locality"))
    assert [(i["number"], i["category"], i["about"], i["team"]) for i in case["issues"]] == [
        (1, "delay", "council", "locality"),
        (2, "communication", "council", "locality"),
    ]
    unsorted = desk.read(desk.open(matters=[]))
    assert [issue["category"] for issue in unsorted["issues"]] == ["other"]


# The steps


def test_from_receipt_to_closing(desk: Desk) -> None:
    ref = desk.open(matters=[{"category": "delay"}, {"category": "communication"}])
    assert desk.read(ref)["next_due"]["name"] == "to acknowledge"
    desk.acknowledge(ref, promised_on="2026-03-27")
    assert desk.read(ref)["next_due"]["kind"] == "promised"
    desk.find(ref, "upheld", 1)
    refused = desk.act(ref, "response", {"responded_on": TODAY, "method": "email"})
    assert (refused.status_code, refused.json()["detail"]) == (409, "Not yet: issue 2 has no finding.")
    desk.find(ref, "not_upheld", 2)
    answered = desk.respond(ref)
    assert answered["stage"] == "responded"
    assert answered["next_due"] is None
    closure = {
        "closed_on": TODAY,
        "remedies": [{"kind": "payment", "amount_pounds": 100.0}],
        "learning": [{"theme": "communication", "action": "Ring ahead.", "scope": "team"}],
    }
    closed = desk.do(ref, "closure", closure)
    assert (closed["status"], closed["outcome"]) == ("closed", "partially_upheld")
    assert desk.act(ref, "response", {"responded_on": TODAY, "method": "email"}).status_code == 409


def test_a_response_also_acknowledges(desk: Desk) -> None:
    ref = desk.open()
    desk.find(ref, on="2026-03-10")
    case = desk.respond(ref, on="2026-03-10")
    assert set(met(case)) == {"acknowledge", "stage_1", "statutory"}
    states = {clock["kind"]: clock["state"] for clock in case["clocks"]}
    assert states == {"acknowledge": "met_late", "stage_1": "met", "statutory": "met"}


def test_days_to_answer_are_counted_once_and_travel_in_the_event(desk: Desk) -> None:
    ref = desk.open(received_at="2026-03-07T10:00:00Z")  # a Saturday
    desk.find(ref, on="2026-03-13")
    desk.respond(ref, on="2026-03-13")
    assert "After 5 working days." in {item["detail"] for item in timeline(desk, ref)}


MISFITS: list[tuple[str, dict[str, Any], str]] = [
    ("acknowledgement", {"acknowledged_on": "2026-03-25", "method": "letter"}, "/acknowledged_on"),
    ("acknowledgement", {"acknowledged_on": "2026-03-01", "method": "letter"}, "/acknowledged_on"),
    (
        "acknowledgement",
        {"acknowledged_on": "2026-03-04", "method": "letter", "promised_on": "2026-03-03"},
        "/promised_on",
    ),
    ("allocation", {"owner": "nobody"}, "/owner"),
    ("allocation", {"team": "choir"}, "/team"),
    ("issues", {"category": "choir", "description": "Something."}, "/category"),
    ("issues", {"category": "delay", "description": "Something.", "team": "choir"}, "/team"),
    (
        "issues/1/finding",
        {"outcome": "upheld", "reason": "So.", "decided_on": "2026-03-25"},
        "/decided_on",
    ),
    (
        "withdrawal",
        {"withdrawn_on": "2026-03-01", "withdrawn_by": "complainant", "reason": "So."},
        "/withdrawn_on",
    ),
]


def test_what_does_not_fit_is_named_and_changes_nothing(desk: Desk) -> None:
    ref = desk.open()
    before = desk.read(ref)
    for what, body, pointer in MISFITS:
        refused = desk.act(ref, what, body)
        assert refused.status_code == 422, refused.text
        assert [error["pointer"] for error in refused.json()["errors"]] == [pointer], body
    assert desk.read(ref) == before


def test_an_answer_is_not_before_the_acknowledgement_nor_closing_before_the_answer(desk: Desk) -> None:
    ref = desk.open()
    desk.acknowledge(ref, "2026-03-10")
    desk.find(ref, on="2026-03-10")
    early = desk.act(ref, "response", {"responded_on": "2026-03-09", "method": "email"})
    assert early.json()["errors"][0]["pointer"] == "/responded_on"
    desk.respond(ref, "2026-03-20")
    early = desk.act(ref, "closure", {"closed_on": "2026-03-19"})
    assert early.json()["errors"][0]["pointer"] == "/closed_on"


# Three clocks that never move each other


def test_a_grade_moves_the_target_alone_counted_from_receipt(desk: Desk) -> None:
    ref = desk.open()
    before = due(desk.acknowledge(ref, promised_on="2026-03-31"))
    assert before == {
        "acknowledge": "2026-03-05",
        "stage_1": "2026-03-30",
        "statutory": "2026-09-01",
        "promised": "2026-03-31",
    }
    for grade, target in {"complex": "2026-05-07", "simple": "2026-03-16", "standard": "2026-03-30"}.items():
        graded = desk.do(ref, "grade", {"grade": grade, "reason": "As the panel saw it."})
        assert due(graded) == before | {"stage_1": target}
        assert met(graded) == {"acknowledge": "2026-03-04"}
    assert desk.act(ref, "grade", {"grade": "purple"}).status_code == 404


def test_another_class_counts_again_from_receipt_and_keeps_what_was_sent(desk: Desk) -> None:
    ref = desk.open()
    desk.acknowledge(ref, promised_on="2026-03-31")
    desk.do(ref, "grade", {"grade": "complex", "answers": {"extent": "complex"}})
    desk.reclassify(ref, "corporate_complaint")
    case = desk.read(ref)
    assert (case["classification"], case["procedure"], case["grade"]) == ("corporate_complaint", "corporate", None)
    assert {kind: due(case)[kind] for kind in ("acknowledge", "stage_1", "promised")} == {
        "acknowledge": "2026-03-09",
        "stage_1": "2026-03-30",
        "promised": "2026-03-31",
    }
    assert met(case) == {"acknowledge": "2026-03-04"}
    assert next(clock["state"] for clock in case["clocks"] if clock["kind"] == "statutory") == "cancelled"


def test_a_held_enquiry_becomes_a_complaint_of_its_original_receipt(desk: Desk) -> None:
    ref = desk.open(kind=None)
    assert due(desk.read(ref)) == {"holding": "2026-03-05"}
    desk.reclassify(ref, "statutory_complaint", procedure="provider")
    case = desk.read(ref)
    assert (case["procedure"], due(case)["acknowledge"], due(case)["stage_1"]) == (
        "provider",
        "2026-03-05",
        "2026-04-08",
    )
    assert case["primary_action"] == "acknowledge"


def test_what_turns_out_to_be_no_case_leaves_the_queue_and_can_come_back(desk: Desk) -> None:
    ref = desk.open()
    desk.reclassify(ref, "compliment")
    gone = desk.read(ref)
    assert (gone["status"], gone["outcome"], gone["next_due"]) == ("closed", None, None)
    desk.reclassify(ref, "statutory_complaint")
    back = desk.read(ref)
    assert (back["status"], back["next_due"]["due_on"]) == ("open", "2026-03-05")


def test_a_contact_that_becomes_a_complaint_opens_a_case(desk: Desk) -> None:
    ref = desk.open(kind="praise")
    desk.reclassify(ref, "statutory_complaint")
    assert due(desk.read(ref))["acknowledge"] == "2026-03-05"


# Two officers


@pytest.mark.both_databases
def test_of_two_officers_with_one_version_one_wins(services: House, desk: Desk) -> None:
    ref = desk.open()
    officers = [services.caller(Role.COMPLAINTS_OFFICER, subject=f"officer-{n}") for n in range(6)]
    body = {"acknowledged_on": TODAY, "method": "letter"}

    def act(number: int) -> int:
        path = f"{CASES}/{ref}/acknowledgement"
        return officers[number].post(path, body, headers={"If-Match": '"1"'}).status_code

    with ThreadPoolExecutor(len(officers)) as pool:
        statuses = sorted(pool.map(act, range(len(officers))))
    assert statuses == [200] + [412] * 5
    assert desk.read(ref)["version"] == 2
    assert len(timeline(desk, ref)) == 2


@pytest.mark.both_databases
def test_notes_written_at_once_are_all_kept(desk: Desk) -> None:
    ref = desk.open()
    answers = desk.officer.post_at_once(f"{CASES}/{ref}/notes", [{"text": f"Note {n}."} for n in range(6)])
    assert {answer.status_code for answer in answers} == {201}
    assert {item["detail"] for item in timeline(desk, ref) if item["title"] == "Note"} == {
        f"Note {n}." for n in range(6)
    }
    assert desk.read(ref)["version"] == 7


# The timeline


def timeline(desk: Desk, ref: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    return items


def test_the_timeline_in_words(desk: Desk) -> None:
    desk.officer.put("/api/cases/v1/officers/me")
    ref = desk.open()
    desk.acknowledge(ref, promised_on="2026-03-31")
    desk.do(ref, "allocation", {"owner": "officer-1", "team": "locality"})
    desk.do(ref, "grade", {"grade": "standard", "reason": "Two teams answer."})
    desk.do(ref, "issues", {"category": "delay", "description": "And again."})
    desk.do(ref, "notes", {"text": "Rang them."})
    desk.find(ref, "partially_upheld")
    desk.reclassify(ref, "corporate_complaint")
    desk.find(ref, "no_finding", 2)
    desk.respond(ref)
    desk.close(ref, **NOTHING_LEARNED)
    told = [(item["on"], item["title"], item["detail"]) for item in reversed(timeline(desk, ref))]
    assert told == [
        ("2026-03-02", "Received", "As a statutory complaint."),
        ("2026-03-04", "Acknowledged by letter", "An answer was promised by 31 March 2026."),
        (TODAY, "Given to Officer 1", "Locality teams"),
        (TODAY, "Graded Standard", "The criteria led to Simple. Two teams answer."),
        (TODAY, "Issue 2 added", None),
        (TODAY, "Note", "Rang them."),
        (TODAY, "Issue 1 partly upheld", None),
        (
            TODAY,
            "Now a corporate complaint",
            "Every date was counted anew from the day it was received. "
            "Acknowledge moved from 5 March 2026 to 9 March 2026.",
        ),
        (TODAY, "Issue 2 closed without a finding", None),
        (TODAY, "Answer sent by email", "After 16 working days."),
        (TODAY, "Closed", "Outcome: partly upheld. Nothing was learned from it: It was a slip of one day."),
    ]
    assert timeline(desk, ref)[0]["by"] == "Officer 1"


def test_a_complaint_is_settled_early_with_the_complainant(desk: Desk) -> None:
    ref = desk.open()
    settled = {"settled_on": TODAY, "method": "letter", "how": "The calls are at the agreed time again."}
    early = desk.officer.post(f"{CASES}/{ref}/settlement", settled, headers={"If-Match": '"1"'})
    assert early.status_code == 409, "it has to be acknowledged"
    desk.do(ref, "acknowledgement", {"acknowledged_on": TODAY, "method": "phone"})
    case = desk.do(ref, "settlement", settled)
    assert (case["status"], case["outcome"], case["closed_on"]) == ("closed", "resolved_informally", TODAY)
    assert {clock["state"] for clock in case["clocks"]} == {"met_late", "cancelled"}, "acknowledged late"
    assert case["outcome_because"] == "Settled early with the complainant"
    told = {item["title"]: item["detail"] for item in timeline(desk, ref)}
    assert told["Settled early with the complainant"] == (
        "The calls are at the agreed time again. Confirmed by letter."
    )


def test_a_withdrawal_keeps_its_own_reason(desk: Desk) -> None:
    ref = desk.open()
    desk.do(ref, "notes", {"text": "Before."})
    withdrawal = {"withdrawn_on": TODAY, "withdrawn_by": "representative", "reason": "It was put right."}
    case = desk.do(ref, "withdrawal", withdrawal)
    assert (case["status"], case["outcome"]) == ("closed", "withdrawn")
    assert {clock["state"] for clock in case["clocks"]} == {"cancelled"}
    desk.do(ref, "notes", {"text": "After."})
    told = {item["title"]: item["detail"] for item in timeline(desk, ref)}
    assert told["Withdrawn by the representative"] == "It was put right."
