"""How a command says what it did, or that it could not do its work."""

import sys
from collections.abc import Iterable


class Failure(Exception):
    """Why a command could not do its work, in one line."""


def say(lines: Iterable[str]) -> int:
    """What was done, in lines; the exit status of a command that did it."""
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0


def fail(reason: str, status: int = 1) -> int:
    """Say why in one line; the exit status of a command that could not do its work."""
    print(f"redress: {reason}", file=sys.stderr)
    return status
