"""Reads what kept files say, beside the requests of this process, so that it is found by its words.

A file is read once, and only when it is known not to carry a virus where files are looked through. What cannot be
read says nothing: the file stands as it is.
"""

import unicodedata
from contextlib import suppress
from functools import partial

import anyio
import structlog
from anyio import CapacityLimiter, to_thread
from sqlmodel import Session

from chassis import tracing
from chassis.apart import Apart, TookTooLong
from chassis.db import FEED, Database
from chassis.rounds import begins, came_round
from intake import repository as contacts
from intake.files import repository
from intake.files.repository import Unread
from intake.files.storage import FileStore
from intake.files.texts import TEXT_OF
from intake.store import tell_texts_changed
from kernel.errors import DomainError, Unavailable
from kernel.localtime import utc_now

LOOK_EVERY_SECONDS = 5.0
AGAIN_AFTER_SECONDS = 30.0
BATCH = 100
LONGEST_TEXT = 100_000
"""Characters of a file that are found: some forty pages."""


class Reading:
    """The files of every council of this process, those that came last first.

    Args:
        scans: whether files are looked through for viruses here; then those that were not are not read yet.
    """

    def __init__(self, database: Database, store: FileStore, scans: bool) -> None:
        self._database = database
        self._store = store
        self._scans = scans
        self._run = partial(to_thread.run_sync, limiter=CapacityLimiter(1))

    async def run(self) -> None:
        """Read what there is, and wait for more, until cancelled."""
        begins("files_read")
        while True:
            bell = self._database.bell(FEED)
            try:
                await self.read_all()
                came_round("files_read")
            except Exception as error:  # such as a database that restarts: what is unread is still there
                structlog.get_logger().warning("file_texts_wait", error=type(error).__name__)
                await anyio.sleep(AGAIN_AFTER_SECONDS)
            with anyio.move_on_after(LOOK_EVERY_SECONDS):
                await bell.wait()

    async def read_all(self) -> None:
        """Read each file that is unread now."""
        while unread := await self._unread():
            for file in unread:
                with tracing.span("intake", "file read", authority=file.authority):
                    text = await self._run(self._text, file)
                    async with self._database.transaction_async(council=file.authority) as tx:
                        await self._run(_keep, tx, file, text)

    async def _unread(self) -> list[Unread]:
        async with self._database.reading_async() as session:
            return await self._run(repository.unread, session, self._scans, BATCH)

    def _text(self, file: Unread) -> str:
        if file.media_type not in TEXT_OF:
            return ""
        try:
            return text_apart(file.media_type, self._store.read(file.authority, file.key))
        except Unavailable:
            raise
        except DomainError as error:  # its content cannot be read, by anybody
            structlog.get_logger().warning(
                "file_not_read", ref=file.ref, number=file.number, error=type(error).__name__
            )
            return ""


def text_apart(media_type: str, content: bytes) -> str:
    """What a file says, up to LONGEST_TEXT characters and as far as it was read; its words one blank apart."""
    child = Apart("intake.files.text_child", media_type, given=content)
    read = bytearray()
    try:
        with suppress(TookTooLong):  # what it said until then, it said
            while len(read) < 4 * LONGEST_TEXT and (piece := child.piece()):
                read += piece
    finally:
        child.end()
    return _tidy(read.decode(errors="ignore"))[:LONGEST_TEXT]


def _tidy(text: str) -> str:
    """Without characters that nobody sees (Unicode's category C), which divide words where they control."""
    return " ".join("".join(map(_seen, text)).split())


def _seen(one: str) -> str:
    kind = unicodedata.category(one)
    return " " if kind == "Cc" else "" if kind[0] == "C" else one


def _keep(tx: Session, file: Unread, text: str) -> None:
    contact = contacts.get_for_update(tx, file.authority, file.ref)
    if repository.keep_text(tx, file, text):
        tell_texts_changed(tx, contact, utc_now())
