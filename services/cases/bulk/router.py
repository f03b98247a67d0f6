"""Acts on many cases over HTTP."""

from typing import Annotated

from fastapi import Depends

from cases.bulk import service
from cases.bulk.schemas import BulkAllocation, BulkDone, BulkNote, BulkTask
from chassis.app import RulebooksForChange
from chassis.auth import Principal, require
from chassis.idempotency import Transaction
from chassis.rooms import room
from kernel.localtime import utc_now

router = room()

Keeper = Annotated[Principal, Depends(require("cases:write"))]
Investigator = Annotated[Principal, Depends(require("findings:write"))]


@router.post("/cases/bulk/allocation")
def allocate_cases(body: BulkAllocation, officer: Keeper, tx: Transaction, books: RulebooksForChange) -> BulkDone:
    """Give up to 200 cases to an officer or a team, each as it was read; of each is said what became of it."""
    return service.allocate(tx, officer, body, utc_now(), books)


@router.post("/cases/bulk/notes")
def add_notes(body: BulkNote, officer: Investigator, tx: Transaction, books: RulebooksForChange) -> BulkDone:
    """Keep the same note with up to 200 cases; of each is said what became of it."""
    return service.add_notes(tx, officer, body, utc_now(), books)


@router.post("/cases/bulk/tasks")
def add_tasks(body: BulkTask, officer: Investigator, tx: Transaction, books: RulebooksForChange) -> BulkDone:
    """Ask for the same task in up to 200 cases; of each is said what became of it."""
    return service.add_tasks(tx, officer, body, utc_now(), books)
