"""Saved views over HTTP."""

from typing import Annotated

from fastapi import Path

from cases.queue.saved import service
from cases.queue.saved.schemas import SavedView, SavedViewRead, SavedViews
from cases.record.web import Reader
from chassis.app import PublishedBooks
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()

SavedId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.get("/saved-views")
def list_saved_views(principal: Reader, session: ReadSession, books: PublishedBooks) -> SavedViews:
    """The caller's own views of the queue, and those of their team."""
    return service.list_views(session, principal, books)


@router.post("/saved-views", status_code=201)
def save_view(body: SavedView, principal: Reader, tx: Transaction, books: PublishedBooks) -> SavedViewRead:
    """Keep a view under a name, for oneself or, by a manager, for a team."""
    return service.save(tx, principal, body, books)


@router.put("/saved-views/{saved_id}")
def change_saved_view(
    saved_id: SavedId, body: SavedView, principal: Reader, tx: Transaction, books: PublishedBooks
) -> SavedViewRead:
    """Keep another name or another list in its place."""
    return service.change(tx, principal, saved_id, body, books)


@router.delete("/saved-views/{saved_id}", status_code=204)
def forget_saved_view(saved_id: SavedId, principal: Reader, tx: Transaction) -> None:
    """Let go of a view."""
    service.forget(tx, principal, saved_id)
