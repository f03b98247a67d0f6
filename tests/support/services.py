"""The three services by name: their tables, their migrations, their apps."""

import json
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import MetaData

from chassis.db import Database
from chassis.feed import FeedTables
from chassis.migrations import migrate
from chassis.settings import Settings
from standalone import SERVICES
from standalone.compose import build_context, build_services
from tests.support import shared

__all__ = ["SERVICES", "apps", "database", "documents", "feed_of", "metadata_of", "migrated"]


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


def apps(folder: Path) -> dict[str, FastAPI]:
    """All services on a data folder, following each other in the process."""
    return build_services(build_context(Settings(data_dir=folder)))


@cache
def documents() -> dict[str, dict[str, Any]]:
    """The OpenAPI document of every service, as it is read from outside; worked out once a run."""
    kept = shared.folder() / "documents.json"
    with shared.locked("documents"):
        if not kept.exists():
            with tempfile.TemporaryDirectory() as folder:
                worked_out = {name: app.openapi() for name, app in apps(Path(folder)).items()}
            kept.write_text(json.dumps(worked_out))
    read: dict[str, dict[str, Any]] = json.loads(kept.read_text())
    return read
