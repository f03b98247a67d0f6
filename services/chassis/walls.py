"""A second wall between councils, of PostgreSQL's: a query that forgets whose data it reads finds its own alone.

Every table with an `authority` has a policy that compares it with the setting `redress.council`. A request's
session sets it for each of its transactions; connections begin with EVERY, as followers and migrations need.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Engine, MetaData, event, func, text
from sqlalchemy.engine import Connection

Whose = str | Callable[[], str]
"""A council's code, or what finds it out when the transaction begins."""
EVERY = "*"
UNWALLED = text("""
SELECT c.oid::regclass::text FROM pg_class c
WHERE c.oid = ANY (SELECT to_regclass(name) FROM unnest(CAST(:names AS text[])) AS name)
AND NOT (c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
ORDER BY 1
""")
# Worked out once a query. '' stands for a connection that never heard of councils: the release before this one.
POLICY = """
CREATE POLICY council ON {table}
USING ((SELECT coalesce(current_setting('redress.council', true), '')) IN ('', '*', authority))
"""


def build(connection: Connection, metadata: MetaData) -> None:
    """Give every table of a service that has an `authority`, and no policy yet, one that binds its owner too."""
    names = [table.name for table in metadata.sorted_tables if "authority" in table.c]
    for table in connection.execute(UNWALLED, {"names": names}).scalars().all():
        connection.execute(text(POLICY.format(table=table)))
        for mode in ("ENABLE", "FORCE"):
            connection.execute(text(f"ALTER TABLE {table} {mode} ROW LEVEL SECURITY"))


def see_every_council(engine: Engine) -> None:
    """Let an engine's connections begin without walls: a request raises them for itself."""

    @event.listens_for(engine, "connect")
    def open_up(connection: Any, _record: Any) -> None:
        connection.execute(f"SET redress.council = '{EVERY}'")
        connection.commit()


def raised(whose: Whose) -> ColumnElement[str]:
    """What raises the walls until the transaction ends, as a part of a statement."""
    return func.set_config("redress.council", whose if isinstance(whose, str) else whose(), True)
