"""A mail server on this machine, which counts what it took and can be told to fail."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from cases.outbox.transports import Smtp
from tests.support.processes import free_port

DROPS = "drop"
HANGS = "hang"


@dataclass
class MailServer:
    """What came, and what is answered.

    Attributes:
        at_rcpt, at_data: what it says instead of taking a message; DROPS: it hangs up; HANGS: it says nothing.
        interrupt: called at "rcpt" (before a message), "data" (it came, unanswered) and "quit" (it was answered).
        letters: what came whole, as it came, answered or not.
    """

    port: int = 0
    at_rcpt: str | None = None
    at_data: str | None = None
    interrupt: Callable[[str], None] = lambda moment: None
    letters: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)

    def transport(self, timeout: float = 5.0) -> Smtp:
        return Smtp("127.0.0.1", self.port, "returns@council.example", security="none", timeout=timeout)

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(letter, policy=default) for letter in self.letters]

    def times(self) -> Counter[str]:
        """How often each message came, by its name."""
        return Counter(str(mail["Message-ID"]).strip() for mail in self.mails())

    async def handle_RCPT(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        self.interrupt("rcpt")
        if self.at_rcpt == DROPS:
            server.transport.abort()
        elif self.at_rcpt:
            return self.at_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.at_data and self.at_data not in {DROPS, HANGS}:
            return self.at_data
        self.letters.append(envelope.content)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.interrupt("data")
        if self.at_data == DROPS:
            server.transport.abort()
        elif self.at_data == HANGS:
            await asyncio.Event().wait()
        return "250 OK"

    async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        self.interrupt("quit")
        return "221 Bye"


@contextmanager
def mail_server(**options: Any) -> Iterator[MailServer]:
    """A mail server that runs until the end; `options`: aiosmtpd's, such as its certificate."""
    kept = MailServer(free_port())
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port, **options)
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()
