"""`redress import`, `export`, `mail` and `figures` against a running server, as in a shell script."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.mails.builder import mail
from tests.support.imports import line, ndjson
from tests.support.processes import free_port
from tests.support.server import Product
from tests.support.waiting import eventually

pytestmark = pytest.mark.system

LINES = [
    line("EAS-2324-0001", outcome="upheld", team="locality", narrative="Größe: schön"),
    line("EAS-2324-0002", outcome="not_upheld", team="locality"),
    line("EAS-2324-0003", outcome="upheld", closed_on="2023-06-01"),
]

BOX = [mail("Nobody came.", Message_ID=f"<{number}@box>").replace(b"\r", b"") for number in range(2)]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A server for all tests of this file: what one brings in, others may find."""
    with serving(tmp_path_factory.mktemp("cli")) as running:
        yield running


@pytest.fixture
def empty_product(tmp_path: Path) -> Iterator[Product]:
    """A server with nothing in it but what its test brings in."""
    with serving(tmp_path) as running:
        yield running


def serving(folder: Path) -> Product:
    running = Product(folder / "data")
    running.settings = {"PORT": str(running.port), "COLUMNS": "120"}
    return running


def file_of(folder: Path, content: bytes, name: str = "history.ndjson") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def redress(product: Product, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command whose output goes into a pipe; it may fail but never with a trace."""
    done = product.command(*arguments)
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    return done


@pytest.mark.in_turn
def test_a_history_in_figures_out_and_back_again(empty_product: Product, tmp_path: Path) -> None:
    product = empty_product
    whole = file_of(tmp_path, ndjson(*LINES))
    done = redress(product, "import", whole)
    assert (done.returncode, done.stdout) == (
        0, "history.ndjson: 3 added, 0 already there, 0 rejected, 0 warnings, done\n",
    )  # fmt: skip

    again = redress(product, "import", whole)
    assert again.returncode == 0
    assert again.stdout == "history.ndjson: 0 added, 3 already there, 0 rejected, 0 warnings, done\n"

    exported = redress(product, "export", "--authority", "eastmere")
    assert exported.returncode == 0
    assert [json.loads(each) for each in exported.stdout.splitlines()] == LINES
    out = tmp_path / "out.ndjson"
    assert redress(product, "export", "--authority", "eastmere", "--out", str(out)).returncode == 0
    assert [json.loads(each) for each in out.read_text(encoding="utf-8").splitlines()] == LINES
    assert redress(product, "import", str(out)).stdout.startswith(
        "out.ndjson: 0 added, 3 already there, 0 rejected"
    )

    asked = ["figures", "--authority", "eastmere", "--year", "2023-24"]
    with product.client("manager", "eastmere") as manager:
        question = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
        eventually(lambda: manager.post("/api/analytics/v1/figures", json=question).json()["values"] == 3)
    table = redress(product, *asked, "--measure", "percentage", "--group-by", "team", "--rounding", "1")
    assert table.returncode == 0
    cells = [[cell.strip() for cell in row.split("│")[1:-1]] for row in table.stdout.splitlines() if "│" in row]
    assert cells == [["locality", "66.7", "2", "3"], ["not_recorded", "33.3", "1", "3"]]
    assert "received from 1 April 2023 to 31 March 2024; withdrawn included." in table.stdout
    rate = redress(product, *asked, "--measure", "upheld_rate", "--numerator", '{"outcome": "upheld"}')
    assert "67" in rate.stdout
    ranking = redress(
        product, *asked, "--measure", "ranking", "--group-by", "outcome", "--question", '{"depth": 2}'
    )
    assert ranking.stdout.index("upheld") < ranking.stdout.index("not_upheld")


@pytest.mark.in_turn
def test_some_lines_rejected_is_1(product: Product, tmp_path: Path) -> None:
    bad = ndjson(line("EAS-2223-0001", team="Moon Base")) + b"x\n" * 30
    done = redress(product, "import", file_of(tmp_path, bad))
    assert done.returncode == 1
    assert done.stdout == "history.ndjson: 1 added, 0 already there, 30 rejected, 1 warnings, done\n"
    told = [each for each in done.stderr.splitlines() if each.startswith("history.ndjson:")]
    assert any(": error: not JSON" in each for each in told)
    assert any(each.startswith("history.ndjson:1: warning: team: ") for each in told)
    assert "/remarks.csv" in told[-1]
    assert len(told) == 21


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"hello\n", ndjson(line(received_on="1999-01-01")), ndjson(line(authority="narnia"))],
    ids=["empty", "blank", "no JSON", "all rejected", "no such council"],
)
def test_nothing_brought_in_is_2(product: Product, tmp_path: Path, content: bytes) -> None:
    done = redress(product, "import", file_of(tmp_path, content))
    assert done.returncode == 2
    assert done.stderr.strip()


LOG = b"""Ref No,Received,Box
7,02/05/2021,1
8,31/02/2021,2
"""
BY_ITS_MAPPING = {
    "columns": [{"column": "Ref No", "field": "ref"}, {"column": "Received", "field": "received_on"}],
    "constants": {"classification": "compliment"},
    "reference": "number",
}


@pytest.mark.in_turn
def test_a_spreadsheet_is_tried_and_then_comes_in(product: Product, tmp_path: Path) -> None:
    with product.client("admin", "eastmere") as admin:
        admin.put("/api/intake/v1/import-mappings/log", json=BY_ITS_MAPPING).raise_for_status()
    log = file_of(tmp_path, LOG, "log.csv")
    options = ("import", "--authority", "eastmere", "--mapping", "log", log)
    tried = redress(product, *options, "--dry-run")
    assert (tried.returncode, tried.stdout) == (
        1, "log.csv: 1 would be added, 0 are already there, 1 would be rejected, 0 warnings; nothing was stored\n",
    )  # fmt: skip
    assert "log.csv:3: error: Received (received_on): '31/02/2021' is not a date" in tried.stderr
    assert "log.csv: Columns that are not read: Box." in tried.stderr

    done = redress(product, *options)
    assert (done.returncode, done.stdout) == (
        1,
        "log.csv: 1 added, 0 already there, 1 rejected, 0 warnings, done\n",
    )
    assert '"EAS-2122-0007"' in redress(product, "export", "--authority", "eastmere").stdout
    assert "1 are already there" in redress(product, *options, "--dry-run").stdout


@pytest.mark.in_turn
def test_a_spreadsheet_needs_a_council_a_mapping_and_a_format_that_is_read(
    product: Product, tmp_path: Path
) -> None:
    log, old = file_of(tmp_path, LOG, "log.csv"), file_of(tmp_path, b"\xd0\xcf\x11\xe0", "old.xls")
    with product.client("admin", "eastmere") as admin:
        admin.put("/api/intake/v1/import-mappings/log", json=BY_ITS_MAPPING).raise_for_status()
    for options, why in (
        ((log, "--mapping", "log"), "log.csv: say whose spreadsheet it is with --authority"),
        ((log, "--authority", "eastmere"), "A spreadsheet is read by a mapping: name it."),
        ((log, "--authority", "eastmere", "--mapping", "nobodys"), "There is no mapping nobodys."),
        ((old, "--authority", "eastmere", "--mapping", "log"), "a workbook in the old XLS format"),
    ):
        done = redress(product, "import", *options)
        assert (done.returncode, done.stdout) == (2, ""), options
        assert why in done.stderr


@pytest.mark.in_turn
def test_a_report_goes_into_a_file(product: Product, tmp_path: Path) -> None:
    redress(product, "import", file_of(tmp_path, ndjson(*LINES)))
    out = tmp_path / "report.json"
    which = ("report", "--authority", "eastmere", "--year", "2023-24")
    asked = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
    with product.client("manager", authority="eastmere") as manager:
        eventually(lambda: manager.post("/api/analytics/v1/figures", json=asked).json()["values"] >= 3)
    done = redress(product, *which, "--format", "json", "--out", str(out))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    report = json.loads(out.read_text())
    assert (report["council"], report["period"]) == ("Eastmere City Council", "2023-24")


@pytest.mark.in_turn
def test_several_files_end_with_the_worst_of_them(product: Product, tmp_path: Path) -> None:
    good = file_of(tmp_path, ndjson(line("EAS-2122-0001")), "good.ndjson")
    mixed = file_of(tmp_path, ndjson(line("EAS-2122-0002")) + b"x\n", "mixed.ndjson")
    done = redress(product, "import", good, mixed)
    assert done.returncode == 1
    assert [each.partition(":")[0] for each in done.stdout.splitlines()] == ["good.ndjson", "mixed.ndjson"]


@pytest.mark.in_turn
def test_what_the_server_refuses_is_one_line(product: Product, tmp_path: Path) -> None:
    asked = ("figures", "--authority", "eastmere", "--year", "2023-24")
    for command in (
        ("import", str(tmp_path / "missing.ndjson")),
        ("export", "--authority", "eastmere", "--token", "nonsense"),
        (*asked, "--measure", "median"),
        (*asked, "--filters", '{"colour": 1}'),
        ("figures", "--authority", "eastmere"),
        ("report", "--authority", "eastmere"),
        ("report", "--authority", "eastmere", "--year", "1999-00"),
        ("report", "--authority", "eastmere", "--year", "2023-24", "--format", "doc"),
    ):
        done = redress(product, *command)
        assert done.returncode != 0, command
        assert len(done.stderr.strip().splitlines()) == 1, (command, done.stderr)


@pytest.mark.in_turn
def test_without_a_server_there_is_one_line(product: Product, tmp_path: Path) -> None:
    alone = Product(product.data, {"PORT": str(free_port())})
    file = file_of(tmp_path, ndjson(line()))
    question = ("figures", "--authority", "eastmere", "--year", "2023-24")
    for command in (("import", file), ("export", "--authority", "eastmere"), question):
        done = redress(alone, *command)
        assert (done.returncode, done.stdout) == (2, ""), command
        (only,) = done.stderr.splitlines()
        assert "no server answers at http://127.0.0.1:" in only


@pytest.mark.in_turn
def test_mail_is_handed_in_once_and_one_that_is_refused_stops_no_other(product: Product, tmp_path: Path) -> None:
    one = file_of(tmp_path, mail("Nobody came."), "one.eml")
    large = file_of(tmp_path, b"x" * 40_000_001, "large.eml")
    away = file_of(tmp_path, mail("I am away.", Message_ID="<2@x>", Auto_Submitted="auto-replied"), "away.eml")
    for _ in range(2):
        done = redress(product, "mail", large, one, away, "--authority", "eastmere")
        said = "one.eml: message, waiting\naway.eml: auto_reply, set_aside\n1 waiting, 1 refused\n"
        assert (done.returncode, done.stdout) == (1, said)
        assert done.stderr == "large.eml: error: The e-mail is larger than 40,000,000 bytes\n"
    box = file_of(tmp_path, b"".join(b"From a Tue Mar 24 09:00:00 2026\n" + raw + b"\n" for raw in BOX), "box")
    done = redress(product, "mail", "--mbox", box, "--authority", "eastmere")
    assert (done.returncode, done.stdout) == (
        0, "box:1: message, waiting\nbox:2: message, waiting\n2 waiting, 0 refused\n",
    )  # fmt: skip
