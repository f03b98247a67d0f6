"""Whatever comes as the place in a list: the list goes on from there, or says that it gave no such place."""

import base64
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from kernel.vocabulary import Role
from tests.support import house, imports, services, shared
from tests.support.databases import Databases
from tests.support.partners import trust_of

INTAKE, CASES, ANALYTICS = "/api/intake/v1", "/api/cases/v1", "/api/analytics/v1"
REF = "EAS-2526-0001"
DAY, AT = "2026-03-24", "2026-03-24T10:00:00+00:00"

KEYS: Mapping[str, list[str]] = {
    f"GET {ANALYTICS}/reads": ["7"],
    f"GET {CASES}/reads": ["7"],
    f"GET {INTAKE}/reads": ["7"],
    f"GET {CASES}/cases": ["due", f'"{DAY}"', REF],
    f"GET {CASES}/learning": [DAY, REF, "1"],
    f"GET {CASES}/survey-answers": ["2026-Q1", "0123456789abcdef0123456789abcdef"],
    f"GET {CASES}/tasks": [DAY, REF, "1"],
    f"GET {INTAKE}/contact-plans": [DAY, REF],
    f"GET {INTAKE}/contacts": [AT, REF],
    f"POST {INTAKE}/contacts/search": [AT, REF],
    f"GET {INTAKE}/imports/{{job_id}}/remarks": ["7"],
    f"GET {INTAKE}/retention/due": [DAY, REF],
    f"GET {INTAKE}/retention/certificates": [AT, REF],
    f"GET {INTAKE}/mail": ["1", AT, "00000000-0000-4000-8000-000000000000"],
    f"GET {CASES}/outbox": [AT, REF, "1"],
    f"GET {INTAKE}/partner/contacts": [REF],
    f"GET {INTAKE}/partner/contributions": [REF, "1"],
    f"GET {INTAKE}/partner/webhook/deliveries": ["7"],
    f"GET {INTAKE}/clients/{{client_id}}/webhook/deliveries": ["7"],
    f"GET {INTAKE}/public-entries": [AT, REF, "1"],
    f"GET {INTAKE}/providers": ["Harbour House", "1"],
    f"GET {INTAKE}/registers/contacts": [AT, REF],
    f"POST {ANALYTICS}/figures/references": [REF],
    f"POST {INTAKE}/search": ["7"],
    f"POST {CASES}/search": ["7"],
}
"""By what each list sorts; a new list with a cursor is asked for its own."""
ALSO_NEEDED: Mapping[str, dict[str, Any]] = {
    f"POST {INTAKE}/search": {"q": "lunch"},
    f"POST {CASES}/search": {"q": "lunch"},
    f"GET {INTAKE}/registers/contacts": {"register": "compliment", "year": 2025},
    f"POST {ANALYTICS}/figures/references": {
        "question": {"authority": "eastmere", "measure": "count", "year": "2025-26"}
    },
}

PARTS = [
    *("", "-1", "١", str(2**31), str(2**63), "9" * 60, "x" * 90, "null", "2026-02-30", "0001-01-01"),
    *(AT[:-6], "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", '"2026-02-30"', '"\\u0000"', '"\\ud800"'),
]
"""What may stand where a part of a key does."""
NO_KEYS = [b"\xff\xfe", b"{}", b"null", b"[" * 90, b"[NaN]", b'["\\u0000"]', b'["\\ud800"]']
UNREADABLE = ["", "====", "é", "\N{NULL}", "x" * 200]


def sealed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def cursor(*key: Any) -> str:
    return sealed(json.dumps(key).encode())


def made_up(own: list[str]) -> Iterator[str]:
    """Cursors that differ from one of this list in one part, are of other lists, cut, or of no list at all."""
    for place in range(len(own)):
        for part in PARTS:
            yield cursor(*own[:place], part, *own[place + 1 :])
    for key in KEYS.values():
        yield cursor(*key)
    whole = cursor(*own)
    yield from (whole[:end] for end in (1, 7, -1))
    yield from (cursor(), cursor(*own, "1"), cursor(*own[:-1]), cursor(1, None), cursor(own), cursor(True, {}))
    for content in (
        b"\xff\xfe",
        b"\0",
        b"{}",
        b"null",
        b"7",
        b'"a"',
        b"[" * 90,
        b"[NaN]",
        b'["\\u0000"]',
        b'["\\ud800"]',
    ):
        yield sealed(content)
    yield from UNREADABLE


