"""Alembic runs this; what it does is the same for every service."""

from alembic import context

from chassis.migrations import run
from intake.models import metadata

run(context.config, metadata)
