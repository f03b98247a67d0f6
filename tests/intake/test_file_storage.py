"""The content of files on disk: sealed, each council's own, whole or not there."""

import errno
import os
from itertools import count
from pathlib import Path

import pytest

from intake.files.storage import FileStore, UnreadableMasterKey, master_key
from kernel.errors import Conflict, NotFound, Unavailable

LETTER = b"My mother was left without her carer for nine days."


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    folder = tmp_path / "files"
    return FileStore(folder, master_key(tmp_path / "files.key", folder))


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "files").iterdir())


@pytest.mark.parametrize("content", [b"", LETTER])
def test_what_is_put_is_read_after_a_restart(store: FileStore, tmp_path: Path, content: bytes) -> None:
    key = store.put("Northshire", content)
    folder = tmp_path / "files"
    again = FileStore(folder, master_key(tmp_path / "files.key", folder))
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


def test_another_council_neither_reads_nor_removes(store: FileStore) -> None:
    key = store.put("Northshire", LETTER)
    with pytest.raises(Conflict):
        store.read("Southshire", key)
    with pytest.raises(Conflict):
        store.remove("Southshire", key)
    assert store.read("Northshire", key) == LETTER


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
def test_a_key_of_nothing_finds_nothing(store: FileStore, key: str) -> None:
    with pytest.raises(NotFound):
        store.read("Northshire", key)


def test_removing_twice_is_removing_once(store: FileStore, tmp_path: Path) -> None:
    key = store.put("Northshire", LETTER)
    store.remove("Northshire", key)
    store.remove("Northshire", key)
    assert kept(tmp_path) == []


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
