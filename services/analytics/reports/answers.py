"""Asks cases, which keeps what people said of how they were dealt with."""

import httpx
from anyio import to_thread

from analytics.reports.definition import Definition
from analytics.reports.periods import Period, period
from analytics.reports.satisfaction import Said, Satisfaction, SurveyCounts, quarters_of, satisfaction
from analytics.reports.schemas import ReportAsked
from chassis.service_client import ServiceClient
from kernel.errors import Unavailable

SECONDS = 10.0
NOT_TOLD = "What people said of how they were dealt with cannot be asked now. Try again in a moment."


async def of_year(cases: ServiceClient, authority: str, year: Period) -> Satisfaction:
    """A year's answers without what must not be known. Raises Unavailable while cases does not answer."""
    quarters = quarters_of(year)
    between = {"authority": authority, "first": min(quarters), "last": max(quarters)}
    try:
        answer = await cases.get("v1/survey-counts", between, SECONDS)
    except httpx.HTTPError:
        raise Unavailable(NOT_TOLD) from None
    if answer.status_code != 200:
        raise Unavailable(NOT_TOLD)
    counts = SurveyCounts.model_validate(answer.json())
    return await to_thread.run_sync(satisfaction, counts, year)


async def of_report(cases: ServiceClient, which: ReportAsked, definition: Definition) -> Said | None:
    """What a report tells: one of a whole year that has a place for it, once its quarters are counted."""
    if which.quarter or not definition.has_survey:
        return None
    return (await of_year(cases, which.authority, period(which.year))).of_scope(which.scope)
