"""The end of intake's log is lost, as by a disk that lied: no reference is given twice, and followers know."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url

from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone import SERVICES, operate
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import House


def looked(services: House) -> list[str]:
    """What followers say of a feed that is not what they followed."""
    followers = [follower for name in ("cases", "analytics") for follower in services.apps[name].state.followers]
    for follower in followers:
        services.run(follower.look, 2)
    return [follower.refused for follower in followers if follower.refused]


@pytest.mark.parametrize(
    ("kept", "refused"),
    [
        pytest.param(1.0, False, id="whole, as after kill -9"),
        pytest.param(0.0, True, id="all of it"),
        pytest.param(0.45, True, id="within a transaction"),
        pytest.param(0.9999, False, id="within the last, which moved a cursor"),
    ],
)
def test_a_torn_log(tmp_path: Path, kept: float, refused: bool) -> None:
    databases = Databases("sqlite", tmp_path)
    with house.opened(databases, tmp_path / "data") as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        given = [officer.post("/api/intake/v1/contacts", contacts.statutory()).json()["ref"] for _ in range(4)]
        services.settle()
        after = left_behind(services.context.settings, tmp_path / "after")  # with no word to the databases
    log = tmp_path / "after" / "intake.db-wal"
    with log.open("r+b") as file:
        file.truncate(int(log.stat().st_size * kept))

    with house.opened_on(after) as services:
        said = looked(services)
        assert bool(said) is refused
        assert all("Was a backup restored" in why for why in said)
        if refused:
            officer = services.caller(Role.COMPLAINTS_OFFICER)
            assert officer.post("/api/intake/v1/contacts", contacts.statutory()).status_code == 503
            assert officer.get("/api/intake/readyz").status_code == 503
    assert bool(operate.accept(after)) is refused

    with house.opened_on(after) as services:
        assert not looked(services)
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        ref = officer.post("/api/intake/v1/contacts", contacts.statutory()).json()["ref"]
        assert ref not in given
        services.settle()
        assert officer.get(f"/api/cases/v1/cases/{ref}").status_code == 200


def left_behind(settings: Settings, folder: Path) -> Settings:
    """The files as a process leaves them that ends without a word: a database, and a log that was not taken in."""
    folder.mkdir()
    for name in SERVICES:
        database = make_url(getattr(settings, f"{name}_database_url")).database
        for end in ("", "-wal"):
            shutil.copyfile(f"{database}{end}", folder / f"{name}.db{end}")
    urls = {f"{name}_database_url": f"sqlite:///{folder / name}.db" for name in SERVICES}
    return settings.model_copy(update={"data_dir": folder, **urls})
