"""The product as an operator starts it: `redress serve` in a process of its own."""

import contextlib
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from standalone import SERVICES
from tests.support import shared, tokens
from tests.support.processes import end_with_parent, free_port
from tests.support.waiting import DEADLINE, eventually

FORKS = multiprocessing.get_context("forkserver")
# The product asks for one country's holidays, which imports all of them.
FORKS.set_forkserver_preload(["holidays.countries", "standalone.operate", "tests.support.forked"])

MAKING_THE_DEMO = 250.0
"""Seconds: a year of cases is made before the product says that it is ready."""
MANY = "1000000"
"""Requests a minute: tests ask faster than people."""
REDRESS = Path(sys.executable).parent / "redress"


def clean_environment(**changes: str) -> dict[str, str]:
    """This machine's environment without settings that would leak into the product."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("REDRESS_")}
    for name in ("PORT", "DEMO", "PYTHONDONTWRITEBYTECODE"):
        kept.pop(name, None)
    return kept | changes


class Forked:
    """`redress` in a fork of a process that has imported it: a start without its seconds of imports.

    What it prints is added to a file, and what it complains of to another one, or to the same.
    """

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], out: Path, err: Path | None = None
    ) -> None:
        said = (list(arguments), dict(environment), out, err or out)
        self._process = FORKS.Process(target=_run, args=said, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None, "it was started"
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("redress", timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()


def _run(arguments: list[str], environment: dict[str, str], out: Path, err: Path) -> None:
    end_with_parent()
    os.environ.clear()
    os.environ.update(environment)
    with out.open("ab") as printed, err.open("ab") as complained:
        os.dup2(printed.fileno(), 1)
        os.dup2(complained.fileno(), 2)
    from standalone.cli import main  # what was forked has it already

    sys.exit(main(arguments))


@dataclass
class Product:
    """One copy of the product with its data folder; can be stopped, killed and started again.

    Attributes:
        data: the data folder.
        settings: environment beside the data folder, such as database addresses.
        arguments: more arguments of `redress serve`.
        answers: services whose readiness start() waits for.
        program: the `redress` that is started where none is forked.
        forked: from a process that has imported it already; False: from the command line, to test the start.
    """

    data: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    answers: tuple[str, ...] = SERVICES
    port: int = field(default_factory=free_port)
    program: Path = REDRESS
    forked: bool = True
    process: subprocess.Popen[bytes] | Forked | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data.parent / f"{self.data.name}-{self.port}.log"

    @property
    def environment(self) -> dict[str, str]:
        usual = {"DEMO": "0", "REDRESS_DATA_DIR": str(self.data), "REDRESS_REQUESTS_PER_MINUTE": MANY}
        return clean_environment(**usual | self.settings)

    def start(self, within: float = DEADLINE) -> "Product":
        """Start the process and wait until every service says it is ready."""
        self.launch()
        try:
            self.wait_until_ready(within)
        except BaseException:
            self.kill()
            raise
        return self

    def launch(self) -> None:
        """Start the process without waiting."""
        if self.forked:
            serve = ["serve", "--port", str(self.port), *self.arguments]
            self.process = Forked(serve, self.environment, self.log)
            return
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.program), "serve", "--port", str(self.port), *self.arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent,
            )

    def wait_until_ready(self, within: float = DEADLINE) -> None:
        with httpx.Client(base_url=self.url, timeout=5) as client:
            eventually(lambda: self._ready(client), within, what=f"the product on {self.url}")

    def _ready(self, client: httpx.Client) -> bool:
        process = self.process
        if process is None or process.poll() is not None:
            raise RuntimeError(f"the product ended on its own:\n{self.log.read_text()[-4000:]}")
        try:
            return all(client.get(f"/api/{name}/readyz").status_code == 200 for name in self.answers)
        except httpx.TransportError:
            return False

    def stop(self, by: signal.Signals = signal.SIGINT, within: float = DEADLINE) -> int:
        """Ask the process to end, as Ctrl-C does, and return its exit code."""
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(by)
        try:
            return process.wait(within)
        except subprocess.TimeoutExpired as late:
            process.kill()
            process.wait()
            raise AssertionError(
                f"the product did not stop within {within:g} s:\n{self.log.read_text()[-4000:]}"
            ) from late

    def kill(self) -> None:
        """End the process as a power cut would."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another `redress` command on the same data folder."""
        if self.forked:
            return self._command_in_a_fork(arguments)
        return subprocess.run(
            [str(self.program), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=2 * DEADLINE,
            check=False,
        )

    def _command_in_a_fork(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory(prefix="redress-command-") as folder:
            out, err = Path(folder) / "out", Path(folder) / "err"
            code = Forked(arguments, self.environment, out, err).wait(2 * DEADLINE)
            return subprocess.CompletedProcess(arguments, code, out.read_text(), err.read_text())

    def token(self, role: str, authority: str) -> str:
        done = self.command("token", "--role", role, "--authority", authority)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def client(self, role: str | None = None, authority: str = "leicester", **options: float) -> httpx.Client:
        """An HTTP client, signed in when a role is named."""
        key = tokens.own_key(self.data)  # signed here: the command would take a second each time
        headers = tokens.bearer(tokens.signed(key, roles=[role], authority=authority, sub=role)) if role else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=options.get("timeout", DEADLINE))

    def __enter__(self) -> "Product":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        # A test that already failed is told about its own failure, not about a slow stop.
        self.stop() if error is None else self.kill()


def pages(client: httpx.Client, path: str) -> Iterator[dict[str, Any]]:
    """Every item of a list, page by page."""
    cursor: str | None = None
    while True:
        page = client.get(path, params={"limit": 100, **({"cursor": cursor} if cursor else {})}).json()
        yield from page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return


def demonstration(data: Path) -> Product:
    """The product with its demo council, which is made once a run: everybody starts on a copy of it."""
    made = shared.folder() / "demonstration"
    with shared.locked("demonstration"):
        if not made.exists():
            making = made.with_suffix(".part")
            Product(making, {"DEMO": "1"}).start(MAKING_THE_DEMO).stop()
            making.rename(made)
    shutil.copytree(made, data)
    return Product(data, {"DEMO": "1"}).start()


@contextlib.contextmanager
def running(data: Path, **settings: str) -> Iterator[Product]:
    """The product on a data folder, stopped at the end."""
    with Product(data, settings) as product:
        yield product
