"""What was said of an import's lines: by the page, and as a file for a spreadsheet."""

from collections.abc import Iterator

from sqlmodel import Session

from chassis import paging
from chassis.auth import Principal
from chassis.csv_rows import csv_row
from chassis.db import Database
from chassis.paging import decode_cursor, encode_cursor
from intake.imports import repository
from intake.imports.schemas import ImportRemark, ImportRemarks

AT_A_TIME = 1000


def listed(session: Session, principal: Principal, job_id: str, cursor: str | None, limit: int) -> ImportRemarks:
    """A page of a job's remarks, in the order of the file. Raises NotFound, Unprocessable."""
    repository.get_job(session, principal.authority, job_id)
    (after,) = decode_cursor(cursor, paging.number) or (0,)
    rows = repository.remarks(session, principal.authority, job_id, after, limit + 1)
    page = rows[:limit]
    return ImportRemarks(
        items=[ImportRemark.model_validate(row.model_dump()) for row in page],
        next_cursor=encode_cursor(str(page[-1].number)) if len(rows) > limit else None,
    )


def as_csv(session: Session, principal: Principal, job_id: str, database: Database) -> Iterator[str]:
    """All of a job's remarks as rows of CSV, with a header. Raises NotFound, before there is any row.

    Args:
        database: where the rows are read, once the request's own session is closed.
    """
    repository.get_job(session, principal.authority, job_id)
    return _rows(database, principal.authority, job_id)


def _rows(database: Database, authority: str, job_id: str) -> Iterator[str]:
    yield csv_row("line", "reference", "kind", "reason")
    after = 0
    with database.reading(authority) as session:
        while rows := repository.remarks(session, authority, job_id, after, AT_A_TIME):
            for row in rows:
                yield csv_row(row.line, row.ref or "", "error" if row.is_error else "warning", row.reason)
            after = rows[-1].number
