"""Complaints through all their stages: the children's, three levels of management, the Ombudsman's Code."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kernel.vocabulary import Role
from tests.cases.conftest import NOTHING_LEARNED, TODAY, Desk
from tests.cases.stories import KEPT_ON_PAPER, Story, told
from tests.support import contacts
from tests.support.databases import Databases

CONTACTS = "/api/intake/v1/contacts"
Tell = Callable[..., AbstractContextManager[Story]]


@pytest.fixture
def tell(databases: Databases, tmp_path: Path) -> Tell:
    return lambda *about: told(databases, tmp_path, *about)


def test_a_childrens_complaint_to_the_authoritys_response(tell: Tell) -> None:
    """SI 2006/1738: stage 1 in 10 (20), stage 2 in 25 (65), panel 30, its report 5, response 15 working days."""
    with tell("oxfordshire", "children_statutory", "2026-03-02", "2027-04-01") as story:
        assert story.due("stage_1") == "2026-03-16"
        story.acknowledge("2026-03-04")
        story.extend("stage_1", "2026-03-16", person_agreed=False, amount=20)
        assert story.due("stage_1") == "2026-03-30", "counted from the receipt, not from the extension"
        assert story.refused("stages", stage="stage_3", requested_on="2026-03-20") == (422, "/stage")
        story.answer("2026-03-27")

        story.do("stages", stage="stage_2", requested_on="2026-09-01")
        assert story.due("stage_2") == "2026-10-06"
        assert [issue["outcome"] for issue in story.case["issues"]] == [None], "it is investigated anew"
        assert story.refused("stages", stage="stage_3", requested_on="2026-09-02") == (
            409,
            "Not yet: this stage has not been answered.",
        )
        story.extend("stage_2", "2026-09-30", person_agreed=False, amount=65)
        assert story.due("stage_2") == "2026-12-01"
        story.answer("2026-12-01", "partially_upheld", reached_on="2026-12-04", **KEPT_ON_PAPER)
        assert story.due("request_stage_3") == "2027-01-06", "from the day the answer was received"
        assert story.case["next_due"] is None, "it is for the complainant to ask"

        story.do("stages", stage="stage_3", requested_on="2027-01-06")
        assert story.due("panel") == "2027-02-17"
        assert story.case["next_due"]["name"] == "to hold the panel"
        assert story.refused("steps", step="panel_reported", taken_on="2027-02-24")[0] == 409, "not before it met"
        story.do("steps", step="panel_met", taken_on="2027-02-17", because="Who sat is kept on paper.")
        assert story.due("panel_report") == "2027-02-24"
        assert story.refused("response", responded_on="2027-02-20", method="letter")[0] == 409
        story.do("steps", step="panel_reported", taken_on="2027-02-24")
        assert story.due("stage_3") == "2027-03-17"
        story.answer("2027-03-17", "upheld")
        ended = story.do("closure", closed_on="2027-03-18", **NOTHING_LEARNED)

        assert story.states() == {
            "acknowledge": "met",
            "stage_1": "met",
            "stage_2": "met",
            "request_stage_3": "met",
            "panel": "met",
            "panel_report": "met",
            "stage_3": "met",
        }
        assert ended["outcome"] == "upheld"
        assert [(s["name"], s["response_days"], s["outcome"]) for s in ended["stages"]] == [
            ("Local resolution", 19, "not_upheld"),
            ("Investigation", 65, "partially_upheld"),
            ("Review panel", 50, "upheld"),
        ]
        earlier = [(past["stage"], past["finding"], past["evidence"]) for past in ended["issues"][0]["earlier"]]
        assert earlier == [(1, "not_upheld", "not_upheld"), (2, "partially_upheld", "partially_upheld")]
        stage_1 = story.clock("stage_1")
        assert (stage_1["original_due_on"], stage_1["met_original"], stage_1["met_extended"]) == (
            "2026-03-16",
            False,
            True,
        )


def test_an_adults_complaint_through_three_levels_of_management(tell: Tell) -> None:
    """Oxfordshire: 20 working days agreed at each level, and six months for all of them together."""
    with tell("oxfordshire", "adult_statutory", "2026-01-12", "2026-07-20") as story:
        story.acknowledge("2026-01-14")
        story.do("grade", grade="red", answers={"complexity": "complex", "urgency": "urgent"})
        assert story.due("stage_1") == "2026-02-09"
        story.find("2026-02-09")
        story.sign("2026-02-09")
        story.answer("2026-02-09")
        assert story.states() == {"acknowledge": "met", "stage_1": "met", "statutory": "met"}

        story.do("stages", stage="stage_2", requested_on="2026-02-23")
        assert story.due("stage_2") == "2026-03-23"
        assert story.clock("statutory")["state"] == "missed", "the six months hold for every level"
        assert story.due("statutory") == "2026-07-11"
        story.answer("2026-04-01")
        assert story.states()["stage_2"] == "met_late"

        story.do("stages", stage="stage_3", requested_on="2026-04-20")
        assert story.due("stage_3") == "2026-05-19", "the early May holiday is left out"
        story.answer("2026-05-15", "upheld")
        ended = story.do("closure", closed_on="2026-05-18", **NOTHING_LEARNED)
        assert story.states() == {
            "acknowledge": "met",
            "stage_1": "met",
            "stage_2": "met_late",
            "stage_3": "met",
            "statutory": "met",
        }
        assert [stage["answered_by"] for stage in ended["stages"]] == [
            "Team Manager",
            "Service Manager",
            "Deputy Director or Director",
        ]
        assert ended["next_stages"] == []


def test_a_complaint_under_the_code_through_both_stages(tell: Tell) -> None:
    """LGSCO Complaint Handling Code: 5 and 10 (20), then 5 and 20 (40) working days."""
    with tell("eastmere", "corporate", "2026-04-30", "2026-08-10") as story:
        assert story.case["procedure_version"] == 3
        assert (story.due("acknowledge"), story.due("stage_1")) == ("2026-05-08", "2026-05-22")
        story.acknowledge("2026-05-07")
        assert story.due("stage_1") == "2026-05-21", "from the actual acknowledgement, which was earlier"
        story.desk.officer.put("/api/cases/v1/officers/me")
        story.do("allocation", owner="complaints_officer")
        story.extend("stage_1", "2026-05-20", amount=20)
        assert story.due("stage_1") == "2026-06-05"
        assert [extension["beyond_usual"] for extension in story.case["extensions"]] == [None]
        story.answer("2026-06-05")

        story.do("stages", stage="stage_2", requested_on="2026-06-08")
        assert story.case["stage"] == "received", "a request for stage 2 is acknowledged too"
        assert story.due("stage_2_acknowledge") == "2026-06-15"
        assert story.case["next_due"]["name"] == "to acknowledge"
        story.acknowledge("2026-06-10", promised_on="2026-07-03")
        assert (story.due("stage_2"), story.due("promised_2")) == ("2026-07-08", "2026-07-03")
        second = story.desk.services.caller(Role.COMPLAINTS_OFFICER, subject="second-officer")
        second.put("/api/cases/v1/officers/me")
        assert story.case["owner"] is None, "who dealt with stage 1 hands it over"
        assert story.case["not_for"] == ["complaints_officer"]
        assert {"record_finding", "respond"}.isdisjoint(story.case["actions"])
        assert story.refused("allocation", owner="complaints_officer") == (422, "/owner")
        found = {"outcome": "upheld", "reason": "The records show it.", "decided_on": "2026-07-01"}
        assert story.desk.act(story.ref, "issues/1/finding", found).status_code == 409
        story.do("allocation", owner="second-officer")
        story.desk.officer = second
        story.extend("stage_2", "2026-07-01", amount=40)
        assert story.due("stage_2") == "2026-08-05"
        story.answer("2026-08-05")
        first = story.desk.services.caller(Role.COMPLAINTS_OFFICER)
        slip = {"what": "finding", "number": 1, "on": "2026-07-01", "finding": "upheld", "reason": "A slip."}
        assert story.desk.act(story.ref, "corrections", slip, by=first).status_code == 409, "nor puts it right"
        ended = story.do("closure", closed_on="2026-08-06")
        assert ended["acknowledged_on"] == "2026-05-07", "the first acknowledgement stays"
        assert story.states() == {
            "acknowledge": "met",
            "stage_1": "met",
            "stage_2_acknowledge": "met",
            "stage_2": "met",
            "promised_2": "met_late",
        }


def test_a_late_acknowledgement_gives_no_longer_time(tell: Tell) -> None:
    with tell("eastmere", "corporate", "2026-04-30", "2026-08-10") as story:
        story.acknowledge("2026-05-20")
        assert story.states()["acknowledge"] == "met_late"
        assert story.due("stage_1") == "2026-05-22", "ten working days from 8 May, when it was due"


def test_stage_2_may_be_required_once_the_limit_of_stage_1_has_passed(tell: Tell) -> None:
    with tell("oxfordshire", "children_statutory", "2026-03-02", "2026-06-01") as story:
        status, why = story.refused("stages", stage="stage_2", requested_on="2026-03-16")
        assert (status, "limit has not passed" in why) == (409, True)
        case = story.do("stages", stage="stage_2", requested_on="2026-03-17")
        assert story.due("stage_2") == "2026-04-23"
        assert case["stages"][0]["acts"] == {"received": "2026-03-02", "next_requested": "2026-03-17"}
        assert "stage_1" not in story.states(), "stage 2 is what is owed now"


def test_a_stage_left_without_a_word_is_acknowledged_by_the_first_that_follows(tell: Tell) -> None:
    with tell("eastmere", "corporate", "2026-04-30", "2026-08-10") as story:
        story.do("stages", stage="stage_2", requested_on="2026-05-26")
        story.acknowledge("2026-05-28")
        assert (story.states()["acknowledge"], story.states()["stage_2_acknowledge"]) == ("met_late", "met")
        assert story.case["next_due"]["due_on"] == story.due("stage_2"), "nothing is to be acknowledged any more"


def test_both_sides_may_agree_to_go_straight_to_stage_2(tell: Tell) -> None:
    with tell("oxfordshire", "children_statutory", "2026-03-02", "2026-06-01") as story:
        story.acknowledge("2026-03-04", promised_on="2026-03-13")
        story.do("stages", stage="stage_2", requested_on="2026-03-05", agreed=True)
        assert story.case["stage"] == "acknowledged"
        assert {"stage_1", "promised"}.isdisjoint(story.states())
        assert story.case["next_due"]["due_on"] == story.due("stage_2")
        assert story.case["stages"][-1]["name"] == "Investigation"


def test_a_request_made_orally_starts_when_its_statement_is_agreed(tell: Tell) -> None:
    with tell("oxfordshire", "children_statutory", "2026-03-02", "2026-12-01") as story:
        asked = {"stage": "stage_2", "requested_on": "2026-08-20", "agreed": True}
        agreed = {"statement_agreed_on": "2026-09-01"}
        assert story.refused("stages", **asked, **agreed) == (422, "/statement_agreed_on")
        story.do("stages", **asked, **agreed, made_orally=True)
        assert story.due("stage_2") == "2026-10-06"


def test_a_panel_asked_for_late_needs_a_reason(tell: Tell) -> None:
    with tell("oxfordshire", "children_statutory", "2026-03-02", "2027-04-01") as story:
        story.do("stages", stage="stage_2", requested_on="2026-09-01")
        story.answer("2026-10-06", reached_on="2026-12-04", **KEPT_ON_PAPER)
        story.do("closure", closed_on="2026-12-05")
        asked = {"stage": "stage_3", "requested_on": "2027-01-07"}
        assert story.refused("stages", **asked) == (422, "/reason")
        case = story.do("stages", **asked, reason="The letter went to an old address.")
        assert (case["status"], case["closed_on"], case["outcome"]) == ("open", None, None)
        told = story.desk.officer.get(f"/api/cases/v1/cases/{story.ref}/timeline").json()["items"]
        assert ("Next stage: Review panel", "The letter went to an old address.") in {
            (item["title"], item["detail"]) for item in told
        }


def test_an_answered_case_is_taken_up_again_in_barnet(tell: Tell) -> None:
    with tell("barnet", "adult_statutory", "2026-01-12", "2026-06-01") as story:
        story.do("grade", grade="serious_or_complex", answers={"risk": "high"})
        assert story.due("stage_1") == "2026-02-16"
        story.answer("2026-02-10")
        story.do("closure", closed_on="2026-02-11")
        assert story.refused("reopening", requested_on="2026-02-09") == (422, "/requested_on")
        case = story.do("reopening", requested_on="2026-03-02")
        assert (case["status"], story.due("reopened")) == ("open", "2026-03-30")
        assert story.states()["statutory"] == "running", "six months from the receipt, for all of it"
        story.answer("2026-03-31", "upheld")
        story.do("reopening", requested_on="2026-04-20")
        assert story.due("reopened_2") == "2026-05-19", "every time has a clock of its own"
        assert story.states()["reopened"] == "met_late"


@pytest.mark.parametrize("council", ["leicester", "shropshire"])
def test_what_has_one_stage_goes_through_it_anew(tell: Tell, council: str) -> None:
    """New facts after the end: the same case, with what was found before (SI 2009/309, reg 8(1)(e))."""
    with tell(council, "adult_statutory", "2026-01-12", "2026-06-01") as story:
        story.acknowledge("2026-01-13")
        story.answer("2026-02-10", "upheld")
        story.do("closure", closed_on="2026-02-11", **NOTHING_LEARNED)
        case = story.do("reopening", requested_on="2026-03-02")
        assert (case["status"], case["outcome"]) == ("open", None)
        assert [stage["code"] for stage in case["stages"]] == ["stage_1", "stage_1"]
        begun = [clock for clock in case["clocks"] if clock["stage"] == 2 and clock["owed_by"] == "council"]
        assert {clock["started_on"] for clock in begun} == {"2026-03-02"}
        assert [earlier["finding"] for earlier in case["issues"][0]["earlier"]] == ["upheld"]
        story.answer("2026-03-20")
        assert story.do("closure", closed_on="2026-03-20")["outcome"] == "not_upheld"


@pytest.mark.parametrize("procedure", ["children_statutory", "corporate"])
def test_what_has_further_stages_goes_on_to_them(tell: Tell, procedure: str) -> None:
    with tell("leicester", procedure, "2026-04-13", "2026-09-01") as story:
        story.acknowledge("2026-04-14")
        story.answer("2026-04-20")
        assert {"escalate", "reopen"} & set(story.case["actions"]) == {"escalate"}


def test_a_refusal_is_not_taken_up_but_taken_back_on_the_contact(tell: Tell) -> None:
    with tell("barnet", "adult_statutory", "2026-01-12", "2026-06-01") as story:
        story.desk.reclassify(story.ref, "statutory_complaint", refusal_reason="out_of_time")
        story.do("response", responded_on="2026-02-10", method="letter")
        assert "reopen" not in story.case["actions"]
        story.desk.reclassify(story.ref, "statutory_complaint")
        assert story.case["status"] == "open"


def test_in_barnet_a_provider_answers_first_and_hands_it_back(tell: Tell) -> None:
    """Barnet 2022/23, §9: a concern goes to the provider; who is not satisfied there comes back to the council."""
    with tell("barnet", "adult_statutory", "2026-01-05", "2026-04-15") as other:
        officer = other.desk.officer
        care = {"provider": {"name": "Provider P", "kind": "home_care"}, "matters": [{"category": "other"}]}

        concern = contacts.statutory(received_at="2026-02-02T10:00:00Z", prefers_provider=True, **care)
        first = officer.post(CONTACTS, concern).json()
        assert (first["assessment"]["disposition"], first["opens_case"]) == ("signposted", False)
        sent = {"route": "provider", "to": "Provider P", "on": "2026-02-03"}
        assert officer.request("PUT", f"{CONTACTS}/{first['ref']}/redirection", json=sent).status_code == 200
        alert = {"shortcoming": "Calls were missed.", "sent_to": "Contract monitoring, CQC", "on": "2026-02-03"}
        assert officer.request("PUT", f"{CONTACTS}/{first['ref']}/quality-alert", json=alert).status_code == 200

        back = contacts.statutory(
            received_at="2026-03-02T10:00:00Z", prefers_provider=False, links=[first["ref"]], **care
        )
        story = Story(other.desk, other.desk.open(**back))
        case = story.case
        assert (case["procedure"], case["received_on"]) == ("provider", "2026-03-02"), (
            "from the day they came back"
        )
        linked = officer.get(f"{CONTACTS}/{story.ref}").json()["links"]
        assert [(link["ref"], link["redirected_to"]) for link in linked] == [(first["ref"], "provider")]
        story.acknowledge("2026-03-03")
        story.do("requests", asked_of="Provider P", what="What it told them", asked_on="2026-03-03")
        story.do("requests/1/answer", answered_on="2026-03-10")
        issue = {"category": "other", "description": "Calls were missed.", "about": "provider"}
        other.desk.do(story.ref, "issues/1", issue)
        story.answer("2026-03-20", "upheld")
        assert story.refused("closure", closed_on="2026-03-20") == (422, "/no_learning_because")
        ended = story.do("closure", closed_on="2026-03-20", **NOTHING_LEARNED)
        assert ended["outcome"] == "upheld_not_council"


def test_a_clock_of_a_second_reopening_is_extended_as_that_of_the_first(tell: Tell) -> None:
    with tell("eastmere", "adult_statutory", "2026-01-12", "2026-06-01") as story:
        for asked_on in ("2026-02-10", "2026-03-02"):
            story.answer(asked_on)
            story.do("reopening", requested_on=asked_on)
        story.extend("reopened_2", "2026-03-20", amount=30)
        assert story.due("reopened_2") == "2026-04-15"


def test_a_stage_after_the_legal_limit_ran_out_does_not_undo_that_it_was_met(tell: Tell) -> None:
    with tell("barnet", "adult_statutory", "2026-01-12", "2026-09-01") as story:
        story.answer("2026-02-10")
        story.do("reopening", requested_on="2026-07-13")  # the six months ended on 11 July
        assert story.states()["statutory"] == "met"


def test_a_stage_within_an_agreed_extension_of_the_legal_limit_is_judged_by_it(tell: Tell) -> None:
    with tell("barnet", "adult_statutory", "2026-01-12", "2026-10-01") as story:
        story.answer("2026-02-10")
        story.do("reopening", requested_on="2026-06-01")
        story.extend("statutory", "2026-07-01", until="2026-09-30")
        story.answer("2026-06-20")
        story.do("reopening", requested_on="2026-08-03")
        assert story.states()["statutory"] == "missed", "it ran to 30 September for this too"


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        pytest.param({"requested_on": "2026-03-01"}, "/requested_on", id="before the present stage began"),
        pytest.param({"requested_on": "2026-06-02"}, "/requested_on", id="in the future"),
        pytest.param({"stage": "stage_9"}, "/stage", id="a stage that there is not"),
        pytest.param({"stage": "stage_1"}, "/stage", id="back to where it came from"),
        pytest.param(
            {"made_orally": True, "statement_agreed_on": "2026-02-20"},
            "/statement_agreed_on",
            id="a statement agreed before the request",
        ),
    ],
)
def test_a_stage_that_cannot_begin(tell: Tell, asked: dict[str, object], wrong: str) -> None:
    with tell("oxfordshire", "children_statutory", "2026-03-02", "2026-06-01") as story:
        before = story.case
        body = {"stage": "stage_2", "requested_on": "2026-03-20", **asked}
        assert story.refused("stages", **body) == (422, wrong)
        assert story.case == before, "nothing is half applied"


def test_a_step_comes_after_the_one_before(tell: Tell) -> None:
    with tell("oxfordshire", "children_statutory", "2026-03-02", "2027-04-01") as story:
        assert story.refused("steps", step="panel_met", taken_on="2026-03-20")[0] == 409, "no panel in stage 1"
        story.do("stages", stage="stage_2", requested_on="2026-09-01")
        story.answer("2026-10-06", **KEPT_ON_PAPER)
        story.do("stages", stage="stage_3", requested_on="2026-10-12")
        assert story.refused("steps", step="panel_met", taken_on="2026-10-09") == (422, "/taken_on")
        assert story.refused("steps", step="responded", taken_on="2026-11-09") == (422, "/step")
        sunday = {"step": "panel_met", "taken_on": "2026-12-27"}
        assert story.refused("steps", **sunday) == (422, "/because")
        assert story.refused("steps", step="panel_met", taken_on="2026-12-28") == (422, "/because"), "a holiday"
        story.do("steps", **sunday, because="Two of them had no other day before the new year.")
        assert story.states()["panel"] == "met_late", "30 working days ended on 23 November"
        assert story.refused("steps", step="panel_met", taken_on="2026-12-29") == (422, "/step")
        told = {item["title"]: item["detail"] for item in story.desk.beside(story.ref, "timeline")["items"]}
        assert told["The review panel met"] == "Two of them had no other day before the new year."


def test_a_limit_of_the_law_has_an_end_whatever_the_reason(tell: Tell) -> None:
    """SI 2006/1738, regs 14 and 17: 20 and 65 working days, and no good reason is known to them."""
    longer = {"person_agreed": True, "reason": "Good reason: the only witness is in hospital."}
    with tell("eastmere", "children_statutory", "2026-01-12", "2026-06-01") as story:
        extension = {"amount": 21, "agreed_on": "2026-01-20", **longer}
        assert story.refused("clocks/stage_1/extension", **extension) == (422, "/amount")
        story.answer("2026-01-23")
        story.do("stages", stage="stage_2", requested_on="2026-01-26")
        extension = {"amount": 66, "agreed_on": "2026-02-20", **longer}
        assert story.refused("clocks/stage_2/extension", **extension) == (422, "/amount")


def test_the_usual_extension_of_stage_2_under_the_code(tell: Tell) -> None:
    with tell("eastmere", "corporate", "2026-04-30", "2026-08-10") as story:
        story.acknowledge("2026-05-07")
        story.answer("2026-05-20")
        story.do("stages", stage="stage_2", requested_on="2026-06-08")
        story.acknowledge("2026-06-10")
        story.extend("stage_2", "2026-07-01", amount=40)
        story.extend("stage_2", "2026-07-02", amount=41)
        assert [extension["beyond_usual"] for extension in story.case["extensions"]] == [None, 40]


def test_what_comes_after_an_answer_is_not_asked_for_before_it(tell: Tell) -> None:
    """The reason names the day, not an answer that is missing: there is one."""
    with tell("eastmere", "children_statutory", "2026-01-12", "2026-06-01") as story:
        story.answer("2026-01-23")
        early = {"stage": "stage_2", "requested_on": "2026-01-22"}
        answer = story.desk.act(story.ref, "stages", early)
        told = [(error["pointer"], error["detail"]) for error in answer.json()["errors"]]
        assert told == [("/requested_on", "This is before the answer was sent on 23 January 2026.")]


def test_holds_and_findings_belong_to_their_stage(tell: Tell) -> None:
    with tell("eastmere", "children_statutory", "2026-01-12", "2026-06-01") as story:
        story.answer("2026-01-23")
        story.do("stages", stage="stage_2", requested_on="2026-02-02")
        hold = {"reason": "other", "waiting_on": "A witness", "review_on": "2026-07-01"}
        assert story.refused("holds", **hold, started_on="2026-01-20") == (422, "/started_on")
        finding = {"outcome": "upheld", "reason": "The log shows it."}
        assert story.refused("issues/1/finding", **finding, decided_on="2026-01-30") == (422, "/decided_on")
        story.do("issues/1/finding", **finding, decided_on="2026-02-02")


def test_so_does_a_settlement(desk: Desk) -> None:
    for_her_mother = {"complainant": {"role": "relative"}, "person": {"name": "A Person"}}
    ref = desk.open(matters=[{"category": "delay"}], **for_her_mother)
    desk.do(ref, "acknowledgement", {"acknowledged_on": TODAY, "method": "phone"})
    story = Story(desk, ref)
    settled = {"settled_on": TODAY, "method": "letter", "how": "The calls are at the agreed time again."}
    assert story.refused("settlement", **settled) == (422, "/without_consent_because")
    story.do("settlement", **settled, without_consent_because="She cannot be asked.")
    told = desk.officer.get(f"/api/cases/v1/cases/{ref}/timeline").json()
    assert any("She cannot be asked." in (item["detail"] or "") for item in told["items"])


def test_an_answer_before_the_person_agreed_says_why(desk: Desk) -> None:
    """A complaint that was made for somebody waits for their consent; an answer tells what is theirs."""
    for_her_mother = {"complainant": {"role": "relative"}, "person": {"name": "A Person"}}
    ref = desk.open(matters=[{"category": "delay"}], **for_her_mother)
    story = Story(desk, ref)
    assert "pending_consent" in story.case["flags"]
    finding = {"outcome": "upheld", "reason": "The records show it.", "decided_on": TODAY}
    desk.do(ref, "issues/1/finding", finding)
    sent = {"responded_on": TODAY, "method": "letter"}
    assert story.refused("response", **sent) == (422, "/without_consent_because")
    story.do("response", **sent, without_consent_because="She died before she was asked.")
    told = desk.officer.get(f"/api/cases/v1/cases/{ref}/timeline").json()
    assert any("She died before she was asked." in (item["detail"] or "") for item in told["items"])
