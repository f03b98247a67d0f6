"""Contacts of one council that are given at the same time are recorded together; see `chassis.together`."""

from collections.abc import Sequence
from datetime import date

from fastapi import Response
from sqlmodel import Session

from chassis import calendar_store
from chassis.auth import Principal
from chassis.db import Database
from chassis.together import Answer, Together
from intake import service, views
from intake.models import calendar_changes
from intake.schemas import ContactRead
from intake.service import Submission
from kernel.errors import DomainError
from kernel.localtime import local_date, utc_now
from kernel.procedures import Books


def recorder(database: Database, books: Books) -> Together[Submission]:
    """What records the contacts that requests give."""

    def record(tx: Session, submissions: Sequence[Submission]) -> list[Answer | DomainError]:
        now = utc_now()
        held = calendar_store.held(tx, calendar_changes, submissions[0].principal.authority, books)
        recorded = service.record_contacts(tx, submissions, now, held)
        return [
            contact if isinstance(contact, DomainError) else _answer(contact, each.principal, local_date(now))
            for each, contact in zip(submissions, recorded, strict=True)
        ]

    return Together(database, record)


def _answer(contact: ContactRead, principal: Principal, today: date) -> Answer:
    shown = views.shown(contact, principal, today)
    headers = {"Location": f"/api/intake/v1/contacts/{contact.ref}"}
    plan = contact.complainant.contact_plan
    return Answer(
        Response(shown.model_dump_json(), 201, headers, "application/json"),
        contact.ref if plan and plan.taken_from else "",
        contact.ref,
    )
