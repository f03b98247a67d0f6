"""Intake as an app."""

from fastapi import FastAPI

from intake.models import feed_of_intake
from intake.router import router
from kernel.app import Context, create_service
from kernel.db import Database


def create_app(context: Context) -> FastAPI:
    """Contacts: it follows nobody, so that recording one never waits for another service."""
    database = Database(context.settings.intake_database_url, feed_of_intake)
    return create_service("intake", "Contacts: record, classify, re-classify.", context, database, router)
