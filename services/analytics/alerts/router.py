"""Alerts over HTTP."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from analytics.alerts import service, telling
from analytics.alerts.schemas import AlertRead, AlertReceiverRead, AlertReceiverWritten, Alerts, AlertWritten
from analytics.alerts.sending import Tellings
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.etag import VersionRead, set_etag
from chassis.idempotency import Transaction
from chassis.json_bodies import JsonRoute
from chassis.rooms import room
from kernel.localtime import local_today, utc_now

router = room()
secret_router = room(route_class=JsonRoute)
"""An answer that carries a secret is never remembered: it is kept sealed alone."""

Reader = Annotated[Principal, Depends(require("figures:read"))]
Writer = Annotated[Principal, Depends(require("alerts:write"))]
Officer = Annotated[Principal, Depends(require("alerts:note"))]


def _tellings(request: Request) -> Tellings:
    tellings: Tellings = request.app.state.alerts_told
    return tellings


TheTellings = Annotated[Tellings, Depends(_tellings)]
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


@router.get("/alerts/receiver")
def read_alert_receiver(principal: Writer, session: ReadSession) -> AlertReceiverRead | None:
    """Which system of the council is told of alerts, and how that does; null: none is."""
    return telling.read(session, principal)


@secret_router.put(
    "/alerts/receiver", responses={201: {"model": AlertReceiverRead, "description": "Here is its secret"}}
)
def register_alert_receiver(
    body: AlertReceiverWritten, principal: Writer, tx: Transaction, tellings: TheTellings, response: Response
) -> AlertReceiverRead:
    """Have a system of the council told what is raised and what is over; or otherwise than before."""
    made, is_new = telling.register(tx, principal, body, tellings.sealer, tellings.sender.networks, utc_now())
    response.status_code = 201 if is_new else 200
    return made


@router.delete("/alerts/receiver", status_code=204, responses={404: {"description": "No system is told"}})
def remove_alert_receiver(principal: Writer, tx: Transaction) -> None:
    """Tell that system nothing any more."""
    telling.remove(tx, principal)


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
