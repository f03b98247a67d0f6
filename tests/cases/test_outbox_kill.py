"""Pull the plug while messages leave, again and again: none leaves twice, and none is lost."""

import os
import random
import signal
from collections import Counter
from datetime import UTC, timedelta
from typing import Any

import pytest
import time_machine

from cases.outbox import repository
from cases.outbox.postroom import PostRoom
from kernel.vocabulary import SendingState, SendingWay
from tests.cases.conftest import Desk
from tests.cases.test_outbox import message, put, send
from tests.support import sender, smtp
from tests.support.breadth import either

pytestmark = [pytest.mark.system, pytest.mark.timeout(either(120, 600))]

KILLS, MESSAGES = either((9, 20), (50, 110))
MOMENTS = ("rcpt", "data", "quit")


class Plug:
    """Kills the sender at a moment of the message that is chosen."""

    def __init__(self, pid: int, moment: str, message: int) -> None:
        self.pid, self.moment, self.left = pid, moment, message

    def __call__(self, moment: str) -> None:
        self.left -= moment == self.moment
        if moment == self.moment and self.left == 0:
            os.kill(self.pid, signal.SIGKILL)


@pytest.mark.in_turn
def test_no_message_leaves_twice_however_often_the_sender_is_killed(
    desk: Desk, on_an_ordinary_tuesday: Any
) -> None:
    some, ref, house = random.Random(36), desk.open(), desk.services
    killed: Counter[str] = Counter()
    with smtp.mail_server() as server:
        room = PostRoom({SendingWay.EMAIL: server.transport()}, "complaints@council.example")
        rows = [put(desk, room, message(ref, act=f"letter-{number}")) for number in range(MESSAGES)]
        url = house.database("cases").url.render_as_string(hide_password=False)
        for number in range(KILLS):
            process = sender.started(url, room, house.context.books)
            moment = MOMENTS[number % len(MOMENTS)]
            assert process.pid
            server.interrupt = Plug(process.pid, moment, some.randint(1, 2))
            process.join(20)
            killed[moment] += process.exitcode == -signal.SIGKILL
        server.interrupt = lambda moment: None
        # By now whoever began to send one is gone for longer than any attempt takes.
        on_an_ordinary_tuesday.move_to(time_machine.escape_hatch.datetime.datetime.now(UTC) + timedelta(hours=1))
        while send(desk, room):
            pass
        came = server.times()
    assert killed.total() == KILLS, killed
    with house.database("cases").reading() as session:
        states = {row.message_id: row.state for row in repository.of_case(session, "eastmere", ref)}
    assert set(came.values()) == {1}, "none came twice"
    assert set(states.values()) == {SendingState.SENT, SendingState.UNSURE}
    assert {row.message_id for row in rows} == set(states)
    assert {name for name, state in states.items() if state == SendingState.SENT} <= set(came), "none is lost"
    assert list(states.values()).count(SendingState.UNSURE) <= KILLS
