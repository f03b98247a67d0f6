"""Timelines over HTTP."""

from fastapi import Response

from cases.record.web import OneReader
from cases.timeline import service
from cases.timeline.history_file import as_page, as_text
from cases.timeline.schemas import HistoryForm, Timeline
from chassis.app import Rulebooks
from chassis.db import ReadSession
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()


@router.get("/cases/{ref}/timeline", dependencies=[shows(ReadKind.TIMELINE)])
def read_timeline(ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks) -> Timeline:
    """What has happened to a case, newest first."""
    return service.timeline(session, principal, ref, books)


@router.get(
    "/cases/{ref}/history-file",
    dependencies=[shows(ReadKind.HISTORY_FILE)],
    response_class=Response,
    responses={200: {"content": {"text/html": {}, "text/plain": {}}}},
)
def take_history(
    ref: Reference,
    principal: OneReader,
    session: ReadSession,
    books: Rulebooks,
    form: HistoryForm = HistoryForm.HTML,
) -> Response:
    """What has happened, in words for the complainant's file: no names, no notes, nothing that anybody wrote."""
    history = service.history(session, principal, ref, local_today(), books)
    if form is HistoryForm.TEXT:
        content, kind, ending = as_text(history), "text/plain", "txt"
    else:
        content, kind, ending = as_page(history), "text/html", "html"
    headers = {"Content-Disposition": f'attachment; filename="{ref}-history.{ending}"'}
    return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)
