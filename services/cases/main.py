"""Cases as an app."""

from fastapi import FastAPI

from cases.handlers import handlers
from cases.models import feed_of_cases
from cases.router import router
from kernel.app import Context, create_service
from kernel.db import Database
from kernel.follower import FeedClient, Follower


def create_app(context: Context, intake: FeedClient) -> FastAPI:
    """Cases; opens one for every contact that intake's feed tells of."""
    database = Database(context.settings.cases_database_url, feed_of_cases)
    handle = handlers(context.books)
    app = create_service("cases", "Cases: stages, clocks, findings, outcomes.", context, database, router, handle)
    app.state.followers = [Follower("cases.intake", database, intake, handle)]
    return app
