"""Starting and stopping: one clear line when it cannot start, a clean end when told to, services apart."""

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import contacts
from tests.support.processes import free_port
from tests.support.server import REDRESS, Product, clean_environment
from tests.support.waiting import DEADLINE, eventually

pytestmark = pytest.mark.system
BEGIN_ONE = """
import subprocess
from tests.support.processes import end_with_parent
begun = subprocess.Popen(["sleep", "infinity"], preexec_fn=end_with_parent)
print("begun", flush=True)
begun.wait()
"""


def refused(data: Path | str, port: int, **settings: str) -> str:
    """Start the product where it cannot run, and return the one line it says."""
    done = subprocess.run(
        [str(REDRESS), "serve", "--port", str(port)],
        env=clean_environment(DEMO="0", REDRESS_DATA_DIR=str(data), **settings),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    return line


@pytest.mark.in_turn
def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in refused(tmp_path, port)


@pytest.mark.in_turn
def test_a_second_copy_on_the_same_data(tmp_path: Path) -> None:
    with Product(tmp_path / "data") as first:
        line = refused(first.data, free_port())
        assert str(first.data) in line
        assert "copy" in line
        assert first.client().get("/api/intake/readyz").status_code == 200
    with Product(tmp_path / "data"):
        pass  # the first let go of it


@pytest.mark.in_turn
def test_the_data_is_nobody_elses(tmp_path: Path) -> None:
    with Product(tmp_path / "data", forked=False) as product:
        assert product.data.stat().st_mode & 0o777 == 0o700
        open_to_others = [path.name for path in product.data.rglob("*") if path.stat().st_mode & 0o077]
    assert open_to_others == []


@pytest.mark.in_turn
def test_after_a_crash_the_data_is_free_again(tmp_path: Path) -> None:
    first = Product(tmp_path / "data").start()
    first.kill()
    with Product(first.data):
        pass


@pytest.mark.parametrize("folder", ["/proc/redress", "{tmp}/file/data"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    data = folder.format(tmp=tmp_path)
    assert data in refused(data, free_port())


@pytest.mark.in_turn
def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none"
    assert "database" in refused(tmp_path, free_port(), REDRESS_CASES_DATABASE_URL=url)


def test_settings_that_do_not_fit(tmp_path: Path) -> None:
    assert "AUDIENCE" in refused(tmp_path, free_port(), REDRESS_OIDC_ISSUER="https://login.example")


@pytest.mark.in_turn
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_stopping_with_a_dashboard_open(tmp_path: Path, by: signal.Signals) -> None:
    product = Product(tmp_path / "data", forked=False).start()
    open_streams = [watching(product) for _ in range(3)]
    code = product.stop(by)
    assert code in {0, 130, -signal.SIGINT, 143, -signal.SIGTERM}
    assert "Traceback" not in product.log.read_text()
    for ended in open_streams:
        assert ended.wait(DEADLINE), "a stream was cut off without an end"


def test_a_server_ends_with_the_run_that_began_it() -> None:
    """Also when that is killed: what a server or a benchmark leaves behind takes the next one's processors."""
    with subprocess.Popen([sys.executable, "-c", BEGIN_ONE], stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdout.readline() == b"begun\n"
        run.kill()
        run.communicate(timeout=DEADLINE)  # until nobody has its other end any more


def watching(product: Product) -> threading.Event:
    """Open the live stream as a dashboard does; the event is set once the server has ended it in good order."""
    opened, ended = threading.Event(), threading.Event()

    def read() -> None:
        with (
            product.client("manager", timeout=DEADLINE) as client,
            client.stream("GET", "/api/analytics/v1/live") as stream,
        ):
            for _ in stream.iter_lines():
                opened.set()
            ended.set()

    threading.Thread(target=read, daemon=True).start()
    assert opened.wait(15)
    return ended


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Callable[..., Product]]:
    """Starts single services that share a data folder only for their issuer's key."""
    started: list[Product] = []

    def start(service: str, port: int | None = None, **settings: str) -> Product:
        product = Product(
            tmp_path / "data", settings, ("--service", service), answers=(service,), port=port or free_port()
        )
        started.append(product)
        return product.start()

    yield start
    for product in started:
        product.kill()


@pytest.mark.in_turn
def test_contacts_are_recorded_while_cases_and_analytics_are_down(apart: Callable[..., Product]) -> None:
    port_of_cases = free_port()  # nobody is there yet
    intake = apart("intake", REDRESS_CASES_URL=f"http://127.0.0.1:{port_of_cases}")
    officer = {"Authorization": f"Bearer {intake.token('complaints_officer', 'leicester')}"}
    with intake.client() as client:
        client.headers.update(officer)
        answers = [client.post("/api/intake/v1/contacts", json=contacts.statutory()) for _ in range(3)]
    refs = [answer.raise_for_status().json()["ref"] for answer in answers]

    cases = apart("cases", port_of_cases, REDRESS_INTAKE_URL=intake.url)
    addresses = {"REDRESS_INTAKE_URL": intake.url, "REDRESS_CASES_URL": cases.url}
    analytics = apart("analytics", **addresses)
    assert all(is_open(cases, officer, ref) for ref in refs)

    # Down again, each in turn: the other goes on, and the one that was down catches up.
    cases.kill()
    with intake.client() as client:
        answer = client.post("/api/intake/v1/contacts", json=contacts.statutory(), headers=officer)
    late = answer.raise_for_status().json()["ref"]
    intake.kill()
    cases.launch()  # alive, and ready as soon as it reaches intake
    intake.start()
    cases.wait_until_ready()
    assert is_open(cases, officer, late)
    eventually(lambda: dashboard(analytics, officer)["open"] == 4, 30, what="four open cases on the dashboard")
    assert_holiday_reaches(intake, cases, officer)


def assert_holiday_reaches(intake: Product, cases: Product, officer: dict[str, str]) -> None:
    """Intake follows cases again after both were down: what cases knows of the calendar, intake previews with."""

    def due_on() -> str:
        with intake.client() as client:
            preview = client.post("/api/intake/v1/contacts/preview", json=contacts.statutory(), headers=officer)
        clocks = preview.raise_for_status().json()["clocks"]
        return str(next(clock["due_on"] for clock in clocks if clock["kind"] == "acknowledge"))

    before = due_on()
    with cases.client("manager") as manager:
        today = manager.get("/api/cases/v1/calendar").raise_for_status().json()
        shut = {
            "action": "add",
            "what": "bank_holiday",
            "on": before,
            "name": "Special bank holiday",
            "announced_on": manager.get("/api/cases/v1/cases").json()["items"][0]["received_on"],
            "source": "Proclamation in the Gazette",
            "previewed_version": today["version"],
        }
        manager.post("/api/cases/v1/calendar/changes", json=shut).raise_for_status()
    eventually(lambda: due_on() > before, 30, what="the holiday in intake's preview")


@pytest.mark.in_turn
@pytest.mark.parametrize("service", ["intake", "cases", "analytics"])
def test_a_service_that_runs_alone_says_whose_address_it_needs(tmp_path: Path, service: str) -> None:
    command = [str(REDRESS), "serve", "--service", service, "--port", str(free_port())]
    environment = clean_environment(DEMO="0", REDRESS_DATA_DIR=str(tmp_path))
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=DEADLINE, check=False)
    [line] = done.stderr.splitlines()
    needed = "REDRESS_CASES_URL" if service == "intake" else "REDRESS_INTAKE_URL"
    assert (done.returncode, done.stdout, needed in line) == (1, "", True)


def is_open(cases: Product, officer: dict[str, str], ref: str) -> bool:
    with cases.client() as client:
        return eventually(
            lambda: client.get(f"/api/cases/v1/cases/{ref}", headers=officer).status_code == 200,
            what=f"case {ref}",
        )


def dashboard(analytics: Product, officer: dict[str, str]) -> dict:
    with analytics.client() as client:
        board: dict = client.get("/api/analytics/v1/dashboard", headers=officer).json()
        return board
