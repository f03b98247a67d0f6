"""What is asked of the reads that were kept: lists, whether their chain holds, and letting go of old ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlmodel import Session

from chassis.read_chain import End, Link, Read, Reader, first_fault, whole_milliseconds
from chassis.reads import Asked, Reads, ReadTables, end_in, reader_in
from kernel.vocabulary import ReadKind

OPERATOR = Reader("operator", "Operator of the server", "")


def newest(
    session: Session,
    tables: ReadTables,
    authority: str,
    wanted: Mapping[str, str | None],
    since: datetime | None,
    until: datetime | None,
    before: int | None,
    limit: int,
) -> list[Link]:
    """A council's reads, newest first.

    Args:
        wanted: who (a subject), what, ref, about; None: any.
        since, until: instants, the second not included.
        before: a sequence; None: from the newest.
    """
    reads, readers = tables.reads, tables.readers
    columns = {"who": readers.c.subject, "what": reads.c.what, "ref": reads.c.ref, "about": reads.c.about}
    query = _linked(tables, authority).order_by(reads.c.sequence.desc()).limit(limit)
    query = query.where(*(columns[name] == value for name, value in wanted.items() if value is not None))
    if since is not None:
        query = query.where(reads.c.at >= since)
    if until is not None:
        query = query.where(reads.c.at < until)
    if before is not None:
        query = query.where(reads.c.sequence < before)
    return [_link(row) for row in session.execute(query).mappings()]


def known_readers(session: Session, tables: ReadTables, authority: str) -> list[Reader]:
    """Everybody who looked at something, as they were then, the newest last."""
    readers = tables.readers
    query = select(readers).where(readers.c.authority == authority).order_by(readers.c.number)
    return [reader_in(row) for row in session.execute(query).mappings()]


def councils(session: Session, tables: ReadTables) -> list[str]:
    """Codes of all whose reads are kept here."""
    found = select(tables.ends.c.authority).union(select(tables.reads.c.authority))
    return sorted(session.execute(found).scalars())


def verify(session: Session, tables: ReadTables, authority: str) -> tuple[End, str | None]:
    """How far a council's chain goes, and what is wrong with it, if anything is. Needs a session of its own."""
    session.connection(execution_options={"isolation_level": "SERIALIZABLE"})  # the server may go on writing
    found = session.execute(select(tables.ends).where(tables.ends.c.authority == authority)).mappings().first()
    end = end_in(found) if found else End()
    query = _linked(tables, authority).order_by(tables.reads.c.sequence).execution_options(yield_per=1000)
    links = map(_link, session.execute(query).mappings())
    return end, first_fault(authority, end, links, ReadKind.FORGOTTEN)


def hash_of(session: Session, tables: ReadTables, authority: str, sequence: int) -> bytes | None:
    """The hash of one read; None for one that is not there."""
    reads = tables.reads
    return session.execute(
        select(reads.c.hash).where(reads.c.authority == authority, reads.c.sequence == sequence)
    ).scalar_one_or_none()


def forget(tx: Session, reads: Reads, authority: str, before: datetime, now: datetime) -> int:
    """Let go of a council's reads before an instant, and keep that this was done. Returns how many they were."""
    table, ends, readers = reads.tables.reads, reads.tables.ends, reads.tables.readers
    of_council = table.c.authority == authority
    first_kept = tx.execute(select(func.min(table.c.sequence)).where(of_council, table.c.at >= before)).scalar()
    last = tx.execute(select(func.max(table.c.sequence)).where(of_council)).scalar() or 0
    let_go = last if first_kept is None else first_kept - 1
    end = end_in(tx.execute(select(ends).where(ends.c.authority == authority)).mappings().one())
    if let_go <= end.forgotten:
        return 0
    hash_there = hash_of(tx, reads.tables, authority, let_go)
    said = Read(whole_milliseconds(now), OPERATOR, ReadKind.FORGOTTEN, shown=let_go)
    reads.append(tx, [Asked(authority, said)])
    tx.execute(
        update(ends).where(ends.c.authority == authority).values(forgotten=let_go, forgotten_hash=hash_there)
    )
    tx.execute(delete(table).where(of_council, table.c.sequence <= let_go))
    in_use = select(table.c.reader).where(of_council)
    tx.execute(delete(readers).where(readers.c.authority == authority, readers.c.number.not_in(in_use)))
    return let_go - end.forgotten


def _linked(tables: ReadTables, authority: str) -> Select[Any]:
    """Reads with who made them; one whose reader was taken away is there still, and bears nobody's name."""
    reads, readers = tables.reads, tables.readers
    with_reader = (readers.c.authority == reads.c.authority) & (readers.c.number == reads.c.reader)
    columns = [column for column in readers.c if column.name not in {"authority", "number"}]
    return (
        select(reads, *columns)
        .select_from(reads.outerjoin(readers, with_reader))
        .where(reads.c.authority == authority)
    )


def mark_key(session: Session, tables: ReadTables, authority: str) -> bytes:
    """The key of a council's marks; b"" while nothing was ever looked at."""
    query = select(tables.ends.c.mark_key).where(tables.ends.c.authority == authority)
    return session.execute(query).scalar_one_or_none() or b""


def _link(row: Mapping[Any, Any]) -> Link:
    said = {name: row[name] for name in Read._fields if name != "reader"}
    return Link(row["sequence"], Read(reader=reader_in(row), **said), row["hash"])
