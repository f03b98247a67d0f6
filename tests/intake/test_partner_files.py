"""Files go both ways between the council and the partner who sent a contact, and to nobody else."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import time_machine

from kernel.vocabulary import Role
from tests.support import files, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE, SENT, Trust, trust_of


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def admin(services: House) -> Caller:
    return services.caller(Role.ADMIN)


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


@pytest.fixture
def trust(services: House, admin: Caller) -> Trust:
    return trust_of(services, admin)


@pytest.fixture
def ref(trust: Trust) -> str:
    return str(trust.send().json()["ref"])


def send(trust: Trust, ref: str, content: bytes = files.PDF, name: str = "Ward%20diary.pdf") -> httpx.Response:
    headers = trust.headers() | {"Redress-File-Name": name}
    return trust.nobody.post(f"{SENT}/{ref}/files", content=content, headers=headers)


def listed(trust: Trust, ref: str) -> list[tuple[str, str]]:
    answer = trust.nobody.get(f"{SENT}/{ref}/files", headers=trust.headers())
    return [(file["name"], file["source"]) for file in answer.json()["items"]]


def take(trust: Trust, ref: str, number: int) -> httpx.Response:
    return trust.nobody.get(f"{SENT}/{ref}/files/{number}", headers=trust.headers())


@pytest.mark.both_databases
def test_what_a_partner_sends_is_with_the_contact(trust: Trust, ref: str, officer: Caller) -> None:
    assert (send(trust, ref).status_code, send(trust, ref).json()["number"]) == (201, 1)
    (kept,) = officer.get(f"{INTAKE}/contacts/{ref}/files").json()["items"]
    assert (kept["name"], kept["source"], kept["by"]) == ("Ward diary.pdf", "partner", "Riverside NHS Trust")
    assert officer.get(f"{INTAKE}/contacts/{ref}/files/1").content == files.PDF
    refused = send(trust, ref, b"MZ\x90\x00", "diary.pdf")
    assert refused.status_code == 422, refused.text


def test_a_partner_takes_what_is_shared_and_is_told_of_it(trust: Trust, ref: str, officer: Caller) -> None:
    path = f"{INTAKE}/contacts/{ref}/files"
    for name in ("Answer.pdf", "Internal.pdf"):
        content = files.PDF + name.encode()
        officer.post(path, content=content, headers={"Redress-File-Name": name}).raise_for_status()
    assert (listed(trust, ref), take(trust, ref, 1).status_code) == ([], 404)
    assert officer.get(path).json()["partner"] is True
    for _ in range(2):
        shared = officer.request("PUT", f"{path}/1/sharing")
        assert (shared.status_code, shared.json()["shared_at"][:10]) == (200, "2026-03-24"), shared.text
    assert listed(trust, ref) == [("Answer.pdf", "case")]
    taken = take(trust, ref, 1)
    assert taken.content == files.PDF + b"Answer.pdf"
    assert taken.headers["Content-Disposition"].startswith("attachment; ")
    assert [event["kind"] for event in trust.told()["items"]] == ["received", "file_shared"]
    assert take(trust, ref, 2).status_code == 404

    officer.request("DELETE", f"{path}/1/sharing").raise_for_status()
    assert (listed(trust, ref), take(trust, ref, 1).status_code) == ([], 404)


def test_what_was_withdrawn_is_gone(trust: Trust, ref: str, officer: Caller) -> None:
    send(trust, ref)
    path = f"{INTAKE}/contacts/{ref}/files/1"
    officer.post(f"{path}/withdrawal", {"because": "It is of another."}).raise_for_status()
    assert (take(trust, ref, 1).status_code, listed(trust, ref)) == (410, [])
    assert officer.request("PUT", f"{path}/sharing").status_code == 410


def test_another_client_sees_none_of_it(services: House, admin: Caller, trust: Trust, ref: str) -> None:
    send(trust, ref)
    other = trust_of(services, admin)
    assert [send(other, ref).status_code, take(other, ref, 1).status_code] == [404, 404]
    assert other.nobody.get(f"{SENT}/{ref}/files", headers=other.headers()).status_code == 404
    reads_alone = trust_of(services, admin, ["contacts:read"])
    assert send(reads_alone, ref).status_code == 403


def test_a_contact_that_no_partner_sent_is_shared_with_nobody(officer: Caller) -> None:
    body = {"kind": "dissatisfaction", "channel": "phone", "narrative": "Nobody came."}
    ref = officer.post(f"{INTAKE}/contacts", body).json()["ref"]
    path = f"{INTAKE}/contacts/{ref}/files"
    officer.post(path, content=files.PDF, headers={"Redress-File-Name": "a.pdf"}).raise_for_status()
    assert officer.get(path).json()["partner"] is False
    refused = officer.request("PUT", f"{path}/1/sharing")
    assert (refused.status_code, refused.json()["detail"]) == (409, "No partner sent this contact.")


def test_the_redacted_copy_is_shared_and_the_whole_on_purpose_alone(
    trust: Trust, ref: str, officer: Caller
) -> None:
    path = f"{INTAKE}/contacts/{ref}/files"

    def add(name: str, content: bytes = b"", **query: int) -> httpx.Response:
        headers = {"Redress-File-Name": name}
        return officer.request("POST", path, content=files.PDF + content, headers=headers, params=query)

    add("Visits.pdf")
    refused = add("Visits.pdf", redacts=1)
    assert (refused.status_code, "the same as the file" in refused.json()["detail"]) == (422, True), refused.text
    copy = add("Visits redacted.pdf", b"%", redacts=1)
    assert (copy.status_code, copy.json()["number"], copy.json()["redacts"]) == (201, 2, 1)
    assert add("Visits redacted.pdf", b"%", redacts=1).json() == copy.json()
    assert add("Third.pdf", b"%%", redacts=2).status_code == 422, "a copy of a copy"
    assert add("Third.pdf", b"%%", redacts=9).status_code == 404

    whole = officer.request("PUT", f"{path}/1/sharing")
    assert (whole.status_code, "Visits redacted.pdf: share that" in whole.json()["detail"]) == (409, True)
    officer.request("PUT", f"{path}/2/sharing").raise_for_status()
    assert listed(trust, ref) == [("Visits redacted.pdf", "case")]
    officer.request("PUT", f"{path}/1/sharing", params={"unredacted": True}).raise_for_status()
    assert len(listed(trust, ref)) == 2

    for number in (1, 2):
        officer.request("DELETE", f"{path}/{number}/sharing").raise_for_status()
    officer.post(f"{path}/2/withdrawal", {"because": "A name is left in it."}).raise_for_status()
    assert officer.request("PUT", f"{path}/1/sharing").status_code == 200, "it has no copy any more"
