"""Every query of imports, `authority` first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from chassis.auth import Principal
from intake.imports.lines import Kept
from intake.models import ContactRow, DisposalRow, ImportJobRow, ImportMappingRow, ImportRemarkRow
from intake.repository import is_shown_to
from kernel.errors import NotFound
from kernel.vocabulary import Disposal, DisposalState


def add_job(tx: Session, job: ImportJobRow) -> None:
    tx.add(job)


def begin_job(tx: Session, job: ImportJobRow, may_begin_again: Callable[[ImportJobRow], bool]) -> ImportJobRow:
    """Store a new job, or return the one of this id that there is; one that was interrupted begins again."""
    there = tx.get(ImportJobRow, (job.authority, job.job_id), with_for_update=True)
    if there is not None and not (may_begin_again(there) and there.content_hash == job.content_hash):
        return there
    if there is not None:
        tx.exec(
            delete(ImportRemarkRow).where(
                col(ImportRemarkRow.authority) == job.authority, col(ImportRemarkRow.job_id) == job.job_id
            )
        )
        tx.delete(there)
        tx.flush()
    try:
        with tx.begin_nested():
            tx.add(job)
    except IntegrityError:  # the same request came at the same moment, and was first
        return get_job(tx, job.authority, job.job_id)
    return job


def get_job(session: Session, authority: str, job_id: str) -> ImportJobRow:
    """Raises NotFound."""
    job = session.get(ImportJobRow, (authority, job_id))
    if job is None:
        raise NotFound("There is no such import.")
    return job


def get_job_for_update(tx: Session, authority: str, job_id: str) -> ImportJobRow:
    """The job, locked until the transaction ends. Raises NotFound."""
    job = tx.get(ImportJobRow, (authority, job_id), with_for_update=True)
    if job is None:
        raise NotFound("There is no such import.")
    return job


def newest_jobs(session: Session, authority: str, limit: int) -> list[ImportJobRow]:
    query = (
        select(ImportJobRow)
        .where(ImportJobRow.authority == authority)
        .order_by(col(ImportJobRow.started_at).desc())
        .limit(limit)
    )
    return list(session.exec(query))


def remarks(session: Session, authority: str, job_id: str, after: int, limit: int) -> list[ImportRemarkRow]:
    """What was said of a job's lines, in the order of the file."""
    query = (
        select(ImportRemarkRow)
        .where(
            ImportRemarkRow.authority == authority,
            ImportRemarkRow.job_id == job_id,
            col(ImportRemarkRow.number) > after,
        )
        .order_by(col(ImportRemarkRow.number))
        .limit(limit)
    )
    return list(session.exec(query))


def kept_lines(tx: Session, authority: str, refs: Sequence[str]) -> dict[str, Kept]:
    """What is known of the references that are there, or were destroyed."""
    own_number = col(ContactRow.line)["own_number"].as_string()
    query = (
        select(ContactRow.ref, ContactRow.line_hash, own_number, col(ImportJobRow.undone_at).is_not(None))
        .join(
            ImportJobRow,
            (col(ImportJobRow.authority) == ContactRow.authority)
            & (col(ImportJobRow.job_id) == ContactRow.import_job),
            isouter=True,
        )
        .where(ContactRow.authority == authority, col(ContactRow.ref).in_(refs))
    )
    destroyed = select(DisposalRow.ref).where(
        DisposalRow.authority == authority,
        col(DisposalRow.ref).in_(refs),
        DisposalRow.act == Disposal.DESTROY,
        DisposalRow.state == DisposalState.DONE,
    )
    gone = {ref: Kept(None, None, is_destroyed=True) for ref in tx.exec(destroyed)}
    return gone | {ref: Kept(digest, number, is_leaving) for ref, digest, number, is_leaving in tx.exec(query)}


def add_remarks(tx: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        tx.execute(insert(ImportRemarkRow), rows)


def imported_lines(session: Session, principal: Principal) -> Iterator[Mapping[str, Any]]:
    """Imported lines that this person may see, as they were given, by reference; memory does not grow."""
    query = (
        select(ContactRow.line)
        .where(
            ContactRow.authority == principal.authority,
            col(ContactRow.line_hash).is_not(None),
            is_shown_to(principal),
        )
        .order_by(ContactRow.ref)
        .execution_options(yield_per=1000)
    )
    for line in session.exec(query):
        assert line is not None, "a hash stands beside its line"
        yield line


def find_mapping(session: Session, authority: str, name: str) -> ImportMappingRow | None:
    return session.get(ImportMappingRow, (authority, name))


def get_mapping(session: Session, authority: str, name: str) -> ImportMappingRow:
    """Raises NotFound."""
    row = find_mapping(session, authority, name)
    if row is None:
        raise NotFound(f"There is no mapping {name}.")
    return row


def mappings(session: Session, authority: str) -> list[ImportMappingRow]:
    query = (
        select(ImportMappingRow)
        .where(ImportMappingRow.authority == authority)
        .order_by(col(ImportMappingRow.name))
    )
    return list(session.exec(query))


def keep_mapping(tx: Session, row: ImportMappingRow) -> None:
    """Store a mapping, in place of the one of its name; of two at the same moment the later stands."""
    if find_mapping(tx, row.authority, row.name) is None:
        try:
            with tx.begin_nested():
                tx.add(row)
            return
        except IntegrityError:  # somebody saved one at the same moment, and was first
            pass
    tx.merge(row)


def remove_mapping(tx: Session, authority: str, name: str) -> None:
    """Raises NotFound."""
    tx.delete(get_mapping(tx, authority, name))
