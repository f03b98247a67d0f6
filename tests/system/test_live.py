"""The live stream: a browser hears that its council's facts changed, and no other's."""

import queue
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx
import pytest

from tests.support import contacts, tokens
from tests.support.server import Product
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

LIVE = "/api/analytics/v1/live"


class Stream:
    """What a dashboard hears, event by event."""

    def __init__(self, product: Product, headers: dict[str, str]) -> None:
        self._heard: queue.Queue[dict[str, str] | None] = queue.Queue()
        self._client = httpx.Client(base_url=product.url, headers=headers, timeout=60)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            with self._client.stream("GET", LIVE) as answer:
                assert answer.headers["content-type"].startswith("text/event-stream")
                event: dict[str, str] = {}
                for line in answer.iter_lines():
                    name, _, value = line.partition(": ")
                    if name in {"event", "id", "data"}:
                        event[name] = value
                    elif not line and event:
                        self._heard.put(event)
                        event = {}
        except (httpx.TransportError, RuntimeError):
            pass  # closed by the test
        finally:
            self._heard.put(None)

    def next(self, within: float) -> dict[str, str] | None:
        """The next event; None when the stream has ended."""
        return self._heard.get(timeout=within)

    def silent(self, seconds: float) -> bool:
        try:
            return self._heard.get(timeout=seconds) is None
        except queue.Empty:
            return True

    def close(self) -> None:
        self._client.close()


@contextmanager
def dashboard_of(
    product: Product, authority: str, last: str | None = None, seconds: int = 600
) -> Iterator[Stream]:
    expires = int(time.time()) + seconds
    token = tokens.signed(tokens.own_key(product.data), roles=["manager"], authority=authority, exp=expires)
    with opened_with(product, token, {"Last-Event-ID": last} if last else {}) as stream:
        yield stream


@contextmanager
def opened_with(product: Product, token: str, headers: Mapping[str, str]) -> Iterator[Stream]:
    stream = Stream(product, tokens.bearer(token) | dict(headers))
    yield stream
    stream.close()


def record(officer: httpx.Client) -> None:
    officer.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status()


def test_a_change_is_told(product: Product, officer: httpx.Client) -> None:
    with dashboard_of(product, "leicester") as stream:
        assert stream.next(within=DEADLINE)
        record(officer)
        event = stream.next(within=DEADLINE)
        assert event
        assert event["event"] == "changed"


def test_another_councils_change_is_not_told(product: Product, officer: httpx.Client) -> None:
    with dashboard_of(product, "coventry") as theirs, dashboard_of(product, "leicester") as ours:
        assert theirs.next(within=DEADLINE)
        assert ours.next(within=DEADLINE)
        record(officer)
        assert ours.next(within=DEADLINE)
        assert theirs.silent(0.6)


def test_what_was_missed_is_told_on_return(product: Product, officer: httpx.Client) -> None:
    with dashboard_of(product, "leicester") as stream:
        seen = stream.next(within=DEADLINE)
        assert seen
        record(officer)
        assert stream.next(within=DEADLINE)
    with dashboard_of(product, "leicester", last=seen["id"]) as stream:
        event = stream.next(within=DEADLINE)
        assert event
        assert event["event"] == "changed"


def test_it_ends_when_the_token_does(product: Product) -> None:
    """Those allowed 30 seconds of clock difference get no more than that."""
    with dashboard_of(product, "leicester", seconds=2) as stream:
        assert stream.next(within=DEADLINE)
        assert stream.next(within=DEADLINE) is None


def test_a_token_that_was_revoked_is_told_nothing_more(product: Product, officer: httpx.Client) -> None:
    token = product.token("manager", "leicester")
    with opened_with(product, token, {}) as stream:
        assert stream.next(within=DEADLINE)
        product.command("token", "revoke", token).check_returncode()
        record(officer)
        assert stream.next(within=DEADLINE) is None
