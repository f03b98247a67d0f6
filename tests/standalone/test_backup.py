"""A backup is one set of all three services, taken while contacts come in; less than the set is refused."""

import copy
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from alembic import command
from pydantic import ValidationError
from sqlalchemy import make_url
from sqlmodel import Session

from chassis import migrations
from chassis.sealing import UnreadableMasterKey
from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone import SERVICES, cli
from standalone.backup import postgresql, told
from standalone.backup.files import sha256
from standalone.backup.moment import databases_of
from standalone.backup.told import File, Manifest
from standalone.place import only_copy
from tests.support import contacts, house
from tests.support.councils import NORTHBROOK
from tests.support.databases import Databases
from tests.support.files import PDF
from tests.support.house import Caller, House
from tests.support.postgres import ROLE
from tests.support.waiting import eventually

Redress = Callable[..., tuple[int, str]]


@pytest.fixture
def redress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Redress:
    """The command with some settings: its exit status, and what it says."""

    def run(settings: Settings, *arguments: str | Path) -> tuple[int, str]:
        monkeypatch.setenv("REDRESS_DATA_DIR", str(settings.data_dir))
        for name in SERVICES:
            monkeypatch.setenv(f"REDRESS_{name.upper()}_DATABASE_URL", getattr(settings, f"{name}_database_url"))
        status = cli.main([*map(str, arguments)])
        said = capsys.readouterr()
        return status, said.err.splitlines()[-1] if status else said.out

    return run


def at(folder: Path, urls: dict[str, str]) -> Settings:
    return Settings.model_validate({"data_dir": folder, "demo": False} | urls)


def apart(databases: Databases) -> dict[str, str]:
    """A migrated database for each service."""
    return {f"{n}_database_url": databases.migrated(n, house.migrate_only(n)) for n in SERVICES}


def files_in(folder: Path) -> dict[str, str]:
    return {f"{name}_database_url": f"sqlite:///{folder / name}.db" for name in SERVICES}


def nowhere_yet(databases: Databases, folder: Path) -> dict[str, str]:
    """Where a set may be restored: no file on SQLite, empty databases on PostgreSQL."""
    if databases.backend == "sqlite":
        return files_in(folder)
    return {f"{name}_database_url": databases.empty() for name in SERVICES}


@contextmanager
def busy(services: House) -> Iterator[list[str]]:
    """Contacts come in one after the other, and followers follow, until the end. Gives the references so far."""
    officer, given, ended = services.caller(Role.COMPLAINTS_OFFICER), list[str](), threading.Event()

    def submit() -> None:
        while not ended.is_set():
            given.append(record(officer))

    def follow() -> None:
        while not ended.is_set():
            services.settle()

    threads = [threading.Thread(target=work) for work in (submit, follow)]
    for thread in threads:
        thread.start()
    try:
        yield given
    finally:
        ended.set()
        for thread in threads:
            thread.join(30)


def record(officer: Caller) -> str:
    answer = officer.post("/api/intake/v1/contacts", contacts.statutory())
    assert answer.status_code == 201, answer.text
    ref: str = answer.json()["ref"]
    return ref


