"""Files that are looked through for viruses: what is not known to be safe is given to nobody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.files.clamd import NoVerdict, verdict
from intake.files.scanning import Scanning
from kernel.vocabulary import FileScan, Role
from tests.support import clamd, contacts, house
from tests.support.clamd import answering_at
from tests.support.databases import Databases
from tests.support.house import Caller, House

INTAKE = "/api/intake/v1"


@pytest.fixture
def socket(tmp_path: Path) -> Path:
    return tmp_path / "clamd"


@pytest.fixture
def services(databases: Databases, tmp_path: Path, socket: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path, clamd=str(socket)) as made:
        yield made


@pytest.fixture
def path(officer: Caller) -> str:
    ref = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    return f"{INTAKE}/contacts/{ref}/files"


def send(by: Caller, path: str, content: bytes, name: str) -> dict[str, Any]:
    answer = by.request("POST", path, content=content, headers={"Redress-File-Name": name})
    assert answer.status_code == 201, answer.text
    file: dict[str, Any] = answer.json()
    return file


def scanning(services: House) -> Scanning:
    found: Scanning = services.apps["intake"].state.scanning
    return found


@pytest.mark.both_databases
def test_a_file_waits_is_looked_through_and_given_out(
    services: House, officer: Caller, path: str, socket: Path
) -> None:
    assert send(officer, path, b"Words.", "a.txt")["scan"] == "waiting"
    waits = officer.get(f"{path}/1")
    assert (waits.status_code, "Try again in a minute" in waits.json()["detail"]) == (409, True)
    with answering_at(socket):
        assert services.run(scanning(services).look_through) == 0
    (file,) = officer.get(path).json()["items"]
    assert (file["scan"], file["scanner"], file["virus"]) == ("clean", clamd.VERSION, None)
    assert file["scanned_at"] >= file["at"]
    assert officer.get(f"{path}/1").content == b"Words."


@pytest.mark.both_databases
def test_a_virus_is_named_and_given_to_nobody(services: House, officer: Caller, path: str, socket: Path) -> None:
    send(officer, path, b"Words.", "a.txt")
    send(officer, path, clamd.VIRUS, "b.txt")
    with answering_at(socket):
        services.run(scanning(services).look_through)
    safe, infected = officer.get(path).json()["items"]
    assert (safe["scan"], infected["scan"], infected["virus"]) == ("clean", "infected", "Win.Test.EICAR_HDB-1")
    for who in (officer, services.caller(Role.MANAGER)):
        refused = who.get(f"{path}/2")
        assert (refused.status_code, "carries a virus (Win.Test" in refused.json()["detail"]) == (410, True)
    duties = f"{INTAKE}/duties"
    assert officer.get(duties).json()["infected"] == [path.split("/")[-2]]
    assert services.caller(Role.MANAGER, authority="leicester").get(duties).json()["infected"] == []
    assert officer.post(f"{path}/2/withdrawal", {"because": "It carries a virus."}).status_code == 200
    assert officer.get(duties).json()["infected"] == []


def test_what_is_too_large_for_the_scanner_says_so_and_is_given_out(
    services: House, officer: Caller, path: str, socket: Path
) -> None:
    large = b"%PDF-1.7\n" + bytes(5 * clamd.LIMIT)
    send(officer, path, large, "a.pdf")
    with answering_at(socket):
        services.run(scanning(services).look_through)
    assert officer.get(path).json()["items"][0]["scan"] == "too_large"
    assert officer.get(f"{path}/1").content == large


def test_without_the_scanner_files_wait_and_one_that_it_cannot_judge_keeps_no_other_waiting(
    services: House, officer: Caller, path: str, socket: Path
) -> None:
    send(officer, path, b"Words.", "a.txt")
    send(officer, path, clamd.TORN, "b.txt")
    send(officer, path, b"Other words.", "c.txt")
    with pytest.raises(FileNotFoundError):
        services.run(scanning(services).look_through)
    assert {file["scan"] for file in officer.get(path).json()["items"]} == {"waiting"}
    with answering_at(socket):
        assert services.run(scanning(services).look_through) == 1
    assert [file["scan"] for file in officer.get(path).json()["items"]] == ["clean", "waiting", "clean"]


def test_what_was_withdrawn_is_not_looked_through(
    services: House, officer: Caller, path: str, socket: Path
) -> None:
    send(officer, path, b"Words.", "a.txt")
    officer.post(f"{path}/1/withdrawal", {"because": "Another family."})
    assert services.run(scanning(services).look_through) == 0, "nobody has to be asked"


def test_what_the_daemon_says() -> None:
    assert verdict("stream: OK").scan is FileScan.CLEAN
    assert verdict("stream: Pdf.Dropper FOUND") == (FileScan.INFECTED, "Pdf.Dropper")
    assert verdict("INSTREAM size limit exceeded. ERROR").scan is FileScan.TOO_LARGE
    for unsaid in ("", "stream: OK FINE", "stream: Can't allocate memory ERROR", "UNKNOWN COMMAND"):
        with pytest.raises(NoVerdict):
            verdict(unsaid)
