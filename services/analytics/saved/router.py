"""Saved views of dashboards over HTTP."""

from typing import Annotated

from fastapi import Depends, Path

from analytics.saved import service
from analytics.saved.schemas import BoardView, BoardViewRead, BoardViews
from chassis.app import PublishedBooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()

Reader = Annotated[Principal, Depends(require("figures:read"))]
SavedId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.get("/board-views")
def list_board_views(principal: Reader, session: ReadSession) -> BoardViews:
    """The caller's own views of dashboards, and the council's."""
    return service.list_views(session, principal)


@router.post("/board-views", status_code=201)
def save_board_view(body: BoardView, principal: Reader, tx: Transaction, books: PublishedBooks) -> BoardViewRead:
    """Keep a view of a dashboard under a name, for oneself or, by a manager, for the council."""
    return service.save(tx, principal, body, books)


@router.delete("/board-views/{saved_id}", status_code=204)
def forget_board_view(saved_id: SavedId, principal: Reader, tx: Transaction) -> None:
    """Let go of a view."""
    service.forget(tx, principal, saved_id)
