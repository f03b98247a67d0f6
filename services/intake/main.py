"""Intake as an app."""

from fastapi import APIRouter, FastAPI

from intake import router as contacts
from intake.imports import router as importing
from intake.imports.runner import Imports
from intake.models import feed_of_intake
from kernel.app import Context, create_service
from kernel.db import Database


def create_app(context: Context) -> FastAPI:
    """Contacts: it follows nobody, so that recording one never waits for another service."""
    settings = context.settings
    database = Database(settings.intake_database_url, feed_of_intake)
    router = APIRouter()
    router.include_router(contacts.router)
    router.include_router(importing.router)
    app = create_service("intake", "Contacts: record, classify, re-classify, import.", context, database, router)
    app.state.imports = Imports(database, context.books, settings.data_dir / "imports", importing.LARGEST_FILE)
    app.state.background = [app.state.imports.run]
    return app