def refusals(services: House) -> list[str | None]:
    """What each follower says of the feed that it follows."""
    followers = [follower for app in services.apps.values() for follower in app.state.followers]
    for follower in followers:
        services.run(follower.look, 2)
    return [follower.refused for follower in followers]


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_drill(databases: Databases, tmp_path: Path, redress: Redress, monkeypatch: pytest.MonkeyPatch) -> None:
    if databases.backend == "postgresql":
        monkeypatch.setenv("PATH", f"{databases.cluster.bindir}{os.pathsep}{os.environ['PATH']}")
    taken, live = tmp_path / "set", at(tmp_path / "data", apart(databases))
    with ExitStack() as opened:
        services = opened.enter_context(house.opened_on(live))
        with busy(services) as given:
            eventually(lambda: len(given) >= 8)
            before = list(given)
            assert redress(live, "backup", taken) == (0, "")
            until = len(given) + 3
            eventually(lambda: len(given) >= until)
        services.settle()

        status, said = redress(live, "verify", taken)
        assert (status, len(said.splitlines())) == (0, 5), said
        new = at(tmp_path / "new", nowhere_yet(databases, tmp_path / "new"))
        status, said = redress(new, "restore", taken)
        assert status == 0, said
        assert "as backed up" in said
        status, said = redress(new, "restore", taken)
        assert (status, "is there already" in said or "is not empty" in said) == (1, True)

        # Intake alone of the backup, beside the others as they went on.
        older = live.model_copy(update={"intake_database_url": new.intake_database_url})
        alone = opened.enter_context(house.opened_on(older))
        assert len([said for said in refusals(alone) if said]) == 2
        for name in SERVICES:
            told = alone.caller().get(f"/api/{name}/readyz")
            assert (told.status_code, told.json()["feeds_as_followed"]) == (503, False)
            assert "Was a backup restored?" in str(told.json()["refused"])
        refused = alone.caller(Role.COMPLAINTS_OFFICER).post("/api/intake/v1/contacts", contacts.statutory())
        assert refused.status_code == 503

        restored = opened.enter_context(house.opened_on(new))
        assert not any(refusals(restored))
        officer = restored.caller(Role.COMPLAINTS_OFFICER)
        ref = record(officer)
        assert ref not in given
        restored.settle()
        for known in [*before, ref]:
            assert officer.get(f"/api/intake/v1/contacts/{known}").status_code == 200
            assert officer.get(f"/api/cases/v1/cases/{known}").status_code == 200


@pytest.fixture
def a_set(tmp_path: Path, redress: Redress) -> tuple[Settings, Path]:
    """Of one contact on SQLite, and the settings of the product that it is of."""
    live = at(tmp_path / "data", apart(Databases("sqlite", tmp_path)))
    with house.opened_on(live) as services:
        record(services.caller(Role.COMPLAINTS_OFFICER))
        services.settle()
        services.run(services.apps["intake"].state.said.catch_up)  # follows its own service's feed
    assert redress(live, "backup", tmp_path / "set") == (0, "")
    return live, tmp_path / "set"


def test_a_set_is_its_owners_alone_and_never_half_written(
    a_set: tuple[Settings, Path], redress: Redress, tmp_path: Path
) -> None:
    live, taken = a_set
    modes = {file.name: file.stat().st_mode & 0o777 for file in [taken, *taken.iterdir()]}
    assert {modes.pop(folder) for folder in ("set", "contents", "councils")} == {0o700}
    assert list(modes.values()) == 4 * [0o600]
    assert "a backup goes into a new folder" in redress(live, "backup", taken)[1]
    with sqlite3.connect(str(make_url(live.analytics_database_url).database)) as damaged:
        damaged.execute("ALTER TABLE analytics_case RENAME COLUMN classification TO damaged")
    damaged.close()
    before = set(tmp_path.iterdir())
    assert redress(live, "backup", tmp_path / "another")[0] == 1
    assert set(tmp_path.iterdir()) == before


def test_what_is_not_what_was_backed_up_is_named(a_set: tuple[Settings, Path], redress: Redress) -> None:
    live, taken = a_set
    manifest = json.loads((taken / "manifest.json").read_text())

    def said_of(changed: Callable[[dict], None]) -> str:
        told = copy.deepcopy(manifest)
        changed(told)
        (taken / "manifest.json").write_text(json.dumps(told))
        status, said = redress(live, "verify", taken)
        assert status == 1
        return said

    def fewer_cases(told: dict) -> None:
        told["services"]["cases"]["tables"]["cases_case"]["count"] = 0

    def other_figures(told: dict) -> None:
        told["figures"]["eastmere"].popitem()

    def newer_release(told: dict) -> None:
        told["services"]["intake"]["revision"] = "of tomorrow"

    def without_intake(told: dict) -> None:
        del told["files"]["intake.db"]

    assert "cases_case is not what was backed up: 0 rows then, 1 rows now" in said_of(fewer_cases)
    assert "the figures are not what they were" in said_of(other_figures)
    assert "intake is of a newer release" in said_of(newer_release)
    assert "is not a set of all three services" in said_of(without_intake)
    assert "cannot be read" in said_of(dict.clear)
    (taken / "manifest.json").write_text(json.dumps(manifest))
    with (taken / "cases.db").open("ab") as file:
        file.write(b"x")
    assert "its checksum differs" in redress(live, "verify", taken)[1]
    (taken / "cases.db").unlink()
    assert "cases.db is missing from the set" in redress(live, "verify", taken)[1]


