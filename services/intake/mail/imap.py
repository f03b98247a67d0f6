"""A council's mailbox: what is new in it is taken in, and nothing in it is changed (IMAP, RFC 3501)."""

import re
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from email import message_from_bytes
from functools import partial
from imaplib import IMAP4, IMAP4_SSL, Internaldate2tuple
from time import mktime
from typing import ParamSpec, TypeVar

import anyio
import structlog
from anyio import CapacityLimiter, to_thread
from sqlmodel import Session

from chassis.db import Database
from chassis.rounds import begins, came_round
from chassis.settings import Mailbox
from intake.mail import headers, repository
from intake.mail.delivery import Delivery
from intake.mail.oauth import NoToken, Tokens
from intake.mail.reading import BELIEVED, LARGEST, LARGEST_HEADER
from intake.models import MailboxRow
from kernel.localtime import utc_now

LOOKED_EVERY_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 600.0
NETWORK_SECONDS = 10.0
TOO_LARGE = (
    f"It is larger than {LARGEST // 1_000_000} MB: its header alone is here, and the e-mail in the mailbox."
)
T = TypeVar("T")
P = ParamSpec("P")
_HEADER = f"BODY.PEEK[HEADER]<0.{LARGEST_HEADER}>"
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Fetching:
    """Takes in what is new in one council's mailbox.

    The number of an e-mail is remembered after it is committed: whatever ends between, it comes again, and what
    comes again is known by itself. So two processes may look into one mailbox.
    """

    def __init__(self, council: str, mailbox: Mailbox, database: Database, delivery: Delivery) -> None:
        self._council = council
        self._mailbox = mailbox
        self._tokens = Tokens(mailbox.oauth) if mailbox.oauth else None
        self._box = f"{mailbox.user}@{mailbox.host}/{mailbox.folder}"
        self._database = database
        self._delivery = delivery
        self._thread = CapacityLimiter(1)

    async def run(self) -> None:
        """Look again and again, until cancelled; ever more seldom as long as it fails."""
        pause = LOOKED_EVERY_SECONDS
        begins(f"mailbox_{self._council}")
        while True:
            try:
                await self.look()
                came_round(f"mailbox_{self._council}")
                pause = LOOKED_EVERY_SECONDS
            except Exception as error:  # the server is away, or the database: what is new stays there
                structlog.get_logger().warning(
                    "mailbox_not_read", council=self._council, error=type(error).__name__, said=said_of(error)
                )
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            await anyio.sleep(pause)

    async def look(self) -> None:
        """Take in what is new now; one that fails stops no other. Raises what network and database raise."""
        box = await self._ask(partial(opened, self._mailbox, self._tokens))
        try:
            validity, last = await self._begin(box)
            one_is_left = False
            for uid in await self._ask(partial(_found, box, f"UID {last + 1}:*")):
                if uid <= last:  # "*" is the last one there is, new or not
                    continue
                try:
                    await self._take(box, uid)
                except (OSError, IMAP4.error):
                    raise
                except Exception as error:  # it is tried again with those after it, which are known by then
                    structlog.get_logger().warning(
                        "mail_left_in_mailbox", council=self._council, error=type(error).__name__
                    )
                    one_is_left = True
                if not one_is_left:
                    await self._remember(validity, uid)
        finally:
            box.shutdown()

    async def _begin(self, box: IMAP4) -> tuple[int, int]:
        """UIDVALIDITY and the number of the last e-mail that needs no look.

        The first time that is the last one there is: a mailbox's past is taken in only if its setting says so.
        Where the server numbers anew, what arrived since the last that was taken in is looked at again.
        """
        validity, next_uid = _number(box, "UIDVALIDITY"), _number(box, "UIDNEXT")
        async with self._database.transaction_async(self._thread, council=self._council) as tx:
            row = await self._in_thread(repository.mailbox, tx, self._council, self._box)
            known = (row.validity, row.last_uid, row.taken_at) if row else None
        if known and known[0] == validity:
            return validity, known[1]
        since = None
        if known:
            structlog.get_logger().warning("mailbox_numbered_anew", council=self._council)
            since = known[2] - timedelta(days=1)  # a server's day may be another time zone's
        elif self._mailbox.past_days:
            since = utc_now() - timedelta(days=self._mailbox.past_days)
        there = await self._ask(partial(_found, box, f"SINCE {_day(since)}")) if since else []
        last = min(there, default=next_uid) - 1
        await self._remember(validity, last)
        return validity, last

    async def _remember(self, validity: int, uid: int) -> None:
        async with self._database.transaction_async(self._thread, council=self._council) as tx:
            await self._in_thread(_remember, tx, self._council, self._box, validity, uid)

    async def _take(self, box: IMAP4, uid: int) -> None:
        found = await self._ask(partial(_fetched, box, uid, f"(RFC822.SIZE INTERNALDATE {_HEADER})"))
        if found is None:  # somebody deleted it meanwhile
            return
        said, header = found
        arrived_at = receipt(said, header)
        size = _SIZE.search(said)
        if size and int(size[1]) > LARGEST:
            await self._delivery.take(self._council, header, arrived_at, self._thread, problem=TOO_LARGE)
        elif whole := await self._ask(partial(_fetched, box, uid, "(BODY.PEEK[])")):
            await self._delivery.take(self._council, whole[1], arrived_at, self._thread)

    async def _ask(self, question: Callable[[], T]) -> T:
        # Given up when cancelled: a server that hangs does not keep this one from stopping.
        return await to_thread.run_sync(question, abandon_on_cancel=True)

    async def _in_thread(self, act: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        return await to_thread.run_sync(partial(act, *args, **named), limiter=self._thread)


class SignInRefused(Exception):
    """The server does not let this client in; a token that it refused is not shown to it again."""

    def __init__(self) -> None:
        super().__init__("the server refuses the sign-in")


def opened(mailbox: Mailbox, tokens: Tokens | None) -> IMAP4:
    """Signed in, with the folder open for reading alone: no e-mail is marked as read.

    Raises SignInRefused, NoToken, OSError, IMAP4.error, httpx.HTTPError.
    """
    if mailbox.security == "tls":
        tls = ssl.create_default_context()
        box: IMAP4 = IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=tls, timeout=NETWORK_SECONDS)
    else:
        box = IMAP4(mailbox.host, mailbox.port, timeout=NETWORK_SECONDS)
    try:
        if mailbox.security == "starttls":
            box.starttls(ssl.create_default_context())
        _sign_in(box, mailbox, tokens)
        folder = mailbox.folder.replace("\\", "\\\\").replace('"', '\\"')
        _require(*box.select(f'"{folder}"', readonly=True))
    except BaseException:
        with suppress(OSError):  # no socket is left where TLS was refused
            box.shutdown()
        raise
    return box


