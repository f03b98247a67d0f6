"""What an officer's day brings, by e-mail: who has it on which day, what it says, and that it goes once."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from anyio import create_task_group

from cases.digest.mailing import mail_due
from cases.digest.rules import Subscriber, is_to_have, text_of
from cases.digest.schemas import Digest, OwedCase, OwedCases
from cases.outbox.postroom import PostRoom
from cases.outbox.transports import NotNow
from cases.workload import service as workload
from chassis.auth import Principal
from kernel.vocabulary import Role, SendingWay
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support import smtp
from tests.support.smtp import MailServer

MAIL = "/api/cases/v1/digest/mail"
ADDRESS = "officer-1@eastmere.example"
WEB = "https://redress.eastmere.example"
YESTERDAY = date(2026, 3, 23)
WANTS = Subscriber(
    wants_digest=True, email=ADDRESS, is_here=True, may_read=True, signed_in_on=YESTERDAY, digest_on=YESTERDAY
)


@pytest.mark.parametrize(
    ("one", "has_it"),
    [
        pytest.param(WANTS, True, id="it was sent yesterday last"),
        pytest.param(WANTS._replace(digest_on=None), True, id="it never was sent"),
        pytest.param(WANTS._replace(digest_on=date(2026, 3, 24)), False, id="it was sent today"),
        pytest.param(WANTS._replace(wants_digest=False), False, id="they do not want it"),
        pytest.param(WANTS._replace(email=None), False, id="nobody knows where to"),
        pytest.param(WANTS._replace(is_here=False), False, id="they left, or are away"),
        pytest.param(WANTS._replace(may_read=False), False, id="they may not read cases any more"),
        pytest.param(WANTS._replace(signed_in_on=date(2026, 2, 24)), True, id="signed in 28 days ago"),
        pytest.param(WANTS._replace(signed_in_on=date(2026, 2, 23)), False, id="did not sign in for longer"),
        pytest.param(WANTS._replace(signed_in_on=None), False, id="nobody knows when they signed in"),
    ],
)
def test_who_has_it_is_here_and_wants_it(one: Subscriber, has_it: bool) -> None:
    assert is_to_have(one, date(2026, 3, 24)) is has_it


def test_it_says_how_many_and_which() -> None:
    late = OwedCases(total=3, items=[OwedCase(ref="EAS-2526-0001", due_on=YESTERDAY, what="Acknowledge")])
    nothing = OwedCases(total=0, items=[])
    brought = Digest(on=date(2026, 3, 24), late=late, due=nothing, tasks=[], watched=[], withheld=[])
    assert text_of(brought, "Eastmere", f"{WEB}/") == (
        "Late: 3\nEAS-2526-0001: Acknowledge, was due on 23 March 2026\nand 2 more\n\n"
        f"Open Your day: {WEB}/day\n"
        "You have this because you asked for it on that page, where you may switch it off.\n\nEastmere\n"
    )
    assert text_of(brought.model_copy(update={"late": nothing}), "Eastmere", WEB) is None


@pytest.fixture
def server() -> Iterator[MailServer]:
    with smtp.mail_server() as running:
        yield running


@pytest.fixture
def officer(desk: Desk, server: MailServer) -> Desk:
    """An officer whose address the council's provider names, at a council whose e-mails leave."""
    house = desk.services
    ways = {SendingWay.EMAIL: server.transport()}
    house.apps["cases"].state.post_room = PostRoom(ways, "complaints@council.example")
    sign_in(desk)
    return desk


def sign_in(desk: Desk, **changes: Any) -> None:
    """As the web app says it, of somebody whom the council's provider sent."""
    house, roles = desk.services, frozenset({Role.COMPLAINTS_OFFICER})
    known = Principal(desk.officer.subject, "Officer 1", roles, "eastmere", math.inf, email=ADDRESS)
    with house.database("cases").transaction() as tx:
        workload.learn(tx, replace(known, **changes), date.fromisoformat(TODAY), house.context.books)


def look(desk: Desk) -> None:
    house = desk.services
    room = house.apps["cases"].state.post_room
    house.run(mail_due, house.database("cases"), room, house.context.books, WEB)


