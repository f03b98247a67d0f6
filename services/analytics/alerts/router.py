"""Alerts over HTTP."""

from typing import Annotated

from fastapi import Depends, Path, Response

from analytics.alerts import service
from analytics.alerts.schemas import AlertRead, Alerts, AlertWritten
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.etag import VersionRead, set_etag
from chassis.idempotency import Transaction
from chassis.rooms import room
from kernel.localtime import local_today, utc_now

router = room()

Reader = Annotated[Principal, Depends(require("figures:read"))]
Writer = Annotated[Principal, Depends(require("alerts:write"))]
Officer = Annotated[Principal, Depends(require("alerts:note"))]
AlertId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.get("/alerts")
def list_alerts(principal: Reader, session: ReadSession, books: Rulebooks) -> Alerts:
    """The council's alerts: each rule, how it stands, and what it has said before."""
    return service.list_alerts(session, principal, local_today(), books.calendar)


@router.post("/alerts", status_code=201)
def write_alert(
    body: AlertWritten, principal: Writer, tx: Transaction, books: Rulebooks, response: Response
) -> AlertRead:
    """Have the council told when a figure goes beyond a number."""
    return _answer(service.write(tx, principal, body, utc_now(), books.calendar), response)


@router.put("/alerts/{alert}")
def change_alert(
    alert: AlertId,
    principal: Writer,
    version: VersionRead,
    body: AlertWritten,
    tx: Transaction,
    books: Rulebooks,
    response: Response,
) -> AlertRead:
    """Put another rule in its place, switch it off or on again."""
    return _answer(service.change(tx, principal, alert, version, body, utc_now(), books.calendar), response)


@router.delete("/alerts/{alert}", status_code=204)
def remove_alert(alert: AlertId, principal: Writer, version: VersionRead, tx: Transaction) -> None:
    """Let go of a rule, and of what it has said."""
    service.remove(tx, principal, alert, version)


@router.post("/alerts/{alert}/note")
def take_note_of_alert(
    alert: AlertId, principal: Officer, tx: Transaction, books: Rulebooks, response: Response
) -> AlertRead:
    """Say that you have seen that it is raised."""
    return _answer(service.take_note(tx, principal, alert, utc_now(), books.calendar), response)


def _answer(alert: AlertRead, response: Response) -> AlertRead:
    set_etag(response, alert.version)
    return alert
