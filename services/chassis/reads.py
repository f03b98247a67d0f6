"""Who looked at what: append-only in each service's own database, chained for each council, apart from timelines.

A route says what it shows with `shows`. Its read is on disk before its answer is sent; what cannot be kept is not
shown. Reads that are answered at the same time are written together.
"""

import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Annotated, Any

from anyio import Lock, to_thread
from fastapi import Depends, Request
from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.engine import RowMapping
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from chassis import rows
from chassis.auth import Principal, signed_in
from chassis.columns import UtcMilliseconds
from chassis.db import Database
from chassis.read_chain import HASH_BYTES, End, Read, Reader, sealed, whole_milliseconds
from kernel.errors import Unavailable
from kernel.localtime import utc_now
from kernel.vocabulary import ReadKind

SAME_READ = timedelta(minutes=10)
"""So long the same request of a person is one look: pages ask again by themselves when something changes."""
REMEMBERED = 20_000
TRIES = 20


@dataclass(frozen=True)
class ReadTables:
    """The tables of reads in one service's database.

    `readers` says once who a person was, by a number; `ends` how far each council's chain goes, and the key of the
    marks of what was searched for there.
    """

    reads: Table
    readers: Table
    ends: Table


def read_tables(service: str, metadata: MetaData) -> ReadTables:
    """Declare the tables of reads in a service's metadata; `read_guard` makes them append-only."""
    sequence = BigInteger().with_variant(Integer, "sqlite")
    reads = Table(
        f"{service}_read",
        metadata,
        # Numbers first and nothing null: on PostgreSQL that is a quarter less of each row.
        Column("sequence", sequence, nullable=False),
        Column("at", UtcMilliseconds, nullable=False),
        Column("reader", Integer, nullable=False),
        Column("shown", Integer, nullable=False),
        Column("authority", String(60), nullable=False),
        Column("what", String(20), nullable=False),
        Column("ref", String(20), nullable=False),
        Column("about", Text, nullable=False),
        Column("why", Text, nullable=False),
        Column("hash", LargeBinary(HASH_BYTES), nullable=False),
        PrimaryKeyConstraint("authority", "sequence"),
        Index(
            f"ix_{service}_read_ref",
            "authority",
            "ref",
            sqlite_where=text("ref <> ''"),
            postgresql_where=text("ref <> ''"),
        ),
        sqlite_with_rowid=False,
    )
    readers = Table(
        f"{service}_reader",
        metadata,
        Column("authority", String(60), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("subject", String(200), nullable=False),
        Column("name", String(100), nullable=False),
        Column("roles", String(200), nullable=False),
        Column("client", String(200), nullable=False),
        UniqueConstraint("authority", "subject", "name", "roles", "client"),
    )
    ends = Table(
        f"{service}_read_end",
        metadata,
        Column("authority", String(60), primary_key=True),
        Column("length", BigInteger, nullable=False),
        Column("hash", LargeBinary(HASH_BYTES), nullable=False),
        Column("forgotten", BigInteger, nullable=False),
        Column("forgotten_hash", LargeBinary(HASH_BYTES), nullable=False),
        Column("mark_key", LargeBinary(32), nullable=False),
    )
    return ReadTables(reads, readers, ends)


@dataclass
class _Book:
    """What this process knows of a council's chain: where it ends, and its readers' numbers."""

    end: End
    mark_key: bytes
    readers: dict[Reader, int]


@dataclass
class Asked:
    """A read that somebody waits to see kept."""

    authority: str
    read: Read
    kept: bool = False


@dataclass
class Reads:
    """The reads of one service: what is being answered is kept first."""

    database: Database
    tables: ReadTables
    _books: dict[str, _Book] = field(default_factory=dict)
    _lately: dict[bytes, datetime] = field(default_factory=dict)
    _waiting: list[Asked] = field(default_factory=list)
    _turn: Lock = field(default_factory=Lock)

    async def keep(self, authority: str, read: Read, asked: bytes) -> None:
        """Return when the read is on disk. Whoever comes first writes for all who wait.

        Args:
            asked: tells this request of this person from others: the same one is not kept again for a while.
        """
        if self._is_known(asked, read.at):
            return
        mine = Asked(authority, read)
        self._waiting.append(mine)
        async with self._turn:
            if not mine.kept:
                together, self._waiting = self._waiting, []
                try:
                    await self._write(together)
                finally:  # those who could not be served try for themselves
                    self._waiting += [other for other in together if not (other.kept or other is mine)]
        self._remember(asked, read.at)

    async def mark(self, authority: str, searched: str) -> str:
        """What stands for a text that was searched for; see `mark_of`."""
        async with self._turn:
            if authority not in self._books:
                async with self.database.transaction_async() as tx:
                    self._books[authority] = await to_thread.run_sync(self._open, tx, authority)
        return mark_of(self._books[authority].mark_key, searched)

    async def _write(self, together: Sequence[Asked]) -> None:
        for _ in range(TRIES):
            try:
                async with self.database.transaction_async() as tx:
                    books = await to_thread.run_sync(self.append, tx, together)
            except IntegrityError:  # another replica went on from the same end: read where it is now
                for asked in together:
                    self._books.pop(asked.authority, None)
                continue
            self._books |= books
            for asked in together:
                asked.kept = True
            return
        raise Unavailable("What you look at has to be kept, and that was not possible. Try again.")

    def append(self, tx: Session, together: Iterable[Asked]) -> dict[str, _Book]:
        """Write reads at the ends of their chains. Returns what is known of these once they are committed."""
        books: dict[str, _Book] = {}
        readers, reads = [], []
        for asked in together:
            authority, read = asked.authority, asked.read
            if authority not in books:
                known = self._books.get(authority) or self._open(tx, authority)
                books[authority] = _Book(known.end, known.mark_key, dict(known.readers))
            book = books[authority]
            if read.reader not in book.readers:
                book.readers[read.reader] = max(book.readers.values(), default=0) + 1
                number = book.readers[read.reader]
                readers.append({"authority": authority, "number": number, **read.reader._asdict()})
            sequence = book.end.length + 1
            sealing = sealed(book.end.hash, authority, sequence, read)
            book.end = End(sequence, sealing, book.end.forgotten, book.end.forgotten_hash)
            said = read._asdict() | {"reader": book.readers[read.reader]}
            reads.append({"authority": authority, "sequence": sequence, "hash": sealing, **said})
        rows.add(tx, self.tables.readers, readers)
        rows.add(tx, self.tables.reads, reads)
        return books

    def _open(self, tx: Session, authority: str) -> _Book:
        readers = self.tables.readers
        found = _end_of(tx, self.tables.ends, authority)
        known = tx.execute(select(readers).where(readers.c.authority == authority)).mappings()
        numbers = {reader_in(row): row["number"] for row in known}
        return _Book(end_in(found), found["mark_key"], numbers)

    def _is_known(self, asked: bytes, at: datetime) -> bool:
        return asked in self._lately and at - self._lately[asked] < SAME_READ

    def _remember(self, asked: bytes, at: datetime) -> None:
        if len(self._lately) >= REMEMBERED:
            self._lately = {known: then for known, then in self._lately.items() if at - then < SAME_READ}
        if len(self._lately) < REMEMBERED:
            self._lately[asked] = at


def _end_of(tx: Session, ends: Table, authority: str) -> RowMapping:
    query = select(ends).where(ends.c.authority == authority)
    found = tx.execute(query).mappings().first()
    if found is None:
        new = {"hash": End.hash, "forgotten_hash": End.forgotten_hash, "mark_key": secrets.token_bytes(32)}
        # Another replica may do the same at this moment.
        rows.add_missing(tx, ends, [{"authority": authority, "length": 0, "forgotten": 0, **new}])
        found = tx.execute(query).mappings().one()
    return found


def council_key(tx: Session, tables: ReadTables, authority: str) -> bytes:
    """32 random bytes of one council in one service's database, made when they are first needed; never told."""
    return bytes(_end_of(tx, tables.ends, authority)["mark_key"])


@dataclass
class Look:
    """What a request is about to show.

    Attributes:
        shown: how many contacts or cases a list has; None: it is no list.
        searched: the normal form of what was searched for. It is kept as a mark, also if nothing was found.
        refs: of a request that shows several wholly: it is a look at each.
    """

    ref: str = ""
    shown: int | None = None
    about: str = ""
    searched: str | None = None
    refs: Sequence[str] = ()


class Shows:
    """A dependency of routes that show people's data: once there is an answer, it keeps who is shown what."""

    def __init__(self, what: ReadKind) -> None:
        self.what = what

    async def __call__(
        self, request: Request, _principal: Annotated[Principal, Depends(signed_in)]
    ) -> AsyncIterator[Look]:
        look = Look(request.path_params.get("ref", ""))
        body = b"" if request.method == "GET" else await request.body()
        yield look
        if look.shown != 0 or look.searched:  # a list of none shows nobody
            for ref in look.refs or [look.ref]:
                await keep(request, self.what, replace(look, ref=ref), body)


def shows(what: ReadKind) -> Any:
    """What a route says that shows people's data; as a parameter's dependency it gives the Look to fill in.

    On a route that writes it stands among the decorator's: it is then carried out after the commit.
    """
    return Depends(Shows(what), scope="function")


async def keep(request: Request, what: ReadKind, look: Look, body: bytes = b"") -> None:
    """Keep that whoever asks looks at this now. Services look at everything and are not kept.

    Args:
        body: of the request, where it says what is asked.
    """
    principal: Principal = request.state.principal
    if principal.authority == "*":
        return
    reads: Reads = request.app.state.reads
    about = look.about
    if look.searched:
        about = await reads.mark(principal.authority, look.searched)
    reader = reader_of(principal)
    why = principal.reason
    read = Read(whole_milliseconds(utc_now()), reader, what, look.ref, look.shown or 0, about, why)
    address = f"{request.method} {request.url.path}?{request.url.query}"
    said = f"{address}\n{principal.authority} {reader} {what} {look.ref} {why}"
    await reads.keep(principal.authority, read, hashlib.sha256(said.encode() + body).digest())


def mark_of(key: bytes, searched: str) -> str:
    """What stands for a text that was searched for: who knows the text finds it again, and nobody reads it there.

    Args:
        searched: its kind and its normal form, divided by the first blank; the kind is kept as it is.
    """
    kind, _, text = searched.partition(" ")
    mark = hmac.new(key, text.encode(errors="replace"), hashlib.sha256).hexdigest()[:16]
    return f"{kind} {mark}"


def reader_of(principal: Principal) -> Reader:
    roles = " ".join(sorted(principal.roles))
    return Reader(*map(_printed, (principal.subject, principal.name, roles, principal.client)))


def _printed(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def reader_in(row: Mapping[Any, Any]) -> Reader:
    """Who a row of `readers` says; one that was taken away bears nobody's name."""
    return Reader(*(row[name] or "" for name in Reader._fields))


def end_in(row: Mapping[Any, Any]) -> End:
    """How far a chain goes, as a row of `ends` says."""
    return End(row["length"], row["hash"], row["forgotten"], row["forgotten_hash"])