def lists() -> Iterator[tuple[str, str]]:
    """Method and address of every operation that takes a cursor, as the services describe themselves."""
    for service, document in services.documents().items():
        bodies = {
            f"#/components/schemas/{name}"
            for name, schema in document["components"]["schemas"].items()
            if "cursor" in schema.get("properties", {})
        }
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                named = {parameter["name"] for parameter in operation.get("parameters", [])}
                body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
                if "cursor" in named or body.get("schema", {}).get("$ref") in bodies:
                    yield method.upper(), f"/api/{service}{path}"


@pytest.mark.in_turn
def test_no_cursor_breaks_a_list(databases: Databases, tmp_path: Path) -> None:
    answers: dict[tuple[str, str], httpx.Response] = {}
    with house.opened(databases, tmp_path, partner_requests_per_minute=1_000_000) as opened:
        job = imports.bring_in(opened, opened.caller(Role.ADMIN), imports.ndjson(imports.line()))
        trust = trust_of(opened, opened.caller(Role.ADMIN))
        client, hook = trust.client["client_id"], {"url": "https://hooks.example.org"}
        trust.nobody.put(f"{INTAKE}/partner/webhook", hook, headers=trust.headers()).raise_for_status()
        roles = (Role.MANAGER, Role.AUDITOR, Role.ADMIN)
        manager, auditor, admin = (opened.caller(role, hides_errors=True) for role in roles)
        for method, path in lists():
            name, address = f"{method} {path}", path.format(job_id=job["job_id"], client_id=client)
            caller = auditor if path.endswith("/reads") else admin if "/clients/" in path else manager
            headers = trust.headers() if "/partner/" in path else {}
            where = "params" if method == "GET" else "json"
            own = cursor(*KEYS[name])
            for given in [own, *made_up(KEYS[name])]:
                asked = {"cursor": given, **ALSO_NEEDED.get(name, {})}
                answers[name, given] = caller.request(method, address, headers=headers, **{where: asked})
            assert answers[name, own].status_code == 200, f"{name} sorts by something else"
    refused = [answer for answer in answers.values() if answer.status_code == 422]
    broke = [f"{asked}: {answer.status_code}" for asked, answer in answers.items() if not is_one_of_two(answer)]
    (shared.folder() / "cursors").write_text(
        f"Cursors that no list gave: {len(answers)} tried at {len(KEYS)} lists, {len(refused)} refused, "
        f"{len(broke)} broke one"
    )
    assert not broke, "\n".join(broke)


PLACES = [
    "",
    "-1",
    "1.5",
    "x",
    "1e3",
    "١",
    "9" * 30,
    str(2**53),
    str(2**53 + 1),
    "NaN",
    "\N{NULL}",
    "é",
    "[]",
    "7",
]
MARKS = [*PLACES, "0" * 32, "G" * 32, "a" * 33]
QUESTIONS = [
    *({name: place} for name in ("lastEventId", "limit", "timeout") for place in PLACES[:-1]),
    *({"lastEventId": place, "lastEventMark": mark} for place in ("0", "7") for mark in MARKS),
]


@pytest.mark.in_turn
def test_no_place_breaks_a_feed(databases: Databases, tmp_path: Path) -> None:
    """Only a service reads feeds; a wrong one is refused, and is never told what is not after its place."""
    statuses: Counter[int] = Counter()
    with house.opened(databases, tmp_path) as opened:
        service = opened.caller(Role.SERVICE, authority="*", hides_errors=True)
        for name in opened.apps:
            for question in QUESTIONS:
                answer = service.get(f"/api/{name}/v1/events", params=question)
                statuses[answer.status_code] += 1
                assert answer.status_code in {200, 409, 422}, f"{name}: {question}"
                assert answer.status_code != 200 or answer.json() == []
    (shared.folder() / "feed-places").write_text(
        f"Places that no feed gave: {statuses.total()} tried at {len(opened.apps)} feeds, "
        f"{statuses[409] + statuses[422]} refused, 0 broke one"
    )


def is_one_of_two(answer: httpx.Response) -> bool:
    """A page, or a refusal that names the cursor."""
    if answer.status_code == 200:
        return "next_cursor" in answer.json()
    return answer.status_code == 422 and "cursor" in str(answer.json()["errors"])
