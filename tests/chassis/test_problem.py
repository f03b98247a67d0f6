"""Errors as problem+json: which field, which methods, and nothing of the inside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from structlog.testing import capture_logs

import intake.service
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House

CONTACTS = "/api/intake/v1/contacts"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[House]:
    with house.opened(Databases("sqlite", tmp_path), tmp_path) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["instance"] == answer.request.url.path
    assert body["request_id"] == answer.headers["x-request-id"]
    return body


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        pytest.param(
            {},
            {"/channel": "This is needed", "/narrative": "This is needed"},
            id="every missing field",
        ),
        pytest.param(
            contacts.statutory(colour="blue"), {"/colour": "There is no such field"}, id="a field too many"
        ),
        pytest.param(
            contacts.statutory(matters=[{"category": "delay"}, {"category": "Not a code"}]),
            {"/matters/1/category": "String should match pattern '^[a-z][a-z0-9_]*$'"},
            id="deep in a list",
        ),
        pytest.param(
            contacts.statutory(links=["EAS-2526-0001"] * 21),
            {"/links": "At most 20 of them, not 21"},
            id="a list too long",
        ),
        pytest.param(
            contacts.statutory(received_at=0),
            {"/received_at": "a date is text such as 2026-03-24"},
            id="in the words of our own check",
        ),
        pytest.param(
            contacts.statutory(team="choir", event_on="2099-01-01"),
            {"/team": "Eastmere City Council has no team 'choir'.", "/event_on": "This is in the future."},
            id="what only the council's file and the day can tell",
        ),
    ],
)
def test_wrong_fields_are_named(officer: Caller, body: dict[str, Any], errors: dict[str, str]) -> None:
    told = problem(officer.post(CONTACTS, body), 422)
    assert told["title"] == "Some fields are wrong"
    assert {error["pointer"]: error["detail"] for error in told["errors"]} == errors


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        (f"{CONTACTS}?limit=0", "/query/limit"),
        (f"{CONTACTS}?cursor=nonsense", "/query/cursor"),
        (f"{CONTACTS}?classification=rumour", "/query/classification"),
        (f"{CONTACTS}/nonsense", "/path/ref"),
        ("/api/cases/v1/cases?view=sideways", "/query/view"),
        ("/api/analytics/v1/dashboard?year=1999", "/query/year"),
    ],
)
def test_wrong_parameters_are_named_with_where_they_stand(officer: Caller, path: str, pointer: str) -> None:
    assert [error["pointer"] for error in problem(officer.get(path), 422)["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", CONTACTS, "GET, POST"),
        ("PUT", f"{CONTACTS}/EAS-2526-0001", "GET"),
        ("GET", f"{CONTACTS}/preview", ""),  # a reference by its place, but not by its form
        ("DELETE", "/api/cases/v1/officers/me", "PATCH, PUT"),
    ],
)
def test_wrong_methods_are_told_all_right_ones(officer: Caller, method: str, path: str, allowed: str) -> None:
    answer = officer.request(method, path)
    if allowed:
        problem(answer, 405)
        assert answer.headers["allow"] == allowed
    else:
        problem(answer, 422)


@pytest.mark.parametrize("path", ["/api/intake/v1/nothing", "/api/intake/nothing", f"{CONTACTS}/EAS-2526-9999"])
def test_what_is_not_there(officer: Caller, path: str) -> None:
    assert "title" in problem(officer.get(path), 404)


def test_without_a_token(services: House) -> None:
    answer = services.caller().get(CONTACTS)
    assert problem(answer, 401)["title"] == "Sign in first"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_without_the_permission(services: House) -> None:
    answer = services.caller(Role.AUDITOR).post(CONTACTS, contacts.statutory())
    assert problem(answer, 403)["detail"] == "This needs the permission contacts:record."


def test_a_given_request_id_is_kept_and_a_bad_one_is_not(officer: Caller) -> None:
    assert officer.get(CONTACTS, headers={"X-Request-Id": "call-0001"}).headers["x-request-id"] == "call-0001"
    made = officer.get(CONTACTS, headers={"X-Request-Id": "no good\tid"}).headers["x-request-id"]
    assert len(made) == 32


def test_an_unexpected_error_tells_nothing_of_the_inside(services: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall_over(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the inside")

    monkeypatch.setattr(intake.service, "list_contacts", fall_over)
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs:
        answer = services.caller(Role.AUDITOR, hides_errors=True).get(CONTACTS)
    told = problem(answer, 500)
    assert told["title"] == "Something went wrong on our side"
    assert not any(word in answer.text for word in ("secret", "Traceback", ".py"))
    [logged] = [entry for entry in logs if entry["event"] == "request_failed"]
    assert logged["request_id"] == told["request_id"], "the trace is found by the id that was told"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (CONTACTS, 200),
        (f"{CONTACTS}/EAS-2526-0001", 404),
        ("/api/intake/v1/nowhere", 404),
        ("/api/intake/readyz", 200),
    ],
)
def test_no_cache_keeps_an_answer(officer: Caller, path: str, status: int) -> None:
    answer = officer.get(path)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
