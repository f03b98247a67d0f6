"""What the Ombudsman made of a case: its letters in the order of their days, what was agreed and done in time."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cases.ombudsman import rules
from kernel.events import AgreedRemedyRecord, OmbudsmanRecord
from kernel.vocabulary import OmbudsmanAct, OmbudsmanStanding, Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.cases.stories import Story, told
from tests.support.databases import Databases

LETTER: dict[str, Any] = {"body": "lgsco", "reference": "24 012 345", "received_on": "2026-03-03"}
DRAFT: dict[str, Any] = {"draft_on": "2026-03-10", "draft_decision": "upheld", "comments_due_on": "2026-03-20"}
DECISION: dict[str, Any] = {"decided_on": "2026-03-16", "decision": "upheld", "grounds": "fault_and_injustice"}
PAYMENT: dict[str, Any] = {"what": "Pay for the distress", "pence": 75_000, "due_on": "2026-03-20"}
DONE = {"done_on": TODAY, "evidence": "The bank says so."}

OPEN = OmbudsmanRecord.model_validate({"number": 1, **LETTER})
DRAFTED = OmbudsmanRecord.model_validate({**OPEN.model_dump(), **DRAFT})
DECIDED = OmbudsmanRecord.model_validate({**DRAFTED.model_dump(), **DECISION})


def agreed(*days: tuple[str | None, str | None]) -> OmbudsmanRecord:
    """Decided with remedies, by the days on which each is due, and was done."""
    remedies = [{"number": number, "due_on": due, "done_on": done} for number, (due, done) in enumerate(days, 1)]
    return OmbudsmanRecord.model_validate({**DECIDED.model_dump(), "remedies": remedies})


def struck(case: OmbudsmanRecord) -> OmbudsmanRecord:
    """The same with its first remedy struck off."""
    first, *others = case.remedies
    return case.model_copy(update={"remedies": (first.model_copy(update={"struck": True}), *others)})


@pytest.mark.parametrize(
    ("case", "standing", "due"),
    [
        pytest.param(OPEN, "begun", None, id="begun"),
        pytest.param(DRAFTED, "drafted", "2026-03-20", id="comments are due"),
        pytest.param(
            DRAFTED.model_copy(update={"commented_on": date(2026, 3, 12)}), "drafted", None, id="commented on"
        ),
        pytest.param(DECIDED, "decided", None, id="decided: nobody comments any more"),
        pytest.param(
            agreed(("2026-04-20", None), ("2026-04-02", None)), "remedies_owed", "2026-04-02", id="agreed"
        ),
        pytest.param(
            agreed(("2026-04-02", "2026-03-30"), (None, None)), "remedies_owed", None, id="without a date"
        ),
        pytest.param(agreed(("2026-04-02", "2026-04-03")), "decided", None, id="done"),
        pytest.param(struck(agreed(("2026-04-02", None))), "decided", None, id="struck off"),
    ],
)
def test_where_it_stands_and_what_is_owed_next(case: OmbudsmanRecord, standing: str, due: str | None) -> None:
    assert rules.standing(case) is OmbudsmanStanding(standing)
    assert rules.next_due(case) == (date.fromisoformat(due) if due else None)


def test_recommendations_are_met_with_the_last_and_each_is_on_time_or_not() -> None:
    assert rules.recommendations_met_on(agreed(("2026-04-02", "2026-04-03"), ("2026-04-02", None))) is None
    both = agreed(("2026-04-02", "2026-04-03"), ("2026-04-02", "2026-04-02"))
    assert rules.recommendations_met_on(both) == date(2026, 4, 3)
    assert [rules.on_time(remedy) for remedy in both.remedies] == [False, True]
    assert rules.on_time(AgreedRemedyRecord(number=1, done_on=date(2026, 4, 3))) is None
    assert rules.recommendations_met_on(DECIDED) is None, "none was agreed"
    assert rules.recommendations_met_on(struck(both)) == date(2026, 4, 2)
    assert rules.on_time(struck(both).remedies[0]) is None


@pytest.mark.parametrize(
    ("before", "now", "act"),
    [
        (None, OPEN, "recorded"),
        (OPEN, DRAFTED, "drafted"),
        (DRAFTED, DRAFTED.model_copy(update={"commented_on": date(2026, 3, 12)}), "commented"),
        (DRAFTED, DECIDED, "decided"),
        (DECIDED, agreed((None, None)), "remedy_agreed"),
        (agreed((None, None)), agreed((None, TODAY)), "remedy_done"),
        (agreed((None, None)), agreed((TODAY, None)), "changed"),
        (agreed((None, None)), struck(agreed((None, None))), "remedy_struck"),
        (struck(agreed((None, None))), agreed((None, None)), "changed"),
    ],
)
def test_what_happened_follows_from_before_and_after(
    before: OmbudsmanRecord | None, now: OmbudsmanRecord, act: str
) -> None:
    assert rules.act_of(before, now) is OmbudsmanAct(act)


def send(desk: Desk, ref: str, part: str, body: dict[str, Any]) -> Any:
    method = "POST" if part in {"", "/1/remedies"} else "PUT"
    return desk.officer.request(method, f"{CASES}/{ref}/ombudsman{part}", json=body)


def sent(desk: Desk, ref: str, part: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = send(desk, ref, part, body)
    assert answer.status_code in {200, 201}, answer.text
    read: dict[str, Any] = answer.json()["items"][0]
    return read


def test_coventry_pays_what_the_ombudsman_asked_for(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    """Draft, comments, decision and a sum of money; late is seen, and every change has its before and after."""
    ref = desk.open()
    case = desk.read(ref)
    sent(desk, ref, "", LETTER)
    drafted = sent(desk, ref, "/1/draft", DRAFT)
    assert (drafted["standing"], drafted["next_due_on"], drafted["comments_late"]) == (
        "drafted",
        "2026-03-20",
        True,
    )
    sent(desk, ref, "/1/draft", {**DRAFT, "commented_on": "2026-03-12"})
    early = send(desk, ref, "/1/remedies", PAYMENT)
    assert (early.status_code, early.json()["detail"]) == (409, "Not yet: the Ombudsman has not decided.")
    sent(desk, ref, "/1/decision", DECISION)
    (remedy,) = sent(desk, ref, "/1/remedies", PAYMENT)["remedies"]
    assert (remedy["late"], remedy["on_time"]) == (True, None)
    (listed,) = desk.officer.get(CASES, params={"view": "ombudsman"}).json()["items"]
    assert listed["ombudsman"] == {"open": 1, "late": 1, "due_on": "2026-03-20"}
    assert desk.officer.get(f"{CASES}/counts").json()["ombudsman"] == 1

    paid = sent(desk, ref, "/1/remedies/1", {**PAYMENT, **DONE})
    assert (paid["standing"], paid["recommendations_met_on"], paid["remedies"][0]["on_time"]) == (
        "decided",
        TODAY,
        False,
    )
    assert desk.list(view="ombudsman") == []
    sent(desk, ref, "/1", {**LETTER, "received_on": "2026-03-04"})
    assert desk.read(ref) == case, "the case stays as it is"
    lines = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][:7]
    assert [(line["title"], line["detail"]) for line in lines] == [
        (
            "The Ombudsman’s case was changed",
            "Day on which we heard of it: 4 March 2026; it was 3 March 2026.",
        ),
        ("Remedy agreed with the Ombudsman done", "Done on 24 March 2026, due on 20 March 2026."),
        ("Remedy agreed with the Ombudsman of £750.00", "Due on 20 March 2026."),
        ("The Ombudsman decided: upheld", "Fault and injustice."),
        ("Commented on the Ombudsman’s draft", None),
        ("The Ombudsman sent a draft decision: upheld", "Comments are due by 20 March 2026."),
        (
            "The complaint is with the Ombudsman",
            "Local Government and Social Care Ombudsman. Its reference is 24 012 345.",
        ),
    ]


def test_shropshire_is_reviewed_and_answers_the_ombudsman_within_28_days(
    databases: Databases, tmp_path: Path
) -> None:
    """The clock of its enquiry is the case's; a letter's date would win. The case was closed before."""
    with told(databases, tmp_path, "shropshire", "corporate", "2025-09-01", "2026-03-24") as story:
        story.acknowledge("2025-09-03")
        story.answer("2025-10-01")
        story.do("stages", stage="stage_2", requested_on="2025-10-10")
        story.answer("2025-11-03")
        story.do("closure", closed_on="2025-11-03")
        desk, ref = story.desk, story.ref
        sent(desk, ref, "", {**LETTER, "received_on": "2025-12-01"})
        asked = {"asked_of": "The Ombudsman", "what": "The records", "asked_on": "2025-12-01"}
        after = desk.act(ref, "ombudsman-enquiries", asked | {"letter_on": "2025-12-02"})
        assert [error["pointer"] for error in after.json()["errors"]] == ["/letter_on"]
        story.do("ombudsman-enquiries", **asked, letter_on="2025-11-28")
        assert story.case["requests"][0]["letter_on"] == "2025-11-28"
        assert story.due("ombudsman_1") == "2025-12-29", "counted from its receipt"
        told_last = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
        assert told_last["detail"] == "Its letter is of 28 November 2025."
        story.do("requests/1/answer", answered_on="2025-12-22")
        assert story.clock("ombudsman_1")["state"] == "met"
        decided = {"decided_on": "2026-02-02", "decision": "not_upheld", "grounds": "no_fault"}
        assert sent(desk, ref, "/1/decision", decided)["is_open"] is False
        assert story.case["outcome"] == "not_upheld"


def test_what_the_ombudsman_asked_is_owed_no_more_once_it_has_decided(desk: Desk) -> None:
    story = Story(desk, desk.open())
    sent(desk, story.ref, "", LETTER)
    asked = {"asked_of": "The Ombudsman", "what": "The records"}
    story.do("ombudsman-enquiries", **asked, asked_on="2026-03-04", due_on="2026-03-11")
    story.do("ombudsman-enquiries", **asked, asked_on="2026-03-20")
    sent(desk, story.ref, "/1/decision", DECISION)
    assert [story.clock(kind)["state"] for kind in ("ombudsman_1", "ombudsman_2")] == ["cancelled", "running"]
    lines = desk.officer.get(f"{CASES}/{story.ref}/timeline").json()["items"]
    assert [line["detail"] for line in lines if line["title"].endswith("needs no more: The records")] == [
        "It had been due on 11 March 2026."
    ], "what it asked after that is owed still"
    sent(desk, story.ref, "", {**LETTER, "reference": "24 054 321"})
    asked_again = story.case["version"]
    sent(desk, story.ref, "/1/decision", {**DECISION, "decided_on": "2026-03-21"})
    assert story.case["version"] == asked_again, "another case of it is open"


@pytest.mark.parametrize(
    ("part", "body", "field"),
    [
        pytest.param("", {**LETTER, "received_on": "2026-03-01"}, "/received_on", id="before the receipt"),
        pytest.param("", {**LETTER, "received_on": "2026-03-25"}, "/received_on", id="tomorrow"),
        pytest.param("", {**LETTER, "reference": "Somebody's name"}, "/reference", id="a name for a reference"),
        pytest.param("", {**LETTER, "body": "court"}, "/body", id="no Ombudsman"),
        pytest.param("", {**LETTER, "contact_ref": "EAS-2526-9999"}, "/contact_ref", id="nobody's enquiry"),
        pytest.param("/1", {**LETTER, "received_on": "2026-03-11"}, "/received_on", id="after the draft"),
        pytest.param("/1/draft", {**DRAFT, "draft_on": "2026-03-02"}, "/draft_on", id="a draft before it began"),
        pytest.param(
            "/1/draft", {**DRAFT, "comments_due_on": "2026-03-09"}, "/comments_due_on", id="due before it"
        ),
        pytest.param("/1/draft", {**DRAFT, "draft_decision": "open"}, "/draft_decision", id="an open draft"),
        pytest.param(
            "/1/decision", {**DECISION, "decided_on": "2026-03-09"}, "/decided_on", id="before the draft"
        ),
        pytest.param("/1/decision", {**DECISION, "grounds": "premature"}, "/grounds", id="a reason of another"),
        pytest.param(
            "/1/decision",
            {**DECISION, "decision": "advice_given", "grounds": None},
            "/decision",
            id="investigated",
        ),
        pytest.param("/1/remedies", {**PAYMENT, "due_on": "2026-03-15"}, "/due_on", id="due before the decision"),
        pytest.param("/1/remedies", {**PAYMENT, "due_on": "2028-03-25"}, "/due_on", id="the year after next"),
        pytest.param("/1/remedies", {**PAYMENT, "pence": -500}, "/pence", id="minus five pounds"),
        pytest.param("/1/remedies", {**PAYMENT, "pence": 500_000_000}, "/pence", id="five million pounds"),
        pytest.param("/1/remedies", {**PAYMENT, "done_on": TODAY}, "/evidence", id="done, and nothing shows it"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(desk: Desk, part: str, body: dict[str, Any], field: str) -> None:
    ref = desk.open()
    sent(desk, ref, "", {**LETTER, "formal_investigation": True})
    sent(desk, ref, "/1/draft", DRAFT)
    if part == "/1/remedies":
        sent(desk, ref, "/1/decision", DECISION)
    before = desk.beside(ref, "ombudsman")
    refused = send(desk, ref, part, body)
    assert refused.status_code == 422, refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == [field]
    assert desk.beside(ref, "ombudsman") == before


def test_an_enquiry_that_came_as_a_contact_is_taken_over_and_texts_have_their_readers(desk: Desk) -> None:
    enquiry = desk.open(channel="ombudsman", ombudsman="enquires")
    ref = desk.open()
    taken = sent(desk, ref, "", {**LETTER, "contact_ref": enquiry})
    assert taken["contact_ref"] == enquiry
    sent(desk, ref, "/1/decision", DECISION)
    sent(desk, ref, "/1/remedies", {**PAYMENT, **DONE})
    path = f"{CASES}/{ref}/ombudsman"
    auditor = desk.services.caller(Role.AUDITOR)
    read = auditor.get(path).json()
    assert (read["may_record"], read["withheld"]) == (False, ["narrative"])
    assert (read["items"][0]["remedies"][0]["what"], read["items"][0]["decision"]) == (None, "upheld")
    for role in (Role.AUDITOR, Role.INVESTIGATOR, Role.CONTACT_CENTRE):
        assert desk.services.caller(role).post(path, LETTER).status_code == 403
    assert desk.services.caller(Role.CONTACT_CENTRE).get(path).status_code == 403
    for missing in ("/2/decision", "/1/remedies/2"):
        body = DECISION if missing.endswith("decision") else PAYMENT
        assert send(desk, ref, missing, body).status_code == 404


def asked(desk: Desk, **question: Any) -> Any:
    """How many of the Ombudsman's cases; by groups, or another measure, where it asks for that."""
    desk.services.settle()
    body = {"authority": "eastmere", "year": "2025-26", "measure": "count", "unit": "ombudsman_case", **question}
    answer = desk.officer.post("/api/analytics/v1/figures", body)
    assert answer.status_code == 200, answer.text
    return answer.json()["values"]


