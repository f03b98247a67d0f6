"""What is held, over HTTP."""

from collections.abc import Iterator
from os import SEEK_END
from typing import IO, Annotated

from anyio import to_thread
from fastapi import Depends, Request
from fastapi.responses import StreamingResponse

from chassis.auth import Principal, require
from chassis.json_bodies import JsonRoute
from chassis.reads import Look, shows
from chassis.rooms import room
from intake.held import service
from intake.held.schemas import HeldAsked
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room(route_class=JsonRoute)

ZIP = "application/zip"
ATTACHED = 'attachment; filename="What is held.zip"'
PIECE = 1 << 16
Keeper = Annotated[Principal, Depends(require("contacts:classify", counts_as=20))]


@router.post(
    "/contacts/held",
    response_class=StreamingResponse,
    responses={200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}, 409: {}, 503: {}},
)
async def take_all_that_is_held(
    request: Request, body: HeldAsked, officer: Keeper, look: Annotated[Look, shows(ReadKind.HELD)]
) -> StreamingResponse:
    """Everything that is held of some references, for somebody who asks what is held of them, as one ZIP file.

    To read (a Word document) and for machines (JSON), with files and e-mails as they came. Who takes it takes out
    what is of others before it leaves the council.
    """
    state = request.app.state
    refs = list(dict.fromkeys(body.refs))
    async with state.database.reading_async(officer.authority) as session:
        await to_thread.run_sync(service.require_there, session, officer, body)
    cases = await service.of_cases(state.cases, officer, body)
    context = state.context
    council, scans = context.books.council(officer.authority).name, bool(context.settings.clamd)
    async with state.database.reading_async(officer.authority) as session:
        said = (session, state.files, scans, officer, council, refs, cases, local_today())
        archive = await to_thread.run_sync(service.packed, *said)
    look.refs, look.about = refs, body.because
    headers = {"Content-Disposition": ATTACHED, "Content-Length": str(archive.seek(0, SEEK_END))}
    return StreamingResponse(_pieces(archive), media_type=ZIP, headers=headers)


def _pieces(archive: IO[bytes]) -> Iterator[bytes]:
    with archive:
        archive.seek(0)
        while piece := archive.read(PIECE):
            yield piece
