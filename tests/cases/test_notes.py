"""Notes of a case and of calls: kept, read by who may, told apart from reasons of acts."""

from datetime import date, timedelta

import pytest

from kernel.localtime import utc_now
from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.house import Caller, House

INTAKE, CASES = "/api/intake/v1", "/api/cases/v1/cases"


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


@pytest.fixture
def path(services: House, officer: Caller) -> str:
    """Of the notes of a new case."""
    ref = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    services.settle()
    return f"{CASES}/{ref}/notes"


def test_a_note_of_a_call_says_with_whom_and_when(officer: Caller, path: str) -> None:
    at = (utc_now() - timedelta(minutes=5)).isoformat().replace("+00:00", "Z")
    call = {"whom": "A Caller", "incoming": True, "at": at}
    officer.post(path, {"text": "She asked about the rota.", "call": call}).raise_for_status()
    officer.post(path, {"text": "Ring her on Monday."}).raise_for_status()
    written, noted = officer.get(path).json()["items"]
    assert (written["text"], written["call"]) == ("Ring her on Monday.", None)
    assert (noted["text"], noted["call"]) == ("She asked about the rota.", call)
    assert noted["by"]["subject"] == officer.subject


def test_a_call_that_is_still_to_come_is_refused(officer: Caller, path: str) -> None:
    call = {"whom": "A Caller", "incoming": True, "at": (utc_now() + timedelta(hours=1)).isoformat()}
    answer = officer.post(path, {"text": "She will ring.", "call": call})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/body/call/at"
    assert officer.get(path).json() == {"items": []}


def test_reasons_of_acts_are_no_notes(services: House, officer: Caller, path: str) -> None:
    case = path.removesuffix("/notes")
    held = officer.get(case)
    before = (date.fromisoformat(held.json()["received_on"]) - timedelta(days=1)).isoformat()
    body = {"received_on": before, "reason": "It lay in another tray."}
    officer.post(f"{case}/receipt", body, headers={"If-Match": held.headers["etag"]}).raise_for_status()
    assert officer.get(path).json() == {"items": []}


def test_who_may_not_read_what_a_case_says_reads_no_notes(services: House, path: str) -> None:
    for role in (Role.AUDITOR, Role.CONTACT_CENTRE, Role.ADMIN):
        assert services.caller(role).get(path).status_code == 403
    assert services.caller(Role.COMPLAINTS_OFFICER, authority="coventry").get(path).status_code == 404