def shown(answer: Any, table: str) -> dict[str, Any]:
    """What a board, or a report, has in a table, by its rows."""
    assert answer.status_code == 200, answer.text
    (found,) = [
        block
        for section in answer.json().get("report", answer.json())["sections"]
        for block in section["blocks"]
        if block["kind"] == "table" and block["id"] == table
    ]
    return {row["id"]: row["values"][0]["value"] for row in found["rows"]}


def board(desk: Desk) -> dict[str, Any]:
    desk.services.settle()
    manager = desk.services.caller(Role.MANAGER)
    return shown(manager.get("/api/analytics/v1/boards/ombudsman", params={"year": "2025-26"}), "facts")


def test_what_the_ombudsman_decides_of_a_worked_complaint_counts_once(desk: Desk) -> None:
    """Beside the complaint, also where the Ombudsman asked by a contact of its own, which the case names."""
    enquiry = desk.open(channel="ombudsman", ombudsman="enquires")
    ref = desk.open()
    assert board(desk)["told"] == 1, "the enquiry: nothing of its case is known yet"
    sent(desk, ref, "", {**LETTER, "contact_ref": enquiry})
    sent(desk, ref, "/1/draft", DRAFT)
    assert asked(desk, group_by=["ombudsman_case.decision", "ombudsman_case.decision_is_draft"]) == {
        "upheld": {"true": 1}
    }
    assert (board(desk)["told"], board(desk)["uphold_rate"]) == (1, None), "a draft is no decision yet"
    sent(desk, ref, "/1/decision", DECISION)
    sent(desk, ref, "/1/remedies", {**PAYMENT, **DONE})
    assert board(desk) == {"told": 1, "uphold_rate": 100, "upheld_of_all": 100, "paid": 750, "met": 100}
    for scope in ("adults", "all", "corporate"):
        report = desk.services.caller(Role.MANAGER).get(
            "/api/analytics/v1/annual-report/draft",
            params={"authority": "eastmere", "scope": scope, "year": "2025-26"},
        )
        assert shown(report, "ombudsman_decisions")["upheld"] == 1, scope


