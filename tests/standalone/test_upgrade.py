"""A newer release on what an earlier one kept: backed up and tried on the copy first, and wholly or not at all."""

import os
import re
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Connection, Engine

from chassis.migrations import alone, is_newest, migrate
from chassis.settings import Settings
from standalone import SERVICES, cli
from standalone.backup.moment import databases_of
from standalone.backup.told import Held, Manifest, held
from standalone.place import only_copy
from tests.architecture.test_previous_release import restored
from tests.support import house
from tests.support.databases import Databases
from tests.support.waiting import eventually

WAITING = text("""
SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
""")
WAITING_FOR_TABLES = text("""
SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
WHERE locktype = 'relation' AND NOT granted AND datname = current_database()
""")
OF_THE_FIRST = "22c13f4a38ac"
"""Where the first release's database of cases stands."""
Redress = Callable[..., tuple[int, str]]
DATABASES = tuple(f"{service.upper()}_DATABASE_URL" for service in SERVICES)
CREATED_SINCE = "analytics_report_published"
"""A table of the last service that is migrated, which the release before did not have."""


@pytest.fixture
def earlier(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What the release before kept, as the environment's settings name it."""
    if databases.backend == "postgresql":
        monkeypatch.setenv("PATH", f"{databases.cluster.bindir}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("REDRESS_DATA_DIR", str(tmp_path / "data"))
    for name, url in restored(databases).items():
        monkeypatch.setenv(f"REDRESS_{name.upper()}", url)
    return Settings.from_environment()


@pytest.fixture
def redress(capsys: pytest.CaptureFixture[str]) -> Redress:
    """The command: its exit status, and the last that it says."""

    def run(*arguments: str | Path) -> tuple[int, str]:
        status = cli.main([*map(str, arguments)])
        said = capsys.readouterr()
        return status, (said.err if status else said.out).strip().rpartition("\n")[2]

    return run


def kept(settings: Settings) -> dict[str, Held]:
    """What each database holds: where it stands, and every row of every table."""
    found = {}
    for name, database in databases_of(settings).items():
        with database.engine.connect() as connection:
            found[name] = held(connection, name)
        database.engine.dispose()
    return found


def change(settings: Settings, service: str, statement: str) -> None:
    """Something that an operator, or another release, did to a database."""
    database = databases_of(settings)[service]
    with database.write_engine.begin() as connection:
        connection.execute(text(statement))
    database.engine.dispose()


@contextmanager
def full_disk(after: int) -> Iterator[None]:
    """No file grows beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (after, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_an_upgrade_is_backed_up_first(earlier: Settings, redress: Redress) -> None:
    before = kept(earlier)
    assert redress("migrate") == (0, "")
    assert all(is_newest(name, found.revision) for name, found in kept(earlier).items())
    [taken] = [each for each in earlier.backups_folder.iterdir() if "-before-" in each.name]
    manifest = Manifest.model_validate_json((taken / "manifest.json").read_text())
    assert manifest.services == before
    status, said = redress("verify", taken)
    assert (status, said) == (0, "figures: an earlier release's, which were not asked")

    assert redress("migrate") == (0, "")
    assert len(list(earlier.backups_folder.glob("*-before-*"))) == 1, "nothing was behind any more"


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_a_migration_that_fails_leaves_every_service_as_it_was(
    earlier: Settings, redress: Redress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Analytics is the last: what was done to the others is taken back, whether the copy shows it or not."""
    change(earlier, "analytics", f"CREATE TABLE {CREATED_SINCE} (mine INTEGER PRIMARY KEY)")
    before = kept(earlier)
    for backed_up in ("1", "0"):
        monkeypatch.setenv("REDRESS_BACKUP_BEFORE_UPGRADE", backed_up)
        status, said = redress("migrate")
        assert status == 1
        assert said.startswith("redress: analytics cannot be brought to release ")
        assert CREATED_SINCE in said
        assert said.endswith("Nothing was changed: the release before can be started again.")
        assert kept(earlier) == before
    assert not list(earlier.backups_folder.glob("*-before-*"))
    status, said = redress("verify", earlier.backups_folder / "not-verified")
    assert (status, "analytics cannot be brought to this release" in said) == (1, True)


@pytest.mark.both_databases
def test_an_earlier_release_refuses_what_a_newer_one_kept(earlier: Settings, redress: Redress) -> None:
    change(earlier, "cases", "UPDATE cases_schema_version SET version_num = 'of tomorrow'")
    status, said = redress("serve", "--port", "0")
    assert (status, "the database of cases is of a newer release than" in said) == (1, True)
    assert kept(earlier)["cases"].revision == "of tomorrow"


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_nothing_is_begun_beside_backups(
    earlier: Settings, redress: Redress, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk of the data is not mounted, or the settings name a database that is empty."""
    assert redress("migrate") == (0, "")
    status, said = redress("backup", "--keep", "3")
    assert (status, "verified" in said) == (0, True), said
    [taken] = [each for each in earlier.backups_folder.iterdir() if re.fullmatch(r"[\dT-]+Z", each.name)]
    urls = {name: getattr(earlier, name.lower()) for name in DATABASES}
    empty = {url: databases.empty() for url in set(urls.values())}
    monkeypatch.setenv("REDRESS_CASES_DATABASE_URL", empty[urls["CASES_DATABASE_URL"]])
    status, said = redress("migrate")
    assert (status, "nothing is kept in the database of cases" in said) == (1, True), said
    for name, url in urls.items():
        monkeypatch.setenv(f"REDRESS_{name}", empty[url])
    for command in (["migrate"], ["serve", "--port", "0"]):
        status, said = redress(*command)
        assert (status, f"redress restore {taken}" in said) == (1, True), said
    status, said = redress("restore", taken)
    assert status == 0, said
    assert redress("migrate") == (0, "")


class TestOnSqlite:
    @pytest.fixture
    def databases(self, tmp_path: Path) -> Databases:
        return Databases("sqlite", tmp_path)

    @pytest.mark.in_turn
    def test_a_full_disk_changes_nothing(self, earlier: Settings, redress: Redress) -> None:
        before = kept(earlier)
        with full_disk(after=200_000):
            status, said = redress("migrate")
        assert (status, "the backup before the upgrade" in said) == (1, True), said
        assert kept(earlier) == before
        assert redress("migrate") == (0, "")

    @pytest.mark.in_turn
    @pytest.mark.parametrize(
        ("at", "says"),
        [
            ("intake", "Nothing was changed: the release before can be started again."),
            ("cases", "Of this release already: intake. Mend that and start this release again, which goes on."),
        ],
    )
    def test_a_disk_that_is_full_at_the_last_step(
        self, earlier: Settings, redress: Redress, monkeypatch: pytest.MonkeyPatch, at: str, says: str
    ) -> None:
        """As it is committed, when those before may have been."""

        def full(connection: Connection) -> None:
            if str(connection.engine.url) == getattr(earlier, f"{at}_database_url"):
                raise OSError("the disk is full")

        monkeypatch.setenv("REDRESS_BACKUP_BEFORE_UPGRADE", "0")
        event.listen(Engine, "commit", full)
        try:
            status, said = redress("migrate")
        finally:
            event.remove(Engine, "commit", full)
        assert (status, said.startswith(f"redress: {at} cannot be"), said.endswith(says)) == (1, True, True), said
        assert redress("migrate") == (0, "")

    def test_a_folder_for_backups_that_cannot_be_written(
        self, earlier: Settings, redress: Redress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = kept(earlier)
        (tmp_path / "file").touch()
        monkeypatch.setenv("REDRESS_BACKUPS_DIR", str(tmp_path / "file" / "sets"))
        status, said = redress("migrate")
        assert (status, "Not a directory" in said, "REDRESS_BACKUP_BEFORE_UPGRADE=0" in said) == (1, True, True)
        assert kept(earlier) == before

    def test_files_are_not_changed_under_a_release_that_runs(self, earlier: Settings, redress: Redress) -> None:
        before = kept(earlier)
        earlier.data_dir.mkdir()
        with only_copy(earlier, "intake"):
            status, said = redress("migrate")
        assert (status, "already runs on the data folder" in said) == (1, True)
        assert kept(earlier) == before


class TestOnPostgresql:
    @pytest.fixture
    def databases(self, tmp_path: Path) -> Iterator[Databases]:
        made = Databases("postgresql", tmp_path)
        yield made
        made.close()

    def test_of_two_that_start_at_once_one_upgrades(
        self, earlier: Settings, redress: Redress, databases: Databases
    ) -> None:
        """The second waits, and finds nothing to do: it neither backs up nor migrates."""
        ours = databases_of(earlier)
        with ThreadPoolExecutor() as second:
            with ours["intake"].engine.connect() as first:
                alone(first, "intake", "upgrade")
                waiting = second.submit(redress, "migrate")
                eventually(lambda: first.execute(WAITING).scalar_one(), what="the second to wait")
                migrate(*ours.values())
            assert waiting.result(30) == (0, "")
        for database in ours.values():
            database.engine.dispose()
        assert not earlier.backups_folder.exists()

    def test_a_follower_of_the_earlier_release_is_waited_for(
        self, earlier: Settings, redress: Redress, databases: Databases, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It holds its place, and writes facts next, of which the migration changes the table."""
        monkeypatch.setenv("REDRESS_BACKUP_BEFORE_UPGRADE", "0")
        ours = databases_of(earlier)["analytics"]
        with ThreadPoolExecutor() as second, ours.engine.connect() as seen:
            with ours.write_engine.begin() as follower:
                follower.execute(text("SELECT * FROM analytics_cursor FOR UPDATE"))
                upgrading = second.submit(redress, "migrate")
                eventually(lambda: seen.execute(WAITING_FOR_TABLES).scalar_one(), what="the migration to wait")
                follower.execute(text("UPDATE analytics_case SET ref = ref"))
            assert upgrading.result(60) == (0, "")
        ours.engine.dispose()


def test_a_release_that_runs_serves_what_a_later_one_has_upgraded_meanwhile(tmp_path: Path) -> None:
    """As in a rolling upgrade, where the first server of the later release brings the database forward."""
    with house.opened(Databases("sqlite", tmp_path), tmp_path) as services:
        migrated = {}
        for stands_at in (None, "of tomorrow", OF_THE_FIRST):
            if stands_at:
                with services.database("cases").transaction() as tx:
                    tx.execute(text(f"UPDATE cases_schema_version SET version_num = '{stands_at}'"))
            migrated[stands_at] = services.caller().get("/api/cases/readyz").json()["migrated"]
        assert migrated == {None: True, "of tomorrow": True, OF_THE_FIRST: False}
