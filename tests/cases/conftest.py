"""Factories for cases' tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine

from kernel.vocabulary import Role
from tests.support import contacts, house, repeatable
from tests.support.databases import Databases
from tests.support.house import Caller, House

repeatable.use()
CASES = "/api/cases/v1/cases"
TODAY = "2026-03-24"
NOTHING_LEARNED = {"no_learning_because": "It was a slip of one day."}
"""What an upheld case closes with that teaches nothing."""


@pytest.fixture
def on_an_ordinary_tuesday() -> Iterator[Any]:
    with time_machine.travel(f"{TODAY}T10:00:00Z", tick=True) as clock:
        yield clock


@pytest.fixture
def services(databases: Databases, tmp_path: Path, on_an_ordinary_tuesday: Any) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


@dataclass
class Desk:
    """An officer who opens cases by recording contacts, and works them."""

    services: House
    officer: Caller

    def open(self, **changes: Any) -> str:
        """Record a contact, by default a statutory complaint of 2 March, and open its case."""
        body = contacts.statutory(
            **{"received_at": "2026-03-02T10:00:00Z", "matters": [{"category": "delay"}], **changes}
        )
        answer = self.officer.post("/api/intake/v1/contacts", body)
        assert answer.status_code == 201, answer.text
        self.services.settle()
        return str(answer.json()["ref"])

    def read(self, ref: str) -> dict[str, Any]:
        answer = self.officer.get(f"{CASES}/{ref}")
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def act(self, ref: str, what: str, body: dict[str, Any], by: Caller | None = None) -> httpx.Response:
        """One change of the case as it stands now, refused or not."""
        method = "PUT" if what.startswith("issues/") else "POST"
        version = {"If-Match": f'"{self.read(ref)["version"]}"'}
        return (by or self.officer).request(method, f"{CASES}/{ref}/{what}", json=body, headers=version)

    def do(self, ref: str, what: str, body: dict[str, Any], by: Caller | None = None) -> dict[str, Any]:
        """One change that must succeed; the case after it."""
        answer = self.act(ref, what, body, by)
        assert answer.status_code in {200, 201}, answer.text
        changed: dict[str, Any] = answer.json()
        return changed

    def acknowledge(self, ref: str, on: str = "2026-03-04", **more: Any) -> dict[str, Any]:
        return self.do(ref, "acknowledgement", {"acknowledged_on": on, "method": "letter", **more})

    def find(self, ref: str, outcome: str = "upheld", number: int = 1, on: str = TODAY) -> dict[str, Any]:
        body = {"outcome": outcome, "reason": "The log shows it.", "decided_on": on}
        return self.do(ref, f"issues/{number}/finding", body)

    def respond(self, ref: str, on: str = TODAY) -> dict[str, Any]:
        return self.do(ref, "response", {"responded_on": on, "method": "email"})

    def close(self, ref: str, **more: Any) -> dict[str, Any]:
        return self.do(ref, "closure", {"closed_on": TODAY, **more})

    def beside(self, ref: str, part: str) -> dict[str, Any]:
        """What lives beside a case: its remedies, its learning, its costs."""
        answer = self.officer.get(f"{CASES}/{ref}/{part}")
        assert answer.status_code == 200, answer.text
        read: dict[str, Any] = answer.json()
        return read

    def reclassify(self, ref: str, to: str, **more: Any) -> None:
        body = {"classification": to, "reason": "Looked at again.", **more}
        answer = self.officer.post(f"/api/intake/v1/contacts/{ref}/reclassifications", body)
        assert answer.status_code == 201, answer.text
        self.services.settle()

    def list(self, **query: Any) -> list[str]:
        answer = self.officer.get(CASES, params=query)
        assert answer.status_code == 200, answer.text
        return [item["ref"] for item in answer.json()["items"]]


@pytest.fixture
def desk(services: House) -> Desk:
    return Desk(services, services.caller(Role.COMPLAINTS_OFFICER, subject="officer-1", seconds=30 * 24 * 3600))
