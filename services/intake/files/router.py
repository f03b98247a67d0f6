"""Files of contacts over HTTP: content comes and goes as it is, and its name beside it."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import BackgroundTasks, Depends, Header, Path, Query, Request, Response

from chassis.auth import Principal, Seeing, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Reference
from intake.files import service
from intake.files.rules import NAMELESS
from intake.files.schemas import ContactFiles, FileRead, FileWithdrawal
from intake.files.storage import FileStore
from intake.models import FileRow
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room()

ANY = "application/octet-stream"
FILE_BODY = {
    "requestBody": {"required": True, "content": {ANY: {"schema": {"type": "string", "format": "binary"}}}}
}
ONLY_TO_SAVE = {"Content-Security-Policy": "sandbox; default-src 'none'"}
"""Should a browser show a file although it was told to save it, nothing in it runs."""

Reader = Annotated[Principal, Depends(Seeing("contacts:read"))]
NarrativeReader = Annotated[Principal, Depends(Seeing("contacts:narrative"))]
Adder = Annotated[Principal, Depends(require("contacts:people", counts_as=10))]
Withdrawer = Annotated[Principal, Depends(require("contacts:classify"))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
FileName = Annotated[
    str,
    Header(
        alias="Redress-File-Name",
        max_length=1_000,
        description="what the file is called, percent-encoded UTF-8; addresses are kept in logs, headers are not",
    ),
]


async def _content(request: Request, _principal: Adder) -> bytes:
    """The request's body, of whoever may send one."""
    return await request.body()


Content = Annotated[bytes, Depends(_content)]


def _store(request: Request) -> FileStore:
    store: FileStore = request.app.state.files
    return store


def _scans(request: Request) -> bool:
    """Whether files are looked through for viruses here."""
    return bool(request.app.state.context.settings.clamd)


Store = Annotated[FileStore, Depends(_store)]
Scans = Annotated[bool, Depends(_scans)]


@router.post("/contacts/{ref}/files", status_code=201, openapi_extra=FILE_BODY)
def add_file(
    ref: Reference,
    principal: Adder,
    content: Content,
    store: Store,
    scans: Scans,
    tx: Transaction,
    name: FileName = NAMELESS,
    redacts: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="the number of the file that this is a redacted copy of")
    ] = None,
) -> FileRead:
    """Keep a file of a contact: its content is the body. The same one sent again is the file that is there."""
    return service.add(tx, store, scans, principal, ref, unquote(name) or NAMELESS, content, utc_now(), redacts)


@router.get("/contacts/{ref}/files")
def list_files(
    ref: Reference,
    principal: Reader,
    look: Annotated[Look, shows(ReadKind.FILES)],
    scans: Scans,
    session: ReadSession,
) -> ContactFiles:
    """The files of a contact, as they came."""
    found = service.listed(session, scans, principal, ref, local_today())
    look.shown = len(found.items)
    return found


@router.get(
    "/contacts/{ref}/files/{number}",
    response_class=Response,
    responses={200: {"content": {ANY: {"schema": {"type": "string", "format": "binary"}}}}, 410: {}},
)
def take_file(
    ref: Reference,
    number: Number,
    principal: NarrativeReader,
    look: Annotated[Look, shows(ReadKind.FILE)],
    store: Store,
    scans: Scans,
    session: ReadSession,
    as_it_came: Annotated[bool, Query(description="a picture with what it says of where it was taken")] = False,
) -> Response:
    """The content of a file, to save. One that carries a virus is not given out, nor one that may yet.

    Pictures leave without what they say of where, when and with what they were taken; who asks for one as it came
    is in the record of reads with that.
    """
    look.about = f"{number} as it came" if as_it_came else str(number)
    taken = service.taken(session, store, scans, principal, ref, number, local_today())
    file, content = taken if as_it_came else service.without_details(*taken)
    return handed_out(file, content)


def handed_out(file: FileRow, content: bytes) -> Response:
    """A file as an answer: to save, and never shown."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}", **ONLY_TO_SAVE}
    return Response(content, media_type=ANY, headers=headers)


@router.post("/contacts/{ref}/files/{number}/withdrawal")
def withdraw_file(
    ref: Reference,
    number: Number,
    body: FileWithdrawal,
    principal: Withdrawer,
    store: Store,
    scans: Scans,
    tx: Transaction,
    after: BackgroundTasks,
) -> FileRead:
    """Take a file away that does not belong here. Its content is gone; who withdrew it and why stays."""
    file, key = service.withdraw(tx, scans, principal, ref, number, body, utc_now())
    after.add_task(store.remove, principal.authority, key)  # tasks run once the answer is committed and sent
    return file


@router.put("/contacts/{ref}/files/{number}/sharing", responses={410: {}})
def share_file(
    ref: Reference,
    number: Number,
    principal: Withdrawer,
    scans: Scans,
    tx: Transaction,
    unredacted: Annotated[bool, Query(description="although it has a redacted copy")] = False,
) -> FileRead:
    """Let the partner who sent the contact take this file, and tell them that it is there.

    Of a file that has a redacted copy it is the copy that is shared, or 409.
    """
    return service.share(tx, scans, principal, ref, number, unredacted, utc_now())


@router.delete("/contacts/{ref}/files/{number}/sharing")
def stop_sharing_file(
    ref: Reference, number: Number, principal: Withdrawer, scans: Scans, tx: Transaction
) -> FileRead:
    """Let them take it no more."""
    return service.stop_sharing(tx, scans, principal, ref, number)
