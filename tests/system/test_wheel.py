"""What a server installs: the wheel alone, in an environment that knows no checkout, under its unit."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import httpx
import pytest

from kernel.localtime import financial_year, local_today
from tests.support import contacts
from tests.support.server import Product
from tests.support.spreadsheets import XLSX, workbook
from tests.support.waiting import eventually

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "deploy" / "systemd"
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


def confined(installed: Path, unit: str) -> Path:
    """The program as a unit starts it: with what that forbids."""
    program = installed / f"{unit}-confined"
    command = [sys.executable, "-m", "tests.support.confined", UNITS / f"{unit}.service", installed / "redress"]
    program.write_text(f'#!/bin/sh\ncd {ROOT} && exec {" ".join(map(str, command))} "$@"\n')
    program.chmod(0o755)
    return program


@pytest.mark.in_turn
def test_it_serves_the_whole_product_in_what_its_unit_leaves(installed: Path, tmp_path: Path) -> None:
    """With what uses the machine in ways of its own: children with limits, PDFs, copies of databases."""
    serve, back_up = confined(installed, "redress"), confined(installed, "redress-backup")
    product = Product(tmp_path / "data", WITHOUT_CHECKOUT, program=serve, forked=False)
    with product, product.client("complaints_officer") as officer, product.client("admin") as admin:
        page = officer.get("/").text
        assert f'<meta name="release" content="{product_version(installed)}">' in page
        script = page.partition('src="')[2].partition('"')[0]
        assert officer.get(script).headers["content-type"].startswith("text/javascript")
        recorded = officer.post("/api/intake/v1/contacts", json=contacts.statutory())
        assert recorded.status_code == 201, recorded.text
        eventually(lambda: report(officer).startswith(b"%PDF"), every=0.2, what="a report of the contact")
        book = workbook(["Ref", "Received"], [1, "2025-05-06"])
        read = admin.post("/api/intake/v1/imports/suggested-mapping", content=book, headers={"Content-Type": XLSX})
        assert read.status_code == 200, read.text
        product.program = back_up
        done = product.command("backup", "--keep", "2")
    assert (done.returncode, done.stdout.endswith(": verified\n")) == (0, True), done.stderr
    product.program = installed / "redress"
    assert product.command("--version").stdout == f"redress {product_version(installed)}\n"


def report(officer: httpx.Client) -> bytes:
    year = financial_year(local_today())
    asked = {"authority": "leicester", "year": f"{year}-{(year + 1) % 100:02}", "format": "pdf"}
    return officer.get("/api/analytics/v1/annual-report", params=asked, timeout=30).content


def product_version(installed: Path) -> str:
    """As the wheel's own name says it."""
    [wheel] = installed.parents[1].glob("redress-*.whl")
    return wheel.name.split("-")[1]
