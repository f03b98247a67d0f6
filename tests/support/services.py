"""The three services by name: their tables, their migrations, their apps."""

from importlib import import_module

from fastapi import FastAPI
from sqlalchemy import MetaData

from kernel.app import Context
from kernel.db import Database
from kernel.feed import FeedTables
from kernel.migrations import migrate
from kernel.procedures import load_books
from kernel.settings import Settings

SERVICES = ("intake", "cases", "analytics")


def metadata_of(service: str) -> MetaData:
    found: MetaData = import_module(f"{service}.models").metadata
    return found


def feed_of(service: str) -> FeedTables:
    found: FeedTables = getattr(import_module(f"{service}.models"), f"feed_of_{service}")
    return found


def database(service: str, url: str) -> Database:
    return Database(url, feed_of(service))


def migrated(service: str, url: str) -> None:
    """Bring the database at a URL to the newest version and let go of it."""
    made = database(service, url)
    migrate(made)
    made.engine.dispose()


def context(settings: Settings) -> Context:
    """What a process makes once; services of one context accept each other's tokens."""
    return Context.of(settings, load_books())


def app_of(service: str, shared: Context) -> FastAPI:
    made: FastAPI = import_module(f"{service}.main").create_app(shared)
    return made
