"""Analytics as an app."""

from fastapi import FastAPI

from analytics import router as figures
from analytics.alerts import router as alerts
from analytics.alerts.rounds import Rounds
from analytics.alerts.sending import Tellings
from analytics.handlers import apply_all, handlers
from analytics.live import Watcher
from analytics.measures import measures
from analytics.models import feed_of_analytics, reads_of_analytics, restricted_facts
from analytics.recounting import Recounting, moved
from analytics.reports import router as reports
from analytics.reports.book import OWN, Definitions, boards
from analytics.saved import router as saved
from analytics.what_if import router as what_if
from chassis.app import Context, create_service
from chassis.db import Database
from chassis.follower import FeedClient, Follower
from chassis.hooks.secrets import Sealer
from chassis.hooks.sending import Sender
from chassis.sealing import master_of
from chassis.service_client import ServiceClient


def create_app(context: Context, intake: FeedClient, cases: FeedClient, asked: ServiceClient) -> FastAPI:
    """Facts from both other services' feeds, and what is asked of them.

    Args:
        asked: cases, which is asked for what no event tells.

    Raises ProcedureFileError for a report's or a dashboard's definition with mistakes.
    """
    database = Database(context.settings.analytics_database_url, feed_of_analytics)
    handle, together = handlers(context.books.calendar), apply_all(context.books.calendar)
    rooms = (figures.router, reports.router, what_if.router, saved.router, alerts.secret_router, alerts.router)
    what = "Facts, dashboard, live signal."
    app = create_service("analytics", what, context, database, reads_of_analytics, restricted_facts, rooms, handle)
    followed = {"analytics.intake": intake, "analytics.cases": cases}
    app.state.followers = [
        Follower(name, database, source, handle, together, moved=moved) for name, source in followed.items()
    ]
    app.state.measures.append(measures)
    app.state.cases = asked
    app.state.definitions = Definitions(context.settings.councils_folder / OWN)
    app.state.definitions.tell()
    boards()
    app.state.watcher = Watcher(database, context)
    app.state.alerts = Rounds(database, context)
    sealer, sender = Sealer(master_of(context.settings)), Sender(context.settings.webhook_networks)
    app.state.alerts_told = Tellings(database, sealer, sender)
    app.state.recounting = Recounting(database, followed, context.books.calendar)
    app.state.background += [app.state.alerts.run, app.state.alerts_told.run, app.state.recounting.run]
    app.state.beside_answers.append(app.state.watcher.run)
    return app
