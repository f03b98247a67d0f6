"""A campaign of faults: `make chaos`. The same seed draws the same faults in the same order.

Callers submit contacts and act on cases meanwhile; at the end all that was acknowledged has to be there once.
"""

import argparse
import contextlib
import io
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from tests.chaos.callers import Callers
from tests.chaos.examine import Verdict, examine
from tests.chaos.faults import EVERYWHERE, OF_ALL_COUNCILS, what_is_missing
from tests.chaos.installation import AllCouncils, Installation, OneCouncil

ROOT = Path(__file__).parents[2]
HOUR = 3600
BETWEEN = 3
"""Contacts that are acknowledged before the next fault."""
SMALL_DISK = "2g"
LOG = 20
"""Lines of each server's, told when it does not come back."""
WHOLE: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "all": {
            "server killed": 190,
            "server killed as it writes": 50,
            "worker killed": 60,
            "database restarted": 50,
            "primary lost": 8,
            "standby hangs": 15,
            "link cut": 20,
            "link swallows": 20,
            "servers exchanged": 3,
            "clock wrong": 6,
            "disk slow": 6,
            "disk full": 3,
            "follower set back": 20,
            "event poisoned": 5,
        },
        "one": {
            "server killed": 50,
            "server killed as it writes": 50,
            "worker killed": 50,
            "clock wrong": 4,
            "disk slow": 4,
            "disk full": 3,
            "follower set back": 10,
            "event poisoned": 3,
        },
    }
)


class Outcome(NamedTuple):
    """Of a campaign: seconds until all was ready again, by fault."""

    ready: dict[str, list[float]]
    callers: Callers
    verdict: Verdict


def run(on: Installation, plan: Sequence[str], draw: Random, say: Callable[[str], None]) -> Outcome:
    """Make faults, one after the other, while people call; then look whether all is there."""
    faults = {**EVERYWHERE, **OF_ALL_COUNCILS}
    ready: dict[str, list[float]] = defaultdict(list)
    try:
        on.start()
        callers = Callers(on.url, on.token("complaints_officer", 12 * HOUR))
        with callers.at_work(), on.post.arriving():
            for number, fault in enumerate(plan, 1):
                say(f"{number:4} of {len(plan)}  {fault}")
                callers.wait_for(BETWEEN)
                with faults[fault](on, draw) as moment:
                    on.wait_until_ready()
                    ready[fault].append(time.monotonic() - moment)
            callers.wait_for(BETWEEN)
        return Outcome(dict(ready), callers, examine(on, callers))
    except BaseException:
        for server in on.everyone():
            lines = [line for line in server.log.read_text().splitlines() if '"event": "request"' not in line]
            say("\n".join([f"{server.log}:", *lines[-LOG:]]))
        raise
    finally:
        on.stop()


def told(kind: str, seed: int, seconds: float, outcome: Outcome) -> str:
    """What came of it, to print."""
    ready, callers, verdict = outcome
    name = {"all": "three services, two replicas each, PostgreSQL", "one": "one server, SQLite"}[kind]
    lines = [f"{name}; seed {seed}; {sum(map(len, ready.values()))} faults in {seconds / 60:.1f} minutes"]
    lines += [f"  {'fault':26}{'times':>6}{'ready again after, median':>28}{'longest':>10}"]
    lines += [
        f"  {fault:26}{len(times):6}{statistics.median(times):26.1f} s{max(times):8.1f} s"
        for fault, times in sorted(ready.items())
    ]
    answers = ", ".join(
        f"{times} x {status or 'none'}"
        for status, times in sorted(callers.answers.items(), key=lambda one: -one[1])
    )
    lines += [
        f"  answers: {answers}; the longest that a caller had to ask again: {callers.longest:.1f} s",
        f"  contacts: {len(callers.acknowledged)} acknowledged, {verdict.contacts} stored; acts: {verdict.acts}",
        f"  e-mails: {verdict.mails} arrived, each kept once; letters: {verdict.letters}, each left once at most",
        f"  rows of facts: {verdict.facts}, as a rebuild makes them; parked: {verdict.parked}",
    ]
    return "\n".join([*lines, *(f"  WRONG: {wrong}" for wrong in verdict.wrong)])


@contextlib.contextmanager
def _small_disk() -> Iterator[Path]:
    """A folder on a disk of its own that can be filled, where that may be mounted; else just a folder."""
    with tempfile.TemporaryDirectory(prefix="redress-chaos-", dir="/tmp", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        options = ["-o", f"size={SMALL_DISK},mode=755"]
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", *options, "tmpfs", made], capture_output=True, check=False
        )
        folder.chmod(0o755)  # PostgreSQL's own user goes through it
        try:
            yield folder
        finally:
            if mounted.returncode == 0:
                subprocess.run(["umount", "--lazy", made], check=False)


def _earlier(folder: Path, before: str | None) -> Path | None:
    """The services of a commit, or as they were before the newest migration; None without that history."""
    if before is None:
        newest = ["git", "log", "-1", "--format=%H^", "--", "services/*/migrations/versions/*"]
        before = subprocess.run(newest, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    archive = subprocess.run(["git", "archive", before, "services"], cwd=ROOT, capture_output=True, check=False)
    if not before or archive.returncode:
        _say("  left out: servers of an earlier release, whose history is not here")
        return None
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tree:
        tree.extractall(folder / "earlier", filter="data")
    return folder / "earlier" / "services"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=None, help="of an earlier campaign, to run it again")
    options.add_argument("--kind", choices=list(WHOLE), action="append", help="only this installation")
    options.add_argument("--part", type=float, default=1.0, help="of the whole campaign, such as 0.1")
    options.add_argument("--earlier", metavar="COMMIT", help="of the release from which servers are exchanged")
    asked = options.parse_args()
    seed = time.time_ns() % 1_000_000 if asked.seed is None else asked.seed
    wrong = False
    for kind in asked.kind or WHOLE:
        _say(f"{kind}: seed {seed}")
        draw = Random(seed)
        with _small_disk() as folder:
            missing = what_is_missing(folder)
            for fault, why in missing.items():
                _say(f"  left out: {fault}, which {why}")
            counts = {fault: max(1, round(times * asked.part)) for fault, times in WHOLE[kind].items()}
            plan = [fault for fault, times in counts.items() if fault not in missing for _ in range(times)]
            draw.shuffle(plan)
            begun = time.monotonic()
            if kind == "one":
                outcome = run(OneCouncil(folder), plan, draw, _say)
            else:
                outcome = run(
                    AllCouncils(folder, _earlier(folder, asked.earlier)), ["servers exchanged", *plan], draw, _say
                )
            _say(told(kind, seed, time.monotonic() - begun, outcome))
        wrong = wrong or bool(outcome.verdict.wrong)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
