"""Joint complaints: who leads, what is shared only with consent, one answer, and what KO41a counts of it."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from cases.joint import ko41a, rules
from kernel.events import JointRecord
from kernel.procedures import JointBody
from kernel.vocabulary import AgeOfPatient, HealthSubject, JointAct, Outcome, Role, StatusOfComplainant
from tests.cases.conftest import CASES, NOTHING_LEARNED, Desk
from tests.cases.test_class_follows import learn
from tests.support import house
from tests.support.databases import Databases

UHL = "university_hospitals_leicester"
TODAY = date(2026, 3, 24)
BY_LINK = "/api/cases/v1/contribution"


def with_part(**part: Any) -> JointRecord:
    return JointRecord.model_validate({"bodies": [{"body": "trust", **part}]})


GIVEN = {"consent": "given", "consent_asked_on": "2026-03-05", "consent_settled_on": "2026-03-09"}


@pytest.mark.parametrize(
    ("joint", "wrong"),
    [
        pytest.param(JointRecord(lead="trust"), ["/lead"], id="a lead that does not take part"),
        pytest.param(JointRecord(lead="leicester", answer_from="trust"), ["/answer_from"], id="nor who answers"),
        pytest.param(with_part(**GIVEN), [], id="given after it was asked for"),
        pytest.param(with_part(consent="asked"), ["/bodies/0/consent_asked_on"], id="asked on no day"),
        pytest.param(with_part(consent="refused"), ["/bodies/0/consent_settled_on"], id="refused on no day"),
        pytest.param(
            with_part(**GIVEN | {"consent_settled_on": "2026-03-04"}),
            ["/bodies/0/consent_settled_on"],
            id="before",
        ),
        pytest.param(with_part(**GIVEN, asked_on="2026-03-06"), ["/bodies/0/asked_on"], id="shared too early"),
        pytest.param(with_part(answered_on="2026-03-20"), ["/bodies/0/asked_on"], id="answered and not asked"),
        pytest.param(
            with_part(**GIVEN, asked_on="2026-03-10", answered_on="2026-03-09"),
            ["/bodies/0/answered_on"],
            id="answered before it was asked",
        ),
        pytest.param(
            with_part().model_copy(
                update={"transfer_way": "received", "transfer_body": "other", "transferred_on": date(2026, 3, 23)}
            ),
            ["/transfer/body", "/transfer/on"],
            id="a transfer after the answer, from nobody who takes part",
        ),
    ],
)
def test_what_cannot_be_is_named_at_its_field(joint: JointRecord, wrong: list[str]) -> None:
    assert [mistake.pointer for mistake in rules.mistakes(joint, "leicester", date(2026, 3, 20))] == wrong


@pytest.mark.parametrize(
    ("consent", "may"),
    [
        pytest.param({}, False, id="nobody asked"),
        pytest.param({"consent": "asked", "consent_asked_on": "2026-03-05"}, False, id="asked for"),
        pytest.param({"consent": "refused", "consent_settled_on": "2026-03-05"}, False, id="refused"),
        pytest.param(GIVEN, True, id="given"),
        pytest.param({"consent": "not_needed"}, True, id="not needed"),
    ],
)
def test_nothing_is_shared_without_consent(consent: dict[str, Any], may: bool) -> None:
    before, asked = with_part(**consent), with_part(**consent, asked_on="2026-03-10")
    sent = {"transfer_way": "sent", "transfer_body": "trust", "transferred_on": "2026-03-10"}
    sent_on = JointRecord.model_validate({**before.model_dump(), **sent})
    assert (rules.shared_without(before, asked) is None) == may
    assert (rules.shared_without(before, sent_on) is None) == may
    assert rules.shared_without(asked, asked) is None, "what was shared before stays so"


def test_what_happened_has_its_own_days() -> None:
    before = with_part(consent="asked", consent_asked_on="2026-03-05")
    told = rules.steps(before, with_part(**GIVEN, asked_on="2026-03-10"), TODAY)
    assert [(step.act, step.on.day) for step in told] == [(JointAct.CONSENT_GIVEN, 9), (JointAct.ASKED, 10)]
    assert [step.act for step in rules.steps(before, before, TODAY)] == [JointAct.CHANGED]
    agreed = rules.steps(before, before.model_copy(update={"communication": "trust"}), TODAY)
    assert [(step.act, step.body) for step in agreed] == [(JointAct.SPEAKER_AGREED, "trust")]
    (put_right,) = rules.steps(before, with_part(consent="asked", consent_asked_on="2026-03-06"), TODAY)
    assert (put_right.act, put_right.on.day) == (JointAct.CONSENT_ASKED, 6)


def test_a_body_is_known_by_any_of_its_names_however_they_are_written() -> None:
    bodies = [
        JointBody(code="nhs", name="The NHS, where no trust is named"),
        JointBody(code="trust", name="Town Hospitals", also_called=["THT", "Town Hospitals NHS Trust"]),
    ]
    named = {
        "Ward 5 at town-hospitals": ["trust"],
        "Ward 5, TOWN  HOSPITALS.": ["trust"],
        "T.H.T.": ["trust"],
        "Town Hospitals NHS Trust": ["trust"],
        "Town Hospitals and another part of the NHS": ["trust", "nhs"],
        "nhs": ["nhs"],
        "Those who nurse at home": [],
    }
    assert {text: [body.code for body in rules.named_in(text, bodies)] for text in named} == named


def counted(received_on: str, closed_on: str | None = None, outcome: Outcome | None = None) -> ko41a.Counted:
    subjects = (HealthSubject.ADMISSIONS_AND_DISCHARGE, HealthSubject.COMMUNICATIONS)
    days = date.fromisoformat(received_on), date.fromisoformat(closed_on) if closed_on else None
    return ko41a.Counted(*days, outcome, AgeOfPatient.FROM_75, StatusOfComplainant.RELATIVE, subjects)


def test_ko41a_counts_a_complaint_once_and_each_of_its_subjects() -> None:
    complaints = [
        counted("2025-03-31", "2025-04-01", Outcome.PARTIALLY_UPHELD),
        counted("2024-06-03", "2025-03-31", Outcome.UPHELD),
        counted("2025-04-01", "2026-03-31", Outcome.UPHELD),
        counted("2025-05-06", "2025-05-07", Outcome.WITHDRAWN),
        counted("2026-03-31", "2026-04-01", Outcome.NOT_UPHELD),
        counted("2026-04-01"),
    ]
    numbers = {(line.section, line.code): line.number for line in ko41a.lines(complaints, 2025)}
    totals = {code: number for (section, code), number in numbers.items() if section == "totals"}
    assert totals == {
        "brought_forward": 1,
        "new": 3,
        "resolved_upheld": 1,
        "resolved_partially_upheld": 1,
        "resolved_not_upheld": 0,
        "resolved_otherwise": 1,
        "carried_forward": 1,
    }
    assert numbers["age_of_patient", "total"] == numbers["status_of_complainant", "total"] == totals["new"]
    assert (numbers["subject", "communications"], numbers["subject", "total"]) == (3, 6)


# Leicester's joint discharge complaint


@pytest.fixture
def leicester(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as services:
        yield Desk(services, services.caller(Role.COMPLAINTS_OFFICER, authority="leicester"))


def put(desk: Desk, ref: str, **joint: Any) -> Any:
    """The joint part whole, in the version that is there."""
    read = desk.officer.get(f"{CASES}/{ref}/joint")
    version = {"If-Match": read.headers["ETag"]}
    return desk.officer.put(f"{CASES}/{ref}/joint", json=joint, headers=version)


def test_leicesters_joint_discharge_complaint(leicester: Desk) -> None:
    """Sent home too early, without a care plan: the hospital's part and the council's, and one answer."""
    desk = leicester
    matters = [
        {"category": "quality_issues", "description": "Sent home too early.", "function": "nhs"},
        {"category": "failure_to_undertake_task", "description": "No care was arranged."},
    ]
    ref = desk.open(received_at="2026-03-02T10:00:00Z", matters=matters)
    case = desk.acknowledge(ref)
    assert (case["procedure"], "joint" in case["flags"], len(case["issues"])) == ("joint_nhs", True, 2)
    hospital = next(i["number"] for i in case["issues"] if i["category"] == "quality_issues")
    ours = 3 - hospital
    described = {"category": "quality_issues", "description": "Sent home too early."}
    desk.do(ref, f"issues/{hospital}", {**described, "about": "another_body", "body": UHL, "primary": True})

    lead = {"lead": "leicester", "communication": "leicester", "answer_from": "leicester"}
    ko = {
        "age_of_patient": "age_75_and_over",
        "status_of_complainant": "relative",
        "subjects": ["admissions_and_discharge", "communications"],
    }
    agreed = {**lead, **ko, "transfer": {"way": "received", "body": UHL, "on": "2026-03-02"}}
    trust: dict[str, Any] = {"body": UHL, "issues": [hospital]}
    assert put(desk, ref, **agreed, bodies=[trust]).json()["bodies"][0]["issues"] == [hospital]

    trust |= {"consent": "asked", "consent_asked_on": "2026-03-05"}
    early = put(desk, ref, **agreed, bodies=[{**trust, "asked_on": "2026-03-06"}])
    assert early.status_code == 409
    assert early.json()["detail"] == (
        "Nothing may be shared with University Hospitals Leicester yet. The consent of the person whose care it "
        "is about, or of who may decide for them, is missing: it was asked for on 5 March 2026, and not given "
        "so far."
    )
    asked_for = put(desk, ref, **agreed, bodies=[trust])
    assert asked_for.json()["bodies"][0]["asked_on"] is None, "nothing of the refused one was kept"

    trust |= {"consent": "given", "consent_settled_on": "2026-03-09", "asked_on": "2026-03-09"}
    put(desk, ref, **agreed, bodies=[trust]).raise_for_status()
    stale = desk.officer.put(
        f"{CASES}/{ref}/joint", json={**agreed, "bodies": [trust]}, headers={"If-Match": asked_for.headers["ETag"]}
    )
    assert stale.status_code == 412
    answered = put(desk, ref, **agreed, bodies=[{**trust, "answered_on": "2026-03-18"}])
    assert answered.json()["bodies"][0]["not_shared_because"] is None

    for number, outcome in ((hospital, "upheld"), (ours, "not_upheld")):
        finding = {
            "outcome": outcome,
            "reason": "The discharge letter was sent on the day after.",
            "evidence": "The ward's notes and our records.",
            "standard": "Care Act 2014, schedule 3.",
            "decided_on": "2026-03-20",
        }
        desk.do(ref, f"issues/{number}/finding", finding)
    letter = desk.officer.post(f"{CASES}/{ref}/letters", {"kind": "response"}).json()
    assert "We found fault with what University Hospitals Leicester did." in letter["text"]
    desk.respond(ref, "2026-03-23")
    assert desk.close(ref, **NOTHING_LEARNED)["outcome"] == "upheld_not_council"
    assert desk.beside(ref, "joint")["answered_on"] == "2026-03-23"

    timeline = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    lines = [(line["title"], line["detail"]) for line in timeline]
    assert ("Answered its part: University Hospitals Leicester", None) in lines
    assert (
        "Consent to share given: University Hospitals Leicester",
        "Asked for its part: University Hospitals Leicester, 9 March 2026.",
    ) in lines
    desk.services.settle()
    figures = {"authority": "leicester", "year": "2025-26", "unit": "case", "filters": {"joint_with": UHL}}
    asked = [
        {"measure": "count"},
        {"measure": "count", "group_by": ["lead_organisation"]},
        {"measure": "mean_working_days", "field": "working_days_to_respond"},
    ]
    manager = desk.services.caller(Role.MANAGER, authority="leicester")
    said = [manager.post("/api/analytics/v1/figures", figures | question).json() for question in asked]
    no_other, no_target = {"not_recorded": 1}, 15
    assert [answer["values"] for answer in said] == [1, no_other, no_target]
    sheet = desk.officer.get("/api/cases/v1/joint/ko41a", params={"year": 2025})
    rows = list(csv.reader(sheet.text.splitlines()))
    assert rows[0] == ["section", "code", "name", "number"]
    assert ["totals", "resolved_upheld", "Resolved: upheld", "1"] in rows
    assert ["subject", "admissions_and_discharge", "Admissions and discharge", "1"] in rows
    assert ["subject", "total", "Total", "2"] in rows


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        pytest.param({"bodies": [{"body": "some_trust"}]}, "/bodies/0/body", id="a body of no file"),
        pytest.param({"bodies": [{"body": UHL, "issues": [9]}]}, "/bodies/0/issues/0", id="another case's issue"),
        pytest.param({"bodies": [{"body": UHL, "consent": "not_needed"}]}, "/bodies/0/because", id="no reason"),
        pytest.param({"bodies": [{"body": UHL}, {"body": UHL}]}, "/bodies/1/body", id="twice"),
    ],
)
def test_what_the_case_and_the_file_do_not_have_is_named(
    leicester: Desk, wrong: dict[str, Any], pointer: str
) -> None:
    refused = put(leicester, leicester.open(matters=[{"category": "other"}]), **wrong)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


def test_days_lie_between_the_receipt_and_today_and_an_enquiry_is_answered_alone(leicester: Desk) -> None:
    ref = leicester.open(matters=[{"category": "other"}])
    for day in ("2026-03-01", "2026-03-25"):
        part = {"body": UHL, "consent": "asked", "consent_asked_on": day}
        assert put(leicester, ref, bodies=[part]).json()["errors"][0]["pointer"] == "/bodies/0/consent_asked_on"
    leicester.reclassify(ref, "enquiry", procedure=None)
    assert put(leicester, ref, bodies=[{"body": UHL}]).status_code == 409


def test_what_was_joint_by_mistake_is_the_councils_alone_again(leicester: Desk) -> None:
    desk = leicester
    ref = desk.open(matters=[{"category": "other"}])
    said = {"not_joint_because": "It was meant for another case."}
    for wrong in ({"bodies": []}, {"bodies": [], **said}):
        assert put(desk, ref, **wrong).json()["errors"][0]["pointer"] == "/bodies", "nobody took part so far"
    put(desk, ref, lead=UHL, bodies=[{"body": UHL}]).raise_for_status()
    assert put(desk, ref, bodies=[]).json()["errors"][0]["pointer"] == "/not_joint_because"
    refused = put(desk, ref, bodies=[{"body": UHL}], **said)
    assert refused.json()["errors"][0]["pointer"] == "/not_joint_because"
    alone = put(desk, ref, bodies=[], **said).json()
    assert (alone["bodies"], alone["lead"]) == ([], None)
    told = desk.beside(ref, "timeline")["items"][0]
    assert (told["title"], told["detail"]) == (
        "Takes part no more: University Hospitals Leicester",
        "It was meant for another case.",
    )
    desk.do(ref, "requests", {"asked_of": "Provider B", "what": "Its notes.", "asked_on": "2026-03-10"})
    desk.services.settle()
    figures = {"authority": "leicester", "year": "2025-26", "unit": "case", "measure": "count"}
    manager = desk.services.caller(Role.MANAGER, authority="leicester")
    counted = manager.post("/api/analytics/v1/figures", figures | {"filters": {"joint_with": UHL}}).json()
    assert counted["values"] == 0


def test_fault_of_a_body_is_told_by_its_name(leicester: Desk) -> None:
    """The trust's matter, which nobody has changed since: the joint complaint says whose it is to answer."""
    ref = leicester.open(matters=[{"category": "other"}, {"category": "other", "function": "nhs"}])
    for number, outcome in ((1, "not_upheld"), (2, "upheld")):
        leicester.find(ref, outcome, number)
    unnamed = leicester.act(ref, "letters", {"kind": "response"}).json()["text"]
    assert "We found fault with what another body did." in unnamed
    put(leicester, ref, bodies=[{"body": UHL, "issues": [2]}]).raise_for_status()
    named = leicester.act(ref, "letters", {"kind": "response"}).json()["text"]
    assert "We found fault with what University Hospitals Leicester did." in named


