"""Contacts that one client sends at the same time are recorded together; see `chassis.together`."""

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import Response
from sqlmodel import Session

from chassis import calendar_store
from chassis.auth import Principal
from chassis.db import Database
from chassis.together import Answer, Together
from intake.models import calendar_changes
from intake.partners import contacts
from intake.partners.contacts import Sent
from intake.partners.schemas import PartnerContact
from kernel.errors import DomainError
from kernel.localtime import utc_now
from kernel.procedures import Books


class PartnerSubmission(NamedTuple):
    """A contact that a partner's client sends."""

    client: Principal
    body: PartnerContact


def recorder(database: Database, books: Books) -> Together[PartnerSubmission]:
    """What records the contacts that clients send one by one; those carried out together are of one client."""

    def record(tx: Session, sent: Sequence[PartnerSubmission]) -> list[Answer | DomainError]:
        client = sent[0].client
        held = calendar_store.held(tx, calendar_changes, client.authority, books)
        told = contacts.submit(tx, client, [each.body for each in sent], utc_now(), held)
        return [one if isinstance(one, DomainError) else _answer(one) for one in told]

    return Together(database, record)


def _answer(sent: Sent) -> Answer:
    headers = {"Location": f"/api/intake/v1/partner/contacts/{sent.status.ref}"}
    code = 201 if sent.is_new else 200
    response = Response(sent.status.model_dump_json(), code, headers, "application/json")
    return Answer(response, told_of=sent.status.ref)
