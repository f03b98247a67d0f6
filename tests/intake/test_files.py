"""Files of a contact over HTTP: kept, listed, taken, withdrawn, and by whom."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from intake.files import service
from intake.files.rules import MOST_FILES
from intake.files.storage import FileStore
from kernel.localtime import utc_now
from kernel.values import LARGEST_FILE
from kernel.vocabulary import FileSource, Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.files import PDF, PROGRAM
from tests.support.house import Caller, House
from tests.support.pictures import MAKER, picture
from tests.support.s3 import S3_ENVIRONMENT, s3_server

INTAKE = "/api/intake/v1"


@pytest.fixture
def path(officer: Caller) -> str:
    """Of the files of a new contact."""
    ref = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    return f"{INTAKE}/contacts/{ref}/files"


def send(by: Caller, path: str, content: bytes = PDF, name: str = "Letter.pdf", **headers: str) -> httpx.Response:
    return by.request("POST", path, content=content, headers={"Redress-File-Name": quote(name), **headers})


def sealed(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "files").iterdir())


@pytest.mark.both_databases
def test_a_file_is_kept_listed_and_taken_as_it_came(officer: Caller, path: str, tmp_path: Path) -> None:
    answer = send(officer, path, name="../Brief für Mutter.pdf")
    assert answer.status_code == 201, answer.text
    file = answer.json()
    assert {key: file[key] for key in ("number", "name", "media_type", "size", "source", "by")} == {
        "number": 1,
        "name": "Brief für Mutter.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "source": "case",
        "by": "Complaints_Officer",
    }
    assert officer.get(path).json() == {"items": [file], "partner": False, "withheld": 0}
    taken = officer.get(f"{path}/1")
    assert taken.content == PDF
    assert taken.headers["content-disposition"] == "attachment; filename*=UTF-8''Brief%20f%C3%BCr%20Mutter.pdf"
    assert taken.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert (taken.headers["x-content-type-options"], taken.headers["cache-control"]) == ("nosniff", "no-store")
    assert PDF not in sealed(tmp_path)[0].read_bytes()


def test_the_same_file_sent_again_is_the_file_that_is_there(officer: Caller, path: str, tmp_path: Path) -> None:
    first = send(officer, path).json()
    assert send(officer, path).json() == first
    assert send(officer, path, **{"Idempotency-Key": "a"}).json() == first
    assert send(officer, path, **{"Idempotency-Key": "a"}).json() == first
    assert len(sealed(tmp_path)) == 1
    assert send(officer, path, name="Copy.pdf", **{"Idempotency-Key": "a"}).status_code == 422, "another name"
    assert send(officer, path, name="Copy.pdf").json()["number"] == 2


def test_a_long_name_is_shortened_with_the_ending_that_it_is_given(officer: Caller, path: str) -> None:
    assert send(officer, path, name="0" * 1_000).json()["name"] == "0" * 116 + ".pdf"


def test_files_may_be_kept_in_a_bucket(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in S3_ENVIRONMENT.items():
        monkeypatch.setenv(variable, value)
    with s3_server("council") as endpoint:
        kept = {"files_bucket": "s3://council/files", "files_endpoint": endpoint, "files_key": "ab" * 32}
        with house.opened(databases, tmp_path, **kept) as services:
            officer = services.caller(Role.COMPLAINTS_OFFICER)
            ref = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
            path = f"{INTAKE}/contacts/{ref}/files"
            assert send(officer, path).status_code == 201
            assert officer.get(f"{path}/1").content == PDF
            assert not (tmp_path / "files").exists()
            store: FileStore = services.apps["intake"].state.files
            (key,) = store.older(utc_now() + timedelta(days=1))
            assert f"<Key>files/{key}</Key>" in httpx.get(f"{endpoint}/council").text
            store.discard(key)
            assert officer.get(f"{path}/1").status_code == 404
            httpx.delete(f"{endpoint}/council").raise_for_status()
            for answer in (officer.get(f"{path}/1"), send(officer, path, name="Other.pdf")):
                assert (answer.status_code, "Tell your operator" in answer.json()["detail"]) == (503, True)
                assert answer.headers["Retry-After"] == "30"
            assert len(officer.get(path).json()["items"]) == 1, "nothing of it is kept"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (PROGRAM, "letter.pdf", "is no PDF"),
        (PROGRAM, "letter\u202efdp.exe", "end in .exe"),
        (b"", "letter.pdf", "is empty"),
    ],
)
def test_what_is_refused_leaves_nothing(
    officer: Caller, path: str, tmp_path: Path, content: bytes, name: str, why: str
) -> None:
    answer = send(officer, path, content, name)
    assert (answer.status_code, why in answer.json()["detail"]) == (422, True), answer.text
    assert officer.get(path).json()["items"] == []
    assert sealed(tmp_path) == []


def test_a_file_may_be_larger_than_other_requests_and_no_larger_than_it_may(officer: Caller, path: str) -> None:
    large = PDF + bytes(3_000_000)
    assert send(officer, path, large).status_code == 201
    assert hashlib.sha256(officer.get(f"{path}/1").content).digest() == hashlib.sha256(large).digest()
    too_large = send(officer, path, PDF, **{"Content-Length": str(LARGEST_FILE + 1)})
    assert (too_large.status_code, "25,000,000" in too_large.text) == (413, True)


def test_a_contact_has_room_for_so_many(services: House, officer: Caller, path: str) -> None:
    ref = path.split("/")[-2]
    with services.database("intake").transaction() as tx:
        for number in range(MOST_FILES):
            kept: Any = (f"{number}.pdf", PDF, FileSource.MAIL, "A Person", utc_now())
            service.keep(tx, services.apps["intake"].state.files, "eastmere", ref, *kept)
    one_more = send(officer, path)
    assert (one_more.status_code, one_more.json()["detail"]) == (409, "It has 50 files, and may have no more.")
    assert send(officer, path, name="0.pdf").status_code == 201, "it is there already"


@pytest.mark.both_databases
def test_what_was_withdrawn_is_gone_and_that_it_was_here_is_not(
    services: House, officer: Caller, path: str, tmp_path: Path
) -> None:
    send(officer, path)
    why = {"because": "It is of another family."}
    assert services.caller(Role.INVESTIGATOR).post(f"{path}/1/withdrawal", why).status_code == 403
    answer = officer.post(f"{path}/1/withdrawal", why)
    assert (answer.status_code, answer.json()["withdrawn_because"]) == (200, why["because"])
    assert sealed(tmp_path) == []
    assert officer.get(f"{path}/1").status_code == 410
    assert officer.post(f"{path}/1/withdrawal", why).status_code == 409
    assert officer.get(path).json()["items"][0]["withdrawn_by"] == "Complaints_Officer"
    assert send(officer, path).json()["number"] == 2, "and the same may come again"


def test_who_may(services: House, officer: Caller, path: str) -> None:
    send(officer, path)
    auditor = services.caller(Role.AUDITOR)
    assert auditor.get(path).json() == {"items": [], "partner": False, "withheld": 1}
    assert auditor.get(f"{path}/1").status_code == 403
    reason = {"Redress-Reason": "Audit of the month of March"}
    assert auditor.get(path, headers=reason).json()["items"][0]["name"] == "Letter.pdf"
    assert auditor.get(f"{path}/1", headers=reason).content == PDF
    assert send(auditor, path).status_code == 403
    other = services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    for answer in (other.get(path), other.get(f"{path}/1"), send(other, path)):
        assert answer.status_code == 404
    assert send(services.caller(), path).status_code == 401


def test_what_is_not_there_or_no_number_and_any_name(officer: Caller, path: str) -> None:
    assert officer.get(f"{path}/1").status_code == 404
    assert officer.get(f"{path}/0").status_code == 422
    assert officer.get(f"{path}/99999999999999999999").status_code == 422
    assert send(officer, path.replace("EAS-", "EAX-")).status_code == 404
    for unwritten in (b"", b"\xc2\x84", b"two words.pdf"):
        headers = [(b"Redress-File-Name", unwritten)]
        assert officer.request("POST", path, content=PDF, headers=headers).status_code == 201


def test_a_picture_leaves_without_its_details_or_on_purpose_as_it_came(
    services: House, officer: Caller, path: str
) -> None:
    came = picture("JPEG")
    send(officer, path, came, "Hall.jpg")
    without = officer.get(f"{path}/1").content
    assert (MAKER.encode() in came, MAKER.encode() in without) == (True, False)
    assert officer.get(f"{path}/1", params={"as_it_came": True}).content == came
    send(officer, path, came[:100], "Torn.jpg")
    assert officer.get(f"{path}/2").status_code == 409
    assert officer.get(f"{path}/2", params={"as_it_came": True}).content == came[:100]
    ref = path.split("/")[-2]
    reads = services.caller(Role.AUDITOR).get(f"{INTAKE}/reads", params={"ref": ref}).json()["items"]
    assert {"1", "1 as it came"} <= {read["about"] for read in reads}


def test_who_took_a_file_is_kept(services: House, officer: Caller, path: str) -> None:
    send(officer, path)
    officer.get(path)
    officer.get(f"{path}/1")
    ref = path.split("/")[-2]
    reads = services.caller(Role.AUDITOR).get(f"{INTAKE}/reads", params={"ref": ref}).json()["items"]
    assert {(read["what"], read["about"]) for read in reads} >= {("files", None), ("file", "1")}
