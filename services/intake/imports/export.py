"""What came in, given back."""

import json
from collections.abc import Iterator

from chassis.auth import Principal
from chassis.db import Database
from intake.imports import repository


def lines(database: Database, principal: Principal) -> Iterator[str]:
    """Imported lines of the caller's council as they were given, a JSON object a line, by reference."""
    with database.reading(principal.authority) as session:
        for line in repository.imported_lines(session, principal):
            yield json.dumps(line, ensure_ascii=False) + "\n"
