"""Pull the plug again and again: what was acknowledged is there once, has its case once, is counted once.

On SQLite; PostgreSQL, with what stands around it there, is `tests/chaos`.
"""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.support import contacts, tokens
from tests.support.breadth import either
from tests.support.server import Product, pages
from tests.support.waiting import DEADLINE, eventually

pytestmark = [pytest.mark.system, pytest.mark.timeout(either(240, 900))]

KILLS = either(5, 50)
CLIENTS = 4


@dataclass
class Callers:
    """Clients that submit until the server dies, and send what got no answer again after the restart.

    Attributes:
        acknowledged: reference by Idempotency-Key.
        unanswered: keys of submissions that the crash left without an answer.
    """

    acknowledged: dict[str, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _progress: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def submit_until_killed(self, product: Product, token: str, answers_before_kill: int) -> None:
        """Submit from several clients; kill the product after a number of answers, mid-flight."""
        self._progress = threading.Semaphore(0)
        threads = [threading.Thread(target=self._submit, args=(product.url, token)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for _ in range(answers_before_kill):
            assert self._progress.acquire(timeout=DEADLINE), f"no answer; see {product.log}"
        product.kill()
        for thread in threads:
            thread.join()

    def _submit(self, url: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=url, headers=headers, timeout=DEADLINE) as client:
            while True:
                with self._lock:
                    key = self.unanswered.pop() if self.unanswered else str(uuid4())
                try:
                    body = contacts.statutory(partner_reference=key)
                    answer = client.post("/api/intake/v1/contacts", json=body, headers={"Idempotency-Key": key})
                except httpx.TransportError:
                    with self._lock:
                        self.unanswered.append(key)
                    return
                assert answer.status_code == 201, answer.text
                with self._lock:
                    self.acknowledged[key] = answer.json()["ref"]
                self._progress.release()


@pytest.mark.in_turn
def test_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    product = Product(tmp_path / "data")
    callers = Callers()
    for round_number in range(KILLS):
        product.start()
        token = tokens.signed(tokens.own_key(product.data), roles=["complaints_officer"])
        callers.submit_until_killed(product, token, answers_before_kill=1 + 3 * (round_number % 5))

    with product, product.client("complaints_officer") as client:
        recorded = list(pages(client, "/api/intake/v1/contacts"))
        by_key: dict[str, list[str]] = {}
        for contact in recorded:
            by_key.setdefault(contact["partner_reference"], []).append(contact["ref"])
        assert all(len(refs) == 1 for refs in by_key.values()), "a submission was recorded twice"
        lost = {key: ref for key, ref in callers.acknowledged.items() if by_key.get(key) != [ref]}
        assert not lost

        def opened() -> list[str]:
            return [case["ref"] for case in pages(client, "/api/cases/v1/cases?view=open")]

        expected = sorted(contact["ref"] for contact in recorded)
        eventually(lambda: len(opened()) >= len(expected), what="a case for every contact")
        assert sorted(opened()) == expected

        def counted() -> dict:
            return client.get("/api/analytics/v1/dashboard").json()

        eventually(lambda: counted()["open"] >= len(expected), what="the dashboard to catch up")
        board = counted()
        assert board["open"] == len(expected)
        assert sum(month["received"] for month in board["months"]) == len(expected)
    assert len(callers.acknowledged) >= KILLS
