"""Chases that send themselves: in the hours of the council's file, where the address is known, once a step."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from anyio import CapacityLimiter
from hypothesis import given
from hypothesis import strategies as st

from cases.chasing import rules
from cases.chasing.rules import Step
from cases.chasing.sending import chase_due
from cases.letters import leaving
from cases.outbox import sending
from cases.outbox.postroom import PostRoom
from kernel.procedures import SentBetween
from kernel.vocabulary import Role, SendingWay
from tests.cases.conftest import CASES, Desk
from tests.support import smtp
from tests.support.books import books
from tests.support.smtp import MailServer

THERAPY = "occupational.therapy@eastmere.example"
CALENDAR = books().calendars.of_council
AT_WORK = SentBetween(from_hour=9, to_hour=17)


@pytest.mark.parametrize(
    ("at", "is_time"),
    [
        pytest.param("2026-03-24T08:59", False, id="before they begin"),
        pytest.param("2026-03-24T09:00", True, id="as they begin"),
        pytest.param("2026-03-24T17:00", False, id="as they go home"),
        pytest.param("2026-03-28T10:00", False, id="on a Saturday"),
        pytest.param("2026-04-03T10:00", False, id="on Good Friday"),
        pytest.param("2026-07-01T08:30", True, id="in summer time"),
    ],
)
def test_nobody_is_chased_outside_working_hours(at: str, is_time: bool) -> None:
    assert rules.is_time(AT_WORK, datetime.fromisoformat(at).replace(tzinfo=UTC), CALENDAR) is is_time


STEPS = st.builds(Step, st.integers(1, 5), st.none() | st.dates(date(2026, 3, 1), date(2026, 4, 1)))


@given(st.lists(STEPS), st.sets(st.integers(1, 5)), st.dates(date(2026, 3, 1), date(2026, 4, 1)))
def test_what_is_sent_is_due_and_in_nobodys_hands(steps: list[Step], written: set[int], today: date) -> None:
    sent = rules.to_send(steps, written, today)
    assert not set(sent) & written
    assert {step.request for step in steps if step.chase_on and step.chase_on <= today} - written == set(sent)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with smtp.mail_server() as running:
        yield running


@pytest.fixture
def room(server: MailServer) -> PostRoom:
    ways = {SendingWay.EMAIL: server.transport()}
    return PostRoom(ways, "complaints@council.example", sent=leaving.left, taken_back=leaving.taken_back)


def look(desk: Desk, room: PostRoom) -> None:
    """One look at what is due, by the services' own clock."""
    house = desk.services
    house.run(chase_due, house.database("cases"), house.apps["cases"].state.intake, room, house.context.books)


def chase(desk: Desk, room: PostRoom) -> None:
    """One look, and the post leaves."""
    look(desk, room)
    house = desk.services
    database, books = house.database("cases"), house.context.books
    while house.run(sending.send_next, database, room, books, CapacityLimiter(1)):
        pass


def ask(desk: Desk, ref: str, of: str, on: str = "2026-03-17") -> None:
    desk.do(ref, "requests", {"asked_of": of, "what": "What happened on Monday?", "asked_on": on})


def test_a_chase_leaves_once_for_every_step_until_the_answer_comes(
    desk: Desk, server: MailServer, room: PostRoom, on_an_ordinary_tuesday: Any
) -> None:
    """Due on Tuesday 24 March: on the 23rd nobody was there to chase, so the first goes on the 24th."""
    ref = desk.open()
    desk.acknowledge(ref)
    ask(desk, ref, "Occupational Therapy")
    ask(desk, ref, "Her social worker")
    on_an_ordinary_tuesday.move_to("2026-03-24T08:00:00Z")
    chase(desk, room)
    assert server.letters == [], "they are not at work yet"

    on_an_ordinary_tuesday.move_to("2026-03-24T09:30:00Z")
    chase(desk, room)
    chase(desk, room)
    (letter,) = server.letters
    assert f"To: Occupational Therapy <{THERAPY}>".encode() in letter
    chased, by_hand = desk.read(ref)["requests"]
    assert chased["chases"] == [{"chased_on": "2026-03-24", "method": "email", "by": "Redress"}]
    assert (chased["next_chase_on"], by_hand["chases"]) == ("2026-03-25", [])
    assert desk.list(view="to_chase") == [ref], "whoever cannot be reached is left to somebody"
    titles = [line["title"] for line in desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]]
    assert titles.count("Chased Occupational Therapy by email") == 1

    on_an_ordinary_tuesday.move_to("2026-03-25T09:30:00Z")
    desk.do(ref, "requests/1/answer", {"answered_on": "2026-03-25"})
    chase(desk, room)
    assert len(server.letters) == 1


def test_a_chase_that_waited_until_the_answer_came_does_not_leave(
    desk: Desk, server: MailServer, room: PostRoom
) -> None:
    answered, owed = desk.open(), desk.open()
    for ref in (answered, owed):
        desk.acknowledge(ref)
        ask(desk, ref, "Occupational Therapy")
    look(desk, room)
    assert server.letters == [], "no mail leaves meanwhile"
    desk.do(answered, "requests/1/answer", {"answered_on": "2026-03-24"})
    chase(desk, room)
    (letter,) = server.letters
    assert f"[{owed}]".encode() in letter
    assert [each["state"] for each in desk.beside(answered, "letters")["items"]] == ["discarded"]


def test_nothing_leaves_of_what_is_restricted_or_in_somebodys_hands(
    desk: Desk, server: MailServer, room: PostRoom
) -> None:
    being_written, restricted, free = desk.open(), desk.open(), desk.open()
    for ref in (being_written, restricted, free):
        desk.acknowledge(ref)
        ask(desk, ref, "Occupational Therapy")
    letters = f"{CASES}/{being_written}/letters"
    assert desk.officer.post(letters, {"kind": "contribution_chase", "request": 1}).status_code == 201
    manager = desk.services.caller(Role.MANAGER, subject="manager-1")
    manager.put("/api/cases/v1/officers/me").raise_for_status()
    why = {"people": ["manager-1"], "reason": "It is about a colleague."}
    manager.put(f"{CASES}/{restricted}/restriction", why).raise_for_status()
    chase(desk, room)
    (letter,) = server.letters
    assert f"[{free}]".encode() in letter


def test_the_letter_that_somebody_sends_is_the_chase(desk: Desk) -> None:
    """A chase that leaves by an officer's hand needs no second act to say so."""
    ref = desk.open()
    desk.acknowledge(ref)
    ask(desk, ref, "Her social worker")
    letters = f"{CASES}/{ref}/letters"
    drafted = desk.officer.post(letters, {"kind": "contribution_chase", "request": 1}).json()
    sent = {"version": drafted["version"], "sent_on": "2026-03-24", "method": "letter"}
    assert desk.officer.post(f"{letters}/{drafted['number']}/sent", sent).status_code in {200, 201}
    (request,) = desk.read(ref)["requests"]
    assert [(made["chased_on"], made["method"]) for made in request["chases"]] == [("2026-03-24", "letter")]
