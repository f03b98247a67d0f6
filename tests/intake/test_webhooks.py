"""Webhooks: a partner's own server is told its events, signed, each once and in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import time_machine
from standardwebhooks import Webhook

from chassis.hooks.rules import PAUSES
from intake.partners.hooks.worker import Webhooks
from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE, Trust, trust_of
from tests.support.receiver import DROPS, LARGE, POURS, Receiver, receiving

NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
HOOK = f"{INTAKE}/partner/webhook"
LOCAL = "127.0.0.0/8"


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with (
        time_machine.travel(NOW, tick=False),
        house.opened(databases, tmp_path, hooks_networks=LOCAL) as made,
    ):
        yield made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@dataclass
class Partner:
    """A trust with a webhook, the worker that serves it, and the hour that this worker has."""

    trust: Trust
    now: datetime = NOW
    secret: str = ""
    _workers: list[Webhooks] = field(default_factory=list)

    @property
    def services(self) -> House:
        return self.trust.services

    @property
    def path(self) -> str:
        return f"{INTAKE}/clients/{self.trust.client['client_id']}/webhook"

    def register(self, url: str) -> httpx.Response:
        answer = self.ask("PUT", "", {"url": url})
        if answer.status_code == 201:
            self.secret = answer.json()["secret"]
        return answer

    def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return self.trust.nobody.request(method, f"{HOOK}{path}", json=body, headers=self.trust.headers())

    def state(self) -> dict[str, Any]:
        answer = self.ask("GET", "").raise_for_status()
        state: dict[str, Any] = answer.json()
        return state

    def undelivered(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.ask("GET", "/deliveries").json()["items"]
        return items

    def worker(self, house: House | None = None) -> Webhooks:
        state = (house or self.services).apps["intake"].state
        return Webhooks(state.database, state.webhooks.sealer, state.webhooks.sender, lambda: self.now)

    def deliver(self, after: timedelta = timedelta()) -> int:
        """Let a worker send what is due, so much later."""
        self.now += after
        sent: int = self.services.run(self.worker().deliver_due)
        return sent


@pytest.fixture
def partner(services: House, receiver: Receiver) -> Partner:
    made = Partner(trust_of(services, services.caller(Role.ADMIN)))
    answer = made.register(receiver.url)
    assert answer.status_code == 201, answer.text
    return made


@pytest.fixture
def admin(services: House) -> Caller:
    return services.caller(Role.ADMIN)


def test_an_event_is_sent_signed_and_says_no_more_than_codes(partner: Partner, receiver: Receiver) -> None:
    ref = partner.trust.send("T-1").json()["ref"]
    assert partner.deliver() == 1
    [event] = partner.trust.told()["items"]
    assert receiver.read(partner.secret) == [
        {"type": "contact.received", "timestamp": event["recorded_at"], "data": event}
    ]
    assert (event["ref"], event["partner_reference"]) == (ref, "T-1")
    [(headers, body)] = receiver.came
    assert headers["content-type"] == "application/json"
    assert headers["host"] == receiver.url.split("/")[2]
    assert b"Relative" not in body
    assert partner.deliver() == 0
    state = partner.state()
    assert (state["state"], state["waiting"], state["dead"], state["answer"]) == ("on", 0, 0, None)
    assert datetime.fromisoformat(state["delivered_at"]) == NOW


def test_an_endpoint_that_was_down_for_an_hour_hears_all_once_and_in_order(
    partner: Partner, receiver: Receiver
) -> None:
    receiver.answer = DROPS
    for number in range(5):
        partner.trust.send(f"T-{number}")
    partner.deliver()
    state = partner.state()
    assert (state["state"], state["waiting"]) == ("failing", 5)
    assert state["answer"] == "The answer was not HTTP."
    for pause in PAUSES[:6]:
        partner.deliver(pause * 1.11)
    assert len(set(receiver.ids)) == 1, "later events wait behind the one that does not arrive"
    assert len(receiver.came) == 7
    receiver.came.clear()

    receiver.answer = 200
    partner.deliver(timedelta(hours=1.2))
    with time_machine.travel(partner.now, tick=False):
        told = receiver.read(partner.secret)
    assert [message["data"]["partner_reference"] for message in told] == [f"T-{number}" for number in range(5)]
    assert len(set(receiver.ids)) == 5
    assert (partner.state()["state"], partner.undelivered()) == ("on", [])


@pytest.mark.in_turn
def test_what_never_arrives_is_given_up_and_can_be_sent_again(
    partner: Partner, receiver: Receiver, admin: Caller
) -> None:
    receiver.answer = 500
    for number in (1, 2):
        partner.trust.send(f"T-{number}")
    for _ in PAUSES:
        assert partner.deliver(timedelta(hours=1.2)) == 1
    [waiting] = partner.undelivered()
    assert (waiting["number"], waiting["attempts"], waiting["answer"]) == (1, len(PAUSES), "It answered 500.")
    assert waiting["due_at"] is not None
    partner.deliver(timedelta(hours=1.2))
    dead, next_one = partner.undelivered()
    assert (dead["number"], dead["due_at"], dead["kind"]) == (1, None, "received")
    assert (next_one["number"], next_one["attempts"]) == (2, 1)
    assert partner.state()["dead"] == 1

    first = receiver.ids[0]
    receiver.came.clear()
    answer = partner.ask("POST", "/deliveries/1/again")
    assert (answer.status_code, answer.json()["number"]) == (200, 1)
    partner.deliver()
    assert receiver.ids == [first], "by the id that it had"
    assert partner.undelivered()[0]["due_at"] is None, "once"
    receiver.answer = 204
    answer = admin.post(f"{partner.path}/deliveries/1/again")
    assert answer.status_code == 200, answer.text
    partner.deliver(timedelta(hours=1.2))
    assert partner.undelivered() == []
    assert partner.ask("POST", "/deliveries/1/again").status_code == 404


def test_for_a_day_both_secrets_sign(partner: Partner, receiver: Receiver) -> None:
    before = partner.secret
    answer = partner.ask("POST", "/secret")
    partner.secret = answer.json()["secret"]
    assert partner.secret.startswith("whsec_")
    assert partner.secret != before
    partner.trust.send("T-1")
    partner.deliver()
    assert receiver.read(before) == receiver.read(partner.secret)
    partner.trust.send("T-2")
    partner.deliver(timedelta(hours=24))
    headers, body = receiver.came[-1]
    assert " " not in headers["webhook-signature"]
    with time_machine.travel(partner.now, tick=False):
        Webhook(partner.secret).verify(body, headers)
    assert "secret" not in partner.state()


def test_secrets_are_kept_sealed(services: House, partner: Partner) -> None:
    kept = services.database("intake").engine.connect().exec_driver_sql("SELECT secret FROM intake_webhook")
    [sealed] = kept.scalars()
    key = Webhook(partner.secret)._whsecret
    assert key not in bytes(sealed)
    assert len(bytes(sealed)) == 12 + len(key) + 16


def test_a_large_answer_is_not_taken_in(partner: Partner, receiver: Receiver) -> None:
    receiver.answer = POURS
    partner.trust.send("T-1")
    partner.deliver()
    assert partner.state()["waiting"] == 0, "its status says that it was taken"
    assert receiver.poured < LARGE / 2


def test_a_redirect_is_not_followed(partner: Partner, receiver: Receiver) -> None:
    with receiving() as elsewhere:
        receiver.answer, receiver.headers = 307, {"Location": elsewhere.url}
        partner.trust.send("T-1")
        partner.deliver()
        assert elsewhere.came == []
    assert partner.state()["answer"] == "It answered 307. It points elsewhere, which is not followed."


def test_410_ends_it_until_it_is_registered_again(partner: Partner, receiver: Receiver) -> None:
    receiver.answer = 410
    partner.trust.send("T-1")
    partner.deliver()
    assert partner.deliver(timedelta(days=4)) == 0
    assert partner.state()["state"] == "off"
    assert partner.ask("POST", "/deliveries/1/again").status_code == 409
    receiver.answer = 204
    answer = partner.register(receiver.url)
    assert (answer.status_code, answer.json()["secret"], answer.json()["state"]) == (200, None, "failing")
    assert partner.deliver(timedelta(hours=2)) == 1
    assert partner.state()["state"] == "on"


def test_who_asks_for_time_gets_it(partner: Partner, receiver: Receiver) -> None:
    receiver.answer, receiver.headers = 429, {"Retry-After": "1800"}
    partner.trust.send("T-1")
    partner.deliver()
    assert partner.deliver(timedelta(seconds=1790)) == 0
    assert partner.deliver(timedelta(seconds=10)) == 1


def test_an_admin_sees_and_pauses_it(partner: Partner, receiver: Receiver, admin: Caller) -> None:
    for act in ("pause", "pause"):
        assert admin.post(f"{partner.path}/{act}").json()["state"] == "paused"
    partner.trust.send("T-1")
    assert partner.deliver() == 0
    [listed] = admin.get(f"{INTAKE}/clients").json()["items"]
    hook = listed["webhook"]
    assert (hook["host"], hook["waiting"], hook["paused_by"]) == (receiver.url.split("/")[2], 1, "Admin")
    assert "url" not in hook, "it may hold a secret"
    assert admin.post(f"{partner.path}/resumption").json()["state"] == "on"
    assert partner.deliver() == 1
    assert admin.get(f"{partner.path}/deliveries").json()["items"] == []


def test_only_the_councils_admins_do(services: House, partner: Partner) -> None:
    other = services.caller(Role.ADMIN, authority="leicester")
    assert services.caller(Role.MANAGER).post(f"{partner.path}/pause").status_code == 403
    assert other.post(f"{partner.path}/pause").status_code == 404
    assert other.get(f"{partner.path}/deliveries").status_code == 404


def test_a_revoked_client_is_told_nothing_more(partner: Partner, receiver: Receiver, admin: Caller) -> None:
    partner.trust.send("T-1")
    admin.post(f"{partner.path.removesuffix('/webhook')}/revocation").raise_for_status()
    assert (partner.deliver(), receiver.came) == (0, [])


def test_what_was_removed_is_sent_no_more(partner: Partner, receiver: Receiver) -> None:
    receiver.answer = 500
    partner.trust.send("T-1")
    partner.deliver()
    assert partner.ask("DELETE", "").status_code == 204
    assert [partner.ask("GET", path).status_code for path in ("", "/deliveries")] == [404, 404]
    assert partner.deliver(timedelta(hours=1)) == 0
    receiver.answer = 204
    partner.register(receiver.url)
    assert partner.deliver(timedelta(hours=2)) == 0, "it begins with what happens from now on"


def test_a_contact_that_is_not_here_any_more_is_passed_over(
    services: House, partner: Partner, receiver: Receiver
) -> None:
    refs = [partner.trust.send(f"T-{number}").json()["ref"] for number in (1, 2)]
    with services.database("intake").transaction() as tx:
        tx.connection().exec_driver_sql(f"DELETE FROM intake_contact WHERE ref = '{refs[0]}'")
    assert partner.deliver() == 1
    assert [message["data"]["ref"] for message in receiver.read(partner.secret)] == refs[1:]
    assert partner.state()["waiting"] == 0


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_two_workers_at_once_send_each_once_and_in_order(
    services: House, admin: Caller, receiver: Receiver
) -> None:
    partners = [Partner(trust_of(services, admin)) for _ in range(3)]
    for partner in partners:
        partner.register(receiver.url)
    for number in range(6):
        for partner in partners:
            partner.trust.send(f"T-{number}")
    workers = [partners[0].worker(), partners[0].worker(services.replica())]

    async def at_once() -> None:
        async with anyio.create_task_group() as group:
            for worker in workers * 2:
                group.start_soon(worker.deliver_due)

    services.run(at_once)
    assert len(receiver.came) == len(set(receiver.ids)) == 18
    for partner in partners:
        mine = []
        for headers, body in receiver.came:
            try:
                mine.append(Webhook(partner.secret).verify(body, headers)["data"]["number"])
            except Exception:
                continue
        assert mine == list(range(1, 7))
