"""Cases as an app."""

from fastapi import APIRouter, FastAPI

from cases import calendar_router
from cases import router as case_router
from cases.handlers import handlers
from cases.models import calendar_changes, feed_of_cases
from chassis.app import Context, create_service
from chassis.db import Database
from chassis.follower import FeedClient, Follower


def create_app(context: Context, intake: FeedClient) -> FastAPI:
    """Cases; opens one for every contact that intake's feed tells of."""
    database = Database(context.settings.cases_database_url, feed_of_cases)
    handle = handlers(context.books)
    router = APIRouter()
    router.include_router(case_router.router)
    router.include_router(calendar_router.router)
    what = "Cases: stages, clocks, findings, outcomes, the calendar."
    app = create_service("cases", what, context, database, router, handle, calendar_changes)
    app.state.followers = [Follower("cases.intake", database, intake, handle)]
    return app
