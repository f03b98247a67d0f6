"""The ways out: each takes one message, or says that it did not, or that nobody can know."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, runtime_checkable

from kernel.vocabulary import SendingState


class NotSent(Exception):
    """It has not left. The message says why, for whoever sent it."""


class Refused(NotSent):
    """It will not be taken as it is."""


class NotNow(NotSent):
    """It may be taken later."""


class Unsure(Exception):
    """It was handed over and nothing was heard of it: nobody knows whether it left."""


class Outgoing(Protocol):
    """What a way out has to know of a message (see OutboxRow)."""

    @property
    def way(self) -> str: ...
    @property
    def to_address(self) -> str: ...
    @property
    def content(self) -> bytes: ...
    @property
    def message_id(self) -> str | None: ...


class Transport(Protocol):
    def send(self, row: Outgoing) -> None:
        """Hand one message over; returning means that it was taken. Raises Refused, NotNow, Unsure."""

    def greet(self) -> None:
        """Sign in, and leave without a message. Raises NotNow."""


@dataclass(frozen=True)
class Became:
    """What is known of a message that was handed over: sent, delivered or bounced; and the day it left."""

    state: SendingState
    left_on: date
    why: str | None = None


@runtime_checkable
class Tells(Protocol):
    """A way out that can be asked later."""

    def became(self, row: Outgoing) -> Became | None:
        """What became of a message; None: nothing is known of it, or nobody answers."""


@dataclass(frozen=True)
class Smtp:
    """The council's mail server.

    Attributes:
        security: `starttls`, `tls` from the first byte, or `none`.
        bounces_to: envelope sender, where what cannot be delivered comes back to.
        timeout: seconds that any one answer may take.
    """

    host: str
    port: int
    bounces_to: str
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""
    timeout: float = 30.0

    def greet(self) -> None:
        server = self._reached()
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()

    def send(self, row: Outgoing) -> None:
        server = self._reached()
        try:
            self._envelope(server, row.to_address)
            _data(server, row.content)
            with suppress(smtplib.SMTPException, OSError):  # it was taken, however the farewell goes
                server.quit()
        finally:
            server.close()

    def _reached(self) -> smtplib.SMTP:
        try:
            return self._connected()
        except (smtplib.SMTPException, OSError) as error:
            # Also a wrong password: that is the operator's to mend, and no fault of the message.
            raise NotNow(f"The mail server cannot be reached: {_said(error)}") from error

    def _connected(self) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=trust)
            if self.security == "tls"
            else smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        )
        try:
            if self.security == "starttls":
                server.starttls(context=trust)
            if self.user:
                server.login(self.user, self.password)
            server.ehlo_or_helo_if_needed()
        except BaseException:
            server.close()
            raise
        return server

    def _envelope(self, server: smtplib.SMTP, to_address: str) -> None:
        try:
            _require_taken(*server.mail(self.bounces_to))
            _require_taken(*server.rcpt(to_address))
        except (smtplib.SMTPException, OSError) as error:
            raise NotNow(f"The connection to the mail server broke: {_said(error)}") from error


def _data(server: smtplib.SMTP, content: bytes) -> None:
    try:
        code, said = server.data(content)
    except smtplib.SMTPDataError as error:  # said before anything was handed over
        code, said = error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else b""
    except (smtplib.SMTPException, OSError) as error:
        raise Unsure("The connection broke after the message was handed over.") from error
    _require_taken(code, said)


def _require_taken(code: int, said: bytes) -> None:
    """Raises Refused for a permanent no, NotNow for any other."""
    if 200 <= code < 300:
        return
    words = f"The mail server said: {code} {said.decode(errors='replace')}"[:500]
    raise Refused(words) if 500 <= code < 600 else NotNow(words)


def _said(error: Exception) -> str:
    """What went wrong, for people: a server's own words, or the system's."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"[:300]
    return ((isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__)[:300]
