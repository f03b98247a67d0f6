"""A council leaves with all its data, and comes back: here, or elsewhere on another database."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlmodel import Session

from chassis.settings import Settings
from intake.models import ContactRow
from kernel.vocabulary import Role
from standalone.backup.moment import databases_of
from standalone.cli import main
from standalone.demo_council import COUNCIL
from standalone.failure import Failure
from standalone.moving import archive
from standalone.moving.tables import LEFT_OUT, METADATA
from standalone.operate import forget, move_in, move_out, rebuild, verify_reads
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.demo import NOW, made_once, urls_in
from tests.support.files import PDF
from tests.support.house import House

INTAKE, CASES, ANALYTICS = "/api/intake/v1", "/api/cases/v1", "/api/analytics/v1"
OTHER, OTHER_STILL = "leicester", "coventry"


@contextmanager
def serving(settings: Settings) -> Iterator[House]:
    """The services on the databases that settings name, while the demonstration's year is young."""
    with time_machine.travel(NOW, tick=True), house.opened_on(settings) as services:
        yield services
        services.settle()


def record(services: House, authority: str) -> str:
    """The reference of a new contact of a council."""
    officer = services.caller(Role.COMPLAINTS_OFFICER, authority=authority)
    answer = officer.post(f"{INTAKE}/contacts", contacts.statutory())
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ref"])


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """Where the demonstration's council is, with a file, beside another council that has one contact."""
    folder = tmp_path / "home"
    shutil.copytree(made_once(), folder)
    settings = Settings.model_validate({"data_dir": folder, **urls_in(folder)})
    with serving(settings) as services:
        record(services, OTHER)
        ref = record(services, COUNCIL)
        officer = services.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL)
        officer.request("POST", f"{INTAKE}/contacts/{ref}/files", content=PDF).raise_for_status()
        services.settle()
        manager = services.caller(Role.MANAGER, authority=COUNCIL)
        manager.put(f"{CASES}/cases/{ref}/watch").raise_for_status()
        for path in (f"{INTAKE}/contacts/{ref}", f"{CASES}/cases/{ref}"):
            officer.get(path).raise_for_status()  # who looked at what is kept, and moves too
        record(services, OTHER)
    return settings


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Settings]:
    """New databases on PostgreSQL, where another council is at work."""
    databases = Databases("postgresql", tmp_path)
    settings = Settings.model_validate({"data_dir": tmp_path / "elsewhere", **house.urls(databases)})
    with serving(settings) as services:
        record(services, OTHER)
    yield settings
    databases.close()


def told(path: Path) -> dict[str, Any]:
    """All of an archive, but for the moment when it was written."""
    with zipfile.ZipFile(path) as kept:
        members = {name: kept.read(name) for name in kept.namelist() if name != archive.README}
    return members | {archive.COUNCIL: json.loads(members[archive.COUNCIL]) | {"at": None}}


def figures(services: House) -> Any:
    question = {
        "authority": COUNCIL,
        "year": "2025-26",
        "measure": "count",
        "group_by": ["classification", "outcome"],
    }
    answer = services.caller(Role.MANAGER, authority=COUNCIL).post(f"{ANALYTICS}/figures", question)
    assert answer.status_code == 200, answer.text
    return answer.json()["values"]


def kept_of(services: House, authority: str) -> dict[str, int]:
    """How many rows each table has of a council, where it has any."""
    found = {}
    for service, metadata in METADATA.items():
        with services.database(service).reading() as session:
            for table in metadata.tables.values():
                if "authority" in table.c:
                    rows = select(func.count()).select_from(table).where(table.c.authority == authority)
                    found[table.name] = session.execute(rows).scalar_one()
    return {name: count for name, count in found.items() if count}


