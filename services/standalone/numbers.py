"""References that must not be given again."""

from collections.abc import Iterator, Mapping

from sqlmodel import select

import intake.repository
from analytics.models import CaseFact
from cases.record.models import CaseRow
from chassis.db import Database
from intake.models import ContactRow


def leave_known_numbers_out(databases: Mapping[str, Database], further: int) -> Iterator[str]:
    """Let intake give no reference that a service knows, nor so many further ones. Yields what was done, in words.

    Further ones may have been given, and lost before any database that is left heard of them.
    """
    highest: dict[tuple[str, int], int] = {}
    for service, known in (("intake", ContactRow), ("cases", CaseRow), ("analytics", CaseFact)):
        with databases[service].reading() as session:
            for authority, ref in session.execute(select(known.authority, known.ref)):
                _, years, number = ref.split("-")
                key = authority, 2000 + int(years[:2])
                highest[key] = max(highest.get(key, 0), int(number))
    with databases["intake"].transaction() as tx:
        for (authority, year), number in sorted(highest.items()):
            intake.repository.keep_above(tx, authority, year, number + further)
            yield f"{authority}'s references of {year} go on above {number + further}"
