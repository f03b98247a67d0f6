"""Messages leave by a real mail server, each at most once, and what became of them is known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import anyio
import pytest
from anyio import CapacityLimiter, to_thread

from cases.outbox import repository, sending, service
from cases.outbox.messages import NewMessage
from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from kernel.errors import Unprocessable
from kernel.localtime import utc_now
from kernel.vocabulary import Role, SendingState, SendingWay
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support import smtp
from tests.support.smtp import MailServer
from tests.support.waiting import eventually

OUTBOX = "/api/cases/v1/outbox"
PDF = b"%PDF-1.7\n\x00\xff a letter"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with smtp.mail_server() as running:
        yield running


@pytest.fixture
def room(server: MailServer) -> PostRoom:
    ways = {SendingWay.EMAIL: server.transport()}
    return PostRoom(ways, "complaints@council.example", "answers@council.example")


def message(ref: str, act: str = "acknowledgement", **changes: Any) -> NewMessage:
    usual: dict[str, Any] = {
        "authority": "eastmere",
        "ref": ref,
        "act": f"{ref}/{act}",
        "way": SendingWay.EMAIL,
        "to_name": "Somebody Übel",
        "to_address": "somebody@example.org",
        "subject": "Your complaint\r\nBcc: others@example.org",
        "text": "Dear Somebody,\n\n.\nWe have it – thank you.\n",
        "by": "officer-1",
        "at": utc_now(),
    }
    return NewMessage(**usual | changes)


def put(desk: Desk, room: PostRoom, asked: NewMessage) -> OutboxRow:
    with desk.services.database("cases").transaction() as tx:
        return service.put(tx, asked, room)


def send(desk: Desk, room: PostRoom) -> bool:
    house = desk.services
    return bool(
        house.run(sending.send_next, house.database("cases"), room, house.context.books, CapacityLimiter(1))
    )


def stands(desk: Desk, row: OutboxRow) -> OutboxRow:
    with desk.services.database("cases").reading() as session:
        return repository.get(session, row.authority, row.ref, row.number)


def test_a_message_leaves_as_it_was_kept(desk: Desk, server: MailServer, room: PostRoom) -> None:
    ref = desk.open()
    row = put(desk, room, message(ref, html="<p>We have it.</p>", pdf=PDF, pdf_name="letter.pdf"))
    assert (row.state, server.letters) == (SendingState.WAITING, [])
    assert send(desk, room)
    assert not send(desk, room)
    assert server.letters == [row.content]
    assert server.envelopes == [("returns@council.example", ["somebody@example.org"])]
    (mail,) = server.mails()
    assert mail["Subject"] == f"[{ref}] Your complaint Bcc: others@example.org"
    assert (mail["Bcc"], mail["Reply-To"]) == (None, "answers@council.example")
    assert mail["Message-ID"] == row.message_id
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == message(ref).text
    assert [part.get_content() for part in mail.iter_attachments()] == [PDF]
    left = stands(desk, row)
    assert (left.state, left.sent_on, left.why) == (SendingState.SENT, date.fromisoformat(TODAY), None)
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert told["title"] == "Sent: message 1 by e-mail"


def test_one_act_is_one_message(desk: Desk, server: MailServer, room: PostRoom) -> None:
    ref = desk.open()
    first = put(desk, room, message(ref))
    again = put(desk, room, message(ref, text="Another text."))
    assert (again.number, again.content) == (first.number, first.content)
    assert put(desk, room, message(ref, act="response")).number == 2
    while send(desk, room):
        pass
    assert set(server.times().values()) == {1}
    assert len(server.letters) == 2


def test_who_depends_on_it_is_told_in_the_same_transaction(desk: Desk, room: PostRoom) -> None:
    ref = desk.open()
    heard: list[Any] = []
    row = put(desk, room, message(ref))
    send(desk, replace(room, sent=lambda tx, sent, on, books: heard.append((sent.act, on, bool(books.calendar)))))
    assert heard == [(row.act, date.fromisoformat(TODAY), True)]

    def fails(*_: Any) -> None:
        raise RuntimeError("the clock broke")

    late = put(desk, room, message(ref, act="response"))
    with pytest.raises(RuntimeError):
        send(desk, replace(room, sent=fails))
    assert stands(desk, late).state == SendingState.SENDING, "it left, and nothing says so: nobody sends it again"
    assert not send(desk, room)


@pytest.mark.parametrize(
    ("answers", "state", "why"),
    [
        pytest.param({"at_rcpt": "550 No such person"}, "refused", "550 No such person", id="nobody there"),
        pytest.param({"at_data": "554 Looks like spam"}, "refused", "554 Looks like spam", id="not liked"),
        pytest.param({"at_rcpt": "451 Try later"}, "waiting", "451 Try later", id="greylisted"),
        pytest.param({"at_data": "452 Disk full"}, "waiting", "452 Disk full", id="full"),
        pytest.param({"at_rcpt": smtp.DROPS}, "waiting", "broke", id="hung up before anything was handed over"),
        pytest.param({"at_data": smtp.DROPS}, "unsure", "after the message was handed over", id="hung up after"),
        pytest.param({"at_data": smtp.HANGS}, "unsure", "after the message was handed over", id="said nothing"),
    ],
)
def test_what_the_server_says_decides(
    desk: Desk, server: MailServer, room: PostRoom, answers: dict[str, str], state: str, why: str
) -> None:
    for where, said in answers.items():
        setattr(server, where, said)
    row = put(desk, room, message(desk.open()))
    assert send(desk, replace(room, transports={SendingWay.EMAIL: server.transport(timeout=0.3)}))
    now = stands(desk, row)
    assert (now.state, now.sent_on) == (state, None)
    assert why in str(now.why)
    server.at_rcpt = server.at_data = None
    assert not send(desk, room), "at once it is sent by nobody"


def test_a_server_that_is_away_loses_nothing(
    desk: Desk, server: MailServer, room: PostRoom, on_an_ordinary_tuesday: Any
) -> None:
    away = replace(room, transports={SendingWay.EMAIL: replace(server.transport(), port=1)})
    row = put(desk, away, message(desk.open()))
    tried = 0
    for _ in range(12):
        tried += send(desk, away)
        on_an_ordinary_tuesday.shift(timedelta(hours=2))
    assert (tried, stands(desk, row).tries, stands(desk, row).state) == (12, 12, SendingState.WAITING)
    assert stands(desk, row).why == "The mail server cannot be reached: Connection refused"
    assert send(desk, room)
    assert stands(desk, row).state == SendingState.SENT
    assert stands(desk, row).sent_on == date(2026, 3, 25), "the day on which it really left"


def test_what_was_interrupted_is_sent_by_nobody(
    desk: Desk, server: MailServer, room: PostRoom, on_an_ordinary_tuesday: Any
) -> None:
    ref = desk.open()
    row = put(desk, room, message(ref))
    with desk.services.database("cases").transaction() as tx:
        service.begun(tx, room, utc_now())
    on_an_ordinary_tuesday.shift(timedelta(minutes=14))
    assert not send(desk, room), "whoever began it may be at it still"
    on_an_ordinary_tuesday.shift(timedelta(minutes=2))
    assert send(desk, room)
    assert stands(desk, row).state == SendingState.UNSURE
    assert not send(desk, room)
    assert server.letters == []
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert told["title"] == "Perhaps sent: message 1 by e-mail"


@pytest.mark.both_databases
def test_two_senders_at_once_send_each_message_once(desk: Desk, server: MailServer, room: PostRoom) -> None:
    ref = desk.open()
    rows = [put(desk, room, message(ref, act=f"letter-{number}")) for number in range(8)]
    houses = [desk.services, desk.services.replica()]

    async def work() -> None:
        async def until_done(house: Any, threads: CapacityLimiter) -> None:
            while await sending.send_next(house.database("cases"), room, house.context.books, threads):
                pass

        async with anyio.create_task_group() as both:
            for house in houses:
                both.start_soon(until_done, house, CapacityLimiter(1))

    desk.services.run(work)
    assert server.times() == {str(row.message_id): 1 for row in rows}
    assert {stands(desk, row).state for row in rows} == {SendingState.SENT}


def test_a_bounce_is_known_by_the_name_of_the_message(desk: Desk, room: PostRoom) -> None:
    ref = desk.open()
    row = put(desk, room, message(ref))
    database, name = desk.services.database("cases"), str(row.message_id).strip("<>")
    with database.transaction() as tx:
        assert service.bounced(tx, "eastmere", name, "5.1.1", utc_now()) is None, "it has not left"
    send(desk, room)
    with database.transaction() as tx:
        assert service.bounced(tx, "leicester", name, "5.1.1", utc_now()) is None
        service.bounced(tx, "eastmere", name, "5.1.1", utc_now())
    assert (stands(desk, row).state, stands(desk, row).why) == (
        SendingState.BOUNCED,
        "It could not be delivered (5.1.1).",
    )


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        pytest.param({"to_address": "nobody"}, "/to_address", id="no address"),
        pytest.param({"to_address": "a@b.example, c@d.example"}, "/to_address", id="two of them"),
        pytest.param({"to_address": "a@b.example\r\nBcc: c@d.example"}, "/to_address", id="a header in it"),
        pytest.param({"to_address": ""}, "/to_address", id="none"),
        pytest.param({"to_address": "übel@example.org"}, "/to_address", id="letters that not every server takes"),
        pytest.param({"way": SendingWay.POST}, "/way", id="a letter without its PDF"),
    ],
)
def test_what_cannot_be_sent_is_refused(desk: Desk, room: PostRoom, changes: dict[str, Any], pointer: str) -> None:
    ref = desk.open()
    with pytest.raises(Unprocessable) as refused:
        put(desk, room, message(ref, **changes))
    assert [error.pointer for error in refused.value.errors] == [pointer]


def test_the_service_sends_by_itself_until_it_ends(desk: Desk, server: MailServer, room: PostRoom) -> None:
    row = put(desk, room, message(desk.open()))
    house = desk.services

    left = partial(eventually, lambda: stands(desk, row).state == SendingState.SENT)

    async def a_while() -> None:
        async with anyio.create_task_group() as running:
            running.start_soon(sending.send_all, house.database("cases"), room, house.context.books)
            await to_thread.run_sync(left)
            running.cancel_scope.cancel()

    house.run(a_while)
    assert server.letters == [row.content]


def test_what_nothing_takes_is_read_posted_and_counted(desk: Desk) -> None:
    ref = desk.open()
    mine = f"{CASES}/{ref}/outbox"
    letter = message(ref, way=SendingWay.POST, to_address="1 High Street\nEastmere", pdf=PDF)
    row = put(desk, PostRoom({}), letter)
    put(desk, PostRoom({}), message(ref, act="response"))
    assert row.state == SendingState.KEPT
    assert not send(desk, PostRoom({}))
    listed = desk.officer.get(OUTBOX).json()
    assert listed["counts"] == [{"state": "kept", "messages": 2}]
    assert [(item["number"], item["may_be_said_sent"], item["may_go_again"]) for item in listed["items"]] == [
        (2, True, False),
        (1, True, False),
    ]
    for number, kind, content in ((1, "application/pdf", PDF), (2, "message/rfc822", b"X-Unsent: 1")):
        taken = desk.officer.get(f"{mine}/{number}/content")
        assert (taken.headers["Content-Type"], content in taken.content) == (kind, True)
        assert taken.headers["Content-Disposition"].startswith("attachment; ")

    for wrong in ("2026-03-25", "2026-03-23"):
        refused = desk.officer.post(f"{mine}/1/posted", {"posted_on": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/posted_on")
    posted = desk.officer.post(f"{mine}/1/posted", {"posted_on": TODAY})
    assert (posted.status_code, posted.json()["state"], posted.json()["sent_on"]) == (200, "sent", TODAY)
    again = desk.officer.post(f"{mine}/1/posted", {"posted_on": TODAY})
    assert (again.status_code, again.json()["detail"]) == (
        409,
        "This is not possible: the message reads “Sent”.",
    )
    assert desk.officer.post(f"{mine}/2/withdrawal").json()["state"] == "withdrawn"
    assert desk.officer.post(f"{mine}/2/again", {}).status_code == 409
    assert desk.officer.get(OUTBOX).json()["items"] == []
    assert [item["state"] for item in desk.officer.get(mine).json()["items"]] == ["sent", "withdrawn"]
    assert desk.officer.post(f"{mine}/3/posted", {"posted_on": TODAY}).status_code == 404


def test_a_message_that_was_not_taken_is_sent_again_under_another_name(
    desk: Desk, server: MailServer, room: PostRoom
) -> None:
    ref = desk.open()
    mine = f"{CASES}/{ref}/outbox"
    desk.services.apps["cases"].state.post_room = room
    row = put(desk, room, message(ref, pdf=PDF))
    server.at_data = smtp.DROPS
    send(desk, room)
    server.at_data = None
    unsaid = desk.officer.post(f"{mine}/1/again", {})
    assert (unsaid.status_code, unsaid.json()["errors"][0]["pointer"]) == (422, "/reason")
    again = desk.officer.post(f"{mine}/1/again", {"reason": "She rang: nothing came."})
    assert (again.status_code, again.json()["number"], again.json()["replaces"]) == (201, 2, 1)
    assert desk.officer.post(f"{mine}/1/again", {"reason": "Twice."}).status_code == 409
    assert [item["number"] for item in desk.officer.get(OUTBOX).json()["items"]] == [2]
    send(desk, room)
    assert set(server.times().values()) == {1}
    first, second = server.mails()
    assert (first["Message-ID"], str(second["To"])) == (row.message_id, str(first["To"]))
    assert [part.get_content() for part in second.iter_attachments()] == [PDF]
    assert second["Subject"] == first["Subject"]


def test_what_came_back_goes_to_another_address_and_then_by_post(desk: Desk, room: PostRoom) -> None:
    ref = desk.open()
    mine = f"{CASES}/{ref}/outbox"
    desk.services.apps["cases"].state.post_room = room
    put(desk, room, message(ref, pdf=PDF))

    def again_to(number: int, address: str) -> Any:
        send(desk, room)
        with desk.services.database("cases").transaction() as tx:
            name = repository.get(tx, "eastmere", ref, number).message_id
            service.bounced(tx, "eastmere", str(name).strip("<>"), "5.1.1", utc_now())
        return desk.officer.post(f"{mine}/{number}/again", {"to_address": address})

    wrong = again_to(1, "a@b@c")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/to_address")
    other = desk.officer.post(f"{mine}/1/again", {"to_address": "another@example.org"}).json()
    assert (other["to_address"], other["way"], other["state"]) == ("another@example.org", "email", "waiting")
    letter = again_to(2, "1 High Street, Eastmere").json()
    assert (letter["to_address"], letter["way"], letter["state"]) == ("1 High Street\nEastmere", "post", "kept")
    assert desk.officer.get(f"{mine}/3/content").content == PDF


def test_what_is_no_letter_does_not_go_by_post(desk: Desk, server: MailServer, room: PostRoom) -> None:
    ref = desk.open()
    desk.services.apps["cases"].state.post_room = room
    put(desk, room, message(ref))
    server.at_rcpt = "550 No such person"
    send(desk, room)
    refused = desk.officer.post(f"{CASES}/{ref}/outbox/1/again", {"to_address": "1 High Street"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/to_address")


def test_who_does_not_keep_cases_sees_no_address(desk: Desk) -> None:
    ref = desk.open()
    put(desk, PostRoom({}), message(ref))
    auditor = desk.services.caller(Role.AUDITOR)
    (item,) = auditor.get(f"{CASES}/{ref}/outbox").json()["items"]
    assert (item["state"], item["may_be_said_sent"]) == ("kept", False)
    assert {item[name] for name in ("to_name", "to_address", "subject", "why")} == {None}
    assert auditor.get(f"{CASES}/{ref}/outbox/1/content").status_code == 403
    assert auditor.get(OUTBOX).status_code == 403


def test_a_restricted_case_is_in_nobody_elses_list(desk: Desk) -> None:
    ref, other = desk.open(), desk.open()
    for each in (ref, other):
        put(desk, PostRoom({}), message(each))
    manager = desk.services.caller(Role.MANAGER)
    manager.put("/api/cases/v1/officers/me").raise_for_status()
    why = {"people": [manager.subject], "reason": "It is about a colleague."}
    manager.put(f"{CASES}/{ref}/restriction", why).raise_for_status()
    seen = desk.officer.get(OUTBOX).json()
    assert ([item["ref"] for item in seen["items"]], seen["counts"][0]["messages"]) == ([other], 1)
    assert desk.officer.get(f"{CASES}/{ref}/outbox/1/content").status_code == 403
    assert manager.get(OUTBOX).json()["counts"][0]["messages"] == 2


@pytest.mark.both_databases
def test_the_list_goes_on_where_it_ended(desk: Desk) -> None:
    ref = desk.open()
    for number in range(5):
        put(desk, PostRoom({}), message(ref, act=f"letter-{number}"))
    seen, cursor = [], None
    while True:
        page = desk.officer.get(OUTBOX, params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [item["number"] for item in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == [5, 4, 3, 2, 1]
    assert desk.officer.get(OUTBOX, params={"state": "sent"}).json()["items"] == []