def test_an_issue_that_went_elsewhere_is_no_part_of_a_body_any_more(leicester: Desk) -> None:
    """What else is recorded of the body is recorded all the same."""
    hospital = {"category": "other", "function": "nhs"}
    ref = leicester.open(matters=[{"category": "other"}, hospital])
    trust = {"body": UHL, "issues": [2], "consent": "asked", "consent_asked_on": "2026-03-05"}
    put(leicester, ref, bodies=[trust]).raise_for_status()
    learn(leicester, ref, about=["also_nhs"], matters=[{"category": "other"}])
    assert [issue["number"] for issue in leicester.read(ref)["issues"]] == [1]
    given = put(leicester, ref, bodies=[trust | {"consent": "given", "consent_settled_on": "2026-03-09"}])
    assert (given.status_code, given.json()["bodies"][0]["issues"]) == (200, [])
    never = put(leicester, ref, bodies=[trust | {"issues": [2]}])
    assert never.json()["errors"][0]["pointer"] == "/bodies/0/issues/0"


def test_a_body_is_asked_as_a_contributor_only_with_consent(leicester: Desk) -> None:
    """Nobody goes round the person's consent by asking a contributor instead; their own team and others go on."""
    desk = leicester
    ref = desk.open(received_at="2026-03-02T10:00:00Z", matters=[{"category": "other", "function": "nhs"}])
    ask = {"what": "The discharge notes.", "asked_on": "2026-03-10"}

    def refused(**said: Any) -> tuple[int, str]:
        answer = desk.act(ref, "requests", ask | said)
        problem = answer.json()
        return answer.status_code, problem["errors"][0]["pointer"] if "errors" in problem else problem["detail"]

    assert refused(asked_of="U.H.L.") == (
        409,
        "University Hospitals Leicester takes no part in this complaint so far. "
        "Record it under Joint complaint first.",
    )
    trust = {"body": UHL, "consent": "asked", "consent_asked_on": "2026-03-05"}
    put(desk, ref, bodies=[trust]).raise_for_status()
    for asked_of in (UHL, "university hospitals of LEICESTER", "The ward, University Hospitals Leicester"):
        status, because = refused(asked_of=asked_of, may_be_told_because="They know already.")
        assert (status, "not given so far" in because) == (409, True)
    agreed = trust | {"consent": "given", "consent_settled_on": "2026-03-09"}
    put(desk, ref, bodies=[agreed]).raise_for_status()
    assert refused(asked_of=UHL, asked_on="2026-03-08") == (422, "/asked_on")
    assert refused(asked_of="Provider B") == (422, "/may_be_told_because")

    asked = desk.do(ref, "requests", ask | {"asked_of": UHL})
    assert [one["asked_of"] for one in asked["requests"]] == ["University Hospitals Leicester"]
    slip = {"what": "request", "on": "2026-03-08", "reason": "A slip."}
    early = desk.act(ref, "corrections", slip).json()["errors"][0]["detail"]
    assert early == "This is before the person agreed that it is shared.", "nor put right to such a day"
    told = put(desk, ref, bodies=[agreed | {"asked_on": "2026-03-09", "answered_on": "2026-03-20"}]).json()
    assert told["errors"][0]["pointer"] == "/bodies/0/answered_on", "it is waited for still"
    team = desk.officer.get("/api/intake/v1/council").json()["teams"][0]["name"]
    desk.do(ref, "requests", ask | {"asked_of": team})
    desk.do(ref, "requests", ask | {"asked_of": "Provider B", "may_be_told_because": "It is the provider."})
    said = {line["title"]: line["detail"] for line in desk.beside(ref, "timeline")["items"]}
    assert said["Asked Provider B"] == "The discharge notes. It is the provider."

    again = desk.do(ref, "requests", ask | {"asked_of": "u.h.l."})
    assert again["requests"][-1]["asked_of"] == "University Hospitals Leicester", "by whichever of its names"
    address = desk.act(ref, "requests/1/link", {}).json()["address"]
    nobody, by_link = desk.services.caller(), {"Redress-Link": address.split("#")[1]}
    assert nobody.get(BY_LINK, headers=by_link).status_code == 200
    letter = desk.act(ref, "letters", {"kind": "contribution_request", "request": 1}).json()
    taken_back = trust | {"consent": "refused", "consent_settled_on": "2026-03-12"}
    put(desk, ref, bodies=[taken_back]).raise_for_status()
    shown = nobody.get(BY_LINK, headers=by_link)
    assert (shown.status_code, "may not tell you of this matter" in shown.json()["detail"]) == (409, True)
    said = {"text": "Our part.", "name": "A. Manager", "role": "Matron"}
    assert nobody.post(f"{BY_LINK}/answer", said, headers=by_link).status_code == 409
    sent = {
        "sent_on": TODAY.isoformat(),
        "method": "letter",
        "version": letter["version"],
        "although_changed": True,
    }
    left = desk.act(ref, f"letters/{letter['number']}/sent", sent)
    assert (left.status_code, "refused on 12 March 2026" in left.json()["detail"]) == (409, True)
    link = desk.act(ref, "requests/1/link", {})
    assert (link.status_code, "refused on 12 March 2026" in link.json()["detail"]) == (409, True)
    assert [one["may_link"] for one in desk.beside(ref, "contributions")["items"]] == [False, True, True, False]


