"""People who submit contacts, act on cases and write letters meanwhile, and ask again until they are answered."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import httpx

from kernel.localtime import local_today
from tests.support import contacts

CLIENTS = 4
PAUSE_SECONDS = 0.2
"""Between two contacts of a client: what is measured is faults, not speed."""
ACTS_OF = 3
"""One contact in so many is acknowledged as a case as well: in the record, or by a letter that leaves."""
PROMISED = timedelta(days=28)
PATIENCE_SECONDS = 120.0
TRY_AGAIN = frozenset({401, 404, 409, 429, 502, 503, 504})
"""
401: by a replica whose clock is wrong; 404: a case that is not opened yet; 409: the same request still runs.
Anything else that is no success is a fault of the product.
"""


@dataclass
class Callers:
    """What they were told.

    Attributes:
        acknowledged: reference by Idempotency-Key.
        acted: references of cases whose acknowledgement was told to be kept.
        written: references of cases with a letter that was told to be leaving.
        answers: how often each status was given, None for no answer.
        wrong: answers that nobody should be given.
        longest: seconds that one waited from the first try to an answer that counts.
    """

    url: str
    token: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    acted: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    answers: Counter[int | None] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _told: threading.Condition = field(default_factory=threading.Condition)
    _enough: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Until the end, where each still waits for its last answer."""
        threads = [threading.Thread(target=self._call) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._enough.set()
            for thread in threads:
                thread.join()

    def wait_for(self, more: int, seconds: float = PATIENCE_SECONDS) -> None:
        """Until so many more contacts were acknowledged. Raises AssertionError."""
        goal = len(self.acknowledged) + more
        with self._told:
            arrived = self._told.wait_for(lambda: len(self.acknowledged) >= goal or self.wrong, seconds)
        assert arrived, f"no contact was acknowledged in {seconds:g} s: {dict(self.answers)}"

    def _call(self) -> None:
        with httpx.Client(
            base_url=self.url, headers={"Authorization": f"Bearer {self.token}"}, timeout=20
        ) as client:
            while not self._enough.is_set() and not self.wrong:
                self._submit(client)
                self._enough.wait(PAUSE_SECONDS)

    def _submit(self, client: httpx.Client) -> None:
        key = str(uuid4())
        who = {"name": "A Caller", "email": "caller@example.org", "role": "relative"}
        body = contacts.statutory(partner_reference=key, complainant=who)
        answer = self._insist(
            client, "POST", "/api/intake/v1/contacts", json=body, headers={"Idempotency-Key": key}
        )
        if answer is None:
            return
        ref = answer.json()["ref"]
        with self._told:
            self.acknowledged[key] = ref
            self._told.notify_all()
        if len(self.acknowledged) % (2 * ACTS_OF) == 0:
            self._acknowledge(client, ref)
        elif len(self.acknowledged) % ACTS_OF == 0:
            self._write(client, ref)

    def _acknowledge(self, client: httpx.Client, ref: str) -> None:
        case = self._insist(client, "GET", f"/api/cases/v1/cases/{ref}")
        if case is None:
            return
        headers = {"Idempotency-Key": str(uuid4()), "If-Match": case.headers["ETag"]}
        body = {"acknowledged_on": local_today().isoformat(), "method": "letter"}
        path = f"/api/cases/v1/cases/{ref}/acknowledgement"
        if self._insist(client, "POST", path, json=body, headers=headers):
            with self._lock:
                self.acted.add(ref)

    def _write(self, client: httpx.Client, ref: str) -> None:
        if self._insist(client, "GET", f"/api/cases/v1/cases/{ref}") is None:
            return
        path = f"/api/cases/v1/cases/{ref}/letters"
        draft = {"kind": "acknowledgement", "promised_on": (local_today() + PROMISED).isoformat()}
        letter = self._insist(client, "POST", path, json=draft, headers={"Idempotency-Key": str(uuid4())})
        if letter is None:
            return
        number, version = letter.json()["number"], letter.json()["version"]
        headers = {"Idempotency-Key": str(uuid4())}
        if self._insist(client, "POST", f"{path}/{number}/leaving", json={"version": version}, headers=headers):
            with self._lock:
                self.written.add(ref)

    def _insist(self, client: httpx.Client, method: str, path: str, **request: object) -> httpx.Response | None:
        """Ask until it is answered; None, and said in `wrong`, for an answer that nobody should be given."""
        begun = time.monotonic()
        while True:
            try:
                answer = client.request(method, path, **request)  # type: ignore[arg-type]
            except httpx.TransportError:
                status = None
            else:
                status = answer.status_code
            waited = time.monotonic() - begun
            with self._lock:
                self.answers[status] += 1
                if status and answer.is_success:
                    self.longest = max(self.longest, waited)
                    return answer
                if status not in {None, *TRY_AGAIN}:
                    self.wrong.append(f"{method} {path}: {status} {answer.text}")
                    return None
                if waited > PATIENCE_SECONDS:
                    self.wrong.append(f"{method} {path}: {status} for {waited:.0f} s")
                    return None
            time.sleep(0.1)
