"""What was recorded wrongly is put right: afterwards the case stands as if it had been recorded so at once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import select

from cases.corrections.rules import stage_disorder
from cases.record.models import CaseRow, StageRow
from cases.record.rules import Done
from kernel.vocabulary import Act, Role
from tests.cases.conftest import CASES, NOTHING_LEARNED, Desk
from tests.cases.stories import KEPT_ON_PAPER, Story, told
from tests.support.databases import Databases

RIGHT = {
    "acknowledged": "2026-03-04",
    "promised": "2026-03-27",
    "extended": "2026-03-09",
    "asked": "2026-03-05",
    "asked_back": "2026-03-12",
    "waited_from": "2026-03-12",
    "waited_to": "2026-03-13",
    "found": "2026-03-16",
    "finding": "upheld",
    "answered": "2026-03-17",
    "reached": "2026-03-18",
    "closed": "2026-03-19",
}
"""A case of 2 March, by its days."""
SLIPS: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "acknowledgement": ({"acknowledged": "2026-03-05"}, {"on": "2026-03-04"}),
    "promise": ({"promised": "2026-04-27"}, {"on": "2026-03-27"}),
    "extension": ({"extended": "2026-03-06"}, {"on": "2026-03-09"}),
    "request": ({"asked": "2026-03-06"}, {"on": "2026-03-05"}),
    "request_answer": ({"asked_back": "2026-03-11"}, {"on": "2026-03-12"}),
    "waiting": ({"waited_from": "2026-03-11"}, {"on": "2026-03-12"}),
    "waiting_end": ({"waited_to": "2026-03-12"}, {"on": "2026-03-13"}),
    "finding": (
        {"found": "2026-03-13", "finding": "not_upheld"},
        {"on": "2026-03-16", "finding": "upheld", **NOTHING_LEARNED},
    ),
    "answer": ({"answered": "2026-03-16"}, {"on": "2026-03-17"}),
    "answer_received": ({"reached": "2026-03-17"}, {"on": "2026-03-18"}),
    "closing": ({"closed": "2026-03-23"}, {"on": "2026-03-19"}),
}


def tell(desk: Desk, **slips: str) -> Story:
    """The case from its receipt to its end."""
    on = RIGHT | slips
    story = Story(desk, desk.open())
    story.acknowledge(on["acknowledged"], promised_on=on["promised"])
    story.do("requests", asked_of="Provider P", what="Its log", asked_on=on["asked"])
    story.extend("stage_1", on["extended"], amount=65)
    story.do("requests/1/answer", answered_on=on["asked_back"])
    waits = {"reason": "consent", "waiting_on": "Consent", "review_on": "2026-03-31"}
    story.do("holds", started_on=on["waited_from"], **waits)
    story.do("holds/1/end", ended_on=on["waited_to"])
    finding = {"outcome": on["finding"], "reason": "The records show it.", "decided_on": on["found"]}
    story.do("issues/1/finding", **finding)
    story.do("response", responded_on=on["answered"], method="letter", reached_on=on["reached"])
    story.do("closure", closed_on=on["closed"], **NOTHING_LEARNED)
    return story


def correct(story: Story, what: str, on: str | None, **more: Any) -> dict[str, Any]:
    return story.do("corrections", what=what, on=on, reason="The copy on file says so.", **more)


def standing(case: dict[str, Any]) -> dict[str, Any]:
    """All that a case says but its reference, its version and when it was opened."""
    return {key: value for key, value in case.items() if key not in {"ref", "version", "opened_at"}}


def recorded(story: Story) -> dict[tuple[str, int], dict[str, Any]]:
    items = story.desk.officer.get(f"{CASES}/{story.ref}/corrections").json()["items"]
    return {(item["what"], item["number"]): item for item in items}


@pytest.mark.in_turn
def test_a_slip_that_was_put_right_has_left_nothing_but_its_history(desk: Desk) -> None:
    true = standing(tell(desk).case)
    for what, (slip, right) in SLIPS.items():
        story = tell(desk, **slip)
        assert standing(story.case) != true, what
        assert standing(correct(story, what, **right)) == true, what
        told = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"][0]
        assert told["title"].startswith("Put right: "), what
        assert "The copy on file says so." in told["detail"], what
        assert all(day_in_words(slip_on) in told["detail"] for key, slip_on in slip.items() if key != "finding")


def day_in_words(on: str) -> str:
    day = date.fromisoformat(on)
    return f"{day.day} {day:%B %Y}"


def test_what_never_happened_is_taken_back_from_the_end_to_the_receipt(desk: Desk) -> None:
    story = tell(desk)
    assert story.refused("corrections", what="answer", on=None, reason="Not sent.")[0] == 409, "it has closed"
    case = correct(story, "closing", None)
    assert (case["stage"], case["outcome"], case["closed_on"]) == ("responded", None, None)
    case = correct(story, "answer", None)
    assert (case["stage"], case["responded_on"], case["stages"][0]["response_days"]) == (
        "acknowledged",
        None,
        None,
    )
    assert story.clock("stage_1")["state"] == "running"
    assert story.clock("promised")["state"] == "running"
    case = correct(story, "finding", None)
    assert case["issues"][0]["outcome"] is None
    case = correct(story, "extension", None)
    assert story.due("stage_1") == "2026-04-01", "as counted from the receipt, and two days of waiting"
    assert case["extensions"][0]["taken_back"]
    correct(story, "request_answer", None)
    assert correct(story, "waiting_end", None)["waiting"]["waiting_on"] == "Consent", "it waits still"
    assert correct(story, "waiting", None)["holds"][0]["taken_back"]
    assert story.due("stage_1") == "2026-03-30", "it never waited"
    case = correct(story, "acknowledgement", None)
    assert (case["stage"], case["acknowledged_on"], case["promised_on"]) == ("received", None, None)
    assert recorded(story).keys() == {("request", 1)}, "which is withdrawn, if it is not needed"
    told = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"]
    about = [line["detail"].split("; ")[0] for line in told if line["kind"] == "CaseCorrected.v1"]
    assert about[1:5] == [
        "Consent. It never happened",
        "Consent. It waits still",
        "Provider P: Its log. It never happened",
        "Council target. It never happened",
    ], "which of several it is"
    assert "Put right: what a contributor answered" in [line["title"] for line in told]
    opened = standing(Story(desk, desk.open()).case)
    case["requests"], case["extensions"], case["holds"] = [], [], []
    gone = {"contributor_1", "promised"}
    case["clocks"] = [clock for clock in case["clocks"] if clock["kind"] not in gone]
    assert case["waiting"]["waiting_on"] == "Provider P", "what was asked for stays asked for"
    for counted in ("not_yet", "actions", "waiting", "ours_since", "days_by"):
        case[counted] = opened[counted] = None
    assert standing(case) == opened


@pytest.mark.parametrize(
    ("what", "on", "said"),
    [
        ("answer", "2026-02-27", "The answer was sent on 27 February 2026: that would be before it was received"),
        ("answer", "2026-03-13", "would be before the finding on issue 1 was made on 16 March 2026"),
        ("answer", "2026-04-01", "This is in the future."),
        ("acknowledgement", "2026-03-18", "would be before it was acknowledged on 18 March 2026"),
        ("answer_received", "2026-03-16", "would be before the answer was sent"),
        ("closing", "2026-03-16", "It ended on 16 March 2026: that would be before the answer"),
        ("extension", "2026-03-31", "An extension is agreed before that"),
        ("extension", "2026-03-01", "This is before the contact was received."),
        ("request", "2026-03-01", "This is before the contact was received."),
        ("request", "2026-04-01", "This is in the future."),
        ("request", "2026-03-13", "It was answered on 12 March 2026: that would be before it was asked for on 13"),
        ("request_answer", "2026-03-02", "This is before it was asked for."),
        ("request_answer", "2026-04-01", "This is in the future."),
        ("waiting", "2026-03-16", "It waited until 13 March 2026 at the latest."),
        ("waiting_end", "2026-03-11", "It began to wait on 12 March 2026."),
        ("promise", "2026-03-03", "This is before 4 March 2026, when it was promised."),
    ],
)
def test_a_correction_keeps_the_order_of_things(desk: Desk, what: str, on: str, said: str) -> None:
    story = tell(desk)
    before = story.case
    answer = desk.act(story.ref, "corrections", {"what": what, "on": on, "reason": "A slip."})
    assert answer.status_code == 422
    assert said in answer.json()["errors"][0]["detail"]
    assert story.case == before, "nothing half done"


def test_only_what_is_recorded_is_put_right_and_only_by_who_keeps_cases(desk: Desk) -> None:
    story = Story(desk, desk.open())
    assert story.refused("corrections", what="answer", on="2026-03-05", reason="A slip.") == (422, "/number")
    story.acknowledge("2026-03-04")
    same = {"what": "acknowledgement", "on": "2026-03-04", "reason": "A slip."}
    assert story.refused("corrections", **same)[0] == 409
    assert story.refused("corrections", **same | {"finding": "upheld"}) == (422, "/finding")
    investigator = desk.services.caller(Role.INVESTIGATOR)
    assert desk.act(story.ref, "corrections", same, by=investigator).status_code == 403
    stale = desk.officer.request(
        "POST", f"{CASES}/{story.ref}/corrections", json=same | {"on": "2026-03-05"}, headers={"If-Match": '"1"'}
    )
    assert stale.status_code == 412, "somebody else was quicker"


def test_a_finding_is_put_right_after_the_end_and_the_outcome_follows(desk: Desk) -> None:
    story = tell(desk)
    case = correct(story, "finding", "2026-03-16", finding="not_upheld")
    told = desk.beside(story.ref, "timeline")["items"][0]["detail"]
    assert "Issue 1: upheld was recorded; it is not upheld." in told
    assert case["outcome"] == case["stages"][0]["outcome"] == "not_upheld"
    undone = {"what": "finding", "on": None, "reason": "A slip."}
    assert story.refused("corrections", **undone)[0] == 409, "it was answered with it"


def test_a_finding_of_an_earlier_stage_is_put_right_and_its_outcome_follows(desk: Desk) -> None:
    story = Story(desk, desk.open())
    story.answer("2026-03-10", "not_upheld")
    story.do("reopening", requested_on="2026-03-12")
    story.answer("2026-03-20", "not_upheld")
    item = next(i for i in desk.beside(story.ref, "corrections")["items"] if i["what"] == "finding" and i["stage"])
    assert (item["number"], item["stage"], item["on"], item["may_be_undone"]) == (1, 1, "2026-03-10", False)
    case = correct(story, "finding", "2026-03-09", stage=1, finding="upheld")
    (issue,) = case["issues"]
    assert (issue["outcome"], issue["decided_on"]) == ("not_upheld", "2026-03-20"), "the present one stands"
    assert [(past["stage"], past["finding"], past["decided_on"]) for past in issue["earlier"]] == [
        (1, "upheld", "2026-03-09")
    ]
    assert [stage["outcome"] for stage in case["stages"]] == ["upheld", "not_upheld"]
    told = desk.beside(story.ref, "timeline")["items"][0]["detail"]
    assert told.startswith("9 March 2026, not 10 March 2026. Issue 1, in stage 1: not upheld was recorded; it is")
    late = {"what": "finding", "stage": 1, "finding": "upheld", "reason": "A slip."}
    assert story.refused("corrections", **late, on="2026-03-11") == (422, "/on"), "after the answer that gives it"
    undone = {"what": "finding", "stage": 1, "on": None, "reason": "A slip."}
    assert story.refused("corrections", **undone)[0] == 409, "the later stage rests on it"
    assert story.refused("corrections", **late | {"stage": 2}, on="2026-03-11") == (422, "/number")


def test_what_was_upheld_after_all_has_something_learned_or_a_reason(desk: Desk) -> None:
    """Also when that is found only after the end; what was closed as upheld was asked once."""
    for learned in (False, True):
        story = Story(desk, desk.open())
        story.answer("2026-03-10", "not_upheld")
        story.do("closure", closed_on="2026-03-10")
        upheld = {"what": "finding", "on": "2026-03-10", "finding": "upheld", "reason": "The wrong line."}
        assert story.refused("corrections", **upheld) == (422, "/no_learning_because")
        assert story.case["outcome"] == "not_upheld", "nothing half done"
        if learned:
            theme = {"theme": "communication", "action": "Answer the phone.", "scope": "team"}
            desk.officer.post(f"{CASES}/{story.ref}/learning", theme).raise_for_status()
            assert story.do("corrections", **upheld)["outcome"] == "upheld"
        else:
            assert story.do("corrections", **upheld, **NOTHING_LEARNED)["outcome"] == "upheld"
            told = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"][0]
            assert "Nothing was learned from it: It was a slip of one day." in told["detail"]
        assert correct(story, "finding", "2026-03-10", finding="partially_upheld")["outcome"] == "partially_upheld"


def test_why_an_answer_was_late_follows_the_days(desk: Desk) -> None:
    """A reason goes with the lateness, whatever takes that away, and is given where it was left out."""
    story = Story(desk, desk.open(received_at="2026-01-05T10:00:00Z"))
    story.find("2026-01-14")
    story.answer("2026-02-10", late_because="staff")

    def reason() -> str | None:
        because: str | None = story.case["stages"][0]["late_because"]
        return because

    answer = {"what": "answer", "reason": "The copy on file says so."}
    assert story.refused("corrections", **answer, on="2026-01-20", late_because="complex") == (
        422,
        "/late_because",
    )
    assert reason() == "staff", "nothing half done"
    correct(story, "answer", "2026-01-20")
    assert reason() is None, "it was in time"
    correct(story, "answer", "2026-02-10", late_because="complex")
    assert reason() == "complex"
    told = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"][0]
    assert "Late: it was more complex than it seemed." in told["detail"]
    correct(story, "answer", "2026-02-10", late_because="provider")
    assert reason() == "provider", "the reason alone was wrong"
    assert story.refused("corrections", **answer, on="2026-02-10", late_because="provider")[0] == 409
    story.do("receipt", received_on="2026-01-14", reason="The letter's stamp.")
    assert reason() is None, "it came later than was recorded"
    finding = {"what": "finding", "on": "2026-02-10", "finding": "upheld", "reason": "The wrong line."}
    assert story.refused("corrections", **finding, late_because="complex") == (422, "/late_because")


def test_why_more_time_was_given_and_why_it_was_withdrawn_are_put_right(desk: Desk) -> None:
    """The reason alone, with the day, or where none was recorded; the history keeps what was said before."""
    story = Story(desk, desk.open())
    story.acknowledge("2026-03-04")
    story.extend("stage_1", "2026-03-09", amount=65, because="staff")
    assert recorded(story)["extension", 1]["extended_because"] == "staff"
    put_right = {"what": "extension", "on": "2026-03-09", "reason": "The letter says so."}
    story.do("corrections", **put_right, extended_because="records")
    assert recorded(story)["extension", 1]["extended_because"] == "records"
    told, *_, first = [
        item["detail"]
        for item in desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"]
        if "extended to" in item["title"] or "Put right" in item["title"]
    ]
    assert "Records had to be found; staff were absent was recorded. The letter says so." in told
    assert "Staff were absent." in first
    assert story.refused("corrections", **put_right, extended_because="records")[0] == 409
    assert story.refused("corrections", **put_right, withdrawn_because="legal") == (422, "/withdrawn_because")

    story.do("withdrawal", withdrawn_on="2026-03-10", withdrawn_by="complainant", reason="They rang.")
    case = correct(story, "withdrawal", "2026-03-11", withdrawn_because="legal")
    assert (case["withdrawn_on"], case["withdrawn_because"]) == ("2026-03-11", "legal")
    told = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"][0]["detail"]
    assert "They went to a solicitor or to court; no reason was recorded." in told
    assert correct(story, "withdrawal", "2026-03-10")["withdrawn_because"] == "legal", "another day alone"
    never = {"what": "withdrawal", "on": None, "reason": "It was another caller."}
    assert story.refused("corrections", **never, withdrawn_because="content") == (422, "/withdrawn_because")
    assert story.do("corrections", **never)["withdrawn_because"] is None


def test_what_was_late_without_a_reason_is_a_view_until_it_has_one(desk: Desk) -> None:
    """Also after the case has closed, with the answer that the reason is given with."""

    def listed() -> list[tuple[str, int]]:
        items = desk.officer.get(CASES, params={"view": "late_without_reason"}).json()["items"]
        assert desk.officer.get(f"{CASES}/counts").json()["late_without_reason"] == len(items)
        return [(item["ref"], item["late_stage"]) for item in items]

    story = Story(desk, desk.open(received_at="2026-01-05T10:00:00Z"))
    story.find("2026-01-14")
    assert listed() == [], "it is late, and has no answer to give a reason with"
    story.answer("2026-02-10")
    assert listed() == [(story.ref, 1)]
    story.do("closure", closed_on="2026-02-11")
    assert listed() == [(story.ref, 1)]
    correct(story, "answer", "2026-02-10", late_because="complex")
    assert listed() == []


def test_the_day_on_which_the_ombudsman_asked_is_put_right_and_its_days_are_counted_anew(desk: Desk) -> None:
    story = Story(desk, desk.open())
    letter = {"letter_on": "2026-03-05", "due_on": None}
    story.do("ombudsman-enquiries", asked_of="LGSCO", what="The file", asked_on="2026-03-09", **letter)
    assert story.due("ombudsman_1") == "2026-04-06"
    early = {"what": "request", "on": "2026-03-04", "reason": "The stamp."}
    assert story.refused("corrections", **early) == (422, "/on"), "before the letter was written"
    never = {"what": "request", "on": None, "reason": "The stamp."}
    assert story.refused("corrections", **never)[0] == 409, "it is withdrawn instead"
    correct(story, "request", "2026-03-06")
    assert story.due("ombudsman_1") == "2026-04-03"
    told = desk.beside(story.ref, "timeline")["items"][0]
    assert told["title"] == "Put right: day on which something was asked for"
    assert told["detail"].startswith("LGSCO: The file. 6 March 2026, not 9 March 2026.")


def test_days_that_were_counted_stay_when_something_else_is_put_right(desk: Desk) -> None:
    story = tell(desk)
    database = desk.services.database("cases")
    with database.transaction() as tx:  # as it was counted before the calendar changed
        tx.execute(update(CaseRow).values(calendar_version="of its day"))
        tx.execute(update(StageRow).values(response_days=9))
    assert correct(story, "closing", "2026-03-20")["stages"][0]["response_days"] == 9
    with database.reading() as session:
        assert session.exec(select(CaseRow.calendar_version)).one() == "of its day"
    assert correct(story, "answer", "2026-03-16")["stages"][0]["response_days"] == 10, "counted anew"


def test_the_day_of_receipt_is_put_right_after_the_answer_too(desk: Desk) -> None:
    story = tell(desk)
    case = story.do("receipt", received_on="2026-03-03", reason="The letter's stamp.")
    assert case["stages"][0]["response_days"] == 10


def test_the_day_on_which_a_further_stage_was_asked_for_is_put_right(databases: Databases, tmp_path: Path) -> None:
    with told(databases, tmp_path, "oxfordshire", "children_statutory", "2026-03-02", "2026-11-02") as story:
        story.acknowledge("2026-03-04")
        story.answer("2026-03-13")
        story.do("stages", stage="stage_2", requested_on="2026-03-16")
        story.find("2026-04-20")
        after_its_finding = {"what": "stage_request", "number": 2, "on": "2026-04-21", "reason": "A slip."}
        assert story.refused("corrections", **after_its_finding) == (422, "/on")
        story.answer("2026-04-23", **KEPT_ON_PAPER)
        assert story.clock("stage_2")["state"] == "met_late"
        case = correct(story, "stage_request", "2026-03-18", number=2)
        assert (story.due("stage_2"), story.clock("stage_2")["state"]) == ("2026-04-24", "met")
        assert case["stages"][1]["response_days"] == 24
        never = {"what": "stage_request", "number": 2, "on": None, "reason": "A slip."}
        assert story.refused("corrections", **never)[0] == 409, "the stage was answered"
        early = never | {"on": "2026-03-12"}
        assert story.refused("corrections", **early) == (422, "/on"), "before the first stage was answered"


def test_a_further_stage_that_nobody_asked_for_is_taken_back(desk: Desk) -> None:
    """While nothing was done in it: the case stands answered with its findings, and is closed again on its day."""
    story = Story(desk, desk.open())
    story.answer("2026-03-10", "upheld")
    answered = standing(story.case)
    story.do("closure", closed_on="2026-03-10", **NOTHING_LEARNED)
    closed = standing(story.case)
    story.do("reopening", requested_on="2026-03-12")
    assert recorded(story)["stage_request", 2]["may_be_undone"]
    assert standing(correct(story, "stage_request", None, number=2)) == answered
    assert standing(story.case) == answered, "as it is kept"
    assert standing(story.do("closure", closed_on="2026-03-10", **NOTHING_LEARNED)) == closed

    story.do("reopening", requested_on="2026-03-12")
    story.do("requests", asked_of="Provider P", what="Its log", asked_on="2026-03-13")
    assert not recorded(story)["stage_request", 2]["may_be_undone"], "something was asked for in it"


def test_what_was_answered_stays_before_what_was_asked_for_after_it(desk: Desk) -> None:
    story = Story(desk, desk.open())
    story.answer("2026-03-10")
    story.do("reopening", requested_on="2026-03-12")
    assert not recorded(story)["answer", 1]["may_be_undone"]
    why = {"what": "answer", "number": 1, "reason": "A slip."}
    late = desk.act(story.ref, "corrections", {**why, "on": "2026-03-13"}).json()["errors"][0]["detail"]
    assert late.startswith("The further stage was asked for on 12 March 2026: that would be before the answer")
    asked = {"what": "stage_request", "number": 2, "reason": "A slip.", "on": "2026-03-09"}
    early = desk.act(story.ref, "corrections", asked).json()["errors"][0]["detail"]
    assert early == "This is before the answer was sent on 10 March 2026."
    desk.do(story.ref, "corrections", {**why, "on": "2026-03-12"})


def test_one_that_was_asked_for_after_the_limit_is_taken_back(databases: Databases, tmp_path: Path) -> None:
    """The answer of the stage before, and the one that was promised, are owed again."""
    with told(databases, tmp_path, "eastmere", "corporate", "2026-05-01", "2026-06-30") as story:
        story.acknowledge("2026-05-06", promised_on="2026-05-20")
        before = standing(story.case)
        story.do("stages", stage="stage_2", requested_on="2026-06-10")
        assert {"stage_1", "promised"}.isdisjoint(story.states())
        assert standing(correct(story, "stage_request", None, number=2)) == before


def test_so_is_what_the_ombudsman_did_not_refer_back(desk: Desk) -> None:
    story = Story(desk, desk.open())
    story.answer("2026-03-10", "upheld")
    answered = standing(story.case)
    at = f"{CASES}/{story.ref}/ombudsman"
    desk.officer.post(at, {"body": "lgsco", "received_on": "2026-03-11"}).raise_for_status()
    back = {"decided_on": "2026-03-12", "decision": "referred_back", "grounds": "premature"}
    desk.officer.request("PUT", f"{at}/1/decision", json=back).raise_for_status()
    assert len(story.case["stages"]) == 2
    upheld = {"decided_on": "2026-03-12", "decision": "upheld", "grounds": "fault_and_injustice"}
    desk.officer.request("PUT", f"{at}/1/decision", json=upheld).raise_for_status()
    assert standing(correct(story, "stage_request", None, number=2)) == answered


def test_a_withdrawal_is_taken_back_or_taken_up_again(desk: Desk) -> None:
    story = Story(desk, desk.open())
    story.acknowledge("2026-03-04", promised_on="2026-03-27")
    before = standing(story.case)
    gone = {"withdrawn_on": "2026-03-10", "withdrawn_by": "complainant", "reason": "They rang."}
    story.do("withdrawal", **gone)
    assert standing(correct(story, "withdrawal", None)) == before, "it was another caller"
    story.do("withdrawal", **gone)
    assert story.refused("reopening", requested_on="2026-03-09") == (422, "/requested_on")
    case = story.do("reopening", requested_on="2026-03-20")
    assert (case["stage"], case["withdrawn_on"], case["outcome"]) == ("acknowledged", None, None)
    assert story.due("statutory") == "2026-09-01", "no limit of the law waited"
    assert [(hold["started_on"], hold["ended_on"]) for hold in case["holds"]] == [("2026-03-10", "2026-03-20")]
    promised = story.clock("promised")
    assert (promised["due_on"], promised["state"]) == ("2026-03-27", "running"), "what they were told stands"
    story.answer("2026-03-23")


def test_what_was_withdrawn_after_its_answer_waited_for_nothing(desk: Desk) -> None:
    story = Story(desk, desk.open())
    story.answer("2026-03-10")
    story.do("withdrawal", withdrawn_on="2026-03-11", withdrawn_by="complainant", reason="They rang.")
    assert story.do("reopening", requested_on="2026-03-13")["holds"] == []
    case = correct(story, "answer", "2026-03-11")
    assert case["stages"][0]["acts"]["responded"] == "2026-03-11", "what came after it stands in nobody's way"


def test_a_settlement_that_did_not_hold_is_taken_back_or_taken_up_again(desk: Desk) -> None:
    story = Story(desk, desk.open())
    story.acknowledge("2026-03-04", promised_on="2026-03-27")
    before = standing(story.case)
    settled = {"settled_on": "2026-03-10", "method": "letter", "how": "The calls are at the agreed time again."}
    story.do("settlement", **settled)
    assert correct(story, "closing", "2026-03-11")["closed_on"] == "2026-03-11"
    assert standing(correct(story, "closing", None)) == before, "it was another caller"
    story.do("settlement", **settled)
    assert story.refused("reopening", requested_on="2026-03-09") == (422, "/requested_on")
    case = story.do("reopening", requested_on="2026-03-20")
    assert (case["stage"], case["closed_on"], case["outcome"]) == ("acknowledged", None, None)
    assert story.due("statutory") == "2026-09-01", "no limit of the law waited"
    story.answer("2026-03-23")


DAYS = st.dates(date(2026, 3, 2), date(2026, 3, 24))
STEPS = (Act.ACKNOWLEDGED, Act.HOLDING_REPLY, Act.PANEL_MET, Act.PANEL_REPORTED)


@given(st.dictionaries(st.sampled_from([Act.RECEIVED, *STEPS, Act.RESPONDED, Act.NEXT_REQUESTED]), DAYS), DAYS)
def test_a_stage_is_in_order_when_nothing_comes_before_what_it_follows(acts: dict[Act, date], found: date) -> None:
    """In other words than the product's: every pair of things of which one follows the other."""
    acts = {Act.RECEIVED: date(2026, 3, 4), **acts}
    ends = [acts[act] for act in (Act.RESPONDED, Act.NEXT_REQUESTED) if act in acts]
    steps = [acts[act] for act in STEPS if act in acts]
    pairs = [(acts[Act.RECEIVED], on) for on in [*acts.values(), found]]
    pairs += [(step, end) for step in steps for end in ends]
    if Act.RESPONDED in acts:
        pairs.append((found, acts[Act.RESPONDED]))
        pairs += [(acts[Act.RESPONDED], on) for act, on in acts.items() if act is Act.NEXT_REQUESTED]
    if {Act.PANEL_MET, Act.PANEL_REPORTED} <= acts.keys():
        pairs.append((acts[Act.PANEL_MET], acts[Act.PANEL_REPORTED]))
    in_order = all(first <= later for first, later in pairs)
    wrong = stage_disorder(acts, [Done(found, "the finding on issue 1 was made")], date(2026, 3, 24))
    assert (wrong is None) == in_order, wrong
