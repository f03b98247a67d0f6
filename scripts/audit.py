"""Ask the registries for known faults in what the locks pin, and hold the list of those that may stand for now.

`--list-alone` asks nobody: it reads the list and fails on an entry whose day has passed, as `make lint` does.
Ends with 1 when something is to be done, and with 2 when a registry could not be asked, which is no clean bill.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "deploy" / "audit-allowed.yaml"


class NotAsked(Exception):
    """A registry did not answer, or not for every package."""


class Allowed(BaseModel):
    """A fault that may stand. `until`: the last day on which it may."""

    model_config = ConfigDict(extra="forbid")

    advisory: str = Field(pattern=r"^[A-Z]+(-[0-9A-Za-z]+)+$")
    reason: str = Field(min_length=10)
    until: date


class Fault(NamedTuple):
    """A known fault of a package. `names`: the advisory's, and those that others gave it."""

    package: str
    names: frozenset[str]


def allowed_in(text: str) -> list[Allowed]:
    """The entries of a list. Raises ValidationError, also for one that is no list."""
    return TypeAdapter(list[Allowed]).validate_python(yaml.safe_load(text))


def expired(allowed: list[Allowed], today: date) -> list[Allowed]:
    return [entry for entry in allowed if entry.until < today]


def to_mend(faults: Iterator[Fault], allowed: list[Allowed]) -> list[Fault]:
    """Those of which no name is allowed."""
    names = {entry.advisory for entry in allowed}
    return [fault for fault in faults if names.isdisjoint(fault.names)]


def python_faults(report: Mapping[str, Any]) -> Iterator[Fault]:
    """What pip-audit's JSON names. Raises NotAsked for a package that it passed over."""
    for package in report["dependencies"]:
        if "skip_reason" in package:
            raise NotAsked(package["skip_reason"])
        for found in package["vulns"]:
            yield Fault(f"{package['name']} {package['version']}", frozenset([found["id"], *found["aliases"]]))


def web_faults(report: Mapping[str, Any]) -> Iterator[Fault]:
    """What npm's JSON names; a package that only leads to a faulty one is told with that. Raises NotAsked."""
    if "vulnerabilities" not in report:
        raise NotAsked(report.get("message", "npm said nothing that can be read"))
    for name, package in report["vulnerabilities"].items():
        for found in package["via"]:
            if isinstance(found, dict):
                yield Fault(f"{name} {package['range']}", frozenset([found["url"].rpartition("/")[2]]))


def report_of(*command: str) -> Mapping[str, Any]:
    """What a tool prints in JSON; both end with 1 when they find something. Raises NotAsked for anything else."""
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    try:
        report: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise NotAsked(f"{command[0]}: {said[-1]}") from error
    return report


def faults() -> Iterator[Fault]:
    """Of everything that runs. Raises NotAsked."""
    options = ("--disable-pip", "--progress-spinner", "off", "--format", "json")
    yield from python_faults(report_of("pip-audit", *options, "-r", "requirements.txt"))
    yield from web_faults(report_of("npm", "--prefix", "frontend", "audit", "--omit=dev", "--json"))


def main() -> int:
    """Say what is to be done."""
    try:
        allowed = allowed_in(LIST.read_text(encoding="utf-8"))
    except ValidationError as error:
        print(f"{LIST.relative_to(ROOT)}: {error}", file=sys.stderr)
        return 1
    past = expired(allowed, datetime.now(UTC).date())
    for entry in past:
        print(f"{entry.advisory} was allowed until {entry.until}: mend it, or say why it stays", file=sys.stderr)
    if "--list-alone" in sys.argv:
        return 1 if past else 0
    try:
        found = to_mend(faults(), allowed)
    except NotAsked as error:
        print(f"audit: not every registry could be asked, so nothing is known: {error}", file=sys.stderr)
        return 2
    for fault in found:
        print(f"{fault.package}: {', '.join(sorted(fault.names))}", file=sys.stderr)
    if past or found:
        return 1
    print("audit: nothing known against what the locks pin, but for what deploy/audit-allowed.yaml names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
