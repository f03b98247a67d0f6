"""E-mails that arrive and letters that leave meanwhile: a real mailbox, and a mail server that counts."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

from tests.intake.mails.builder import mail
from tests.support import dovecot, smtp

PAUSE_SECONDS = 0.5
"""Between two e-mails."""


class Post:
    """The post of one council, from `open` until `close`.

    Attributes:
        arrived: subjects of the e-mails that were put into the mailbox, each of which has another.
        server: takes letters in, and knows how often each came.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        self._mailbox = self._open.enter_context(dovecot.running())
        self.server = self._open.enter_context(smtp.mail_server())
        self.arrived: list[str] = []

    @property
    def settings(self) -> dict[str, str]:
        box = self._mailbox.mailbox(past_days=1)
        said = box.model_dump(exclude_none=True) | {"password": dovecot.PASSWORD}
        return {
            "REDRESS_IMAP": json.dumps({"leicester": said}),
            "REDRESS_MAIL_TRANSPORT": "smtp",
            "REDRESS_MAIL_FROM": "complaints@council.example",
            "REDRESS_SMTP_HOST": "127.0.0.1",
            "REDRESS_SMTP_PORT": str(self.server.port),
            "REDRESS_SMTP_SECURITY": "none",
        }

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """E-mails arrive, one after the other."""
        enough = threading.Event()
        postman = threading.Thread(target=self._deliver, args=(enough,))
        postman.start()
        try:
            yield
        finally:
            enough.set()
            postman.join()

    def close(self) -> None:
        self._open.close()

    def _deliver(self, enough: threading.Event) -> None:
        while not enough.wait(PAUSE_SECONDS):
            subject = str(uuid4())
            self._mailbox.put(
                mail("Nobody came.", Subject=subject, Message_ID=f"<{subject}@example.org>", Received=None)
            )
            self.arrived.append(subject)
