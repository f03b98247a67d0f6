"""The units of `deploy/systemd`: systemd reads them, they are tight, and they start what the product has."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone import cli
from tests.support.books import books
from tests.support.confined import service_of
from tests.support.server import REDRESS

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = DEPLOY / "systemd"
SYSTEMS = ("/lib/systemd/", "/usr/lib/systemd/", "/etc/systemd/", "/run/systemd/")
"""Where systemd finds the units of this machine, which it reads too."""
OK = 20
"""Of 100: what systemd itself calls well kept."""


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """All of them, with the program where it is here."""
    for unit in UNITS.iterdir():
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/redress/bin/redress", str(REDRESS)))
    return [str(tmp_path / unit.name) for unit in UNITS.iterdir()]


def analyzed(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


def test_systemd_reads_them_without_a_word(units: list[str]) -> None:
    """What it says of units that others installed here is not about these."""
    done = analyzed("verify", "--man=no", *units)
    said = [line for line in done.stderr.splitlines() if not line.startswith(SYSTEMS)]
    assert (done.returncode, done.stdout, said) == (0, "", [])


def test_they_are_tight(units: list[str]) -> None:
    for unit in units:
        if unit.endswith(".service"):
            done = analyzed("security", "--offline=true", "--no-pager", f"--threshold={OK}", unit)
            assert done.returncode == 0, done.stdout


def test_commands_of_the_units_are_the_products(capsys: pytest.CaptureFixture[str]) -> None:
    for unit in UNITS.glob("*.service"):
        [command] = service_of(unit)["ExecStart"]
        with pytest.raises(SystemExit) as ended:
            cli.main([*command.split()[1:], "--help"])
        assert ended.value.code == 0, capsys.readouterr().err


def test_the_timer_has_a_time_and_a_service() -> None:
    timer = (UNITS / "redress-backup.timer").read_text()
    said = analyzed("calendar", timer.partition("OnCalendar=")[2].partition("\n")[0])
    assert said.returncode == 0, said.stderr
    assert (UNITS / "redress-backup.service").is_file()


def test_the_settings_of_the_example_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that stand behind a # too."""
    lines = (DEPLOY / "redress.env").read_text().replace("#REDRESS_", "REDRESS_").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert len(given) > 10
    for name, value in given.items():
        monkeypatch.setenv(name, shlex.split(value)[0])
    settings = Settings.from_environment()
    assert settings.oidc_authority in books().councils
    assert Role.ADMIN in settings.oidc_roles.values()


def test_the_command_has_the_settings_as_they_stand_there(tmp_path: Path) -> None:
    """Without the change of account, which is root's to make."""
    (tmp_path / "redress.env").write_text((DEPLOY / "redress.env").read_text())
    script = (DEPLOY / "redress").read_text()
    for said, put in {
        "/etc/redress": str(tmp_path),
        "runuser -u redress -- ": "",
        "/opt/redress/bin/redress": sys.executable,
    }.items():
        assert said in script
        script = script.replace(said, put)
    print_roles = "import os, sys; print(os.environ['REDRESS_OIDC_ROLES'], sys.argv[1:])"
    done = subprocess.run(
        ["sh", "-c", script, "redress", "-c", print_roles, "backup", "a b"],
        capture_output=True,
        text=True,
        check=True,
    )
    roles, _, arguments = done.stdout.partition("} ")
    assert json.loads(f"{roles}}}")["Complaints.Officer"] == "complaints_officer"
    assert arguments == "['backup', 'a b']\n"
