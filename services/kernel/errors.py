"""What can go wrong in the domain. Each error has an HTTP status and a title; problem.py renders them."""

from collections.abc import Sequence
from typing import NamedTuple


class FieldError(NamedTuple):
    """One wrong field: a JSON pointer into the request and what is wrong with it."""

    pointer: str
    detail: str


class DomainError(Exception):
    """A request that cannot be carried out; the message is for the person who made it.

    Attributes:
        kind: the problem's `type`, where a program has to tell it from others with its status.
        retry_after: seconds after which the same request may succeed.
    """

    status = 400
    title = "The request cannot be carried out"
    kind = "about:blank"
    retry_after: int | None = None

    def __init__(self, detail: str, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)


class NotSignedIn(DomainError):
    status, title = 401, "Sign in first"


class NotPermitted(DomainError):
    status, title = 403, "Your role does not allow this"


class NotFound(DomainError):
    status, title = 404, "Not found"


class Conflict(DomainError):
    """The record's state does not allow the change."""

    status, title = 409, "Not possible as things stand"


class InFlight(DomainError):
    """The same request was sent before and still runs."""

    status, title = 409, "This request is being carried out"
    kind = "urn:redress:request-in-flight"
    retry_after = 1

    def __init__(self) -> None:
        super().__init__("Send it again with the same Idempotency-Key to learn its answer.")


class Gone(DomainError):
    """It was there, and serves no more."""

    status, title = 410, "This serves no more"


class Stale(DomainError):
    """Someone else changed the record since it was read."""

    status, title = 412, "Someone else changed this since you read it"


class Unprocessable(DomainError):
    status, title = 422, "Some fields are wrong"


class VersionRequired(DomainError):
    status, title = 428, "Say which version you are changing"


class TooMany(DomainError):
    """A client asks more often than it may."""

    status, title = 429, "Too many requests"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(DomainError):
    """What it needs does not answer at the moment; nothing was changed."""

    status, title = 503, "Not ready yet"
    retry_after = 5


class NoRoom(Unavailable):
    """A disk, of this machine or of the database's, takes no more."""

    title = "There is no room left"


def wrong_field(pointer: str, detail: str) -> Unprocessable:
    """One wrong field, as an error that names it."""
    return Unprocessable(detail, [FieldError(pointer, detail)])
