"""A partner's system as a council's client."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support import contacts
from tests.support.house import Caller, House

INTAKE = "/api/intake/v1"
SENT = f"{INTAKE}/partner/contacts"
BOTH = ["contacts:write", "contacts:read"]


@dataclass
class Trust:
    """An NHS trust's system with a client of a council."""

    services: House
    nobody: Caller
    client: dict[str, Any]
    _tokens: dict[str, str] = field(default_factory=dict)

    def token(self, secret: str | None = None, **form: str) -> httpx.Response:
        given = {
            "grant_type": "client_credentials",
            "client_id": self.client["client_id"],
            "client_secret": secret or self.client["client_secret"],
            **form,
        }
        return self.nobody.request("POST", f"{INTAKE}/oauth/token", data=given)

    def headers(self, **form: str) -> dict[str, str]:
        """A token for what the form asks, one for all its uses."""
        asked = str(form)
        if asked not in self._tokens:
            answer = self.token(**form)
            assert answer.status_code == 200, answer.text
            self._tokens[asked] = answer.json()["access_token"]
        return {"Authorization": f"Bearer {self._tokens[asked]}"}

    def send(
        self, reference: str = "T-1", headers: dict[str, str] | None = None, **changes: Any
    ) -> httpx.Response:
        return self.nobody.post(SENT, contact(reference, **changes), headers=headers or self.headers())

    def bulk(self, *lines: str) -> dict[str, Any]:
        answer = self.nobody.request(
            "POST", f"{SENT}/bulk", content="\n".join(lines).encode(), headers=self.headers()
        )
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()
        return result

    def told(self, after: int = 0, **query: Any) -> dict[str, Any]:
        """What the client was told after a number."""
        path = f"{INTAKE}/partner/events"
        answer = self.nobody.get(path, params={"after": after, **query}, headers=self.headers())
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()
        return result


def contact(reference: str, **changes: Any) -> dict[str, Any]:
    body = contacts.statutory(partner_reference=reference, **changes)
    del body["channel"]
    return body


def trust_of(services: House, admin: Caller, scopes: list[str] = BOTH) -> Trust:
    answer = admin.post(f"{INTAKE}/clients", {"organisation": "Riverside NHS Trust", "scopes": scopes})
    assert answer.status_code == 201, answer.text
    return Trust(services, services.caller(), answer.json())
