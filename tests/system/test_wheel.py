"""What a server installs: the wheel alone, in an environment that knows no checkout."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.support import contacts
from tests.support.server import Product

ROOT = Path(__file__).parents[2]
WITHOUT_CHECKOUT = {"PYTHONPATH": ""}

pytestmark = pytest.mark.system


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The programs' folder of a new environment that holds the wheel, beside the packages that are here anyway."""
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)], ROOT)
    [wheel] = tmp_path.glob("redress-*-py3-none-any.whl")
    programs = tmp_path / "env" / "bin"
    run([sys.executable, "-m", "venv", "--without-pip", str(programs.parent)], tmp_path)
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", str(wheel)], tmp_path)
    [packages] = (programs.parent / "lib").glob("python*/site-packages")
    # Files of this kind are not read again in the folder that is named: the checkout's own is not.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_serves_the_whole_product(installed: Path, tmp_path: Path) -> None:
    with Product(tmp_path / "data", WITHOUT_CHECKOUT, program=installed / "redress", forked=False) as product:
        officer = product.client("complaints_officer")
        page = officer.get("/").text
        script = page.partition('src="')[2].partition('"')[0]
        assert officer.get(script).headers["content-type"].startswith("text/javascript")
        recorded = officer.post("/api/intake/v1/contacts", json=contacts.statutory())
        assert recorded.status_code == 201, recorded.text
        said = product.command("--version")
    assert (said.returncode, said.stdout) == (0, f"redress {product_version(installed)}\n")


def product_version(installed: Path) -> str:
    """As the wheel's own name says it."""
    [wheel] = installed.parents[1].glob("redress-*.whl")
    return wheel.name.split("-")[1]
