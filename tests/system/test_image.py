"""The image of `deploy/images`: a linter knows its file, and it installs what an installation by hand does."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "images" / "Containerfile"


def test_a_linter_has_nothing_to_say() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, FILE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_it_has_the_packages_of_an_installation_by_hand() -> None:
    packages = re.compile(r"(?:fonts|lib|python3)-?[a-z0-9.-]+")
    by_hand = (ROOT / "docs" / "one-council.md").read_text().partition("apt-get install")[2].partition("nginx")[0]
    assert set(packages.findall(by_hand)) <= set(packages.findall(FILE.read_text()))
    assert {"libpango-1.0-0", "python3-venv"} <= set(packages.findall(by_hand))


def test_without_a_volume_there_is_nowhere_to_keep_anything() -> None:
    """Nobody makes the data folder, and a start that cannot make it ends and says so (`test_run.py`)."""
    named = [line for line in FILE.read_text().splitlines() if "/var/lib/redress/" in line]
    assert [line.partition(" ")[0] for line in named] == ["ENV"]
    assert "REDRESS_DATA_DIR=/var/lib/redress/data" in named[0]


def test_it_runs_as_nobody_in_particular() -> None:
    lines = FILE.read_text().splitlines()
    assert lines.index("USER 10001:10001") > max(at for at, line in enumerate(lines) if line.startswith("RUN"))