def test_a_body_is_asked_only_with_consent_although_nobody_marked_the_case_as_joint(leicester: Desk) -> None:
    desk = leicester
    ref = desk.open(matters=[{"category": "other"}])
    ask = {"asked_of": UHL, "what": "The discharge notes.", "asked_on": "2026-03-10"}
    assert "joint" not in desk.read(ref)["flags"]
    unknown = desk.act(ref, "requests", ask | {"may_be_told_because": "They know already."})
    assert (unknown.status_code, "takes no part in this complaint so far" in unknown.json()["detail"]) == (
        409,
        True,
    )
    desk.do(ref, "requests", ask | {"asked_of": "Provider B"})

    desk.reclassify(ref, "enquiry", procedure=None)
    bare = desk.act(ref, "requests", ask)
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (422, "/may_be_told_because")
    asked = desk.do(ref, "requests", ask | {"may_be_told_because": "She asked us to ring them."})
    assert asked["requests"][-1]["asked_of"] == "University Hospitals Leicester", "never its code"
    assert desk.act(ref, "requests/2/link", {}).status_code == 201


def test_nobody_outside_is_told_without_a_reason_while_the_person_has_not_agreed(leicester: Desk) -> None:
    desk = leicester
    ref = desk.open(matters=[{"category": "other"}], complainant={"role": "relative"}, person={"name": "A Person"})
    assert "pending_consent" in desk.read(ref)["flags"]
    ask = {"asked_of": "Provider B", "what": "The visit log.", "asked_on": "2026-03-10"}
    early = desk.act(ref, "requests", ask)
    assert (early.status_code, early.json()["errors"]) == (
        422,
        [
            {
                "pointer": "/may_be_told_because",
                "detail": "They are no team of the council, and the person has not agreed yet. "
                "Say why they may be told.",
            }
        ],
    )
    desk.do(ref, "requests", ask | {"may_be_told_because": "She lives there and is in danger."})
