"""One JSON object a line on standard error; no names, and nothing of what records say.

An exception is told by its kind and where it was raised. What it says stays out, for a database says the whole row
that it refused, and a parser the text that it could not read. So it is with what libraries say: the first line as
it is written in their source, without what they put in.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict

OF_PYTHON = "library"
"""The event of a line that a library wrote."""


def configure_logging(level: str) -> None:
    """Ours and what libraries warn of, in the same form."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_its_words,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        # Looked up for every line: standard error may be another one by then.
        logger_factory=lambda *_: _Lines(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(True)
    logging.lastResort = _OfLibraries(logging.WARNING)


class _Lines(structlog.PrintLogger):
    """Where lines go. One that cannot be written is lost, and stops nobody: the disk under a log may be full."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    debug = info = warning = error = critical = exception = msg


class _OfLibraries(logging.Handler):
    """Where nobody else listens: what a library warns of."""

    def emit(self, record: logging.LogRecord) -> None:
        said = str(record.msg).partition("\n")[0]
        structlog.get_logger().log(
            record.levelno, OF_PYTHON, logger=record.name, said=said, exc_info=record.exc_info or None
        )


def _without_its_words(_logger: Any, _method: str, line: EventDict) -> EventDict:
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["exception"] = "\n".join(_told(error, set()))
    return line


def _told(error: BaseException, before: set[int]) -> Iterator[str]:
    """What led to it, its kind and where it was raised; of a group each."""
    before.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in before:
        yield from _told(cause, before)
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    yield from _places(error.__traceback__)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _told(each, before)


def _places(at: TracebackType | None) -> Iterator[str]:
    for frame in traceback.StackSummary.extract(traceback.walk_tb(at), lookup_lines=False):
        yield f"  {frame.filename}:{frame.lineno} {frame.name}"
