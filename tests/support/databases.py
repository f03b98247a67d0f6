"""Fresh databases, cheap enough for every test: migrated once, then copied."""

import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import shared
from tests.support.postgres import Cluster

BACKENDS = ("sqlite", "postgresql")

Migrate = Callable[[str], None]
"""Brings the database at a URL to the newest version."""


@dataclass
class Databases:
    """Makes databases of one kind for one test, and drops them after it."""

    backend: str
    folder: Path
    _made: list[str] = field(default_factory=list)
    _count: itertools.count = field(default_factory=lambda: itertools.count(1))

    @property
    def cluster(self) -> Cluster:
        return shared.cluster()

    def empty(self) -> str:
        """The URL of a new, empty database."""
        if self.backend == "sqlite":
            return f"sqlite:///{self._new_file()}"
        return self._keep(self.cluster.create())

    def migrated(self, service: str, migrate: Migrate) -> str:
        """The URL of a new database in which a service's tables exist."""
        if self.backend == "sqlite":
            template = shared.folder() / f"{service}.db"
            with shared.locked(service):
                if not template.exists():
                    made = template.with_suffix(".part")
                    migrate(f"sqlite:///{made}")
                    made.rename(template)
            return f"sqlite:///{shutil.copy(template, self._new_file())}"
        name = f"template_{service}"
        with shared.locked(service):
            if not self.cluster.exists(name):
                made = self.cluster.create()
                migrate(self.cluster.url(made))
                self.cluster.execute(f'ALTER DATABASE "{made}" RENAME TO "{name}"')
        return self._keep(self.cluster.create(template=name))

    def close(self) -> None:
        for name in self._made:
            self.cluster.drop(name)

    def _new_file(self) -> Path:
        return self.folder / f"database-{next(self._count)}.db"

    def _keep(self, name: str) -> str:
        self._made.append(name)
        return self.cluster.url(name)
