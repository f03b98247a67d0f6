"""Joint complaints over HTTP. The case itself is not changed by them: the version is their own."""

from typing import Annotated

from fastapi import Query, Response

from cases.joint import service
from cases.joint.schemas import JointComplaint, JointRead
from cases.record.web import KeeperChange, OneReader, Reader
from chassis.app import Rulebooks
from chassis.csv_rows import csv_row
from chassis.db import ReadSession
from chassis.etag import VersionRead, set_etag
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.vocabulary import ReadKind

router = room()

Year = Annotated[int, Query(ge=2009, le=2100, description="it begins on 1 April of this one")]


@router.get("/joint/ko41a", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def count_ko41a(principal: Reader, session: ReadSession, books: Rulebooks, year: Year) -> Response:
    """What KO41a counts of complaints that were answered together with the NHS, as CSV: numbers alone."""
    lines = service.count_ko41a(session, principal, year, books)
    headers = {"Content-Disposition": f'attachment; filename="ko41a-{year}.csv"'}
    content = "".join(csv_row(*line) for line in lines)
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/cases/{ref}/joint", dependencies=[shows(ReadKind.JOINT)])
def read_joint(
    ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks, response: Response
) -> JointRead:
    """Who answers a complaint together with the council, and what of it is whose."""
    return _answer(service.read_joint(session, principal, ref, books), response)


@router.put("/cases/{ref}/joint")
def put_joint(
    body: JointComplaint, asked: KeeperChange, version: VersionRead, tx: Transaction, response: Response
) -> JointRead:
    """Record who answers a complaint together, whole. Nothing is shared without consent: 409 says so."""
    return _answer(service.put(tx, asked, version, body), response)


def _answer(joint: JointRead, response: Response) -> JointRead:
    set_etag(response, joint.version)
    return joint
