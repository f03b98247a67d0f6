"""Contents that no file names go after a month; what a file names stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from intake.files.storage import FileStore
from intake.files.sweeping import Sweeping
from kernel.localtime import utc_now
from tests.support import contacts
from tests.support.files import PDF
from tests.support.house import Caller, House

INTAKE = "/api/intake/v1"


@pytest.mark.both_databases
def test_what_a_crash_left_between_content_and_row_goes_after_a_month(
    services: House, officer: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    path, headers = f"{INTAKE}/contacts/{ref}/files", {"Redress-File-Name": "a.pdf"}
    officer.request("POST", path, content=PDF, headers=headers).raise_for_status()
    [kept] = (tmp_path / "files").iterdir()
    put = FileStore.put

    def killed(store: FileStore, authority: str, content: bytes) -> str:
        put(store, authority, content)
        raise RuntimeError("killed")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError, match="killed"):
        patched.setattr(FileStore, "put", killed)
        officer.request("POST", path, content=PDF + b"%", headers=headers)
    (tmp_path / "files" / ".part.half").write_bytes(b"half")
    (tmp_path / "files" / "lost+found").write_bytes(b"not ours")
    assert len(list((tmp_path / "files").iterdir())) == 4

    sweeping: Sweeping = services.apps["intake"].state.sweeping
    assert services.run(sweeping.sweep) == 0, "its row may be on its way"
    before = (utc_now() - timedelta(days=31)).timestamp()
    for content in (tmp_path / "files").iterdir():
        os.utime(content, (before, before))
    assert services.run(sweeping.sweep) == 2
    assert {content.name for content in (tmp_path / "files").iterdir()} == {kept.name, "lost+found"}
    assert officer.get(f"{path}/1").content == PDF
