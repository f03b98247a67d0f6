"""Lines of the log: of an error what it was and where, and nothing that it says itself."""

import errno
import io
import json
import sys
from collections.abc import Callable

import pytest
import structlog

SAID = "Somebody's words"


def caused() -> None:
    try:
        int(SAID)
    except ValueError as error:
        raise LookupError(SAID) from error


def in_a_group() -> None:
    raise ExceptionGroup(SAID, [KeyError(SAID), OSError(SAID)])


def of_itself() -> None:
    error = RuntimeError(SAID)
    error.__cause__ = error
    raise error


@pytest.mark.parametrize(
    ("goes_wrong", "kinds"),
    [
        (caused, ["builtins.ValueError", "builtins.LookupError"]),
        (in_a_group, ["builtins.ExceptionGroup", "builtins.KeyError", "builtins.OSError"]),
        (of_itself, ["builtins.RuntimeError"]),
    ],
)
def test_an_error_is_told_without_its_words(
    goes_wrong: Callable[[], None], kinds: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        goes_wrong()
    except Exception:
        structlog.get_logger().exception("failed")
    written = capsys.readouterr().err
    told = json.loads(written)["exception"].splitlines()
    assert [line for line in told if not line.startswith("  ")] == kinds
    assert any(line.startswith(f"  {__file__}:") and line.endswith(goes_wrong.__name__) for line in told)
    assert SAID not in written


class FullDisk(io.StringIO):
    """Where nothing can be written."""

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_line_that_cannot_be_written_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", FullDisk())
    structlog.get_logger().error("something_happened")