def test_each_of_several_cases_about_one_complaint_counts(desk: Desk) -> None:
    ref = desk.open()
    sent(desk, ref, "", LETTER)
    sent(desk, ref, "/1/decision", DECISION)
    sent(desk, ref, "/1/remedies", {**PAYMENT, **DONE})
    sent(desk, ref, "", {"body": "phso", "received_on": "2026-03-17"})
    assert asked(desk, group_by=["ombudsman_case.decision"]) == {"upheld": 1, "open": 1}
    assert board(desk) == {"told": 2, "uphold_rate": 100, "upheld_of_all": 50, "paid": 750, "met": 100}
    refused = {"decided_on": TODAY, "decision": "not_upheld"}
    send(desk, ref, "/2/decision", refused)
    assert board(desk)["uphold_rate"] == 50
    of_case = asked(desk, unit="case", filters={"ref": ref}, group_by=["ombudsman.decision"])
    assert of_case == {"not_upheld": 1}, "the case itself is counted under the last decision"
    assert asked(desk, unit="case", filters={"ombudsman_cases.decision": "upheld"}) == 1
    assert asked(desk, unit="case", measure="sum", field="ombudsman.remedy_pounds") == 750


def test_a_case_of_the_ombudsman_belongs_to_the_year_in_which_the_council_heard_of_it(desk: Desk) -> None:
    ref = desk.open(received_at="2025-03-03T10:00:00Z")
    sent(desk, ref, "", LETTER)
    sent(desk, ref, "/1/decision", DECISION)
    assert (asked(desk), asked(desk, cohort="concluded"), asked(desk, year="2024-25")) == (1, 1, 0)