def test_a_copy_that_somebody_else_left_behind_goes_and_one_in_use_stays(tmp_path: Path) -> None:
    """As of a run that was killed, or that found the disk full as it removed it: people's words are in it."""
    databases = Databases("postgresql", tmp_path)
    cluster, live = databases.cluster, at(tmp_path, apart(databases))
    left, used = (f"{postgresql.SCRATCH}{os.getpid()}_{what}" for what in ("left", "used"))
    for name in (left, used):
        cluster.execute(f'CREATE DATABASE "{name}" OWNER {ROLE}')
    with psycopg.connect(cluster.url().replace("+psycopg", "")) as other:
        other.execute("SELECT pg_advisory_lock(hashtext(%s))", [used])
        with postgresql.scratch(live) as made:
            own = {make_url(getattr(made, f"{name}_database_url")).database or "" for name in SERVICES}
            assert list(map(cluster.exists, [left, used, *own])) == [False, *[True] * (1 + len(own))]
        assert list(map(cluster.exists, [used, *own])) == [True, *[False] * len(own)]
    cluster.drop(used)
    databases.close()


def test_a_set_of_an_earlier_release_is_asked_for_its_figures(
    a_set: tuple[Settings, Path], redress: Redress, tmp_path: Path
) -> None:
    """As that release left it: a revision behind, and told so."""
    _live, taken = a_set
    old = databases_of(at(taken, files_in(taken)))["analytics"]
    command.downgrade(migrations.config("analytics", old), "-1")
    with old.engine.connect() as connection:
        held = {
            "revision": migrations.revision(Session(connection), "analytics"),
            "tables": told.rows_of(connection, "analytics"),
        }
    old.engine.dispose()
    manifest = Manifest.model_validate_json((taken / "manifest.json").read_text())
    manifest.services["analytics"] = manifest.services["analytics"].model_copy(update=held)
    manifest.files["analytics.db"] = File(services=("analytics",), sha256=sha256(taken / "analytics.db"))
    (taken / "manifest.json").write_text(manifest.model_dump_json())

    new = at(tmp_path / "new", files_in(tmp_path / "new"))
    assert redress(new, "restore", taken)[0] == 0
    with house.opened_on(new) as services, services.database("analytics").reading() as session:
        assert migrations.is_migrated(session, "analytics")


def test_a_set_that_says_more_than_a_release_knows_is_read_by_it() -> None:
    """A later release writes the set before its upgrade, and the release that it was before restores it."""
    rows = {"count": 1, "sha256": "a", "of_tomorrow": 1}
    held = {"revision": "a", "tables": {"intake_contact": rows}, "feed": None, "places": {}, "of_tomorrow": {}}
    said = {"version": 1, "taken_at": "2026-11-30T02:30:00Z", "database": "sqlite", "figures": None, "files": {}}
    read = Manifest.model_validate(said | {"services": {"intake": held}, "of_tomorrow": []})
    assert read.services["intake"].tables["intake_contact"].count == 1
    with pytest.raises(ValidationError, match="version"):
        Manifest.model_validate(said | {"services": {}, "version": 2})


