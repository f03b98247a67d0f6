"""The content of files in a folder or a bucket: sealed, each council's own, whole or not there."""

import errno
import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from chassis.sealing import UnreadableMasterKey, master_key
from intake.files.bucket import Bucket
from intake.files.folder import Folder
from intake.files.storage import FileStore, Place
from kernel.errors import Conflict, NotFound, Unavailable
from kernel.localtime import utc_now
from tests.support.processes import free_port
from tests.support.s3 import S3_ENVIRONMENT, full_store, s3_server

BUCKET = "redress"
LETTER = b"My mother was left without her carer for nine days."


@pytest.fixture(params=["a folder", "a bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "a folder":
        return Folder(tmp_path / "files")
    endpoint: str = request.getfixturevalue("s3")
    return Bucket(f"s3://{BUCKET}/{tmp_path.name}", endpoint)


@pytest.fixture
def master(tmp_path: Path) -> bytes:
    return master_key(tmp_path / "files.key", tmp_path / "files")


@pytest.fixture
def anywhere(place: Place, master: bytes) -> FileStore:
    return FileStore(place, master)


@pytest.fixture
def store(tmp_path: Path, master: bytes) -> FileStore:
    return FileStore(Folder(tmp_path / "files"), master)


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    with s3_server(BUCKET) as endpoint:
        yield endpoint


@pytest.fixture
def s3(served: str, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in S3_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return served


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "files").iterdir())


@pytest.mark.parametrize("content", [b"", LETTER])
def test_what_is_put_is_read_after_a_restart(
    anywhere: FileStore, place: Place, tmp_path: Path, content: bytes
) -> None:
    key = anywhere.put("Northshire", content)
    again = FileStore(place, master_key(tmp_path / "files.key", tmp_path / "files"))
    assert again.read("Northshire", key) == content


def test_the_disk_shows_neither_content_nor_council_and_only_its_owner_reads(
    store: FileStore, tmp_path: Path
) -> None:
    store.put("Northshire", LETTER)
    store.put("Northshire", LETTER)
    one, other = kept(tmp_path)
    assert LETTER not in one.read_bytes()
    assert one.read_bytes() != other.read_bytes()
    assert "Northshire" not in one.name
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "files", one, tmp_path / "files.key")]
    assert modes == [0o700, 0o600, 0o600]


def test_what_is_kept_is_sealed_and_changed_is_refused(anywhere: FileStore, place: Place) -> None:
    key = anywhere.put("Northshire", LETTER)
    sealed = place.get(key)
    assert LETTER not in sealed
    for changed in (b"", sealed[:5], sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        place.put(key, changed)
        with pytest.raises(Conflict):
            anywhere.read("Northshire", key)


def test_what_is_older_is_listed_and_discarded(anywhere: FileStore) -> None:
    keys = {anywhere.put("Northshire", LETTER), anywhere.put("Southshire", LETTER)}
    now = utc_now()
    assert list(anywhere.older(now - timedelta(hours=1))) == []
    assert set(anywhere.older(now + timedelta(hours=1))) == keys
    for key in keys:
        anywhere.discard(key)
    assert list(anywhere.older(now + timedelta(hours=1))) == []


@pytest.mark.parametrize("where", ["no such bucket", "nobody answers", "takes no more"])
def test_a_bucket_that_cannot_be_used_is_told(s3: str, where: str) -> None:
    with full_store() as full:
        place = {
            "no such bucket": lambda: Bucket("s3://another/files", s3),
            "nobody answers": lambda: Bucket(f"s3://{BUCKET}", f"http://127.0.0.1:{free_port()}"),
            "takes no more": lambda: Bucket(f"s3://{BUCKET}", full),
        }[where]()
        store = FileStore(place, bytes(32))
        with pytest.raises(Unavailable, match="Tell your operator"):
            store.put("Northshire", LETTER)
        with pytest.raises(Unavailable, match="Tell your operator"):
            store.read("Northshire", "0" * 32)
        with pytest.raises(Unavailable, match="Tell your operator"):
            list(store.older(utc_now()))


def test_another_council_neither_reads_nor_removes(anywhere: FileStore) -> None:
    key = anywhere.put("Northshire", LETTER)
    with pytest.raises(Conflict):
        anywhere.read("Southshire", key)
    with pytest.raises(Conflict):
        anywhere.remove("Southshire", key)
    assert anywhere.read("Northshire", key) == LETTER


def test_content_under_another_name_is_not_taken_for_it(store: FileStore, tmp_path: Path) -> None:
    one, other = store.put("Northshire", LETTER), store.put("Northshire", b"Another")
    (tmp_path / "files" / one).replace(tmp_path / "files" / other)
    with pytest.raises(Conflict):
        store.read("Northshire", other)


@pytest.mark.parametrize("left", [0, 5, 20, -1])
def test_damaged_content_is_refused(store: FileStore, tmp_path: Path, left: int) -> None:
    key = store.put("Northshire", LETTER)
    path = tmp_path / "files" / key
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(Conflict):
        store.read("Northshire", key)


@pytest.mark.parametrize("key", ["", "../files.key", "0" * 31, "0" * 32, "0" * 32 + "\n", "/etc/passwd"])
def test_a_key_of_nothing_finds_nothing(anywhere: FileStore, key: str) -> None:
    with pytest.raises(NotFound):
        anywhere.read("Northshire", key)


def test_removing_twice_is_removing_once(anywhere: FileStore, place: Place) -> None:
    key = anywhere.put("Northshire", LETTER)
    anywhere.remove("Northshire", key)
    anywhere.remove("Northshire", key)
    place.remove(key)
    with pytest.raises(NotFound):
        anywhere.read("Northshire", key)


@pytest.mark.parametrize("forced", [0, 1], ids=["its content", "its name"])
def test_a_full_disk_keeps_nothing_half(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forced: int
) -> None:
    calls = count()

    def full(_: int) -> None:
        if next(calls) >= forced:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable):
        store.put("Northshire", LETTER)
    assert kept(tmp_path) == []


def test_no_new_key_is_made_over_files_that_it_would_not_open(store: FileStore, tmp_path: Path) -> None:
    store.put("Northshire", LETTER)
    (tmp_path / "files.key").unlink()
    with pytest.raises(UnreadableMasterKey, match="is gone"):
        master_key(tmp_path / "files.key", tmp_path / "files")


@pytest.mark.parametrize("text", ["", "no key", "ab" * 31, "ab" * 33, "é"])
def test_what_is_no_key_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "files.key"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableMasterKey, match="64 hexadecimal digits"):
        master_key(path, tmp_path / "files")