@pytest.mark.in_turn
def test_a_council_comes_in_elsewhere_with_every_row_as_it_was(
    home: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    with serving(home) as services:
        before = figures(services)
    council = move_out(home, COUNCIL, tmp_path / "out.zip")
    assert council.members["intake/intake_contact.ndjson"].rows > 300
    assert (tmp_path / "out.zip").stat().st_mode & 0o077 == 0
    assert move_in(elsewhere, tmp_path / "out.zip") == council
    move_out(elsewhere, COUNCIL, tmp_path / "again.zip")
    assert told(tmp_path / "again.zip") == told(tmp_path / "out.zip")

    with serving(elsewhere) as services:
        assert figures(services) == before
        ref = record(services, COUNCIL)
        services.settle()
        officer = services.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL)
        assert officer.get(f"{CASES}/cases/{ref}").status_code == 200
        with services.database("intake").reading() as session:
            mine = select(ContactRow.ref).where(ContactRow.authority == COUNCIL)
            assert len(session.exec(mine).all()) == council.members["intake/intake_contact.ndjson"].rows + 1
        for service in ("cases", "analytics"):
            parked = services.caller(Role.ADMIN, authority=COUNCIL).get(f"/api/{service}/v1/parked-events")
            assert parked.json() == {"items": []}
        named = next(name for name in council.members if name.startswith("files/")).split("/")
        content = officer.get(f"{INTAKE}/contacts/{named[1]}/files/{named[2]}")
        assert content.content == PDF
        officer.post(f"{CASES}/cases/{named[1]}/notes", {"text": "Rang them."}).raise_for_status()
        watched = services.caller(Role.MANAGER, authority=COUNCIL).get(f"{CASES}/watched").json()
        assert watched == {"items": [{"ref": named[1], "news": 1}]}
        after = figures(services)
    assert [chain.fault for chain in verify_reads(elsewhere, COUNCIL, {})] == [None, None]
    rebuild(elsewhere)
    with serving(elsewhere) as services:
        assert figures(services) == after


@pytest.mark.in_turn
def test_what_left_is_gone_and_comes_back(home: Settings, tmp_path: Path) -> None:
    file = tmp_path / "out.zip"
    with serving(home) as services:
        others = kept_of(services, OTHER)
        before = figures(services)
    move_out(home, COUNCIL, file)
    forget(home, file, although_different=False)
    with serving(home) as services:
        assert kept_of(services, COUNCIL) == {}
        assert kept_of(services, OTHER) == others
        assert not list((home.files_folder).iterdir())
        record(services, OTHER)
        services.settle()
    move_in(home, file)
    move_out(home, COUNCIL, tmp_path / "again.zip")
    assert told(tmp_path / "again.zip") == told(file)
    with serving(home) as services:
        assert figures(services) == before


@pytest.mark.in_turn
def test_what_came_since_is_not_forgotten_by_a_slip(home: Settings, tmp_path: Path) -> None:
    move_out(home, COUNCIL, tmp_path / "out.zip")
    with serving(home) as services:
        ref = record(services, COUNCIL)
    with pytest.raises(Failure, match=r"is not what .* has: .*intake_contact"):
        forget(home, tmp_path / "out.zip", although_different=False)
    with serving(home) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL)
        assert officer.get(f"{INTAKE}/contacts/{ref}").status_code == 200
    forget(home, tmp_path / "out.zip", although_different=True)
    with serving(home) as services:
        # The newest event of each feed: its place was given, and is not given again.
        assert kept_of(services, COUNCIL) == {"intake_event": 1, "cases_event": 1}
    move_in(home, tmp_path / "out.zip")
    move_out(home, COUNCIL, tmp_path / "again.zip")
    assert told(tmp_path / "again.zip") == told(tmp_path / "out.zip")


