"""Cases as an app."""

from functools import partial

from fastapi import FastAPI

from cases.chasing import sending as chasing
from cases.digest import mailing
from cases.letters import leaving
from cases.measures import measures
from cases.opening import apply_all, handlers
from cases.outbox import sending
from cases.outbox.postroom import PostRoom
from cases.router import ROOMS
from cases.said.reading import said_of
from cases.tables import calendar_changes, feed_of_cases, reads_of_cases, restricted_cases, said_in_cases
from chassis.app import Context, create_service
from chassis.db import Database
from chassis.follower import FeedClient, Follower
from chassis.limits import SECRETS_PER_MINUTE, RateLimit
from chassis.said.keeping import Keeper
from chassis.service_client import ServiceClient


def create_app(context: Context, feed: FeedClient, intake: ServiceClient) -> FastAPI:
    """Cases; opens one for every contact that intake's feed tells of, and asks intake whom to write to."""
    database = Database(context.settings.cases_database_url, feed_of_cases)
    handle, together = handlers(context.books), apply_all(context.books)
    what = "Cases: stages, clocks, findings, outcomes, the calendar."
    app = create_service(
        "cases", what, context, database, reads_of_cases, restricted_cases, ROOMS, handle, calendar_changes
    )
    app.state.intake = intake
    app.state.link_limit = RateLimit(SECRETS_PER_MINUTE)
    app.state.post_room = PostRoom.of(context.settings, leaving.left, leaving.taken_back)
    app.state.background += [
        partial(sending.send_all, database, app.state.post_room, context.books),
        partial(chasing.chase_all, database, intake, app.state.post_room, context.books),
        partial(mailing.mail_all, database, app.state.post_room, context.books, context.settings.web_address),
    ]
    app.state.said = Keeper(database, said_in_cases, said_of)
    app.state.background.append(app.state.said.run)
    app.state.measures.append(partial(measures, list(context.books.councils)))
    app.state.followers = [Follower("cases.intake", database, feed, handle, together)]
    return app
