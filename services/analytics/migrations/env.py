"""Alembic runs this; what it does is the same for every service."""

from alembic import context

from analytics.models import metadata
from chassis.migrations import run

run(context.config, metadata)
