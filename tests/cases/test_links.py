"""Links by which contributors answer: without an account, once, and with nothing of the case but what is asked."""

from datetime import date
from typing import Any

import httpx
import pytest

from cases.contributions.rules import last_day, last_day_mistake, shut
from chassis.limits import RateLimit
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support.books import books
from tests.support.statements import counted

DAYS = books().calendar
TODAY_ON = date.fromisoformat(TODAY)
LINK = "/api/cases/v1/contribution"
ANSWER = {
    "text": "The carer was late twice.\n\nThe log is enclosed.",
    "name": "A. Manager",
    "role": "Home manager",
}


@pytest.mark.parametrize(
    ("due_on", "last"),
    [
        pytest.param(date(2026, 3, 31), date(2026, 4, 16), id="over Easter"),
        pytest.param(date(2026, 3, 2), date(2026, 4, 9), id="due long ago: from today"),
        pytest.param(date(2026, 7, 1), date(2026, 5, 23), id="sixty days at most"),
        pytest.param(None, date(2026, 4, 9), id="no known due day"),
    ],
)
def test_how_long_a_link_serves(due_on: date | None, last: date) -> None:
    assert last_day(due_on, TODAY_ON, DAYS) == last


def test_a_chosen_last_day_lies_within_sixty_days() -> None:
    assert last_day_mistake(date(2026, 3, 23), TODAY_ON) == "This is in the past."
    assert last_day_mistake(TODAY_ON, TODAY_ON) is None
    assert last_day_mistake(date(2026, 5, 24), TODAY_ON) == "A link serves 60 days at most: until 23 May 2026."


SERVES: dict[str, Any] = {
    "withdrawn": False,
    "used_on": None,
    "answered_on": None,
    "needed": True,
    "told": True,
    "last": TODAY_ON,
    "today": TODAY_ON,
}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, None),
        ({"used_on": TODAY_ON, "answered_on": TODAY_ON}, 410),
        ({"withdrawn": True}, 410),
        ({"answered_on": TODAY_ON}, 409),
        ({"needed": False}, 409),
        ({"told": False}, 409),
        ({"last": date(2026, 3, 23)}, 410),
    ],
)
def test_what_shuts_a_link(changes: dict[str, Any], status: int | None) -> None:
    because = shut(**SERVES | changes)
    assert (because.status if because else None) == status


def asked_for(desk: Desk, **more: Any) -> str:
    ref = desk.open()
    desk.acknowledge(ref)
    desk.do(ref, "requests", {"asked_of": "Provider B", "what": "Its visit log", "asked_on": TODAY, **more})
    return ref


