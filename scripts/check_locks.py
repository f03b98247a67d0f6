"""Fail when a lock file names a host, or pins a package without a hash.

A lock that names hosts works only where its author sat; ours leave the source of packages to each
machine's own settings.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (
    "requirements-uv.txt",
    "requirements.txt",
    "requirements-product.txt",
    "requirements-otel.txt",
    "requirements-dev.txt",
    "requirements-audit.txt",
)


def python_lock_faults(name: str) -> Iterator[str]:
    text = (ROOT / name).read_text()
    for number, line in enumerate(text.splitlines(), 1):
        if "://" in line or "--index" in line or "--find-links" in line:
            yield f"{name}:{number}: names a place to load from"
    for pin in re.split(r"\n(?=\S)", text):
        if "==" in pin and "--hash=sha256:" not in pin:
            yield f"{name}: {pin.split()[0]} has no hash"


def npm_lock_faults(name: str) -> Iterator[str]:
    for path, package in json.loads((ROOT / name).read_text())["packages"].items():
        if "resolved" in package:
            yield f"{name}: {path} names a place to load from"
        if path and not package.get("link") and "integrity" not in package:
            yield f"{name}: {path} has no hash"


def main() -> int:
    """Print every fault."""
    faults = [fault for name in LOCKS for fault in python_lock_faults(name)]
    faults += npm_lock_faults("frontend/package-lock.json")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