def _sign_in(box: IMAP4, mailbox: Mailbox, tokens: Tokens | None) -> None:
    try:
        if tokens:
            shown = f"user={mailbox.user}\x01auth=Bearer {tokens.token()}\x01\x01".encode()
            # Asked again, it is told why: that is answered with nothing, and then it refuses (XOAUTH2).
            answers = iter([shown])
            box.authenticate("XOAUTH2", lambda _challenge: next(answers, b""))
        elif mailbox.password:
            box.login(mailbox.user, mailbox.password.get_secret_value())
    except IMAP4.abort:
        raise
    except IMAP4.error:
        if tokens:
            tokens.forget()
        raise SignInRefused from None


def said_of(error: Exception) -> str | None:
    """What may be written of an error: what a server says in its own words may hold what it was shown."""
    match error:
        case NoToken() | SignInRefused():
            return str(error)
        case ssl.SSLCertVerificationError():
            return error.verify_message
        case _:
            return None


def receipt(said: bytes, header: bytes) -> datetime | None:
    """When the mailbox took an e-mail in; None: as its topmost Received header says.

    Args:
        said: what the server said of it, with its INTERNALDATE. It is not believed where it is a day or more from
            that header: somebody moved the e-mail there from another mailbox.
    """
    # Its local time is this machine's, so that mktime gives the instant again.
    local = Internaldate2tuple(said)
    taken = datetime.fromtimestamp(mktime(local)).astimezone() if local else None
    received = headers.received_at(message_from_bytes(header, policy=headers.AsSent()))
    moved = taken and received and abs(taken - received) >= BELIEVED
    return None if moved else taken


def _number(box: IMAP4, name: str) -> int:
    """What the server said when the folder was opened. Raises IMAP4.error."""
    said = box.response(name)[1][0]
    if not isinstance(said, bytes) or not said.isdigit():
        raise IMAP4.error(f"The server says no {name}")
    return int(said)


def _found(box: IMAP4, criterion: str) -> list[int]:
    found = _require(*box.uid("SEARCH", criterion))
    return sorted(int(uid) for line in found if isinstance(line, bytes) for uid in line.split())


def _fetched(box: IMAP4, uid: int, what: str) -> tuple[bytes, bytes] | None:
    """What the server says of an e-mail, and its bytes; None: it is not there any more."""
    lines = _require(*box.uid("FETCH", str(uid), what))
    content = next((line[1] for line in lines if isinstance(line, tuple)), None)
    said = b" ".join(part for line in lines for part in (line[:1] if isinstance(line, tuple) else (line,)) if part)
    return None if content is None else (said, content)


def _require(said: str, found: T) -> T:
    if said != "OK":
        raise IMAP4.error(f"The server says {said}")
    return found


def _day(day: datetime) -> str:
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year}"


def _remember(tx: Session, council: str, box: str, validity: int, uid: int) -> None:
    """Another process may be further by now."""
    row = repository.mailbox(tx, council, box)
    if row is None:
        row = MailboxRow(authority=council, box=box, validity=validity, last_uid=uid, taken_at=utc_now())
        tx.add(row)
    elif row.validity != validity or uid > row.last_uid:
        row.validity, row.last_uid, row.taken_at = validity, uid, utc_now()
