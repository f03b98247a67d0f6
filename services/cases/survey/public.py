"""What whoever was asked how it was handled may do by their link: routes without a sign-in.

Nothing is kept of the look, and no answer is remembered by its key: either would say who answered when. A link
serves once, so that an answer that is sent twice is kept once.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from cases.survey import repository, service
from cases.survey.models import SurveyRow
from cases.survey.schemas import SurveyAnswer, SurveyByLink, SurveyThanks
from chassis import links
from chassis.app import PublishedBooks
from chassis.idempotency import carried_out_once
from chassis.json_bodies import JsonRoute
from chassis.rooms import room
from kernel.localtime import local_today

router = room(prefix="/survey", responses={404: {}, 410: {}}, route_class=JsonRoute)


async def opened(request: Request, secret: links.Secret) -> SurveyRow:
    """The survey that a secret opens. Raises NotFound, TooMany."""
    return await links.opened(
        request,
        secret,
        repository.find,
        lambda survey: links.whoever(survey.authority, "survey", "Whoever was asked"),
    )


Opened = Annotated[SurveyRow, Depends(opened)]


async def change(request: Request, _survey: Opened) -> AsyncIterator[Session]:
    """The transaction of whoever has the link."""
    async with carried_out_once(request, request.state.principal, None) as tx:
        yield tx


Change = Annotated[Session, Depends(change, scope="function")]


@router.get("")
def read_survey_by_link(survey: Opened, books: PublishedBooks) -> SurveyByLink:
    """Who asks, and until when; nothing of the case."""
    return service.look(survey, local_today(), books)


@router.post("/answer", status_code=201)
def answer_survey(body: SurveyAnswer, survey: Opened, tx: Change, books: PublishedBooks) -> SurveyThanks:
    """Say how it was handled. It is not kept who answered, unless they want that. The link serves once."""
    return service.answer_by_link(tx, survey, body, local_today(), books)
