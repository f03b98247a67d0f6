"""Write a service's next Alembic revision: the difference between its newest one and its models."""

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from alembic import command

from chassis.db import Database
from chassis.migrations import config, migrate


def main(service: str, message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables = getattr(import_module(f"{service}.models"), f"feed_of_{service}")
        database = Database(f"sqlite:///{Path(folder) / 'scratch.db'}", tables)
        migrate(database)
        command.revision(config(service, database), message, autogenerate=True)


if __name__ == "__main__":
    if len(sys.argv) != 3 or not all(sys.argv[1:]):
        sys.exit('usage: make migration SERVICE=cases MESSAGE="add panel date"')
    main(*sys.argv[1:])
