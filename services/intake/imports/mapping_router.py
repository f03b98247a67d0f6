"""Mappings over HTTP: saved by name, suggested from a spreadsheet."""

from contextlib import ExitStack
from functools import partial
from io import BufferedReader
from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Path, Query, Request

from chassis.app import PublishedBooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from intake.imports import mappings
from intake.imports.mapping import ImportMapping
from intake.imports.own_words import OwnWords
from intake.imports.reading import kind_of, open_sheet, unreadable
from intake.imports.runner import ImportJobsHere
from intake.imports.schemas import NAME_PATTERN, ImportFields, MappingNames, MappingSuggestion, SavedMapping
from intake.imports.sheets import FileKind, SheetError
from intake.imports.suggestions import suggest
from kernel.localtime import utc_now

router = room()

Importer = Annotated[Principal, Depends(require("imports:write"))]
MappingName = Annotated[str, Path(pattern=NAME_PATTERN, description="chosen by the council: complaints-log")]
SheetName = Annotated[
    str | None,
    Query(
        max_length=200, pattern=r"^[^\x00-\x1f]+$", description="of a workbook; without it, the first not hidden"
    ),
]
HeaderRow = Annotated[
    int | None, Query(ge=1, le=100, description="with the columns' names; without it, the one that looks like it")
]


@router.get("/import-fields")
def list_import_fields(principal: Importer, books: PublishedBooks) -> ImportFields:
    """Every field that a column of a spreadsheet may give."""
    return mappings.fields(books.council(principal.authority))


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


@router.post(
    "/imports/suggested-mapping",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                FileKind.CSV.value: {"schema": {"type": "string"}},
                FileKind.XLSX.value: {"schema": {"type": "string", "format": "binary"}},
            },
        }
    },
)
async def suggest_mapping(
    request: Request,
    principal: Importer,
    here: ImportJobsHere,
    books: PublishedBooks,
    sheet: SheetName = None,
    header_row: HeaderRow = None,
) -> MappingSuggestion:
    """A mapping to look through, from a spreadsheet's columns, what stands in them and earlier mappings.

    Nothing is stored.
    """
    kind = kind_of(request.headers.get("Content-Type", ""))
    if kind is FileKind.NDJSON:
        raise unreadable("Send a CSV file or an XLSX workbook.")
    council = books.council(principal.authority)
    # Not by ReadSession: it would be held for as long as the file is being sent.
    async with request.app.state.database.reading_async(principal.authority) as session:
        own = await to_thread.run_sync(mappings.words, session, principal, council)
    return await here.look_into(request, kind, partial(_suggest, kind, sheet, header_row, own))


def _suggest(
    kind: FileKind, name: str | None, header_row: int | None, own: OwnWords, file: BufferedReader
) -> MappingSuggestion:
    try:
        sheet = open_sheet(kind, file, name)
        with ExitStack() as held:
            held.callback(sheet.close)
            return suggest(sheet, name, header_row, own)
    except SheetError as error:
        raise unreadable(str(error)) from error