def make(desk: Desk, ref: str, **body: Any) -> dict[str, Any]:
    answer = desk.officer.post(f"{CASES}/{ref}/requests/1/link", body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def secret_of(made: dict[str, Any]) -> str:
    page, _, secret = made["address"].partition("#")
    assert page == "/contribute"
    return str(secret)


def look(desk: Desk, secret: str) -> httpx.Response:
    return desk.services.caller().get(LINK, headers={"Redress-Link": secret})


def send(desk: Desk, secret: str, key: str = "", **changes: Any) -> httpx.Response:
    headers = {"Redress-Link": secret} | ({"Idempotency-Key": key} if key else {})
    return desk.services.caller().post(f"{LINK}/answer", ANSWER | changes, headers=headers)


@pytest.mark.both_databases
def test_a_contributor_answers_by_a_link_once(desk: Desk) -> None:
    ref = asked_for(desk)
    made = make(desk, ref)
    assert made["expires_on"] == "2026-04-16"
    secret = secret_of(made)
    assert len(secret) >= 43, "256 bits"
    database = desk.services.database("cases")
    with counted(database.engine) as sent:
        seen = look(desk, secret)
    assert len(sent) <= 9, "\n".join(sent)
    assert seen.json() == {
        "council": "Eastmere City Council",
        "asked_of": "Provider B",
        "what": "Its visit log",
        "asked_on": TODAY,
        "due_on": "2026-03-31",
        "expires_on": "2026-04-16",
    }
    with counted(database.engine) as sent:
        answer = send(desk, secret, "once")
    assert len(sent) <= 17, "\n".join(sent)
    thanks = {"council": "Eastmere City Council", "answered_on": TODAY}
    assert (answer.status_code, answer.json()) == (201, thanks)
    again = send(desk, secret, "once")
    assert (again.status_code, again.json()) == (201, thanks), "a lost answer that is sent again"
    assert send(desk, secret, "once", text="Something else.").status_code == 422
    for late in (send(desk, secret), send(desk, secret, "twice"), look(desk, secret)):
        assert (late.status_code, late.json()["title"]) == (410, "This serves no more")
        assert "24 March 2026" in late.json()["detail"]

    case = desk.read(ref)
    (request,) = case["requests"]
    assert request["answered_on"] == TODAY
    (clock,) = (clock for clock in case["clocks"] if clock["kind"] == request["clock"])
    assert (clock["met_on"], clock["state"]) == (TODAY, "met")
    (read,) = desk.beside(ref, "contributions")["items"]
    said = ANSWER | {"on": TODAY, "by_system": False}
    assert read == {"number": 1, "link": None, "said": said, "has_client": False, "may_link": False}
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (newest["title"], newest["detail"]) == ("Provider B answered by its link", "Its visit log")
    with database.reading() as session:
        everything = [
            str(session.execute(table.select()).all()) for table in database.tables.events.metadata.sorted_tables
        ]
        assert secret not in "".join(everything), "only its hash is kept"
        events = str(session.execute(database.tables.events.select()).all())
        assert not [word for word in ("carer", "Manager") if word in events]
    reads = desk.services.caller(Role.AUDITOR).get("/api/cases/v1/reads", params={"what": "request"})
    assert [(each["ref"], each["name"]) for each in reads.json()["items"]] == [(ref, "Whoever has the link")]


def test_what_serves_no_more_says_why(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    ref = asked_for(desk)
    first, second = secret_of(make(desk, ref)), secret_of(make(desk, ref, expires_on="2026-03-30"))
    assert "withdrawn" in look(desk, first).json()["detail"], "a new one takes its place"
    assert look(desk, second).status_code == 200
    on_an_ordinary_tuesday.move_to("2026-03-31T10:00:00Z")
    assert send(desk, second).json()["detail"].startswith("This link served until 30 March 2026.")
    third = secret_of(make(desk, ref))
    path = f"{CASES}/{ref}/requests/1/link"
    assert desk.officer.request("DELETE", path).status_code == 204
    assert desk.officer.request("DELETE", path).status_code == 404
    assert (send(desk, third).status_code, desk.read(ref)["requests"][0]["answered_on"]) == (410, None)
    fourth = secret_of(make(desk, ref))
    desk.do(ref, "requests/1/answer", {"answered_on": TODAY})
    assert (send(desk, fourth).status_code, look(desk, fourth).status_code) == (409, 409)
    assert desk.officer.post(path, {}).status_code == 409
    desk.do(ref, "requests", {"asked_of": "Provider C", "what": "Its rota", "asked_on": TODAY})
    fifth = desk.officer.post(f"{CASES}/{ref}/requests/2/link", {}).json()
    ended = {"withdrawn_on": "2026-03-31", "withdrawn_by": "complainant", "reason": "Content now."}
    desk.do(ref, "withdrawal", ended)
    assert "needs no answer any more" in send(desk, secret_of(fifth)).json()["detail"]
    for unknown in ("nothing", first[:-1], "x" * 200):
        assert (look(desk, unknown).status_code, look(desk, unknown).json()["detail"]) == (
            404,
            "There is no such link.",
        )


@pytest.mark.both_databases
def test_of_two_at_once_one_is_taken(desk: Desk) -> None:
    secret = secret_of(make(desk, asked_for(desk)))
    both = desk.services.caller().post_at_once(f"{LINK}/answer", [ANSWER] * 2, headers={"Redress-Link": secret})
    assert sorted(answer.status_code for answer in both) == [201, 410]


def test_who_makes_a_link_and_who_reads_what_came(desk: Desk) -> None:
    ref = asked_for(desk)
    path = f"{CASES}/{ref}/requests/1/link"
    auditor, stranger = desk.services.caller(Role.AUDITOR), desk.services.caller(Role.INVESTIGATOR)
    assert (auditor.post(path, {}).status_code, stranger.post(path, {}).status_code) == (403, 403)
    assert desk.officer.post(path, {"expires_on": "2026-06-30"}).status_code == 422
    assert desk.officer.post(f"{CASES}/{ref}/requests/2/link", {}).status_code == 404
    enquiry = {"asked_of": "The Ombudsman", "what": "Comments", "asked_on": TODAY}
    desk.do(ref, "ombudsman-enquiries", enquiry)
    assert desk.officer.post(f"{CASES}/{ref}/requests/2/link", {}).status_code == 409
    send(desk, secret_of(make(desk, ref))).raise_for_status()
    read = auditor.get(f"{CASES}/{ref}/contributions").json()
    assert read["withheld"] == ["narrative"]
    assert read["items"][0]["said"] == {"text": None, "name": None, "role": None, "on": TODAY, "by_system": False}


def test_a_restricted_case_stays_so(desk: Desk) -> None:
    ref = asked_for(desk)
    manager = desk.services.caller(Role.MANAGER)
    manager.put("/api/cases/v1/officers/me").raise_for_status()
    secret = secret_of(make(desk, ref))
    why = {"people": ["manager"], "reason": "It is about a colleague."}
    manager.put(f"{CASES}/{ref}/restriction", why).raise_for_status()
    assert send(desk, secret).status_code == 201
    path = f"{CASES}/{ref}/contributions"
    assert (desk.officer.get(path).status_code, manager.get(path).status_code) == (403, 200)


def test_an_address_that_tries_too_many_is_told_to_wait(desk: Desk) -> None:
    desk.services.apps["cases"].state.link_limit = RateLimit(2)
    tried = [look(desk, "a guess") for _ in range(3)]
    assert [answer.status_code for answer in tried] == [404, 404, 429]
    assert int(tried[-1].headers["Retry-After"]) > 0