def test_the_same_case_is_recorded_once(desk: Desk) -> None:
    enquiry = desk.open(channel="ombudsman", ombudsman="enquires")
    ref = desk.open()
    sent(desk, ref, "", {**LETTER, "contact_ref": enquiry})
    other = {"body": "phso", "received_on": "2026-03-17"}
    for part, body, field in (
        ("", {**LETTER, "reference": "24 012345"}, "/reference"),
        ("", {**other, "contact_ref": enquiry}, "/contact_ref"),
    ):
        refused = send(desk, ref, part, body)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, field)
    sent(desk, ref, "", {**other, "reference": LETTER["reference"]})
    sent(desk, ref, "", {"body": "joint", "received_on": "2026-03-17"})
    assert send(desk, ref, "/3", LETTER).status_code == 422, "nor by putting another one right"
    assert len(desk.beside(ref, "ombudsman")["items"]) == 3


def test_the_view_has_what_the_ombudsman_asked_and_enquiries_of_its_own(desk: Desk) -> None:
    """Once each, with the first date owed, until all is answered."""
    ref = desk.open()
    asked_of_us = {"asked_of": "The Ombudsman", "what": "The records", "asked_on": "2026-03-10"}
    desk.do(ref, "ombudsman-enquiries", asked_of_us)
    enquiry = desk.open(channel="ombudsman", ombudsman="enquires", received_at="2026-03-12T10:00:00Z")
    listed = desk.officer.get(CASES, params={"view": "ombudsman"}).json()["items"]
    assert {item["ref"]: item["ombudsman"] for item in listed} == {
        ref: {"open": 1, "late": 0, "due_on": "2026-04-07"},
        enquiry: {"open": 1, "late": 0, "due_on": "2026-04-09"},
    }
    assert desk.officer.get(f"{CASES}/counts").json()["ombudsman"] == 2
    desk.do(ref, "requests/1/answer", {"answered_on": TODAY})
    assert desk.list(view="ombudsman") == [enquiry]


