"""Mappings over HTTP: saved by name."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from intake.imports import mappings
from intake.imports.mapping import ImportMapping
from intake.imports.schemas import NAME_PATTERN, ImportFields, MappingNames, SavedMapping
from kernel.app import PublishedBooks
from kernel.auth import Principal, require
from kernel.db import ReadSession
from kernel.idempotency import RememberingRoute, Transaction
from kernel.localtime import utc_now

router = APIRouter(route_class=RememberingRoute)

Importer = Annotated[Principal, Depends(require("imports:write"))]
MappingName = Annotated[str, Path(pattern=NAME_PATTERN, description="chosen by the council: complaints-log")]


@router.get("/import-fields")
def list_import_fields(_principal: Importer) -> ImportFields:
    """Every field that a column of a spreadsheet may give."""
    return mappings.fields()


@router.get("/import-mappings")
def list_import_mappings(principal: Importer, session: ReadSession) -> MappingNames:
    """The mappings that the caller's council saved."""
    return mappings.list_mappings(session, principal)


@router.get("/import-mappings/{name}")
def read_import_mapping(name: MappingName, principal: Importer, session: ReadSession) -> SavedMapping:
    """One mapping."""
    return mappings.get_mapping(session, principal, name)


@router.put("/import-mappings/{name}")
def save_import_mapping(
    name: MappingName, body: ImportMapping, principal: Importer, tx: Transaction, books: PublishedBooks
) -> SavedMapping:
    """Save a mapping under a name, in place of what was there."""
    return mappings.save_mapping(tx, principal, name, body, utc_now(), books.council(principal.authority))


@router.delete("/import-mappings/{name}", status_code=204)
def delete_import_mapping(name: MappingName, principal: Importer, tx: Transaction) -> None:
    """Forget a mapping. What was brought in by it stays."""
    mappings.delete_mapping(tx, principal, name)
