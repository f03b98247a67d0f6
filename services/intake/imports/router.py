"""HTTP in, HTTP out."""

from typing import Annotated, Any

from anyio import to_thread
from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from chassis.app import PublishedBooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Key, Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize
from intake.imports import export, jobs, mappings, remarks
from intake.imports.reading import Reading, kind_of
from intake.imports.runner import ImportJobsHere
from intake.imports.schemas import NAME_PATTERN, DryRun, ImportJob, ImportJobs, ImportRemarks
from intake.imports.sheets import FileKind
from kernel.errors import wrong_field
from kernel.localtime import utc_now
from kernel.vocabulary import ReadKind

router = room(route_class=APIRoute)

NDJSON = FileKind.NDJSON.value

Importer = Annotated[Principal, Depends(require("imports:write"))]
Exporter = Annotated[Principal, Depends(require("exports:read", counts_as=60))]
JobId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
FileName = Annotated[
    str, Query(max_length=200, pattern=r"^[^\x00-\x1f]+$", description="shown in the list of imports")
]

SavedName = Annotated[
    str | None, Query(pattern=NAME_PATTERN, description="of the saved mapping by which a spreadsheet is read")
]
FILE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            NDJSON: {"schema": {"type": "string"}},
            FileKind.CSV.value: {"schema": {"type": "string"}},
            FileKind.XLSX.value: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
NO_MAPPING: dict[int | str, dict[str, Any]] = {404: {"description": "The council has no mapping of this name"}}


async def how_to_read(
    request: Request, principal: Importer, books: PublishedBooks, mapping: SavedName = None
) -> Reading:
    """How the request's body is read, by its content type. Raises NotFound, Unprocessable."""
    kind = kind_of(request.headers.get("Content-Type", ""))
    if kind is FileKind.NDJSON:
        if mapping:
            raise wrong_field("/query/mapping", "This is for a spreadsheet only.")
        return Reading()
    if mapping is None:
        raise wrong_field("/query/mapping", "A spreadsheet is read by a mapping: name it.")
    council = books.council(principal.authority)
    # Not by ReadSession: it would be held for as long as the file is being sent.
    async with request.app.state.database.reading_async(principal.authority) as session:
        return Reading(kind, await to_thread.run_sync(mappings.plan, session, principal, mapping, council))


HowToRead = Annotated[Reading, Depends(how_to_read)]


@router.post("/imports", status_code=202, openapi_extra=FILE_BODY, responses=NO_MAPPING)
async def start_import(
    request: Request,
    principal: Importer,
    here: ImportJobsHere,
    response: Response,
    reading: HowToRead,
    file_name: FileName = "import.ndjson",
    key: Key = None,
) -> ImportJob:
    """Bring in cases, a JSON object a line, or a spreadsheet's rows. Sending it again adds nothing twice."""
    job = await here.receive(request, principal, file_name, key, reading)
    response.headers["Location"] = f"/api/intake/v1/imports/{job.job_id}"
    return jobs.read(job, here)


@router.post("/imports/dry-run", openapi_extra=FILE_BODY, responses=NO_MAPPING)
async def try_import(request: Request, principal: Importer, here: ImportJobsHere, reading: HowToRead) -> DryRun:
    """What an import of this file would do. Nothing is stored."""
    return await here.try_out(request, principal, reading)


@router.get("/imports")
def list_imports(principal: Importer, session: ReadSession, here: ImportJobsHere) -> ImportJobs:
    """The newest imports of the caller's council."""
    return jobs.newest(session, principal, here)


@router.get("/imports/{job_id}")
def read_import(job_id: JobId, principal: Importer, session: ReadSession, here: ImportJobsHere) -> ImportJob:
    """How far an import is."""
    return jobs.get(session, principal, job_id, here)


@router.delete(
    "/imports/{job_id}/lines",
    status_code=202,
    responses={409: {"description": "It is still running, or somebody has worked on one of its cases"}},
)
def undo_import(job_id: JobId, principal: Importer, tx: Transaction, here: ImportJobsHere) -> ImportJob:
    """Take back everything that an import added; its lines are gone as soon as their cases are."""
    return jobs.undo(tx, principal, job_id, here, utc_now())


@router.get("/imports/{job_id}/remarks", dependencies=[shows(ReadKind.IMPORT)])
def list_remarks(
    job_id: JobId, principal: Importer, session: ReadSession, cursor: Cursor = None, limit: PageSize = 50
) -> ImportRemarks:
    """Errors and warnings by line."""
    return remarks.listed(session, principal, job_id, cursor, limit)


@router.get(
    "/imports/{job_id}/remarks.csv",
    dependencies=[shows(ReadKind.IMPORT)],
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}}},
)
def download_remarks(
    job_id: JobId, principal: Importer, session: ReadSession, request: Request
) -> StreamingResponse:
    """The same as a file for a spreadsheet."""
    rows = remarks.as_csv(session, principal, job_id, request.app.state.database)
    headers = {"Content-Disposition": f'attachment; filename="import-{job_id[:8]}.csv"'}
    return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=headers)


@router.get(
    "/exports/imported",
    dependencies=[shows(ReadKind.EXPORT)],
    response_class=StreamingResponse,
    responses={200: {"content": {NDJSON: {"schema": {"type": "string"}}}}},
)
def export_imported(principal: Exporter, request: Request) -> StreamingResponse:
    """Every imported line of the caller's council as it was given, by reference."""
    return StreamingResponse(export.lines(request.app.state.database, principal), media_type=NDJSON)
