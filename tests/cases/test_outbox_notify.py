"""Messages leave by GOV.UK Notify, and it is asked what became of them."""

import base64
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from anyio import CapacityLimiter
from pydantic import SecretStr, ValidationError

from cases.outbox import sending
from cases.outbox.notify import Notify
from cases.outbox.postroom import PostRoom
from chassis.settings import Settings
from kernel.vocabulary import SendingState, SendingWay
from tests.cases.conftest import CASES, Desk
from tests.cases.test_outbox import PDF, message, put, send, stands
from tests.support import notify
from tests.support.notify import KEY, TEMPLATE, NotifyServer


@pytest.fixture
def server() -> Iterator[NotifyServer]:
    with notify.notify_server() as running:
        yield running


@pytest.fixture
def room(server: NotifyServer) -> PostRoom:
    return room_of(server.transport())


def room_of(transport: Notify) -> PostRoom:
    return PostRoom({SendingWay.EMAIL: transport, SendingWay.POST: transport}, "complaints@council.example")


def ask(desk: Desk, room: PostRoom) -> bool:
    house = desk.services
    books, threads = house.context.books, CapacityLimiter(1)
    return bool(house.run(sending.ask_next, house.database("cases"), room, books, threads))


def test_an_email_and_a_letter_leave(desk: Desk, server: NotifyServer, room: PostRoom) -> None:
    ref = desk.open()
    mail = put(desk, room, message(ref, pdf=PDF, pdf_name="letter.pdf"))
    post = put(desk, room, message(ref, act="post", way=SendingWay.POST, to_address="1 High Street", pdf=PDF))
    assert [send(desk, room) for _ in range(3)] == [True, True, False]
    (sent,) = server.taken[str(mail.message_id)]
    assert sent["email_address"] == "somebody@example.org"
    said = sent["personalisation"]
    assert said["subject"] == f"[{ref}] Your complaint Bcc: others@example.org"
    assert said["body"].replace("\r\n", "\n") == message(ref).text
    assert base64.b64decode(said["link_to_file"]["file"]) == PDF
    (printed,) = server.taken[str(post.message_id)]
    assert base64.b64decode(printed["content"]) == PDF
    assert [stands(desk, row).state for row in (mail, post)] == [SendingState.SENT] * 2


@pytest.mark.parametrize(
    ("says", "state", "why"),
    [
        pytest.param((400, "Can only send to team members"), "refused", "Can only send", id="refused"),
        pytest.param((403, "Clock is wrong"), "waiting", "Clock is wrong", id="the operator's to mend"),
        pytest.param((429, "Exceeded rate limit"), "waiting", "Exceeded rate limit", id="too many"),
        pytest.param((503, "Maintenance"), "waiting", "Maintenance", id="maintenance"),
        pytest.param((500, "Internal error"), "unsure", "500 Internal error", id="nobody knows"),
    ],
)
def test_what_notify_says_decides(
    desk: Desk, server: NotifyServer, room: PostRoom, says: tuple[int, str], state: str, why: str
) -> None:
    server.says = says
    row = put(desk, room, message(desk.open()))
    assert send(desk, room)
    assert (stands(desk, row).state, server.taken) == (state, {})
    assert why in str(stands(desk, row).why)


@pytest.mark.parametrize(
    ("wrong", "state"),
    [
        pytest.param({"key": KEY[:-4] + "aaaa"}, "waiting", id="another's key"),
        pytest.param({"template": "another"}, "refused", id="no such template"),
    ],
)
def test_a_wrong_setting_loses_nothing(
    desk: Desk, server: NotifyServer, wrong: dict[str, str], state: str
) -> None:
    room = room_of(server.transport(**wrong))
    row = put(desk, room, message(desk.open()))
    assert send(desk, room)
    assert (stands(desk, row).state, server.taken) == (state, {})


@pytest.mark.parametrize(
    ("status", "state", "why"),
    [
        ("delivered", SendingState.DELIVERED, None),
        ("received", SendingState.DELIVERED, None),
        ("sending", SendingState.SENT, None),
        ("permanent-failure", SendingState.BOUNCED, "It could not be delivered: there is no such address."),
        ("a status of next year", SendingState.SENT, None),
    ],
)
def test_what_became_of_it_is_asked_and_told(
    desk: Desk,
    server: NotifyServer,
    room: PostRoom,
    on_an_ordinary_tuesday: Any,
    status: str,
    state: SendingState,
    why: str | None,
) -> None:
    ref = desk.open()
    row = put(desk, room, message(ref))
    send(desk, room)
    server.status = status
    assert not ask(desk, room), "not at once"
    on_an_ordinary_tuesday.shift(timedelta(minutes=6))
    assert ask(desk, room)
    assert not ask(desk, room)
    assert (stands(desk, row).state, stands(desk, row).why) == (state, why)
    if state is SendingState.DELIVERED:
        told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
        assert told["title"] == "Delivered: message 1 by e-mail"


def test_a_lost_answer_is_asked_for_and_nothing_is_sent_twice(
    desk: Desk, server: NotifyServer, room: PostRoom, on_an_ordinary_tuesday: Any
) -> None:
    server.drops = True
    row = put(desk, room, message(desk.open()))
    assert send(desk, room)
    assert stands(desk, row).state == SendingState.UNSURE
    on_an_ordinary_tuesday.shift(timedelta(hours=30))
    assert ask(desk, room)
    found = stands(desk, row)
    assert (found.state, found.sent_on) == (SendingState.SENT, date(2026, 3, 24)), "the day that Notify took it"
    assert [len(bodies) for bodies in server.taken.values()] == [1]


@pytest.mark.in_turn
def test_nobody_is_asked_for_ever(
    desk: Desk, server: NotifyServer, room: PostRoom, on_an_ordinary_tuesday: Any
) -> None:
    row = put(desk, room, message(desk.open()))
    send(desk, room)
    asked = 0
    for _ in range(24 * 8):
        on_an_ordinary_tuesday.shift(timedelta(hours=1))
        asked += ask(desk, room)
    assert 10 < asked < 40
    assert stands(desk, row).state == SendingState.SENT


def test_what_left_by_hand_is_asked_of_nobody(
    desk: Desk, server: NotifyServer, room: PostRoom, on_an_ordinary_tuesday: Any
) -> None:
    ref = desk.open()
    row = put(desk, PostRoom({}), message(ref))
    desk.officer.post(f"{CASES}/{ref}/outbox/1/posted", {"posted_on": "2026-03-24"}).raise_for_status()
    on_an_ordinary_tuesday.shift(timedelta(hours=1))
    assert not ask(desk, room)
    assert stands(desk, row).state == SendingState.SENT


def test_settings_say_that_messages_leave_by_notify() -> None:
    with pytest.raises(ValidationError, match="REDRESS_NOTIFY_KEY and REDRESS_NOTIFY_EMAIL_TEMPLATE"):
        Settings(mail_transport="notify")
    with pytest.raises(ValidationError, match="REDRESS_NOTIFY_KEY is no key"):
        Settings(mail_transport="notify", notify_key=SecretStr("secret"), notify_email_template=TEMPLATE)
    asked = Settings(mail_transport="notify", notify_key=SecretStr(KEY), notify_email_template=TEMPLATE)
    assert PostRoom.of(asked).transports.keys() == {SendingWay.EMAIL}
    letters_too = PostRoom.of(asked.model_copy(update={"notify_letters": True}))
    assert letters_too.asked.keys() == {SendingWay.EMAIL, SendingWay.POST}
    assert KEY not in repr(letters_too)
