"""Cases over HTTP: versions, queues, cursors, officers, explanations."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

from cases.record.models import CaseRow
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, NOTHING_LEARNED, TODAY, Desk
from tests.support.house import Caller, House

OFFICERS = "/api/cases/v1/officers"


# Versions


IF_MATCH = {
    "no version": (None, 428),
    "a version that is not there yet": ('"2"', 412),
    "no version at all": ("nonsense", 422),
    "any version": ("*", 422),
    "a negative one": ('"-1"', 422),
    "digits of another script": ('"٣"', 422),
    "the version that was read": ('"1"', 200),
    "the same, weakened on its way": ('W/"2"', 200),
    "the same, without quotes": ("3", 200),
    "the one before": ('"1"', 412),
}


def test_a_change_says_which_version_it_is_meant_for(desk: Desk) -> None:
    path, version = f"{CASES}/{desk.open()}/allocation", 1
    for what, (if_match, status) in IF_MATCH.items():
        headers = {b"If-Match": if_match.encode()} if if_match else {}
        answer = desk.officer.post(path, {"team": "locality"}, headers=headers)
        assert answer.status_code == status, what
        version += status == 200
        assert desk.read(path.split("/")[-2])["version"] == version, what


def test_every_change_is_answered_with_the_next_version(desk: Desk) -> None:
    ref = desk.open()
    read = desk.officer.get(f"{CASES}/{ref}")
    assert read.headers["etag"] == '"1"'
    for expected, team in enumerate(("locality", "safeguarding"), 2):
        changed = desk.act(ref, "allocation", {"team": team})
        assert changed.headers["etag"] == f'"{expected}"'
        assert changed.json() == desk.read(ref)


def test_what_is_not_possible_now_is_a_conflict(desk: Desk) -> None:
    ref = desk.open()
    for what, body in {
        "response": {"responded_on": TODAY, "method": "email"},
        "closure": {"closed_on": TODAY},
    }.items():
        answer = desk.act(ref, what, body)
        assert answer.status_code == 409
        assert answer.json()["title"] == "Not possible as things stand"
    assert (
        desk.act(ref, "issues/2/finding", {"outcome": "upheld", "reason": "So.", "decided_on": TODAY}).status_code
        == 404
    )


def test_a_case_that_is_being_opened_is_not_there_yet(services: House, desk: Desk) -> None:
    assert desk.officer.get(f"{CASES}/EAS-2526-0001").status_code == 404
    ref = desk.open()
    stranger = services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    assert stranger.get(f"{CASES}/{ref}").status_code == 404
    assert stranger.get(f"{CASES}/{ref}/timeline").status_code == 404
    assert desk.act(ref, "allocation", {}, by=stranger).status_code == 404


@pytest.mark.parametrize(
    ("role", "what", "status"),
    [
        (Role.INVESTIGATOR, "issues/1/finding", 200),
        (Role.INVESTIGATOR, "acknowledgement", 403),
        (Role.CONTACT_CENTRE, "acknowledgement", 403),
        (Role.AUDITOR, "acknowledgement", 403),
        (Role.MANAGER, "acknowledgement", 200),
    ],
)
def test_who_may_do_what(services: House, desk: Desk, role: Role, what: str, status: int) -> None:
    bodies = {
        "issues/1/finding": {"outcome": "upheld", "reason": "So.", "decided_on": TODAY},
        "acknowledgement": {"acknowledged_on": TODAY, "method": "phone"},
    }
    who = services.caller(role)
    who.put(f"{OFFICERS}/me").raise_for_status()
    ref = desk.open()
    if role is Role.INVESTIGATOR:
        assert desk.act(ref, what, bodies[what], by=who).status_code == 403, "it is not theirs"
        desk.do(ref, "allocation", {"owner": who.subject})
    assert desk.act(ref, what, bodies[what], by=who).status_code == status


def test_an_investigator_acts_on_what_is_theirs_or_their_teams(services: House, desk: Desk) -> None:
    who = services.caller(Role.INVESTIGATOR)
    who.put(f"{OFFICERS}/me").raise_for_status()
    ref = desk.open()
    path = f"{CASES}/{ref}"
    assert who.get(path).json()["actions"] == []
    assert who.post(f"{path}/notes", {"text": "Seen."}).status_code == 403
    services.caller(Role.ADMIN).patch(f"{OFFICERS}/{who.subject}", {"team": "locality"}).raise_for_status()
    desk.do(ref, "allocation", {"owner": None, "team": "locality"})
    assert who.get(path).json()["actions"] == ["record_finding", "ask", "change_issue", "note"]
    assert who.post(f"{path}/notes", {"text": "Seen."}).status_code == 201


def test_what_a_caller_asks_of_a_case(services: House, desk: Desk) -> None:
    ref = desk.open()
    clerk = services.caller(Role.CONTACT_CENTRE)
    assert clerk.get(f"{CASES}/{ref}").status_code == 403
    status = clerk.get(f"{CASES}/{ref}/status").json()
    assert (status["status"], status["owner"], status["next_due"]["act"]) == ("open", None, "acknowledged")
    assert set(status) == {"ref", "status", "stage", "received_on", "team", "owner", "next_due"}


WRITTEN = "Somebody's own words"


def test_an_auditor_reads_what_was_written_once_they_say_why(services: House, desk: Desk) -> None:
    ref = desk.open(matters=[{"category": "delay", "description": WRITTEN}])
    desk.do(ref, "issues", {"category": "delay", "description": WRITTEN, "about": "council", "team": None})
    desk.do(ref, "notes", {"text": WRITTEN})
    ask = {"asked_of": WRITTEN, "what": WRITTEN, "asked_on": TODAY}
    desk.do(ref, "requests", ask)
    desk.do(ref, "issues/1/finding", {"outcome": "upheld", "reason": WRITTEN, "decided_on": TODAY})
    hold = {"reason": "consent", "waiting_on": WRITTEN, "started_on": TODAY, "review_on": "2026-03-27"}
    desk.do(ref, "holds", hold)
    auditor = services.caller(Role.AUDITOR)
    for path in (f"{CASES}/{ref}", f"{CASES}/{ref}/timeline", CASES):
        assert WRITTEN in desk.officer.get(path).text, path
        assert WRITTEN not in auditor.get(path).text, path
    assert auditor.get(f"{CASES}/{ref}").json()["withheld"] == ["narrative"]
    why = {"Redress-Reason": "Sample%20of%20March%2C%20case%207"}
    for path in (f"{CASES}/{ref}", f"{CASES}/{ref}/timeline"):
        assert WRITTEN in auditor.get(path, headers=why).text, path
        assert auditor.get(path, headers={"Redress-Reason": "short"}).status_code == 422
        assert desk.officer.get(path, headers=why).status_code == 403, "nothing is masked for them"


# The queue. Today is Tuesday 24 March.


@pytest.fixture
def queue(desk: Desk) -> dict[str, str]:
    """Cases by how they stand."""
    refs = {
        "to answer late": desk.open(received_at="2026-02-02T10:00:00Z"),
        "to answer soon": desk.open(received_at="2026-02-27T10:00:00Z"),
        "to answer": desk.open(received_at="2026-03-16T10:00:00Z"),
        "to acknowledge late": desk.open(received_at="2026-03-18T10:00:00Z"),
        "to acknowledge soon": desk.open(received_at="2026-03-20T10:00:00Z"),
        "to acknowledge": desk.open(received_at="2026-03-24T09:00:00Z", function="other_council_service"),
        "answered": desk.open(received_at="2026-03-02T10:00:00Z"),
        "closed": desk.open(received_at="2026-03-03T10:00:00Z"),
    }
    for name in ("to answer late", "to answer soon", "to answer", "answered", "closed"):
        desk.acknowledge(refs[name], TODAY)
    for name in ("answered", "closed"):
        desk.find(refs[name])
        desk.respond(refs[name])
    desk.close(refs["closed"], **NOTHING_LEARNED)
    desk.officer.put(f"{OFFICERS}/me")
    desk.do(refs["to answer"], "allocation", {"owner": "officer-1", "team": "locality"})
    return refs


VIEWS = {
    "late": ["to answer late", "to acknowledge late"],
    "soon": ["to acknowledge soon", "to answer soon"],
    "mine": ["to answer"],
    "unowned": [
        "to answer late",
        "to acknowledge late",
        "to acknowledge soon",
        "to answer soon",
        "to acknowledge",
        "answered",
    ],
    "open": [
        "to answer late",
        "to acknowledge late",
        "to acknowledge soon",
        "to answer soon",
        "to acknowledge",
        "to answer",
        "answered",
    ],
    "closed": ["closed"],
}


def test_views_of_the_queue_by_the_next_date_owed(desk: Desk, queue: dict[str, str]) -> None:
    names = {ref: name for name, ref in queue.items()}
    shown = {view: [names[ref] for ref in desk.list(view=view)] for view in VIEWS}
    assert shown == VIEWS
    assert set(desk.list(view="all")) == set(queue.values())
    counts = desk.officer.get(f"{CASES}/counts").json()
    assert counts == {view: len(refs) for view, refs in VIEWS.items()} | {
        "to_acknowledge": 3,
        "to_chase": 0,
        "to_tell": 1,
        "late_without_reason": 0,
        "ready_to_close": 1,
        "restricted": 0,
        "follow_up": 0,
        "follow_up_late": 0,
        "ombudsman": 0,
    }


def test_views_agree_with_how_each_case_reads(desk: Desk, queue: dict[str, str]) -> None:
    """The list is filtered by stored dates, the reading is worked out: they must say the same."""
    for view, rag in {"late": "late", "soon": "soon"}.items():
        reading = {ref for ref in queue.values() if (desk.read(ref)["next_due"] or {}).get("rag") == rag}
        assert reading == set(desk.list(view=view))


def test_filters(desk: Desk, queue: dict[str, str]) -> None:
    assert desk.list(team="locality") == [queue["to answer"]]
    assert desk.list(owner="officer-1") == [queue["to answer"]]
    assert desk.list(classification="corporate_complaint") == [queue["to acknowledge"]]
    assert desk.list(stage="responded") == [queue["answered"]]
    assert desk.list(q=queue["answered"].lower()[4:]) == [queue["answered"]]
    assert desk.list(q="9999") == []
    assert desk.officer.get(f"{CASES}/counts", params={"team": "locality"}).json()["open"] == 1


def test_the_queue_moves_with_the_day(desk: Desk, queue: dict[str, str], on_an_ordinary_tuesday: Any) -> None:
    on_an_ordinary_tuesday.shift(24 * 3600)
    assert queue["to acknowledge soon"] in desk.list(view="soon")  # due on the 25th
    on_an_ordinary_tuesday.shift(24 * 3600)
    assert queue["to acknowledge soon"] in desk.list(view="late")


def test_pages_walk_the_queue_without_repeats(desk: Desk, queue: dict[str, str]) -> None:
    for size in (1, 3, 100):
        walked: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            query = {"view": "all", "limit": size} | ({"cursor": cursor} if cursor else {})
            page = desk.officer.get(CASES, params=query).json()
            walked += [item["ref"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert walked == desk.list(view="all", limit=100)
        assert sorted(walked) == sorted(queue.values())


def test_cursors_that_no_list_gave(desk: Desk) -> None:
    for cursor in ("nonsense", "WyJhIl0", "WyJhIiwiYiJd", "bnVsbA"):
        assert desk.officer.get(CASES, params={"cursor": cursor}).status_code == 422, cursor


# Officers


def officer(services: House, name: str, role: Role = Role.INVESTIGATOR) -> Caller:
    return services.caller(role, subject=name)


def test_officers_are_learnt_when_they_sign_in_and_kept_by_admins(services: House, desk: Desk) -> None:
    ref = desk.open()
    refused = desk.act(ref, "allocation", {"owner": "officer-2"})
    assert refused.json()["errors"][0]["pointer"] == "/owner"
    learnt = officer(services, "officer-2").put(f"{OFFICERS}/me").json()
    assert (learnt["name"], learnt["role"], learnt["active"]) == ("Officer 2", "investigator", True)
    assert desk.do(ref, "allocation", {"owner": "officer-2"})["owner"] == {
        "subject": "officer-2",
        "name": "Officer 2",
    }

    admin = services.caller(Role.ADMIN)
    path = f"{OFFICERS}/officer-2"
    assert desk.officer.patch(path, {"name": "Somebody"}).status_code == 403
    assert admin.patch(path, {"team": "choir"}).status_code == 422
    assert admin.patch(f"{OFFICERS}/nobody", {"name": "N"}).status_code == 404
    kept = admin.patch(path, {"name": "O Two", "team": "locality", "active": False}).json()
    assert (kept["name"], kept["team"], kept["active"], kept["open_cases"]) == ("O Two", "locality", False, 1)
    assert desk.read(ref)["owner"]["name"] == "O Two", "what was given before stays"
    assert desk.act(desk.open(), "allocation", {"owner": "officer-2"}).status_code == 422

    officer(services, "officer-2", Role.MANAGER).put(f"{OFFICERS}/me")
    [again] = admin.get(OFFICERS).json()["items"]
    assert (again["name"], again["role"], again["active"]) == ("O Two", "manager", False)
    assert officer(services, "officer-3").put(f"{OFFICERS}/me").status_code == 200


def test_who_is_away_is_given_no_cases(services: House, desk: Desk) -> None:
    officer(services, "officer-2").put(f"{OFFICERS}/me")
    manager, path, ref = services.caller(Role.MANAGER), f"{OFFICERS}/officer-2", desk.open()
    away = {"absent_from": TODAY, "absent_until": TODAY, "capacity": 20}
    kept = manager.patch(path, away).json()
    assert (kept["absent"], kept["may_own"], kept["capacity"]) == (True, False, 20)
    assert desk.act(ref, "allocation", {"owner": "officer-2"}).status_code == 422
    kept = manager.patch(path, {"absent_from": "2026-03-25", "absent_until": None}).json()
    assert (kept["absent"], kept["may_own"]) == (False, True), "not before tomorrow"
    desk.do(ref, "allocation", {"owner": "officer-2"})
    for wrong in (
        {"absent_from": "2026-04-02", "absent_until": "2026-04-01"},
        {"absent_until": "2026-04-01"},
        {"capacity": 0},
    ):
        assert manager.patch(path, wrong).status_code == 422, wrong


def test_a_leavers_cases_are_handed_over_in_one_act(services: House, desk: Desk) -> None:
    for name in ("officer-2", "officer-3", "officer-4"):
        officer(services, name).put(f"{OFFICERS}/me")
    open_ones = [desk.open(), desk.open()]
    for ref in open_ones:
        desk.do(ref, "allocation", {"owner": "officer-2", "team": "locality"})
    closed, others = desk.open(), desk.open()
    desk.do(closed, "allocation", {"owner": "officer-2"})
    withdrawn = {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "Content now."}
    desk.do(closed, "withdrawal", withdrawn)
    desk.do(others, "allocation", {"owner": "officer-4"})
    admin, path = services.caller(Role.ADMIN), f"{OFFICERS}/officer-2/hand-over"
    why = {"to": "officer-3", "reason": "They left for another council."}
    assert desk.officer.post(path, why).status_code == 403
    admin.patch(f"{OFFICERS}/officer-4", {"active": False})
    for wrong in ("officer-2", "officer-4", "nobody"):
        assert admin.post(path, why | {"to": wrong}).json()["errors"][0]["pointer"] == "/to"
    nothing = {"tasks": 0, "remedies": 0, "learning": 0}
    over = {"given": {}, "restricted": 0, "kept": 0, "things": nothing}
    assert admin.post(path, why).json() == over | {"refs": sorted(open_ones), "given": {"officer-3": 2}}
    assert admin.post(path, why).json() == over | {"refs": []}
    owners = [desk.read(ref)["owner"]["subject"] for ref in (*open_ones, closed, others)]
    assert owners == ["officer-3", "officer-3", "officer-2", "officer-4"]
    told = desk.officer.get(f"{CASES}/{open_ones[0]}/timeline").json()["items"][0]
    assert told["title"] == "Given to Officer 3"
    assert told["detail"].endswith("They left for another council.")


def test_a_leaver_hands_over_what_is_to_be_done_in_closed_cases_and_in_those_of_others(
    services: House, desk: Desk
) -> None:
    for name in ("officer-2", "officer-3"):
        officer(services, name).put(f"{OFFICERS}/me")
    closed, others = desk.open(), desk.open()
    desk.find(closed)
    desk.respond(closed)
    desk.close(closed, **NOTHING_LEARNED)
    owed = {"owner": "officer-2", "due_on": "2026-04-07"}
    for ref, noun, what in (
        (closed, "remedies", {"kind": "apology"}),
        (closed, "learning", {"theme": "communication", "action": "Ring first.", "scope": "team"}),
        (others, "tasks", {"what": "Ask the ward."}),
    ):
        assert desk.officer.post(f"{CASES}/{ref}/{noun}", owed | what).status_code == 201, noun
    admin, one_each = services.caller(Role.ADMIN), {"tasks": 1, "remedies": 1, "learning": 1}
    assert admin.get(OFFICERS).json()["items"][0]["things"] == one_each
    before = desk.read(others)
    over = admin.post(f"{OFFICERS}/officer-2/hand-over", {"to": "officer-3", "reason": "They left."}).json()
    assert (over["refs"], over["given"], over["things"]) == ([], {}, one_each)
    assert desk.read(others) == before, "whose case it is stays"
    for ref, noun in ((closed, "remedies"), (closed, "learning"), (others, "tasks")):
        assert desk.beside(ref, noun)["items"][-1]["owner"]["subject"] == "officer-3", noun
        told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
        assert told["detail"].endswith("It is for somebody else now. They left."), noun
    file = desk.officer.get(f"{CASES}/{closed}/history-file").text
    assert ("Remedy recorded: apology" in file, "Remedy changed" in file) == (True, False), (
        "who has it is our own work"
    )

    with services.database("cases").transaction() as tx:
        tx.execute(
            update(CaseRow).where(col(CaseRow.ref) == closed).values(anonymised_on=date.fromisoformat(TODAY))
        )
    back = {"to": "officer-2", "reason": "They stay."}
    alone = admin.post(f"{OFFICERS}/officer-3/hand-over", back).json()["things"]
    assert alone == {"tasks": 1, "remedies": 0, "learning": 0}, "nothing is done once the people were taken out"
    assert admin.get(OFFICERS).json()["items"][0]["things"] == alone


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN, Role.CONTACT_CENTRE], ids=str)
def test_cases_are_given_to_those_who_look_into_them(services: House, desk: Desk, role: Role) -> None:
    officer(services, "clerk", role).put(f"{OFFICERS}/me").raise_for_status()
    [clerk] = desk.officer.get(OFFICERS).json()["items"]
    assert clerk["may_own"] is False
    refused = desk.act(desk.open(), "allocation", {"owner": "clerk"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/owner")


def test_officers_belong_to_their_council(services: House, desk: Desk) -> None:
    desk.officer.put(f"{OFFICERS}/me")
    stranger = services.caller(Role.ADMIN, authority="leicester")
    assert stranger.get(OFFICERS).json() == {"items": []}
    assert stranger.patch(f"{OFFICERS}/officer-1", {"active": False}).status_code == 404


def test_what_each_officer_has(services: House, desk: Desk) -> None:
    desk.officer.put(f"{OFFICERS}/me")
    for received in ("2026-02-02", "2026-03-23"):
        desk.do(desk.open(received_at=f"{received}T10:00:00Z"), "allocation", {"owner": "officer-1"})
    [me] = desk.officer.get(OFFICERS).json()["items"]
    assert (me["open_cases"], me["late"], me["due_soon"]) == (2, 1, 0)


# Explanations


def test_every_clock_can_say_how_it_was_worked_out(desk: Desk) -> None:
    ref = desk.open(received_at="2026-03-07T10:00:00Z")
    case = desk.acknowledge(ref, "2026-03-09", promised_on="2026-04-10")
    told = {
        clock["kind"]: desk.officer.get(f"{CASES}/{ref}/clocks/{clock['kind']}/explanation").json()
        for clock in case["clocks"]
    }
    assert [(day["on"], day["number"]) for day in told["acknowledge"]["days"]] == [
        ("2026-03-07", 0),
        ("2026-03-08", None),
        ("2026-03-09", 1),
        ("2026-03-10", 2),
        ("2026-03-11", 3),
    ]
    assert told["acknowledge"]["rule"] == "Adult statutory procedure, version 3"
    assert told["stage_1"]["days"][-1] == {"on": "2026-04-07", "number": 20, "skipped": None, "name": None}
    assert "Good Friday" in {day["name"] for day in told["stage_1"]["days"]}
    assert told["statutory"]["days"] == []
    assert told["statutory"]["source"] == "SI 2009/309, reg 14(3)"
    assert "given to the complainant" in told["promised"]["summary"]
    assert all(told[kind]["clock"]["kind"] == kind for kind in told)
    assert desk.officer.get(f"{CASES}/{ref}/clocks/triage/explanation").status_code == 404


def test_where_the_procedure_asks_for_a_second_person_nobody_closes_their_own_case(
    services: House, desk: Desk
) -> None:
    desk.officer.put(f"{OFFICERS}/me")
    ref = desk.open(about=["also_nhs"])
    desk.acknowledge(ref)
    desk.do(ref, "allocation", {"owner": "officer-1"})
    desk.find(ref)
    mine = desk.respond(ref)
    assert "close" not in mine["actions"]
    assert [refusal["because"] for refusal in mine["not_yet"] if refusal["action"] == "close"]
    for owner in ("officer-1", None):  # whoever found on it is no second person either
        desk.do(ref, "allocation", {"owner": owner})
        assert desk.act(ref, "closure", {"closed_on": TODAY}).status_code == 409
    manager = services.caller(Role.MANAGER)
    assert desk.do(ref, "closure", {"closed_on": TODAY, **NOTHING_LEARNED}, by=manager)["status"] == "closed"


def test_an_answer_is_sent_once_somebody_else_has_signed_it(services: House, desk: Desk) -> None:
    """Eastmere's complex complaints: the Director, who did not prepare the answer."""
    ref = desk.open()
    desk.officer.put(f"{OFFICERS}/me")
    desk.acknowledge(ref)
    desk.do(ref, "allocation", {"owner": "officer-1"})
    desk.do(ref, "grade", {"grade": "complex", "answers": {"extent": "complex"}})
    manager = services.caller(Role.MANAGER)
    assert desk.act(ref, "review", {"put_up_on": TODAY}).status_code == 409, "a finding is missing"
    desk.find(ref)
    sent = {"responded_on": TODAY, "method": "letter"}
    assert desk.act(ref, "response", sent).json()["detail"] == "Not yet: it has to be signed first: Director."
    assert desk.act(ref, "review", {"put_up_on": "2026-03-01"}).status_code == 422, "before the receipt"

    waiting = desk.do(ref, "review", {"put_up_on": TODAY})
    assert waiting["next_action"] == "Sign the answer"
    assert waiting["primary_action"] is None
    assert "sign" not in waiting["actions"], "not by who prepared it"
    assert desk.act(ref, "signature", {"signed_on": TODAY}).status_code == 409
    back = desk.do(ref, "sent-back", {"sent_back_on": TODAY, "because": "Say what was learned."}, by=manager)
    assert back["stages"][0]["review"] is None
    early = desk.act(ref, "review", {"put_up_on": "2026-03-23"}).json()["errors"][0]
    assert early == {"pointer": "/put_up_on", "detail": "This is before the answer was sent back."}
    desk.do(ref, "review", {"put_up_on": TODAY})
    assert desk.act(ref, "signature", {"signed_on": "2099-01-01"}, by=manager).status_code == 422
    signed = desk.do(ref, "signature", {"signed_on": TODAY}, by=manager)["stages"][0]["review"]
    assert (signed["level"], signed["signed_on"], signed["stands"]) == ("Director", TODAY, True)

    changed = desk.find(ref, "not_upheld")
    assert not changed["stages"][0]["review"]["stands"], "another finding than the one that was signed"
    assert "has to be signed anew" in desk.act(ref, "response", sent).json()["detail"]
    desk.do(ref, "review", {"put_up_on": TODAY})
    desk.do(ref, "signature", {"signed_on": TODAY}, by=manager)
    another = desk.act(ref, "response", sent | {"signed_off_by": "Team Manager"})
    assert another.status_code == 422
    assert desk.do(ref, "response", sent)["stages"][0]["signed_off_by"] == "Director"
    told = desk.beside(ref, "timeline")["items"]
    assert [item["detail"] for item in told if item["title"] == "Answer sent back: Director"] == [
        "Say what was learned."
    ]
