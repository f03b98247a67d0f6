"""Sets that a timer adds: verified before they have a name, and the oldest let go once there is a newer one."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import text

from chassis.settings import Settings
from standalone import cli
from standalone.backup.moment import databases_of
from tests.support import house
from tests.support.databases import Databases

FIRST, SECOND, THIRD = (datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in (1, 2, 3))


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A product on SQLite with nothing in it, whose sets have a folder of their own."""
    databases = Databases("sqlite", tmp_path)
    monkeypatch.setenv("REDRESS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("REDRESS_BACKUPS_DIR", str(tmp_path / "sets"))
    for name, url in house.urls(databases).items():
        monkeypatch.setenv(f"REDRESS_{name.upper()}", url)
    yield Settings.from_environment()
    databases.close()


def backed_up(at: datetime, keep: int = 2) -> int:
    with time_machine.travel(at, tick=False):
        return cli.main(["backup", "--keep", str(keep)])


def names(live: Settings) -> set[str]:
    return {each.name for each in live.backups_folder.iterdir()} - {".lock"}


def test_the_newest_are_kept(live: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    theirs = {"2026-10-01T023000Z", "a-set-of-mine"}
    (live.backups_folder / "2026-10-01T023000Z").mkdir(parents=True)  # named like one, and none
    for at in (FIRST, SECOND):
        assert backed_up(at) == 0
    shutil.copytree(live.backups_folder / "2026-11-01T023000Z", live.backups_folder / "a-set-of-mine")
    assert names(live) == theirs | {"2026-11-01T023000Z", "2026-11-02T023000Z"}
    capsys.readouterr()
    assert backed_up(THIRD) == 0
    assert names(live) == theirs | {"2026-11-02T023000Z", "2026-11-03T023000Z"}
    assert capsys.readouterr().out.splitlines() == [
        f"{live.backups_folder}/2026-11-03T023000Z: verified",
        f"{live.backups_folder}/2026-11-01T023000Z: let go of",
    ]


def test_nothing_is_let_go_for_a_set_that_is_not_good(live: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert backed_up(FIRST, keep=1) == 0
    database = databases_of(live)["analytics"]
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE analytics_schema_version SET version_num = 'another'"))
    database.engine.dispose()
    assert backed_up(SECOND, keep=1) == 1
    assert names(live) == {"2026-11-01T023000Z"}
    assert "not at this release's revision" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [(), ("--keep", "0"), ("--keep", "2", "somewhere")])
def test_it_says_where_a_backup_goes(live: Settings, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["backup", *arguments])
    assert not live.backups_folder.exists()
