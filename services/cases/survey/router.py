"""How it was handled, over HTTP."""

from typing import Annotated

from fastapi import Depends, Query

from cases.letters.correspondence import written_to
from cases.record.web import KeeperChange, OneReader
from cases.survey import service
from cases.survey.schemas import NewSurvey, SurveyAnswer, SurveyAnswers, SurveyCounts, SurveyMade, SurveyRead
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.json_bodies import JsonRoute
from chassis.letters.correspondent import Correspondent
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()
paper_router = room(route_class=JsonRoute)
"""What came on paper is not remembered by a key: that would say for a day whose answer it was."""

Reader = Annotated[Principal, Depends(require("cases:narrative"))]
Service = Annotated[Principal, Depends(require("surveys:count"))]
Quarter = Annotated[str, Query(pattern=r"^20[0-9]{2}-Q[1-4]$")]
WrittenTo = Annotated[Correspondent, written_to("cases:write")]


@router.get("/survey-answers")
def list_survey_answers(
    reader: Reader,
    look: Annotated[Look, shows(ReadKind.SURVEY_ANSWERS)],
    session: ReadSession,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> SurveyAnswers:
    """What people said of how they were dealt with, without a reference, of quarters with enough answers."""
    found = service.list_answers(session, reader, cursor, limit)
    look.shown = len(found.items)
    return found


@router.get("/survey-counts", include_in_schema=False)
def count_survey_answers(
    _service: Service,
    session: ReadSession,
    authority: Annotated[str, Query(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)],
    first: Quarter,
    last: Quarter,
) -> SurveyCounts:
    """What people said, as counts, for the service that decides which of them may be shown."""
    return service.count(session, authority, first, last, local_today())


@router.get("/cases/{ref}/survey", dependencies=[shows(ReadKind.SURVEY)])
def read_survey(ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks) -> SurveyRead:
    """Whether they were asked, or may be; and what they said, only where the council may talk to them about it."""
    return service.read_survey(session, principal, ref, local_today(), books)


@router.post("/cases/{ref}/survey", status_code=201)
def ask_how_it_was_handled(body: NewSurvey, to: WrittenTo, asked: KeeperChange, tx: Transaction) -> SurveyMade:
    """Draft the letter that asks how it was handled, with a link in it. Each complaint is asked about once."""
    return service.ask(tx, asked, body, to)


@paper_router.post("/cases/{ref}/survey/paper", status_code=204)
def type_paper_answer(body: SurveyAnswer, asked: KeeperChange, tx: Transaction) -> None:
    """Type what came on paper. It is not kept whose it is, unless they want that."""
    service.answer_on_paper(tx, asked, body)