@pytest.mark.both_databases
def test_it_goes_once_a_working_day_to_whom_it_was_asked_for(
    officer: Desk, server: MailServer, on_an_ordinary_tuesday: Any
) -> None:
    late, secret = officer.open(), officer.open()
    for ref in (late, secret):
        officer.do(ref, "allocation", {"owner": officer.officer.subject})
        task = {"what": "Ring Mrs Example.", "due_on": TODAY, "owner": officer.officer.subject}
        officer.officer.post(f"{CASES}/{ref}/tasks", task).raise_for_status()
    why = {"people": [officer.officer.subject], "managers": True, "reason": "It is about a colleague."}
    officer.services.caller(Role.MANAGER).put(f"{CASES}/{secret}/restriction", why).raise_for_status()
    assert officer.officer.get(MAIL).json() == {"to": ADDRESS, "is_wanted": False}
    on_an_ordinary_tuesday.move_to("2026-03-25T10:00:00Z")
    look(officer)
    assert server.letters == [], "nobody asked for it"
    asked = officer.officer.put(MAIL, {"is_wanted": True})
    assert asked.json() == {"to": ADDRESS, "is_wanted": True}
    look(officer)
    assert server.letters == [], "this day has begun already"

    on_an_ordinary_tuesday.move_to("2026-03-26T08:30:00Z")
    look(officer)
    assert server.letters == [], "nobody is at work yet"
    on_an_ordinary_tuesday.move_to("2026-03-26T09:00:00Z")
    house = officer.services
    database, room = house.database("cases"), house.apps["cases"].state.post_room

    async def two_look() -> None:
        async with create_task_group() as both:
            for _ in range(2):
                both.start_soon(partial(mail_due, database, room, house.context.books, WEB))

    house.run(two_look)
    look(officer)
    (mail,) = server.mails()
    assert (mail["To"], mail["Subject"]) == (ADDRESS, "Your day: 26 March 2026")
    text = mail.get_content().replace("\r\n", "\n")
    assert set(re.findall(r"EAS-[0-9-]+", text)) == {late}, "what is restricted is told of to nobody outside"
    assert text.startswith(f"Late: 1\n{late}: ")
    assert f"Tasks due: 1\n{late}\n" in text
    assert "Example" not in text
    assert f"{WEB}/day" in text

    on_an_ordinary_tuesday.move_to("2026-03-28T10:00:00Z")
    look(officer)
    assert len(server.letters) == 1, "it is Saturday"
    on_an_ordinary_tuesday.move_to("2026-03-30T10:00:00Z")
    look(officer)
    assert len(server.letters) == 2


def test_it_ends_when_they_left_lost_the_right_or_have_enough(
    officer: Desk, server: MailServer, on_an_ordinary_tuesday: Any
) -> None:
    officer.do(officer.open(), "allocation", {"owner": officer.officer.subject})
    officer.officer.put(MAIL, {"is_wanted": True}).raise_for_status()
    at = f"/api/cases/v1/officers/{officer.officer.subject}"
    manager = officer.services.caller(Role.MANAGER, seconds=7 * 24 * 3600)
    manager.request("PATCH", at, json={"active": False}).raise_for_status()
    on_an_ordinary_tuesday.move_to("2026-03-25T10:00:00Z")
    look(officer)
    manager.request("PATCH", at, json={"active": True}).raise_for_status()
    sign_in(officer, roles=frozenset({Role.CONTACT_CENTRE}), held=frozenset({Role.CONTACT_CENTRE}))
    on_an_ordinary_tuesday.move_to("2026-03-26T10:00:00Z")
    look(officer)
    sign_in(officer, email="")
    on_an_ordinary_tuesday.move_to("2026-03-27T10:00:00Z")
    look(officer)
    assert officer.officer.put(MAIL, {"is_wanted": True}).status_code == 409, "no address is known any more"
    sign_in(officer)
    officer.officer.put(MAIL, {"is_wanted": False}).raise_for_status()
    look(officer)
    assert server.letters == []
    officer.officer.put(MAIL, {"is_wanted": True}).raise_for_status()
    on_an_ordinary_tuesday.move_to("2026-03-30T10:00:00Z")
    look(officer)
    assert len(server.letters) == 1, "and begins again"


def test_one_that_was_not_taken_goes_later_that_day(
    officer: Desk, server: MailServer, on_an_ordinary_tuesday: Any
) -> None:
    officer.do(officer.open(), "allocation", {"owner": officer.officer.subject})
    officer.officer.put(MAIL, {"is_wanted": True}).raise_for_status()
    on_an_ordinary_tuesday.move_to("2026-03-25T10:00:00Z")
    server.at_rcpt = "452 The mailbox is busy"
    look(officer)
    server.at_rcpt = None
    room = officer.services.apps["cases"].state.post_room
    nowhere = replace(room.transports[SendingWay.EMAIL], port=1)
    with pytest.raises(NotNow):
        house = officer.services
        gone = replace(room, transports={SendingWay.EMAIL: nowhere})
        house.run(mail_due, house.database("cases"), gone, house.context.books, WEB)
    assert server.letters == []
    look(officer)
    look(officer)
    assert len(server.letters) == 1


def test_nobody_types_an_address(desk: Desk) -> None:
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    assert desk.officer.get(MAIL).json() == {"to": None, "is_wanted": False}
    assert desk.officer.put(MAIL, {"is_wanted": True}).status_code == 409
    assert desk.officer.put(MAIL, {"is_wanted": True, "to": ADDRESS}).status_code == 422
