"""Searching what was said, over HTTP."""

from datetime import date
from typing import Annotated

from fastapi import Depends
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from chassis import restricted
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.said import finding
from chassis.said.finding import SaidPage, SaidSearch
from chassis.said.words import told_of
from intake import repository
from intake.models import ContactRow, restricted_contacts, said_in_intake
from intake.reading import reach_of
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind, SaidKind

router = room()

Reader = Annotated[Principal, Depends(require("contacts:narrative"))]
READ_BY = {
    SaidKind.CONTACT: "contacts:narrative",
    SaidKind.MAIL: "contacts:record",
    SaidKind.FILE: "contacts:narrative",
}
"""What somebody has to be allowed who reads it where it stands."""


@router.post("/search")
def search_said(
    body: SaidSearch, principal: Reader, look: Annotated[Look, shows(ReadKind.SEARCH)], session: ReadSession
) -> SaidPage:
    """What was said in contacts, their e-mails and their files: newest first, by its words."""
    kinds = [kind for kind, permission in READ_BY.items() if principal.may(permission)]
    shown = _shown_to(principal, local_today())
    page = finding.find(session, said_in_intake, principal.authority, body, kinds, shown)
    look.shown, look.searched = len(page.items), told_of(body.q)
    return page


def _shown_to(principal: Principal, today: date) -> list[ColumnElement[bool]]:
    """Neither restricted to others nor, for who does not see all contacts, beyond those that they see."""
    ref = said_in_intake.c.ref
    shown: list[ColumnElement[bool]] = [ref.not_in(restricted.hidden(restricted_contacts, principal))]
    if reach := reach_of(principal, today):
        reached = select(col(ContactRow.ref)).where(
            ContactRow.authority == principal.authority, ContactRow.ref == ref, repository.within(reach)
        )
        shown.append(reached.exists())
    return shown