@pytest.mark.in_turn
def test_a_move_that_was_interrupted_is_taken_back_and_made_again(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.zip"
    move_out(home, COUNCIL, file)
    forget(home, file, although_different=False)
    commit = Session.commit

    def until_the_power_goes(session: Session) -> None:
        if session.get_bind().url.database == databases_of(home)["intake"].url.database:
            raise SystemExit
        commit(session)

    with monkeypatch.context() as interrupted, pytest.raises(SystemExit):
        interrupted.setattr(Session, "commit", until_the_power_goes)
        move_in(home, file)
    with pytest.raises(Failure, match=f"something is kept of {COUNCIL} already"):
        move_in(home, file)
    with pytest.raises(Failure, match="has applied more than intake tells of"):
        move_in(home, written_for(OTHER_STILL, file, tmp_path))
    forget(home, file, although_different=True)
    move_in(home, file)
    move_out(home, COUNCIL, tmp_path / "again.zip")
    assert told(tmp_path / "again.zip") == told(file)


@pytest.mark.in_turn
def test_a_row_of_another_council_does_not_come_in(home: Settings, elsewhere: Settings, tmp_path: Path) -> None:
    file = tmp_path / "out.zip"
    move_out(home, COUNCIL, file)
    crafted = written_for(OTHER_STILL, file, tmp_path)
    with pytest.raises(Failure, match=f"has a row of {COUNCIL}, whose data these are not"):
        move_in(elsewhere, crafted)
    with serving(elsewhere) as services:
        assert kept_of(services, OTHER_STILL) == kept_of(services, COUNCIL) == {}


def written_for(authority: str, file: Path, folder: Path) -> Path:
    """The same archive, which says that it is another council's."""
    other = folder / f"{authority}.zip"
    with zipfile.ZipFile(file) as kept, zipfile.ZipFile(other, "w") as written:
        for name in kept.namelist():
            said = kept.read(name)
            if name == archive.COUNCIL:
                said = json.dumps(json.loads(said) | {"authority": authority}).encode()
            written.writestr(name, said)
    return other


@pytest.mark.in_turn
def test_what_cannot_move_is_refused_and_nothing_is_changed(
    home: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "out.zip"
    with pytest.raises(Failure, match="nothing is kept of coventry"):
        move_out(home, "coventry", file)
    assert not file.exists()
    move_out(home, COUNCIL, file)
    with pytest.raises(Failure, match="is there already"):
        move_out(home, COUNCIL, file)
    with pytest.raises(Failure, match=f"something is kept of {COUNCIL} already"):
        move_in(home, file)
    (tmp_path / "note.txt").write_text("a note")
    for other, why in ((tmp_path / "none.zip", "is not there"), (tmp_path / "note.txt", "is no council's data")):
        with pytest.raises(Failure, match=why):
            move_in(elsewhere, other)
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(file) as kept, zipfile.ZipFile(changed, "w") as other:
        for name in kept.namelist():
            other.writestr(name, kept.read(name).replace(b'"dissatisfaction"', b'"comment"'))
    with pytest.raises(Failure, match=r"intake_contact\.ndjson is not as it was written"):
        move_in(elsewhere, changed)
    with serving(elsewhere) as services:
        assert kept_of(services, COUNCIL) == {}


def test_a_council_does_not_leave_while_a_service_is_behind(home: Settings, tmp_path: Path) -> None:
    with house.opened_on(home) as services:
        record(services, COUNCIL)
        with pytest.raises(Failure, match=f"cases has not applied all that intake has told of {COUNCIL}"):
            move_out(home, COUNCIL, tmp_path / "out.zip")


@pytest.mark.in_turn
def test_the_commands_say_what_moved(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REDRESS_DATA_DIR", str(home.data_dir))
    file = tmp_path / "out.zip"
    said = []
    for arguments in (["out", str(file), "--authority", COUNCIL], ["forget", str(file)], ["in", str(file)]):
        assert main(["move", *arguments]) == 0
        said.append(capsys.readouterr().out)
    with zipfile.ZipFile(file) as kept:
        codes = json.loads(kept.read(archive.CODES))
    assert {"code": "locality", "name": "Locality teams"}.items() <= codes["teams"][0].items()
    assert re.fullmatch(rf"{file}: [0-9,]+ rows and 1 files of {COUNCIL}, as of .* UTC\n", said[0])
    assert said[1] == f"nothing is kept of {COUNCIL} any more; {file} has it\n"
    assert re.fullmatch(rf"{COUNCIL}: [0-9,]+ rows and 1 files came in\n", said[2])
    assert main(["move", "in", str(file)]) == 1
    assert f"something is kept of {COUNCIL} already" in capsys.readouterr().err


def test_every_table_moves_or_has_a_reason() -> None:
    for metadata in METADATA.values():
        for table in metadata.tables.values():
            assert "authority" in table.c or table.name in LEFT_OUT, table.name
