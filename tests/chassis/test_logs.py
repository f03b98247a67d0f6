"""Lines of the log."""

import errno
import io
import sys

import pytest
import structlog


class FullDisk(io.StringIO):
    """Where nothing can be written."""

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_line_that_cannot_be_written_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", FullDisk())
    structlog.get_logger().error("something_happened")