def test_what_was_recorded_by_mistake_stays_and_is_neither_open_nor_counted(desk: Desk) -> None:
    ref = desk.open()
    sent(desk, ref, "", LETTER)
    sent(desk, ref, "/1/draft", DRAFT)
    mistaken = sent(desk, ref, "/1", {**LETTER, "mistaken_because": "It is about another complaint."})
    assert (mistaken["standing"], mistaken["is_open"], mistaken["next_due_on"]) == ("mistaken", False, None)
    assert mistaken["mistaken_because"] == "It is about another complaint."
    assert (desk.list(view="ombudsman"), board(desk)["told"]) == ([], 0)
    assert asked(desk, unit="case", filters={"ombudsman": {"exists": True}}) == 0
    for part, body in (("/1/draft", DRAFT), ("/1/decision", DECISION), ("/1/remedies", PAYMENT)):
        assert send(desk, ref, part, body).status_code == 409, part
    auditor = desk.services.caller(Role.AUDITOR).get(f"{CASES}/{ref}/ombudsman").json()["items"][0]
    assert (auditor["standing"], auditor["mistaken_because"]) == ("mistaken", None)
    sent(desk, ref, "", LETTER)
    assert board(desk)["told"] == 1, "it may be recorded again"
    assert send(desk, ref, "/1", LETTER).status_code == 422, "and is not twice what it was"
    sent(desk, ref, "/1", {**LETTER, "reference": "24 012 999"})
    assert board(desk)["told"] == 2
    titles = [line["title"] for line in desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]]
    assert "The Ombudsman’s case was recorded by mistake" in titles


