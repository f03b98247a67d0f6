"""What whoever was asked how it was handled may do by their link: routes without a sign-in.

Nothing is kept of the look, and no answer is remembered by its key: either would say who answered when. A link
serves once, so that an answer that is sent twice is kept once.
"""

import math
from collections.abc import AsyncIterator
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Request
from sqlmodel import Session

from cases.survey import repository, service
from cases.survey.models import SurveyRow
from cases.survey.schemas import SurveyAnswer, SurveyByLink, SurveyThanks
from chassis.app import PublishedBooks
from chassis.auth import Principal
from chassis.idempotency import carried_out_once
from chassis.json_bodies import JsonRoute
from kernel.errors import NotFound
from kernel.localtime import local_today

router = APIRouter(prefix="/survey", route_class=JsonRoute, responses={404: {}, 410: {}})

Secret = Annotated[
    str,
    Header(alias="Redress-Link", max_length=200, description="what stands behind the # of the link's address"),
]


async def opened(request: Request, secret: Secret) -> SurveyRow:
    """The survey that a secret opens; from here on the request sees the data of its council alone.

    An unknown secret and a known one cost the same one look-up by a hash. Raises NotFound, TooMany.
    """
    state = request.app.state
    state.link_limit.take(request.client.host if request.client else "")
    async with state.database.reading_async() as session:
        survey = await to_thread.run_sync(repository.find, session, service.hash_of(secret))
    if survey is None:
        raise NotFound("There is no such link.")
    request.state.principal = Principal(
        subject="survey",
        name="Whoever was asked",
        roles=frozenset(),
        authority=survey.authority,
        expires_at=math.inf,
    )
    return survey


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
