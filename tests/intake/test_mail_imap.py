"""A council's mailbox on a real server: what is new in it is taken in once, and it stays as it is."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import anyio
import pytest
from pydantic import ValidationError

from chassis.settings import Settings, UnusableSetting
from intake.mail import imap, service
from intake.mail.imap import Fetching, receipt
from intake.mail.reading import Arrived
from intake.main import create_app
from tests.intake.mails.builder import BODY, mail
from tests.support import dovecot
from tests.support.dovecot import MailboxServer
from tests.support.house import Caller, House
from tests.support.partners import INTAKE

PATH = f"{INTAKE}/mail"


@pytest.fixture(scope="module")
def running() -> Iterator[MailboxServer]:
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(running: MailboxServer) -> MailboxServer:
    running.clear()
    return running


def looked(services: House, server: MailboxServer, **other: int) -> None:
    """Once, by a process that was just started."""
    state = services.apps["intake"].state
    anyio.run(Fetching("eastmere", server.mailbox(**other), state.database, state.mail).look)


def one(name: str, body: str = BODY) -> bytes:
    return mail(body, Message_ID=f"<{name}@example.org>", Subject=name)


def lines(officer: Caller) -> dict[str, dict[str, Any]]:
    """What is kept, by subject; each is kept once."""
    items = officer.get(PATH).json()["items"]
    found = {line["subject"]: line for line in items}
    assert len(found) == len(items)
    return found


def test_what_is_new_is_taken_in_and_the_past_is_left_alone(
    services: House, server: MailboxServer, officer: Caller
) -> None:
    server.put(one("past"))
    looked(services, server)
    assert lines(officer) == {}
    server.put(one("first"), one("second"))
    looked(services, server)
    looked(services, server)
    assert set(lines(officer)) == {"first", "second"}
    assert set(server.flags()) == {b"(\\Recent))"}, "nobody has read it, and it is not deleted"


def test_the_past_that_was_asked_for(services: House, server: MailboxServer, officer: Caller) -> None:
    server.put(one("last year"), at=datetime(2025, 3, 24, 9, tzinfo=UTC))
    server.put(one("just now"))
    looked(services, server, past_days=30)
    assert set(lines(officer)) == {"just now"}


def test_two_processes_and_a_crash_before_it_was_remembered(
    services: House, server: MailboxServer, officer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked(services, server)
    server.put(one("first"), one("second"))
    with monkeypatch.context() as crash, pytest.raises(ConnectionAbortedError):
        crash.setattr(imap, "_remember", _crash)
        looked(services, server)
    assert set(lines(officer)) == {"first"}
    with ThreadPoolExecutor(2) as two:
        list(two.map(lambda house: looked(house, server), (services, services.replica())))
    assert set(lines(officer)) == {"first", "second"}


def _crash(*_: Any) -> None:
    raise ConnectionAbortedError


@pytest.mark.in_turn
def test_a_server_that_was_away_and_numbers_anew(
    services: House, server: MailboxServer, officer: Caller, capsys: pytest.CaptureFixture[str]
) -> None:
    looked(services, server)
    server.put(one("first"))
    looked(services, server)
    server.stop()
    with pytest.raises(OSError, match="refused"):
        looked(services, server)
    server.start()
    server.put(one("second"))
    server.renumber()
    looked(services, server)
    assert set(lines(officer)) == {"first", "second"}, "what arrived before it was numbered anew is not lost"
    assert "mailbox_numbered_anew" in capsys.readouterr().err
    server.put(one("third"))
    looked(services, server)
    assert set(lines(officer)) == {"first", "second", "third"}


@pytest.mark.in_turn
def test_one_that_is_too_large_stops_no_other(services: House, server: MailboxServer, officer: Caller) -> None:
    looked(services, server)
    server.put(one("huge", "a line\r\n" * 5_200_000), one("next"))
    looked(services, server)
    found = lines(officer)
    assert (found["huge"]["state"], found["huge"]["problem"]) == ("unreadable", imap.TOO_LARGE)
    assert (found["huge"]["address"], found["next"]["state"]) == ("amira@example.org", "waiting")


def test_one_that_fails_stops_no_other_and_is_tried_again(
    services: House, server: MailboxServer, officer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked(services, server)
    server.put(one("bad"), one("good"))
    deliver = service.deliver

    def deliver_some(tx: Any, store: Any, authority: str, raw: bytes, arrived: Arrived, *rest: Any) -> Any:
        if arrived.subject == "bad":
            raise ValueError(arrived.subject)
        return deliver(tx, store, authority, raw, arrived, *rest)

    with monkeypatch.context() as failing:
        failing.setattr(service, "deliver", deliver_some)
        looked(services, server)
    assert set(lines(officer)) == {"good"}
    looked(services, server)
    assert set(lines(officer)) == {"bad", "good"}


def test_a_server_that_says_nothing_keeps_nobody_from_stopping(
    services: House, server: MailboxServer, officer: Caller
) -> None:
    state = services.apps["intake"].state
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailbox = server.mailbox(port=silent.getsockname()[1])
        fetching = Fetching("eastmere", mailbox, state.database, state.mail)

        async def stopped_when_it_asks() -> float:
            async with anyio.create_task_group() as running:
                running.start_soon(fetching.run)
                connection, _ = await anyio.to_thread.run_sync(silent.accept)
                begun = time.monotonic()
                running.cancel_scope.cancel()
            connection.close()
            return time.monotonic() - begun

        assert anyio.run(stopped_when_it_asks) < imap.NETWORK_SECONDS / 2


def test_a_slip_in_the_setting_is_told_without_the_password(services: House, server: MailboxServer) -> None:
    slip = {"imap": {"eastmere": {"host": "h", "user": "u", "pasword": "never-shown"}}}
    with pytest.raises(ValidationError) as told:
        Settings.model_validate(slip)
    assert "pasword" in str(told.value)
    assert "never-shown" not in str(told.value)
    context = services.context
    elsewhere = context.settings.model_copy(update={"imap": {"eastmeer": server.mailbox()}})
    with pytest.raises(UnusableSetting, match="eastmeer"):
        create_app(replace(context, settings=elsewhere))


@pytest.mark.parametrize(
    ("internal", "expected"),
    [
        pytest.param("24-Mar-2026 10:00:30 +0100", datetime(2026, 3, 24, 9, 0, 30, tzinfo=UTC), id="as it says"),
        pytest.param("02-Apr-2026 08:00:00 +0000", None, id="moved here from another mailbox"),
        pytest.param("01-Jan-1970 00:00:00 +0000", None, id="a clock that was lost"),
    ],
)
def test_receipt(internal: str, expected: datetime | None) -> None:
    assert receipt(f'1 (UID 1 INTERNALDATE "{internal}")'.encode(), mail(BODY)) == expected
