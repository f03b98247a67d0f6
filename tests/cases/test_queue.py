"""The queue: in which order, why, as a file; and what is ready to close."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.urgency import Pressing
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, Desk
from tests.support.house import House

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 3, 24)
CASE = st.builds(
    Pressing,
    due_on=st.none() | DAYS,
    chase_on=st.none() | DAYS,
    is_safeguarding=st.booleans(),
    grade_step=st.integers(0, 4),
    is_statutory=st.booleans(),
    has_owner=st.booleans(),
    is_waiting=st.booleans(),
)
MORE_URGENT: list[dict[str, Any]] = [
    {"is_safeguarding": True},
    {"is_statutory": True},
    {"has_owner": False},
    {"is_waiting": False},
    {"grade_step": 9},
]


@given(CASE, DAYS, st.integers(0, 400))
def test_what_is_more_urgent_never_scores_lower(case: Pressing, today: date, days: int) -> None:
    earlier = timedelta(days=days)
    more = [replace(case, **change) for change in MORE_URGENT]
    more += [replace(case, due_on=case.due_on - earlier)] if case.due_on else []
    more += [replace(case, chase_on=(case.chase_on or today) - earlier)]
    for other in more:
        assert other.rank_on <= case.rank_on
        before, after = case.score(today), other.score(today)
        assert before is None or (after is not None and after >= before)
        # The order of two cases is the same on any day: a list keeps it.
        later = today + timedelta(days=30)
        if before is not None and after is not None:
            assert (other.score(later) or 0) - (case.score(later) or 0) == after - before


def test_why_it_comes_first() -> None:
    late = Pressing(date(2026, 3, 20), date(2026, 3, 13), None, is_safeguarding=True, has_owner=False)
    assert late.why(TODAY) == [
        "Somebody may be at risk",
        "Late since 20 March 2026",
        "Nobody has it",
        "Our turn",
    ]
    assert late.score(TODAY) == 4 + 28 + 5 + 2
    assert Pressing(None, is_waiting=True).why(TODAY) == []


def test_a_chase_long_overdue_does_not_come_before_an_answer_due_tomorrow() -> None:
    answer = Pressing(TODAY + timedelta(days=1))
    for due_in in (7, 30, 180):
        to_chase = Pressing(TODAY + timedelta(days=due_in), chase_on=TODAY - timedelta(days=60))
        assert answer.rank_on < to_chase.rank_on
        assert to_chase.rank_on == replace(to_chase, chase_on=None).rank_on - timedelta(days=5)
    soon = Pressing(TODAY + timedelta(days=7), chase_on=TODAY + timedelta(days=5))
    assert soon.rank_on == replace(soon, due_on=soon.chase_on).rank_on, "it counts on its own day, not before"


def of_three(desk: Desk, services: House) -> dict[str, str]:
    """One that somebody has, a later one that nobody has, and the last one, in which somebody is at risk."""
    for subject in ("officer-1", "officer-2"):
        services.caller(Role.COMPLAINTS_OFFICER, subject=subject).put("/api/cases/v1/officers/me")
    opened = {
        "old": desk.open(received_at="2026-03-03T10:00:00Z"),
        "risk": desk.open(received_at="2026-03-05T10:00:00Z", harm_alleged="yes"),
        "new": desk.open(received_at="2026-03-04T10:00:00Z"),
    }
    for name, owner in (("old", "officer-2"), ("risk", "officer-1")):
        desk.do(opened[name], "allocation", {"owner": owner})
    for ref in opened.values():
        desk.acknowledge(ref, on="2026-03-06")
    return opened


ORDERS = {
    "due": ["old", "new", "risk"],
    "received": ["old", "new", "risk"],
    "owner": ["new", "risk", "old"],
    "score": ["risk", "new", "old"],
}


@pytest.mark.both_databases
def test_each_order_goes_on_where_its_page_ended(services: House, desk: Desk) -> None:
    refs = of_three(desk, services)
    for sort, order in ORDERS.items():
        found: list[dict[str, Any]] = []
        cursor = None
        while True:
            query = {"sort": sort, "limit": 1} | ({"cursor": cursor} if cursor else {})
            page = desk.officer.get(CASES, params=query).json()
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                break
            other = "due" if sort == "score" else "score"
            wrong = desk.officer.get(CASES, params={"sort": other, "cursor": cursor})
            assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/query/cursor")
        assert [item["ref"] for item in found] == [refs[name] for name in order], sort
        if sort == "score":
            scores = [item["score"] for item in found]
            assert scores == sorted(scores, reverse=True)
            assert found[0]["why"][0] == "Somebody may be at risk"


def test_a_view_as_a_file(services: House, desk: Desk) -> None:
    refs = of_three(desk, services)
    desk.services.caller(Role.COMPLAINTS_OFFICER, subject="officer-2").put("/api/cases/v1/officers/me")
    services.caller(Role.MANAGER).patch("/api/cases/v1/officers/officer-2", {"name": "=1+1"}).raise_for_status()
    hold = {"reason": "consent", "waiting_on": "Mrs A K", "started_on": "2026-03-24", "review_on": "2026-04-01"}
    desk.do(refs["old"], "holds", hold)
    answer = desk.officer.get(f"{CASES}/export", params={"sort": "score"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [line["Reference"] for line in lines] == [refs[name] for name in ORDERS["score"]]
    assert (lines[2]["Owner"], lines[2]["Of whom"], lines[2]["Kind"]) == (
        "'=1+1",
        "Mrs A K",
        "Statutory complaint",
    )
    auditor = services.caller(Role.AUDITOR)
    assert "Mrs A K" not in auditor.get(f"{CASES}/export").text, "as the list is masked"
    reads = auditor.get("/api/cases/v1/reads").json()["items"]
    assert ("export", "cases open", 3) in [(read["what"], read["about"], read["shown"]) for read in reads]
    assert auditor.get(f"{CASES}/export", params={"view": "nothing"}).status_code == 422


def test_what_is_ready_to_close(desk: Desk) -> None:
    ready, answered, open_one = desk.open(), desk.open(), desk.open()
    for ref in (ready, answered):
        desk.acknowledge(ref)
        desk.find(ref, "not_upheld")
        desk.respond(ref)
    asked = {"asked_of": "The Ombudsman", "what": "Comments", "asked_on": "2026-03-24"}
    desk.do(answered, "ombudsman-enquiries", asked)
    assert desk.list(view="ready_to_close") == [ready]
    assert desk.officer.get(f"{CASES}/counts").json()["ready_to_close"] == 1
    desk.close(ready)
    assert desk.list(view="ready_to_close") == []
    assert open_one in desk.list()


SAVED = "/api/cases/v1/saved-views"


def test_views_are_saved_for_oneself_and_by_managers_for_a_team(services: House) -> None:
    manager, officer, other = (
        services.caller(role, subject=subject)
        for role, subject in (
            (Role.MANAGER, "manager-1"),
            (Role.COMPLAINTS_OFFICER, "officer-1"),
            (Role.COMPLAINTS_OFFICER, "officer-2"),
        )
    )
    officer.put("/api/cases/v1/officers/me").raise_for_status()
    other.put("/api/cases/v1/officers/me").raise_for_status()
    for subject, team in (("officer-1", "locality"), ("officer-2", "safeguarding")):
        manager.patch(f"/api/cases/v1/officers/{subject}", {"team": team}).raise_for_status()
    mine = {"name": "Late and mine", "query": {"view": "late", "sort": "score", "owner": "officer-1"}}
    theirs = {"name": "Ours", "team": "locality", "query": {"view": "open", "team": "locality"}}
    saved = officer.post(SAVED, mine)
    assert (saved.status_code, saved.json()["query"]["sort"], saved.json()["may_change"]) == (201, "score", True)
    assert officer.post(SAVED, theirs).status_code == 403
    ours = manager.post(SAVED, theirs).json()
    listed = officer.get(SAVED).json()["items"]
    assert [(view["name"], view["team"], view["may_change"]) for view in listed] == [
        ("Late and mine", None, True),
        ("Ours", "locality", False),
    ]
    assert other.get(SAVED).json()["items"] == []
    assert [view["name"] for view in manager.get(SAVED).json()["items"]] == ["Ours"]

    own, shared = f"{SAVED}/{saved.json()['id']}", f"{SAVED}/{ours['id']}"
    assert officer.put(own, mine | {"name": "Mine, late"}).json()["name"] == "Mine, late"
    assert officer.put(own, mine | {"team": "locality"}).status_code == 422
    assert other.put(own, mine).status_code == other.request("DELETE", own).status_code == 404
    assert officer.put(shared, theirs).status_code == officer.request("DELETE", shared).status_code == 403
    assert manager.request("DELETE", shared).status_code == 204
    assert len(officer.get(SAVED).json()["items"]) == 1


def test_what_cannot_be_saved(services: House) -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    body: dict[str, Any] = {"name": "Late", "query": {"view": "late"}}
    officer.post(SAVED, body).raise_for_status()
    for wrong, pointer in (
        (body | {"name": "late"}, "/name"),
        (body | {"name": " "}, "/name"),
        (body | {"name": "x" * 61}, "/name"),
        (body | {"query": {"view": "nothing"}}, "/query/view"),
        (body | {"name": "A", "query": {"view": "late", "team": "nothing"}}, "/query/team"),
        (body | {"name": "A", "query": {"view": "late", "q": "%"}}, "/query/q"),
        (body | {"name": "A", "query": {"view": "late", "cursor": "x"}}, "/query/cursor"),
    ):
        answer = officer.post(SAVED, wrong)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), wrong
    for number in range(49):
        officer.post(SAVED, body | {"name": f"View {number}"}).raise_for_status()
    assert officer.post(SAVED, body | {"name": "One too many"}).status_code == 409
