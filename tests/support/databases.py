"""Fresh databases, cheap enough for every test: migrated once, then copied or emptied.

Each process keeps the databases that it made, so that they keep their addresses: what was compiled for one serves
the next test too. On SQLite a test finds a fresh copy of a migrated file there. On PostgreSQL, where a copy takes
a second, the database is emptied after each test.
"""

import itertools
import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import breadth, shared
from tests.support.postgres import Cluster

BACKENDS = ("sqlite", "postgresql")
ON_POSTGRESQL = 8
"""Days, in one of which a test that may run on either runs there: not so many as a turn takes, to meet both."""

Migrate = Callable[[str], None]
"""Brings the database at a URL to the newest version."""

_idle: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
"""This process's databases that no test uses, by their kind and what is migrated in them."""
_files = itertools.count(1)


def drawn(test: str) -> str:
    """The database that a test runs on where one is enough; PostgreSQL takes longer."""
    return "postgresql" if breadth.is_drawn(test, ON_POSTGRESQL) else "sqlite"


@dataclass
class Databases:
    """Makes databases of one kind for one test, and takes them back after it."""

    backend: str
    folder: Path
    _own: list[str] = field(default_factory=list)
    _lent: list[tuple[str, str]] = field(default_factory=list)
    _count: itertools.count = field(default_factory=lambda: itertools.count(1))

    @property
    def cluster(self) -> Cluster:
        return shared.cluster()

    def empty(self) -> str:
        """The URL of a new, empty database."""
        if self.backend == "sqlite":
            return f"sqlite:///{self._new_file()}"
        self._own.append(name := self.cluster.create())
        return self.cluster.url(name)

    def migrated(self, service: str, migrate: Migrate) -> str:
        """The URL of a database in which a service's tables exist, with nothing in them."""
        idle = _idle[self.backend, service]
        if self.backend == "sqlite":
            name = idle.pop() if idle else f"{service}-{os.getpid()}-{next(_files)}.db"
            shutil.copy(self._template(service, migrate), shared.folder() / name)
            url = f"sqlite:///{shared.folder() / name}"
        else:
            name = idle.pop() if idle else self._copy_of(service, migrate)
            url = self.cluster.url(name)
        self._lent.append((service, name))
        return url

    def close(self) -> None:
        for name in self._own:
            self.cluster.drop(name)
        for service, name in self._lent:
            if self.backend == "sqlite":
                for file in shared.folder().glob(f"{name}*"):  # what is not yet in the file itself is beside it
                    file.unlink()
            else:
                self.cluster.empty(name)
            _idle[self.backend, service].append(name)

    def _template(self, service: str, migrate: Migrate) -> Path:
        template = shared.folder() / f"{service}.db"
        with shared.locked(service):
            if not template.exists():
                made = template.with_suffix(".part")
                migrate(f"sqlite:///{made}")
                made.rename(template)
        return template

    def _copy_of(self, service: str, migrate: Migrate) -> str:
        template = f"template_{service}"
        with shared.locked(service):
            if not self.cluster.exists(template):
                made = self.cluster.create()
                migrate(self.cluster.url(made))
                self.cluster.execute(f'ALTER DATABASE "{made}" RENAME TO "{template}"')
        return self.cluster.create(template=template)

    def _new_file(self) -> Path:
        return self.folder / f"database-{next(self._count)}.db"
