"""A council is taken in, and its file changed, while the product runs; a file with mistakes changes nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
import time_machine

from chassis import councils
from chassis.councils import Councils, books_with, in_folder
from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone import cli
from standalone.doctor import machine
from tests.support import contacts, house
from tests.support.councils import NORTHBROOK
from tests.support.databases import Databases
from tests.support.house import House

TODAY = "2026-03-24T10:00:00Z"
TWELVE_DAYS, TEN_DAYS = "2026-04-13", "2026-04-09"
"""From the receipt on 24 March 2026, over Easter."""
FASTER = NORTHBROOK.replace("in_force_from: 2026-04-01", "in_force_from: 2026-03-24").replace(
    "in_force_until: 2026-03-31", "in_force_until: 2026-03-23"
)
"""Version 2 of its procedure begins today."""

OWN_REPORT = """\
scope: corporate
title: Northbrook, our year
source: The council's own
sections:
  - section: first
    title: First
    blocks:
      - say: This is the year of {council}.
"""

Redress = Callable[..., tuple[int, list[str]]]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where councils' files are, looked into whenever a council is asked for."""
    monkeypatch.setattr(councils, "LOOK_SECONDS", 0)
    monkeypatch.setenv("REDRESS_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "councils"


@pytest.fixture
def redress(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> Redress:
    """Runs a command about a council's file: its status, and the lines that it says."""

    def run(command: str, content: str = "", name: str = "northbrook") -> tuple[int, list[str]]:
        file = tmp_path / f"{name}.yaml"
        file.write_text(content, encoding="utf-8")
        capsys.readouterr()
        status = cli.main(["council", command, *([str(file)] if content else [])])
        said = capsys.readouterr()
        return status, (said.out + said.err).splitlines()

    return run


@pytest.fixture
def running(
    databases: Databases, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """The product, started before anybody thought of Northbrook."""
    monkeypatch.setattr(house, "books", lambda: books_with(folder))
    with house.opened(databases, tmp_path / "data") as services:
        yield services


def recorded(services: House) -> dict[str, Any]:
    """A complaint that is received today at Northbrook, as its case."""
    officer = services.caller(Role.COMPLAINTS_OFFICER, authority="northbrook")
    answer = officer.post("/api/intake/v1/contacts", contacts.statutory(team="adults"))
    assert answer.status_code == 201, answer.text
    services.settle()
    return case(services, answer.json()["ref"])


def case(services: House, ref: str) -> dict[str, Any]:
    officer = services.caller(Role.COMPLAINTS_OFFICER, authority="northbrook")
    found: dict[str, Any] = officer.get(f"/api/cases/v1/cases/{ref}").json()
    return found


def target(of: dict[str, Any]) -> str:
    [due] = [clock["due_on"] for clock in of["clocks"] if clock["kind"] == "stage_1"]
    return str(due)


def test_a_council_comes_to_a_running_product(running: House, redress: Redress) -> None:
    assert running.caller(Role.MANAGER, authority="northbrook").get("/api/intake/v1/me").status_code == 401

    status, said = redress("add", NORTHBROOK)
    assert (status, said[-1][:18]) == (0, "Added as version 1")

    opened = recorded(running)
    assert (opened["ref"][:3], target(opened)) == ("NOR", TWELVE_DAYS)
    manager = running.caller(Role.MANAGER, authority="northbrook")
    of = {"authority": "northbrook", "year": "2025-26"}
    question = {**of, "measure": "count", "unit": "case", "cohort": "received"}
    assert manager.post("/api/analytics/v1/figures", question).json()["values"] == 1
    report = manager.get("/api/analytics/v1/annual-report", params=of)
    assert (report.status_code, "Northbrook Council" in report.text) == (200, True)


def test_a_councils_own_report_comes_to_a_running_product(running: House, redress: Redress, folder: Path) -> None:
    def report() -> str:
        asked = {"authority": "northbrook", "year": "2025-26", "scope": "corporate", "format": "json"}
        manager = running.caller(Role.MANAGER, authority="northbrook")
        return str(manager.get("/api/analytics/v1/annual-report", params=asked).json()["title"])

    redress("add", NORTHBROOK)
    recorded(running)
    assert report() != "Northbrook, our year"

    status, said = redress("check", OWN_REPORT, "northbrook-corporate")
    assert (status, said) == (0, ["Northbrook, our year, of Northbrook Council: 1 sections with 1 parts."])
    assert report() != "Northbrook, our year"
    status, said = redress("add", OWN_REPORT, "northbrook-corporate")
    assert (status, said[-1][:18]) == (0, "Added as version 1")
    assert report() == "Northbrook, our year"

    status, said = redress("add", OWN_REPORT.replace("title", "tilte"), "northbrook-corporate")
    assert status == 1
    assert any("northbrook-corporate.yaml:2: tilte" in line for line in said)
    assert redress("add", OWN_REPORT, "southbrook-corporate")[0] == 1
    assert redress("add", OWN_REPORT, "northbrook-children")[0] == 1
    assert report() == "Northbrook, our year"

    (folder / "reports" / "northbrook-corporate.yaml").write_text(OWN_REPORT.replace("title", "tilte"))
    assert report() == "Northbrook, our year"
    assert any(line.startswith("not in force: northbrook-corporate.yaml:") for line in redress("list")[1])
    [finding] = machine.councils(running.context.settings)
    assert finding.says.startswith("reports/northbrook-corporate.yaml is not in force: northbrook-corporate.yaml:")


def test_a_council_that_is_not_known_is_looked_for_at_once(
    redress: Redress, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(councils, "LOOK_SECONDS", 3600)
    following = Councils({}, folder)
    redress("add", NORTHBROOK)
    assert following["northbrook"].prefix == "NOR"
    with pytest.raises(KeyError):
        following["southbrook"]


def test_clocks_that_run_keep_their_dates(running: House, redress: Redress) -> None:
    redress("add", NORTHBROOK)
    before = recorded(running)
    status, said = redress("add", FASTER)
    assert (status, said[-1][:18]) == (0, "Added as version 2")

    assert target(recorded(running)) == TEN_DAYS
    # Also when something is done with it that counts its clocks again.
    officer = running.caller(Role.COMPLAINTS_OFFICER, authority="northbrook")
    done = officer.post(
        f"/api/cases/v1/cases/{before['ref']}/acknowledgement",
        {"acknowledged_on": "2026-03-24", "method": "letter"},
        headers={"If-Match": f'"{before["version"]}"'},
    )
    assert done.status_code < 300, done.text
    assert target(case(running, before["ref"])) == TWELVE_DAYS


def test_a_file_with_mistakes_changes_nothing(running: House, redress: Redress, folder: Path) -> None:
    redress("add", NORTHBROOK)
    assert target(recorded(running)) == TWELVE_DAYS
    in_folder(running.context.books).serve()
    file = folder / "northbrook.yaml"
    with structlog.testing.capture_logs() as logs:
        file.write_text(NORTHBROOK.replace("working_days, basis: local, source: invented,", "weeks,"))
        assert target(recorded(running)) == TWELVE_DAYS
        assert running.caller().get("/api/cases/readyz").json()["database"]
    [line] = [line for line in logs if line["event"].startswith("council_file")]
    assert (line["event"], line["file"]) == ("council_file_refused", "northbrook.yaml")
    assert "northbrook.yaml:46: procedures.0.stages.0.limits.stage_1.unit: Input should be" in line["mistakes"]
    [finding] = machine.councils(running.context.settings)
    assert finding.says.startswith("northbrook.yaml is not in force: northbrook.yaml:46:")

    file.write_text(FASTER)
    assert target(recorded(running)) == TEN_DAYS
    assert [finding.level.name for finding in machine.councils(running.context.settings)] == ["OK"]


def test_a_start_on_a_file_with_mistakes_takes_what_was_added_last(redress: Redress, folder: Path) -> None:
    redress("add", NORTHBROOK)
    redress("add", FASTER)
    (folder / "northbrook.yaml").write_text("code: [")
    (folder / "southbrook.yaml").write_text("code: [")
    started = Councils({}, folder)
    assert list(started) == ["northbrook"]
    assert started["northbrook"].procedures[1].in_force_from.isoformat() == "2026-03-24"
    assert sorted(started.mistakes) == ["northbrook.yaml", "southbrook.yaml"]
    (folder / "southbrook.yaml").unlink()
    assert (len(started), list(started), sorted(started.mistakes)) == (1, ["northbrook"], ["northbrook.yaml"])


def test_a_start_goes_by_what_was_in_force_and_not_by_a_file_that_was_refused(
    folder: Path, tmp_path: Path
) -> None:
    """Files that were put into the folder by other means, such as a volume, which is not written to."""
    of = Settings(data_dir=tmp_path / "data", councils_dir=tmp_path / "volume")
    file = tmp_path / "volume" / "northbrook.yaml"
    file.parent.mkdir()
    file.write_text(NORTHBROOK)

    def started() -> Councils:
        there = in_folder(books_with(of.councils_folder, of.last_in_force))
        there.serve()
        return there

    serving = started()
    for broken, wrong in (
        (NORTHBROOK.replace("prefix: NOR", "prefix: NOX"), "prefix: was NOR"),
        ("code: [", "northbrook.yaml:2"),
    ):
        file.write_text(broken)
        assert serving["northbrook"].prefix == "NOR"
        serving = started()
        assert (serving["northbrook"].prefix, serving.locked_out) == ("NOR", [])
        assert wrong in serving.mistakes["northbrook.yaml"]
        [finding] = machine.councils(of)
        assert (finding.level.name, finding.says[:34]) == ("MEND", "northbrook.yaml is not in force: n")
    file.unlink()
    assert (started()["northbrook"].prefix, list(machine.councils(of))) == ("NOR", [])

    file.write_text(FASTER)
    serving = started()
    assert serving["northbrook"].procedures[1].in_force_from.isoformat() == "2026-03-24"
    file.write_text("code: [")
    assert started()["northbrook"].procedures[1].in_force_from.isoformat() == "2026-03-24"


def test_a_start_without_any_version_of_a_council_is_not_ready(
    databases: Databases, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that an exchange of processes, one after another, ends with the first."""
    folder.mkdir(parents=True)
    (folder / "northbrook.yaml").write_text("code: [")
    monkeypatch.setattr(house, "books", lambda: books_with(folder))
    with house.opened(databases, tmp_path / "data") as services:
        manager = services.caller(Role.MANAGER, authority="northbrook")
        told = services.caller().get("/api/cases/readyz")
        assert (told.status_code, told.json()["councils_without_file"]) == (503, ["northbrook"])
        (folder / "northbrook.yaml").write_text(NORTHBROOK)
        assert manager.get("/api/intake/v1/me").status_code == 200
        assert services.caller().get("/api/cases/readyz").json()["councils"]
        (folder / "southbrook.yaml").write_text("code: [")
        assert manager.get("/api/intake/v1/me").status_code == 200
        assert services.caller().get("/api/cases/readyz").json()["councils"], "it serves whom it served"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe", id="not text"),
        pytest.param(b"? [a, b]\n: 1", id="a key that is none"),
        pytest.param(b"code: " + 3_000 * b"[" + 3_000 * b"]", id="nested deeply"),
    ],
)
def test_no_file_ends_a_start(folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "northbrook.yaml").write_bytes(content)
    (folder / "southbrook.yaml").mkdir()
    councils = in_folder(books_with(folder))
    assert sorted(councils.mistakes) == ["northbrook.yaml", "southbrook.yaml"]
    assert "leicester" in councils


def test_a_check_tells_what_would_change_and_does_nothing(redress: Redress, folder: Path) -> None:
    status, said = redress("check", NORTHBROOK)
    assert status == 0
    assert said[0] == "Northbrook Council is new."
    assert "    stage_1: 13 April 2026" in said
    assert not folder.exists()

    redress("add", NORTHBROOK)
    status, said = redress("check", FASTER)
    assert status == 0
    assert '  procedures.adult_statutory version 2.in_force_from: "2026-04-01" -> "2026-03-24"' in said
    assert "    stage_1: 9 April 2026 (before: 13 April 2026)" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (NORTHBROOK.replace("prefix: NOR", "prefix: nor"), "northbrook.yaml:4: prefix: "),
        (NORTHBROOK.replace("prefix: NOR", "prefix: LEI"), "northbrook.yaml:4: prefix: LEI belongs to another"),
        (NORTHBROOK.replace("amount: 12", "amount: 9"), "northbrook.yaml: procedures.adult_statutory.stages."),
    ],
)
def test_nothing_with_mistakes_is_added(redress: Redress, folder: Path, content: str, said: str) -> None:
    redress("add", NORTHBROOK)
    status, lines = redress("add", content)
    assert (status, lines[1][: len(said)]) == (1, said)
    assert (folder / "northbrook.yaml").read_text() == NORTHBROOK


def test_versions_are_listed_with_when_they_began(redress: Redress, folder: Path) -> None:
    redress("add", NORTHBROOK)
    redress("add", FASTER)
    (folder / "southbrook.yaml").write_text(NORTHBROOK.replace("northbrook", "southbrook").replace("NOR", "SOU"))
    (folder / "broken.yaml").write_text("code: [")
    status, said = redress("list")
    assert status == 0
    [line] = [line for line in said if line.startswith("northbrook")]
    assert line.startswith("northbrook  NOR  Northbrook Council: version 2, added 2026-03-24T10:00:")
    assert [line.rpartition(": ")[2] for line in said if line.startswith("barnet")] == ["the release's"]
    assert any("not added by this command" in line for line in said if line.startswith("southbrook"))
    assert said[-1].startswith("not in force: broken.yaml:2: ")
    (folder / "northbrook.yaml").unlink()
    [line] = [line for line in redress("list")[1] if line.startswith("northbrook")]
    assert line == "northbrook  NOR  Northbrook Council: version 2, kept: its file is gone"
