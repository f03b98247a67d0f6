"""Searching what was written, over HTTP."""

from typing import Annotated

from fastapi import Depends

from cases.tables import restricted_cases, said_in_cases
from chassis import restricted
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.said import finding
from chassis.said.finding import SaidPage, SaidSearch
from chassis.said.words import told_of
from kernel.vocabulary import ReadKind, SaidKind

router = room()

Reader = Annotated[Principal, Depends(require("cases:narrative"))]


@router.post("/search")
def search_said(
    body: SaidSearch, principal: Reader, look: Annotated[Look, shows(ReadKind.SEARCH)], session: ReadSession
) -> SaidPage:
    """What was written in cases, in letters, notes and findings among others: newest first, by its words."""
    shown = [said_in_cases.c.ref.not_in(restricted.hidden(restricted_cases, principal))]
    page = finding.find(session, said_in_cases, principal.authority, body, list(SaidKind), shown)
    look.shown, look.searched = len(page.items), told_of(body.q)
    return page
