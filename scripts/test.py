"""Run every test of the product and end with one line that adds them all up.

Python tests (SQLite, PostgreSQL, the whole product, the browser story) run under pytest, the front
end's under vitest. What takes long has its turn, by the day of the last commit; `--whole` runs all. Nothing is
left out quietly: a missing tool stops the run, and a skipped test counts against it. Arguments are pytest's.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from tests.support.breadth import TURN

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = (
    "chromium-headless-shell",  # draws no window, which takes a third less of the processor
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_PACKAGES = ["chromium-headless-shell", "fonts-liberation"]
MEMORY = Path("/dev/shm")
SECONDS_OF_A_DAY = 86_400
ROOM = 4 * 2**30
"""Bytes that the files of all tests may take at once, several times over."""
SERVERS = {
    "dovecot": (["dovecot-imapd"], "a council's mailbox"),
    "nginx": (["nginx-light"], "the proxies"),
    "caddy": (["caddy"], "the proxies"),
    "pgbouncer": (["pgbouncer"], "the pooler"),
    "docker-compose": (["docker-compose"], "the composition"),
    "systemd-analyze": (["systemd"], "the units"),
    "promtool": (["prometheus"], "what is watched"),
}
"""What reads `deploy/` and what the product speaks to: Debian's packages, and what is tested with them."""


@dataclass
class Count:
    """What one runner reports."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def main() -> int:
    """Run all runners, even when the first fails, and print the sum."""
    chromium = find_chromium()
    if chromium is None:
        print(
            "redress: the browser story needs Chromium: "
            f"apt-get install --no-install-recommends {' '.join(CHROMIUM_PACKAGES)}, or set CHROMIUM=path.",
            file=sys.stderr,
        )
        return 2
    for program, (packages, what) in SERVERS.items():
        if find_server(program, packages) is None:
            print(
                f"redress: the tests of {what} need {program}: "
                f"apt-get install --no-install-recommends {' '.join(packages)}.",
                file=sys.stderr,
            )
            return 2
    node = {"PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    with tempfile.TemporaryDirectory(prefix="redress-test-", dir=memory()) as folder:
        Path(folder).chmod(0o711)  # databases in it run as nobody
        environment = {**os.environ, **node, "CHROMIUM": chromium, "TMPDIR": folder}
        total = run_python(Path(folder), environment) + run_front_end(Path(folder), environment)
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"\n{total.passed} passed, {total.failed} failed{skipped}", flush=True)
    return 1 if total.failed or total.skipped else 0


def memory() -> Path | None:
    """Where files lie in memory, if there is room and programs may be started from it; None: the usual place.

    The product waits for the disk at every commit, thousands of times in a run: a fifth of its time.
    """
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return None
    there = os.statvfs(MEMORY)
    has_room = there.f_bavail * there.f_frsize >= ROOM
    return MEMORY if has_room and not there.f_flag & os.ST_NOEXEC else None


def run_python(folder: Path, environment: dict[str, str]) -> Count:
    report = folder / "pytest.xml"
    # One more than there are processors: each waits for databases, browsers and disks now and then.
    workers = str(min(4, os.cpu_count() or 1) + 1)
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "worksteal"]
    command += ["--durations=15", f"--junit-xml={report}", *sys.argv[1:]]
    code = subprocess.run(command, cwd=ROOT, env=environment | {TURN: day()}, check=False).returncode
    if not report.exists():
        return Count(failed=1)
    count = Count()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        tests, failed, skipped = (
            int(suite.get("tests", 0)),
            int(suite.get("failures", 0)) + int(suite.get("errors", 0)),
            int(suite.get("skipped", 0)),
        )
        count += Count(tests - failed - skipped, failed, skipped)
    # An interrupted or internally failed run must not look like a good one.
    return count if code in (0, 1) else count + Count(failed=1)


def day() -> str:
    """Of the last commit, counted from 1970; the first one where there is no history."""
    asked = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return str(int(told or 0) // SECONDS_OF_A_DAY)


def run_front_end(folder: Path, environment: dict[str, str]) -> Count:
    report = folder / "vitest.json"
    command = ["npm", "--prefix", "frontend", "--silent", "run", "test", "--"]
    command += ["--reporter=dot", "--reporter=json", f"--outputFile.json={report}"]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if not report.exists():
        return Count(failed=1)
    result = json.loads(report.read_text())
    failed, broken_files = result["numFailedTests"], result["numFailedTestSuites"]
    if code and not failed:
        failed = max(1, broken_files)  # a file that does not even load has no failed test to count
    return Count(result["numPassedTests"], failed, result["numPendingTests"] + result.get("numTodoTests", 0))


def find_chromium() -> str | None:
    """The browser named by CHROMIUM, else the machine's, else, for root on Debian, a fresh one."""
    if named := os.environ.get("CHROMIUM"):
        return named if shutil.which(named) else None
    if found := next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None):
        return found
    install(CHROMIUM_PACKAGES)
    return shutil.which(CHROMIUM_NAMES[0])


def find_server(program: str, packages: list[str]) -> str | None:
    """The machine's own, else, for root on Debian, a fresh one; some are in no user's PATH."""
    where = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
    if found := shutil.which(program, path=where):
        return found
    install(packages)
    return shutil.which(program, path=where)


def install(packages: list[str]) -> None:
    """Install Debian packages; whoever is not root there installs them by hand."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {' '.join(packages)} for the tests ...", flush=True)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "check": False,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quiet)


if __name__ == "__main__":
    sys.exit(main())