def test_nothing_is_restored_beside_a_running_product(
    a_set: tuple[Settings, Path], redress: Redress, tmp_path: Path
) -> None:
    _live, taken = a_set
    new = at(tmp_path / "new", files_in(tmp_path / "new"))
    new.data_dir.mkdir()
    with only_copy(new, "cases"):
        status, said = redress(new, "restore", taken)
    assert (status, "already runs on the data folder" in said) == (1, True)
    assert not list(new.data_dir.glob("*.db*"))


def test_files_come_back_and_open_with_their_key_alone(
    tmp_path: Path, redress: Redress, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, taken = at(tmp_path / "data", apart(Databases("sqlite", tmp_path))), tmp_path / "set"
    with house.opened_on(live) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        path = f"/api/intake/v1/contacts/{record(officer)}/files"
        officer.request("POST", path, content=PDF).raise_for_status()
        services.settle()
    assert redress(live, "backup", taken) == (0, "")
    key = live.data_dir / "files.key"
    assert key.read_text() not in [file.read_text(errors="replace") for file in taken.rglob("*") if file.is_file()]

    new = at(tmp_path / "new", files_in(tmp_path / "new"))
    assert redress(new, "restore", taken)[0] == 0
    with pytest.raises(UnreadableMasterKey, match="is gone"), house.opened_on(new):
        pass
    shutil.copy(key, new.data_dir)
    with house.opened_on(new) as services:
        assert services.caller(Role.COMPLAINTS_OFFICER).get(f"{path}/1").content == PDF

    (content,) = (taken / "contents").iterdir()
    content.write_bytes(content.read_bytes()[:-1])
    assert "its checksum differs" in redress(live, "verify", taken)[1]
    content.unlink()
    assert "is missing from the set" in redress(live, "verify", taken)[1]

    monkeypatch.setenv("REDRESS_FILES_KEY", key.read_text())
    monkeypatch.setenv("REDRESS_FILES_BUCKET", "s3://council/files")
    assert "they stay in s3://council/files" in redress(live, "backup", tmp_path / "another")[1]


def test_councils_files_come_back_where_none_are(tmp_path: Path, redress: Redress) -> None:
    live, taken = at(tmp_path / "data", apart(Databases("sqlite", tmp_path))), tmp_path / "set"
    with house.opened_on(live):
        pass
    (tmp_path / "northbrook.yaml").write_text(NORTHBROOK)
    assert redress(live, "council", "add", tmp_path / "northbrook.yaml")[0] == 0
    before = {file.relative_to(live.councils_folder) for file in live.councils_folder.rglob("*")}
    assert redress(live, "backup", taken) == (0, "")

    new = at(tmp_path / "new", files_in(tmp_path / "new"))
    assert redress(new, "restore", taken)[0] == 0
    assert {file.relative_to(new.councils_folder) for file in new.councils_folder.rglob("*")} == before
    assert "northbrook  " in redress(new, "council", "list")[1]

    elsewhere = at(tmp_path / "elsewhere", files_in(tmp_path / "elsewhere"))
    elsewhere.councils_folder.mkdir(parents=True)
    (elsewhere.councils_folder / "northbrook.yaml").write_text(f"{NORTHBROOK}\n# newer\n")
    assert redress(elsewhere, "restore", taken)[0] == 0
    assert [file.name for file in elsewhere.councils_folder.iterdir()] == ["northbrook.yaml"]
    (taken / "councils" / "northbrook.yaml").unlink()
    assert "northbrook.yaml is missing from the set" in redress(live, "verify", taken)[1]


def test_a_set_is_not_restored_over_files(a_set: tuple[Settings, Path], redress: Redress, tmp_path: Path) -> None:
    _live, taken = a_set
    new = at(tmp_path / "new", files_in(tmp_path / "new"))
    (new.data_dir / "files").mkdir(parents=True)
    (new.data_dir / "files" / ("0" * 32)).write_bytes(b"sealed")
    status, said = redress(new, "restore", taken)
    assert (status, "restored where no file is kept" in said) == (1, True)
    assert not list(new.data_dir.glob("*.db*"))