def test_an_agreed_remedy_that_was_a_slip_is_struck_off_and_stands_again(desk: Desk) -> None:
    """It is neither late nor owed nor counted, and the reason stays; sent without one it is owed again."""
    ref = desk.open()
    sent(desk, ref, "", LETTER)
    sent(desk, ref, "/1/decision", DECISION)
    late = sent(desk, ref, "/1/remedies", PAYMENT)
    assert (late["remedies"][0]["late"], late["is_open"], board(desk)["paid"]) == (True, True, 750)
    because = {"struck_because": "The Ombudsman asked for an apology instead."}
    struck_off = sent(desk, ref, "/1/remedies/1", PAYMENT | because)
    assert (struck_off["is_open"], struck_off["next_due_on"], desk.list(view="ombudsman")) == (False, None, [])
    (remedy,) = struck_off["remedies"]
    assert (remedy["late"], remedy["struck"], remedy["struck_because"]) == (False, True, because["struck_because"])
    assert not board(desk)["paid"]
    (told,) = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][:1]
    assert (told["title"], told["detail"]) == (
        "Remedy agreed with the Ombudsman struck off",
        "It was £750.00. It was due on 20 March 2026.",
    )
    auditor = desk.services.caller(Role.AUDITOR).get(f"{CASES}/{ref}/ombudsman").json()["items"][0]
    assert (auditor["remedies"][0]["struck"], auditor["remedies"][0]["struck_because"]) == (True, None)
    assert send(desk, ref, "/1/remedies", PAYMENT | because).status_code == 422, "none begins struck off"
    assert sent(desk, ref, "/1/remedies/1", PAYMENT)["remedies"][0]["late"]


