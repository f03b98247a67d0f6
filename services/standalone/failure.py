"""How a command says that it could not do its work."""

import sys


class Failure(Exception):
    """Why a command could not do its work, in one line."""


def fail(reason: str) -> int:
    """Say why in one line; the exit status of a command that could not do its work."""
    print(f"redress: {reason}", file=sys.stderr)
    return 1
