"""What the routes of every room of a case share: who asks for which change, and the changed case as the answer."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Path, Response
from sqlmodel import Session

from cases.record.change import Asked
from cases.record.read import describe
from cases.record.record import CaseRecord
from cases.record.schemas import CaseRead
from cases.record.theirs import is_theirs
from cases.record.views import shown
from chassis.app import RulebooksForChange
from chassis.auth import Principal, Seeing, require
from chassis.etag import VersionRead, set_etag
from chassis.web_fields import Reference
from kernel.localtime import utc_now

Reader = Annotated[Principal, Depends(require("cases:read"))]
OneReader = Annotated[Principal, Depends(Seeing("cases:read"))]
Number = Annotated[int, Path(ge=1, le=1000)]
ClockCode = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


def change(permission: str) -> Callable[..., Asked]:
    """A dependency: one change of one case by somebody with `permission`, meant for the version they read."""

    def asked(
        ref: Reference,
        officer: Annotated[Principal, Depends(require(permission))],
        version: VersionRead,
        books: RulebooksForChange,
    ) -> Asked:
        return Asked(officer, ref, version, utc_now(), books)

    return asked


def part_change(permission: str) -> Callable[..., Asked]:
    """A dependency: one act on what lives beside a case. The case itself stays as it is: no version is needed."""

    def asked(
        ref: Reference,
        officer: Annotated[Principal, Depends(require(permission))],
        books: RulebooksForChange,
    ) -> Asked:
        return Asked(officer, ref, None, utc_now(), books)

    return asked


CaseChange = Annotated[Asked, Depends(change("cases:write"))]
AnswerChange = Annotated[Asked, Depends(change("cases:answer"))]
FindingChange = Annotated[Asked, Depends(change("findings:write"))]
PartChange = Annotated[Asked, Depends(part_change("findings:write"))]
KeeperChange = Annotated[Asked, Depends(part_change("cases:write"))]
LinkChange = Annotated[Asked, Depends(part_change("cases:answer"))]


def answer(case: CaseRecord, asked: Asked, tx: Session, response: Response) -> CaseRead:
    """The changed case with its new ETag."""
    set_etag(response, case.row.version)
    theirs = is_theirs(tx, asked.officer, case.row)
    return shown(describe(tx, case, asked.today, asked.books), asked.officer, theirs)