def test_the_same_case_of_the_ombudsman_with_another_complaint_is_warned_of(desk: Desk) -> None:
    """It may be right, as one letter can be about two complaints: it is said, and not refused."""
    one, other = desk.open(), desk.open()
    assert sent(desk, one, "", LETTER)["also_of"] == []
    assert sent(desk, other, "", {**LETTER, "reference": "24012 345"})["also_of"] == [one]
    assert desk.beside(one, "ombudsman")["items"][0]["also_of"] == [other]
    phso = sent(desk, other, "/1", {**LETTER, "body": "phso"})
    assert phso["also_of"] == [], "another Ombudsman counts for itself"
    sent(desk, other, "/1", {**LETTER, "mistaken_because": "It is about the other one."})
    for ref in (one, other):
        assert desk.beside(ref, "ombudsman")["items"][0]["also_of"] == []


REFERRED: dict[str, Any] = {"decided_on": "2025-12-08", "decision": "referred_back", "grounds": "premature"}
CAME_BACK: dict[str, Any] = {**REFERRED, "came_back_on": "2025-12-10"}


@pytest.mark.parametrize(
    ("council", "procedure", "stage"),
    [
        pytest.param("oxfordshire", "adult_statutory", "stage_2", id="to the next stage"),
        pytest.param("barnet", "adult_statutory", "reopened", id="taken up again as the file says"),
        pytest.param("leicester", "adult_statutory", "stage_1", id="the only stage anew"),
    ],
)
def test_what_is_referred_back_starts_the_councils_clock_on_the_day_it_came_back(
    council: str, procedure: str, stage: str, databases: Databases, tmp_path: Path
) -> None:
    """Answered and closed too early for the Ombudsman: the next answer is counted from the referral, once."""
    with told(databases, tmp_path, council, procedure, "2025-09-01", "2026-03-24") as story:
        story.acknowledge("2025-09-03")
        story.answer("2025-10-01")
        story.do("closure", closed_on="2025-10-01")
        desk, ref = story.desk, story.ref
        sent(desk, ref, "", {**LETTER, "received_on": "2025-12-01"})
        sent(desk, ref, "/1/decision", CAME_BACK)
        case = story.case
        assert (case["stages"][-1]["code"], case["closed_on"], case["outcome"]) == (stage, None, None)
        begun = [c for c in case["clocks"] if c["stage"] == 2 and c["owed_by"] == "council"]
        assert {clock["started_on"] for clock in begun} == {"2025-12-10"}
        newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
        assert (newest["title"], newest["detail"]) == ("Taken up again", "The Ombudsman referred it back.")
        sent(desk, ref, "/1/decision", REFERRED)
        assert story.case == case, "what is put right later takes nothing up twice"


def test_what_an_earlier_decision_left_is_said_until_it_is_put_right(databases: Databases, tmp_path: Path) -> None:
    """A decision that is changed undoes nothing: neither the stage that it began nor what was agreed with it."""
    with told(databases, tmp_path, "leicester", "adult_statutory", "2025-09-01", "2026-03-24") as story:
        story.acknowledge("2025-09-03")
        story.answer("2025-10-01")
        story.do("closure", closed_on="2025-10-01")
        desk, ref = story.desk, story.ref
        sent(desk, ref, "", {**LETTER, "received_on": "2025-12-01"})
        referred = sent(desk, ref, "/1/decision", CAME_BACK)
        assert referred["taken_up_on"] is None, "it is so still"
        assert sent(desk, ref, "/1/decision", REFERRED)["taken_up_on"] == "2025-12-10", "it came two days before"
        earlier = {"what": "stage_request", "number": 2, "on": "2025-12-08", "reason": "It came two days before."}
        story.do("corrections", **earlier)
        assert desk.beside(ref, "ombudsman")["items"][0]["taken_up_on"] is None, "it is put right"
        upheld = sent(desk, ref, "/1/decision", {**DECISION, "decided_on": "2025-12-08"})
        assert upheld["taken_up_on"] == "2025-12-08"
        agreed = sent(desk, ref, "/1/remedies", PAYMENT)
        assert not agreed["remedies"][0]["of_earlier"]
        not_upheld = {"decided_on": "2025-12-08", "decision": "not_upheld"}
        assert sent(desk, ref, "/1/decision", not_upheld)["remedies"][0]["of_earlier"]
        assert story.case["stages"][-1]["number"] == 2, "nothing is undone by itself"

        never = {"what": "stage_request", "number": 2, "on": None, "reason": "It was not referred back."}
        story.do("corrections", **never)
        (read,) = desk.beside(ref, "ombudsman")["items"]
        assert read["taken_up_on"] is None
        mistaken = sent(desk, ref, "/1", {**LETTER, "received_on": "2025-12-01", "mistaken_because": "Another."})
        assert (mistaken["remedies"][0]["of_earlier"], mistaken["remedies"][0]["late"]) == (True, False)


