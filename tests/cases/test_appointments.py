"""Who takes part in a stage, and when a panel can meet (SI 2006/1738, regs 17 to 19)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from cases.appointments.rules import (
    Appointed,
    common_days,
    independence_mistake,
    investigated_since,
    investigation_warning,
    missing,
    panel_warning,
    person_mistake,
    role_mistake,
    taken_up,
)
from kernel.procedures import Appoints
from kernel.vocabulary import AdvocacyAct, Role, StageRole
from tests.cases.conftest import CASES, TODAY, Desk
from tests.cases.stories import KEPT_ON_PAPER, Story, told
from tests.support.books import books
from tests.support.databases import Databases

CALENDAR = books().calendar
INVESTIGATOR, PERSON = StageRole.INVESTIGATING_OFFICER, StageRole.INDEPENDENT_PERSON
ADJUDICATOR = StageRole.ADJUDICATING_OFFICER
CHAIR, MEMBER, ADVOCATE = StageRole.PANEL_CHAIR, StageRole.PANEL_MEMBER, StageRole.ADVOCATE
PANEL = Appoints(roles=[CHAIR, MEMBER, MEMBER], source="reg 19")
BOTH = Appoints(roles=[INVESTIGATOR, PERSON, ADJUDICATOR], source="reg 17")


def one(role: StageRole, stage: int = 2, who: str = "a", **more: bool) -> Appointed:
    return Appointed(stage, role, frozenset({who}), **more)


@pytest.mark.parametrize(
    ("role", "current", "said"),
    [
        pytest.param(CHAIR, [], None, id="a first chair"),
        pytest.param(CHAIR, [CHAIR], "This stage has one panel chair, who is", id="a second chair"),
        pytest.param(MEMBER, [CHAIR, MEMBER], None, id="a second member"),
        pytest.param(MEMBER, [MEMBER, MEMBER], "This stage has 2 panel members, who are", id="a fourth person"),
        pytest.param(INVESTIGATOR, [], "This stage has no investigating officer.", id="a role of another stage"),
        pytest.param(ADVOCATE, [ADVOCATE], None, id="an advocate, anywhere"),
    ],
)
def test_a_stage_has_as_many_as_its_procedure_says(
    role: StageRole, current: Sequence[StageRole], said: str | None
) -> None:
    assert (role_mistake(role, PANEL, current) or "").startswith(said or "")
    assert bool(role_mistake(role, PANEL, current)) is bool(said)


def test_a_stage_without_such_people_has_an_advocate_all_the_same() -> None:
    assert role_mistake(CHAIR, None, []) == "This stage has no panel chair."
    assert role_mistake(ADVOCATE, None, []) is None
    assert missing(None, [ADVOCATE]) == []
    assert missing(PANEL, [MEMBER, ADVOCATE]) == [CHAIR, MEMBER]


@pytest.mark.parametrize(
    ("appoints", "took_part", "since"),
    [
        pytest.param(None, [(INVESTIGATOR, date(2026, 9, 3))], {}, id="a stage that asks for nobody"),
        pytest.param(PANEL, [(CHAIR, date(2026, 9, 3))], {}, id="a panel"),
        pytest.param(BOTH, [], {INVESTIGATOR: None, PERSON: None}, id="nobody yet"),
        pytest.param(
            BOTH,
            [(INVESTIGATOR, date(2026, 9, 9)), (INVESTIGATOR, date(2026, 9, 3))],
            {INVESTIGATOR: date(2026, 9, 3), PERSON: None},
            id="one after another",
        ),
    ],
)
def test_a_stage_has_who_investigates_it_since_the_first_of_them(
    appoints: Appoints | None,
    took_part: Sequence[tuple[StageRole, date]],
    since: dict[StageRole, date | None],
) -> None:
    assert investigated_since(appoints, took_part) == since


@pytest.mark.parametrize("role", StageRole)
def test_who_has_to_be_independent_is_nobody_of_the_council(role: StageRole) -> None:
    must = role in {PERSON, CHAIR, MEMBER}
    assert independence_mistake(role, independent=True, is_officer=False) is None
    assert bool(independence_mistake(role, independent=False, is_officer=False)) is must
    assert bool(independence_mistake(role, independent=False, is_officer=True)) is must
    said = independence_mistake(role, independent=True, is_officer=True)
    assert said is not None
    assert ("SI 2006/1738" in said) is must


@pytest.mark.parametrize(
    ("new", "other", "regulation"),
    [
        pytest.param(one(PERSON), one(INVESTIGATOR), "reg 17", id="independent of their own investigation"),
        pytest.param(one(INVESTIGATOR), one(PERSON, is_current=False), "reg 17", id="investigates afterwards"),
        pytest.param(one(ADJUDICATOR), one(INVESTIGATOR), "reg 17", id="adjudicates on their own report"),
        pytest.param(one(PERSON), one(ADJUDICATOR), "reg 17", id="independent of their own adjudication"),
        pytest.param(one(ADJUDICATOR, 3), one(INVESTIGATOR, 2), None, id="adjudicates on another's report"),
        pytest.param(one(CHAIR, 3), one(PERSON), "reg 19", id="the independent person chairs"),
        pytest.param(one(MEMBER, 3), one(INVESTIGATOR, is_current=False), "reg 19", id="an earlier investigator"),
        pytest.param(one(PERSON), one(MEMBER, 3), "reg 19", id="recorded the other way round"),
        pytest.param(one(MEMBER, 3), one(CHAIR, 3), "reg 19", id="twice on the panel"),
        pytest.param(one(MEMBER, 3), one(CHAIR, 3, is_current=False), None, id="chaired it before"),
        pytest.param(one(CHAIR, 3), one(PERSON, took_part=False), None, id="recorded by mistake"),
        pytest.param(one(CHAIR, 3), one(PERSON, who="b"), None, id="somebody else"),
        pytest.param(one(ADVOCATE, 3), one(ADVOCATE), None, id="the advocate of before"),
        pytest.param(one(PERSON, 3), one(INVESTIGATOR, 2), None, id="of two stages"),
    ],
)
def test_nobody_judges_what_they_did(new: Appointed, other: Appointed, regulation: str | None) -> None:
    said = person_mistake(new, [other])
    assert said is None if regulation is None else said and f"SI 2006/1738, {regulation}" in said


def test_advocacy_was_taken_up_in_any_stage_by_its_last_word() -> None:
    offer, yes, no = AdvocacyAct.OFFERED, AdvocacyAct.TAKEN_UP, AdvocacyAct.DECLINED
    assert taken_up([]) is taken_up([(1, offer)]) is None
    assert taken_up([(1, offer), (1, yes), (2, no), (2, offer)]) is True
    assert taken_up([(1, yes), (1, no)]) is False


def days(*some: str) -> list[date]:
    return [date.fromisoformat(day) for day in some]


def test_an_investigation_owes_an_independent_person() -> None:
    """SI 2006/1738, reg 17. Who adjudicates comes after it."""

    def warning(*empty: StageRole, due_on: date | None = date(2026, 3, 30)) -> str | None:
        return investigation_warning(empty, date(2026, 3, 24), due_on, CALENDAR)

    assert warning() is warning(StageRole.ADJUDICATING_OFFICER) is warning(StageRole.PANEL_MEMBER) is None
    nobody = "Nobody is appointed as independent person yet"
    assert warning(StageRole.INDEPENDENT_PERSON) == f"{nobody}; 4 working days left."
    assert warning(StageRole.INDEPENDENT_PERSON, due_on=None) == f"{nobody}."
    passed = warning(StageRole.INDEPENDENT_PERSON, due_on=date(2026, 3, 23))
    assert passed == f"{nobody}; the limit of 23 March 2026 has passed."


def test_a_panel_meets_on_a_working_day_that_all_have() -> None:
    chair = days("2026-12-24", "2026-12-28", "2027-01-02", "2027-01-11", "2027-02-01")
    found = common_days([chair, chair[:4], chair[1:]], date(2026, 12, 24), date(2027, 1, 29), CALENDAR)
    assert found == days("2027-01-11"), "not a bank holiday, a Saturday, one's own day, or beyond the limit"
    assert common_days([chair], date(2027, 1, 12), None, CALENDAR) == days("2027-02-01")
    assert common_days([], date(2027, 1, 12), None, CALENDAR) == []


@pytest.mark.parametrize(
    ("empty", "common", "today", "said"),
    [
        pytest.param(
            2, [], "2027-02-04", "The panel still needs 2 persons; 9 working days left.", id="not complete"
        ),
        pytest.param(1, [], "2027-02-16", "The panel still needs one person; 1 working day left.", id="nearly"),
        pytest.param(0, [], "2027-02-04", "No day yet on which all can; 9 working days left.", id="no common day"),
        pytest.param(0, [], "2027-02-17", "No day yet on which all can; the limit is today.", id="the last day"),
        pytest.param(0, ["2027-02-10"], "2027-01-11", None, id="time enough"),
        pytest.param(
            0,
            ["2027-02-10"],
            "2027-02-04",
            "The last day on which all can is 10 February 2027, before the limit of 17 February 2027.",
            id="soon nobody can any more",
        ),
        pytest.param(0, ["2027-02-17"], "2027-02-16", None, id="all can on the last day"),
        pytest.param(
            0,
            [],
            "2027-02-18",
            "The limit of 17 February 2027 has passed. Nobody has a day in common yet.",
            id="late, without a day",
        ),
        pytest.param(
            0,
            ["2027-02-22"],
            "2027-02-18",
            "The limit of 17 February 2027 has passed. Hold the panel on the first day.",
            id="late, with a day",
        ),
    ],
)
def test_the_planner_warns_while_there_is_time(
    empty: int, common: list[str], today: str, said: str | None
) -> None:
    limit = date(2027, 2, 17)
    assert panel_warning(empty, days(*common), date.fromisoformat(today), limit, 5, CALENDAR) == said


def appoint(story: Story, role: StageRole, name: str | None, on: str, **more: Any) -> Any:
    body = {"role": role, "name": name, "independent": True, "appointed_on": on, **more}
    return story.desk.officer.post(f"{CASES}/{story.ref}/appointments", body)


def wrong_at(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def test_from_the_investigation_over_the_panel_to_the_response(databases: Databases, tmp_path: Path) -> None:
    """Oxfordshire's stage 2 with an independent person, three others who find a day, the council's response."""
    with told(databases, tmp_path, "oxfordshire", "children_statutory", "2026-03-02", "2027-01-11") as story:
        story.answer("2026-03-13")
        story.do("stages", stage="stage_2", requested_on="2026-09-01")
        assert wrong_at(appoint(story, CHAIR, "Person C", "2026-09-03")) == (422, "/role")
        assert wrong_at(appoint(story, INVESTIGATOR, "Person I", "2026-08-31")) == (422, "/appointed_on")
        assert wrong_at(appoint(story, INVESTIGATOR, "Person I", "2027-01-12")) == (422, "/appointed_on")
        assert wrong_at(appoint(story, INVESTIGATOR, "Person I", "2026-09-03", stage=3)) == (422, "/stage")
        asked = story.desk.beside(story.ref, "appointments")["stages"][1]
        nobody = "Nobody is appointed as investigating officer or independent person yet"
        assert asked["warning"] == f"{nobody}; the limit of 6 October 2026 has passed."
        assert asked["late"]
        assert appoint(story, INVESTIGATOR, "Person I", "2026-09-03").status_code == 201
        assert wrong_at(appoint(story, PERSON, "PERSON, I", "2026-09-04")) == (422, "/name")
        story.desk.officer.put("/api/cases/v1/officers/me")
        officer = {"officer": "complaints_officer", "independent": False}
        assert wrong_at(appoint(story, PERSON, None, "2026-09-04", **officer)) == (422, "/officer")
        assert wrong_at(appoint(story, PERSON, "Person P", "2026-09-04", independent=False)) == (
            422,
            "/independent",
        )
        [known] = story.desk.officer.get("/api/cases/v1/officers").json()["items"]
        assert wrong_at(appoint(story, PERSON, known["name"].upper(), "2026-09-04")) == (422, "/name"), "its own"
        assert wrong_at(appoint(story, ADVOCATE, known["name"], "2026-09-04")) == (422, "/name")
        found = appoint(story, PERSON, "Person P", "2026-09-04").json()
        assert found["stages"][1]["missing"] == ["adjudicating_officer"]
        assert found["stages"][1]["warning"] is None
        assert found["panel"] is None
        story.answer("2026-10-06", "partially_upheld", reached_on="2026-12-04")

        story.do("stages", stage="stage_3", requested_on="2027-01-06")
        assert wrong_at(appoint(story, CHAIR, "Person P", "2027-01-07")) == (422, "/name")
        for role, name in ((CHAIR, "Person C"), (MEMBER, "Person D"), (MEMBER, "Person E")):
            found = appoint(story, role, name, "2027-01-07").json()
        assert found["stages"][2]["missing"] == []
        assert found["panel"] == {
            "due_on": "2027-02-17",
            "met_on": None,
            "days": [],
            "warning": "No day yet on which all can; 27 working days left.",
        }
        room = f"{CASES}/{story.ref}/appointments"
        given = {3: ["2027-01-25", "2027-02-01", "2027-02-19"], 4: ["2027-02-01", "2027-02-19"], 5: ["2027-02-01"]}
        for number, when in given.items():
            found = story.desk.officer.put(f"{room}/{number}/days", {"days": when}).json()
        assert (found["panel"]["days"], found["panel"]["warning"]) == (["2027-02-01"], None)
        sunday = {"days": ["2027-02-01", "2027-02-07"]}
        assert wrong_at(story.desk.officer.put(f"{room}/5/days", sunday)) == (422, "/days/1")
        assert story.desk.officer.put(f"{room}/1/days", {"days": []}).status_code == 409, "no panel"

        ended = {"ended_on": "2027-01-08", "because": "They are ill."}
        found = story.desk.officer.post(f"{room}/5/end", ended).json()
        assert found["panel"]["warning"] == "The panel still needs one person; 27 working days left."
        assert found["items"][4]["ended_because"] == "They are ill."
        assert story.desk.officer.post(f"{room}/5/end", ended).status_code == 409
        assert appoint(story, MEMBER, "Person F", "2027-01-11").status_code == 201
        found = story.desk.officer.put(f"{room}/6/days", {"days": ["2027-02-01"]}).json()
        assert found["panel"]["days"] == ["2027-02-01"]
        told_so = [item["title"] for item in story.desk.beside(story.ref, "timeline")["items"]]
        assert "Available days given: panel member" in told_so
        assert "No longer appointed: panel member" in told_so

        with time_machine.travel("2027-03-01T10:00:00Z", tick=True):
            story.desk.officer = story.desk.services.caller(Role.COMPLAINTS_OFFICER, authority="oxfordshire")
            late = story.desk.beside(story.ref, "appointments")["panel"]
            assert late["warning"] == "The limit of 17 February 2027 has passed. Nobody has a day in common yet."
            story.do("steps", step="panel_met", taken_on="2027-02-01")
            story.do("steps", step="panel_reported", taken_on="2027-02-08")
            story.answer("2027-03-01", "upheld")
            people = story.desk.beside(story.ref, "appointments")
            assert people["panel"] == {"due_on": "2027-02-17", "met_on": "2027-02-01", "days": [], "warning": None}
            assert len(people["items"]) == 6, "nobody is lost"
            assert story.states()["panel"] == story.states()["stage_3"] == "met"


def test_a_panel_is_three_persons_who_were_appointed_when_it_met(databases: Databases, tmp_path: Path) -> None:
    """SI 2006/1738, reg 19. A meeting without them, or on a day off, needs a reason, however it is recorded."""
    with told(databases, tmp_path, "oxfordshire", "children_statutory", "2026-03-02", "2027-03-01") as story:
        story.do("stages", stage="stage_2", requested_on="2026-09-01")
        story.answer("2026-10-06", **KEPT_ON_PAPER)
        story.do("stages", stage="stage_3", requested_on="2026-10-12")
        met = {"step": "panel_met", "taken_on": "2026-11-09"}
        assert story.refused("steps", **met) == (422, "/because"), "nobody was appointed"
        for role, name in ((CHAIR, "Person C"), (MEMBER, "Person D"), (MEMBER, "Person E")):
            assert appoint(story, role, name, "2026-11-10").status_code == 201
        assert story.refused("steps", **met) == (422, "/because"), "all were appointed the day after"
        story.do("steps", **met | {"taken_on": "2026-11-10"})
        room = f"{CASES}/{story.ref}/appointments"
        ended = {"ended_on": "2026-11-11", "because": "They moved."}
        assert story.desk.officer.post(f"{room}/3/end", ended).status_code == 200
        assert wrong_at(appoint(story, MEMBER, "Person F", "2026-11-12")) == (422, "/appointed_on"), "it had met"

        right = {"what": "panel_meeting", "number": 3, "reason": "The minutes say so."}
        assert story.refused("corrections", **right, on="2026-11-09") == (422, "/because"), "not appointed yet"
        assert story.refused("corrections", **right, on="2026-11-12") == (422, "/because"), "one had gone"
        assert story.refused("corrections", **right, on="2026-11-15") == (422, "/because"), "a Sunday"
        story.do("corrections", **right, on="2026-11-15", because="They had no other day.")
        told_so = story.desk.beside(story.ref, "timeline")["items"][0]["detail"]
        assert "The minutes say so. They had no other day." in told_so
        assert appoint(story, MEMBER, "Person F", "2026-11-12").status_code == 201, "recorded late"

        for on, status in (("2026-11-12", 422), ("2026-11-15", 422), ("2026-11-16", 200)):
            gone = story.desk.officer.post(f"{room}/1/end", ended | {"ended_on": on})
            assert gone.status_code == status, "it met with them on 15 November"


def test_an_investigation_without_its_persons_is_answered_with_a_reason(
    databases: Databases, tmp_path: Path
) -> None:
    """SI 2006/1738, reg 17. However it is answered; who took part for a time took part."""
    with told(databases, tmp_path, "oxfordshire", "children_statutory", "2026-03-02", "2026-11-02") as story:
        story.do("stages", stage="stage_2", requested_on="2026-09-01")
        room = f"{CASES}/{story.ref}/appointments"
        assert appoint(story, INVESTIGATOR, "Person I", "2026-09-03").status_code == 201
        moved = {"ended_on": "2026-10-01", "because": "Their report is done."}
        assert story.desk.officer.post(f"{room}/1/end", moved).status_code == 200
        assert appoint(story, PERSON, "Person P", "2026-10-20").status_code == 201
        story.find("2026-10-05")
        *_, stage = story.desk.beside(story.ref, "appointments")["stages"]
        assert stage["investigated_with"] == [
            {"role": "investigating_officer", "since": "2026-09-03"},
            {"role": "independent_person", "since": "2026-10-20"},
        ]
        early = {"responded_on": "2026-10-06", "method": "letter"}
        problem = story.desk.act(story.ref, "response", early).json()
        assert problem["errors"][0]["pointer"] == "/without_persons_because"
        assert "Nobody was appointed by 6 October 2026 as independent person." in problem["detail"]
        story.do("response", **early | {"responded_on": "2026-10-20"})

        answer = {"what": "answer", "number": 2, "reason": "The letter says so."}
        assert story.refused("corrections", **answer, on="2026-10-06") == (422, "/because"), "not appointed yet"
        story.do("corrections", **answer, on="2026-10-21")
        story.do("corrections", **answer, on=None)

        mistake = {"ended_on": "2026-10-20", "because": "They were never asked."}
        assert story.desk.officer.post(f"{room}/2/end", mistake).status_code == 200
        letters = f"{CASES}/{story.ref}/letters"
        drafted = story.desk.officer.post(letters, {"kind": "response"}).json()
        assert drafted["investigated_with"][1] == {"role": "independent_person", "since": None}
        written = {"version": 1, "to_address": "a@example.org", "print": "standard"}
        words = written | {"subject": drafted["subject"], "text": "What we found."}
        assert story.desk.officer.put(f"{letters}/1", words).status_code == 200
        leaving = {"version": 2}
        refused = story.desk.officer.post(f"{letters}/1/leaving", leaving)
        assert wrong_at(refused) == (422, "/without_persons_because")
        leaving |= {"without_persons_because": "Nobody could be found."}
        assert story.desk.officer.post(f"{letters}/1/leaving", leaving).status_code == 200
        posted = story.desk.officer.post(f"{CASES}/{story.ref}/outbox/1/posted", {"posted_on": "2026-11-02"})
        assert posted.status_code == 200
        assert story.case["responded_on"] == "2026-11-02"
        items = story.desk.beside(story.ref, "timeline")["items"]
        told_so = next(item["detail"] for item in items if item["title"].startswith("Answer sent"))
        assert "Without independent person: Nobody could be found." in told_so


def test_a_word_about_advocacy_is_put_right_and_the_history_keeps_both(desk: Desk) -> None:
    ref = desk.open()
    said = f"{CASES}/{ref}/advocacy"
    for act, on in (("offered", "2026-03-03"), ("taken_up", "2026-03-04")):
        desk.officer.post(said, {"act": act, "told_on": on}).raise_for_status()
    right = {"word": {"act": "declined", "told_on": "2026-03-05"}, "because": "Their letter says so."}
    answer = desk.officer.post(f"{said}/2/put-right", right)
    assert answer.status_code == 200, answer.text
    assert answer.json()["advocacy"][1] == {"number": 2, "stage": 1, "act": "declined", "told_on": "2026-03-05"}
    told = desk.beside(ref, "timeline")["items"][0]
    assert told["title"] == "Put right: what was said of advocacy"
    assert told["detail"] == (
        "It was recorded as advocacy taken up in stage 1 on 4 March 2026. "
        "It is advocacy declined in stage 1 on 5 March 2026. Their letter says so."
    )
    assert desk.officer.post(f"{said}/2/put-right", right).status_code == 409, "it is recorded so already"
    early = {"word": {"act": "declined", "told_on": "2026-03-01"}, "because": "A slip."}
    assert wrong_at(desk.officer.post(f"{said}/2/put-right", early)) == (422, "/word/told_on")
    unreached = {"word": {"act": "declined", "stage": 2, "told_on": TODAY}, "because": "A slip."}
    assert wrong_at(desk.officer.post(f"{said}/2/put-right", unreached)) == (422, "/word/stage")
    never = {"word": None, "because": "It was another case."}
    stranger = desk.services.caller(Role.INVESTIGATOR, subject="investigator-1")
    assert stranger.post(f"{said}/2/put-right", never).status_code == 403, "it is not theirs"
    assert [word["number"] for word in desk.officer.post(f"{said}/2/put-right", never).json()["advocacy"]] == [1]
    assert desk.officer.post(f"{said}/2/put-right", never).status_code == 404, "it was taken back"
    again = desk.officer.post(said, {"act": "taken_up", "told_on": TODAY}).json()["advocacy"]
    assert [word["number"] for word in again] == [1, 3], "what was taken back keeps its number"


def test_a_young_person_has_an_advocate_in_any_stage(desk: Desk) -> None:
    ref = desk.open()
    body = {"role": "advocate", "name": "Person A", "independent": True, "appointed_on": TODAY}
    room = f"{CASES}/{ref}/appointments"
    stranger = desk.services.caller(Role.INVESTIGATOR, subject="investigator-1")
    assert stranger.post(room, body).status_code == 403, "it is not theirs"
    assert desk.officer.post(room, body).status_code == 201
    auditor = desk.services.caller(Role.AUDITOR).get(room).json()
    assert [(one["role"], one["name"]) for one in auditor["items"]] == [("advocate", None)]
    assert (auditor["withheld"], auditor["may_record"]) == (["narrative"], False)
    for act, on in (("offered", "2026-03-03"), ("taken_up", TODAY)):
        said = desk.officer.post(f"{CASES}/{ref}/advocacy", {"act": act, "told_on": on})
        assert said.status_code == 201, said.text
    assert [(word["act"], word["stage"]) for word in said.json()["advocacy"]] == [("offered", 1), ("taken_up", 1)]
    early = desk.officer.post(f"{CASES}/{ref}/advocacy", {"act": "declined", "told_on": "2026-03-01"})
    assert wrong_at(early) == (422, "/told_on")
    assert desk.beside(ref, "timeline")["items"][0]["title"] == "Advocacy taken up"
    assert desk.officer.post(f"{room}/2/end", {"ended_on": TODAY, "because": "Moved."}).status_code == 404
    assert wrong_at(desk.officer.post(room, body | {"officer": "officer-1"})) == (422, "/name"), "one or the other"
