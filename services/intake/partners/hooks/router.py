"""Webhooks over HTTP: of the caller's own client, and of each client for the council's admins."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.json_bodies import JsonRoute
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize
from intake.partners.hooks import service
from intake.partners.hooks.schemas import (
    Clients,
    Deliveries,
    Delivery,
    NewWebhook,
    WebhookRead,
    WebhookSecret,
    WebhookState,
)
from intake.partners.hooks.worker import Webhooks
from intake.partners.router import Admin, ClientId, Watcher
from kernel.localtime import utc_now

router = room()
NONE_YET: dict[int | str, dict[str, str]] = {404: {}}
"""A client that has registered no webhook."""
partner_router = room(prefix="/partner/webhook", responses=NONE_YET)
secret_router = room(prefix="/partner/webhook", responses=NONE_YET, route_class=JsonRoute)
"""Answers that carry a secret are never remembered: it is kept sealed alone."""

EventNumber = Annotated[int, Path(ge=1, le=2**53)]


def _webhooks(request: Request) -> Webhooks:
    webhooks: Webhooks = request.app.state.webhooks
    return webhooks


TheWebhooks = Annotated[Webhooks, Depends(_webhooks)]


@secret_router.put("", responses={201: {"model": WebhookSecret, "description": "It is new: here is its secret"}})
def register_webhook(
    body: NewWebhook, partner: Watcher, tx: Transaction, webhooks: TheWebhooks, response: Response
) -> WebhookSecret:
    """Have your events sent to an address from now on; or to another address, with the same secret."""
    made, is_new = service.register(tx, partner, body, webhooks.sealer, webhooks.sender.networks, utc_now())
    response.status_code = 201 if is_new else 200
    return made


@secret_router.post("/secret")
def rotate_webhook_secret(partner: Watcher, tx: Transaction, webhooks: TheWebhooks) -> WebhookSecret:
    """A new secret; for another day deliveries are signed with the one before, too."""
    return service.rotate(tx, partner, webhooks.sealer, utc_now())


@partner_router.get("")
def read_webhook(partner: Watcher, session: ReadSession) -> WebhookRead:
    """How your webhook does."""
    return service.read(session, partner)


@partner_router.delete("", status_code=204)
def remove_webhook(partner: Watcher, tx: Transaction) -> None:
    """Have nothing sent any more. Your events can still be read."""
    service.remove(tx, partner)


@partner_router.get("/deliveries")
def list_webhook_deliveries(
    partner: Watcher, session: ReadSession, cursor: Cursor = None, limit: PageSize = 50
) -> Deliveries:
    """Events that did not arrive: the one that is tried again, and those that were given up."""
    return service.deliveries(session, partner.authority, partner.subject, cursor, limit)


@partner_router.post("/deliveries/{number}/again")
def send_webhook_again(number: EventNumber, partner: Watcher, tx: Transaction) -> Delivery:
    """Have an event that did not arrive sent once more, now."""
    return service.send_again(tx, partner.authority, partner.subject, number, utc_now())


@router.get("/clients")
def list_partner_clients(admin: Admin, session: ReadSession) -> Clients:
    """The council's partner clients, without secrets, each with its webhook."""
    return service.list_clients(session, admin)


@router.post("/clients/{client_id}/webhook/pause")
def pause_client_webhook(client_id: ClientId, admin: Admin, tx: Transaction) -> WebhookState:
    """Hold a client's events back. It can still read them."""
    return service.pause(tx, admin, client_id, utc_now())


@router.post("/clients/{client_id}/webhook/resumption")
def resume_client_webhook(client_id: ClientId, admin: Admin, tx: Transaction) -> WebhookState:
    """Send what was held back, in order."""
    return service.resume(tx, admin, client_id, utc_now())


@router.get("/clients/{client_id}/webhook/deliveries")
def list_client_deliveries(
    client_id: ClientId, admin: Admin, session: ReadSession, cursor: Cursor = None, limit: PageSize = 50
) -> Deliveries:
    """A client's events that did not arrive."""
    return service.deliveries(session, admin.authority, client_id, cursor, limit)


@router.post("/clients/{client_id}/webhook/deliveries/{number}/again")
def send_client_event_again(client_id: ClientId, number: EventNumber, admin: Admin, tx: Transaction) -> Delivery:
    """Have an event that did not arrive at a client sent once more, now."""
    return service.send_again(tx, admin.authority, client_id, number, utc_now())