def test_what_was_open_when_it_came_back_keeps_its_clock_and_what_was_withdrawn_goes_on(desk: Desk) -> None:
    going_on, withdrawn = desk.open(), desk.open()
    desk.do(withdrawn, "withdrawal", {"withdrawn_on": "2026-03-05", "withdrawn_by": "complainant", "reason": "-"})
    case = desk.read(going_on)
    back = {"decided_on": "2026-03-16", "decision": "referred_back"}
    for ref in (going_on, withdrawn):
        sent(desk, ref, "", LETTER)
        sent(desk, ref, "/1/decision", back)
    assert desk.read(going_on) == case
    taken_up = desk.read(withdrawn)
    assert (taken_up["status"], taken_up["holds"][0]["ended_on"]) == ("open", "2026-03-16")
    refused = send(desk, going_on, "/1/decision", {**DECISION, "came_back_on": "2026-03-17"})
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/came_back_on"]


def test_what_was_answered_withdrawn_and_referred_back_owes_an_answer(desk: Desk) -> None:
    """The Ombudsman says that it was not answered in full: that the complainant had left it there ends nothing."""
    ref = desk.open()
    desk.acknowledge(ref)
    desk.find(ref, on="2026-03-09")
    desk.respond(ref, on="2026-03-10")
    desk.do(ref, "withdrawal", {"withdrawn_on": "2026-03-12", "withdrawn_by": "complainant", "reason": "-"})
    sent(desk, ref, "", {**LETTER, "received_on": "2026-03-13"})
    sent(desk, ref, "/1/decision", {**REFERRED, "decided_on": "2026-03-16", "came_back_on": "2026-03-18"})
    case = desk.read(ref)
    assert [stage["code"] for stage in case["stages"]] == ["stage_1", "reopened"]
    assert (case["withdrawn_on"], case["closed_on"], case["holds"]) == (None, None, [])
    assert (case["next_due"]["kind"], case["issues"][0]["outcome"]) == ("reopened", None)


def test_an_enquiry_that_is_withdrawn_is_neither_met_nor_missed(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    """Asked about a case, and as a contact of its own; neither counts against the council any more."""
    ref = desk.open()
    asked = {"asked_of": "The Ombudsman", "what": "The records", "asked_on": "2026-03-03", "due_on": "2026-03-20"}
    desk.do(ref, "ombudsman-enquiries", asked)
    withdrawal = {"withdrawn_on": "2026-03-19", "reason": "The complainant withdrew it there."}
    assert desk.act(ref, "requests/2/withdrawal", withdrawal).status_code == 404
    assert desk.act(ref, "requests/1/withdrawal", {**withdrawal, "withdrawn_on": "2026-03-02"}).status_code == 422
    case = desk.do(ref, "requests/1/withdrawal", withdrawal)
    assert (case["requests"][0]["withdrawn_on"], case["next_due"]["kind"]) == ("2026-03-19", "acknowledge")
    assert next(c["state"] for c in case["clocks"] if c["kind"] == "ombudsman_1") == "cancelled"
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (newest["title"], newest["detail"]) == (
        "The Ombudsman withdrew: The records",
        "The complainant withdrew it there.",
    )
    again = desk.act(ref, "requests/1/answer", {"answered_on": TODAY})
    assert (again.status_code, again.json()["detail"]) == (409, "This was withdrawn on 19 March 2026.")

    enquiry = desk.open(channel="ombudsman", ombudsman="enquires")
    ended = desk.do(
        enquiry, "withdrawal", {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "They settled."}
    )
    assert [(c["kind"], c["state"]) for c in ended["clocks"]] == [("ombudsman", "cancelled")]
