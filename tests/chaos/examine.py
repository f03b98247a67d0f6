"""Whether all that was acknowledged is there: stored once, one case, counted once, and as a rebuild counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.chaos.callers import Callers
from tests.chaos.faults import POISONED
from tests.chaos.installation import Installation
from tests.support.server import pages
from tests.support.waiting import eventually

SETTLED_SECONDS = 120.0
NOT_FACTS = ("_event", "_cursor", "_parked_event", "_idempotent_request", "_schema_version", "_change", "_read")


@dataclass(frozen=True)
class Verdict:
    """What was found; `wrong` says in sentences what should not be."""

    contacts: int
    acts: int
    facts: int
    parked: int
    wrong: tuple[str, ...]


def examine(on: Installation, callers: Callers) -> Verdict:
    """Look at an installation that runs and is asked nothing; it is stopped by it."""
    wrong = list(callers.wrong)
    with on.client("complaints_officer") as client:
        stored = [(one["partner_reference"], one["ref"]) for one in pages(client, "/api/intake/v1/contacts")]
        expected = sorted(ref for _, ref in stored)
        told = callers.acknowledged.items()
        wrong += [
            f"{key} is stored twice" for key, times in Counter(key for key, _ in stored).items() if times > 1
        ]
        wrong += [f"{ref} was acknowledged and is lost" for _, ref in told - set(stored)]
        wrong += [f"{ref} is stored, and nobody was told" for _, ref in set(stored) - told]

        def settled() -> bool:
            return int(client.get("/api/analytics/v1/dashboard").json()["open"]) >= len(expected)

        eventually(settled, within=SETTLED_SECONDS, every=0.5, what=f"{len(expected)} cases to be counted")
        opened = sorted(one["ref"] for one in pages(client, "/api/cases/v1/cases?view=open"))
        if opened != expected:
            wrong.append(f"{len(expected)} contacts have {len(opened)} cases")
        counted = client.get("/api/analytics/v1/dashboard").json()["open"]
        if counted != len(expected):
            wrong.append(f"{len(expected)} cases are counted as {counted}")
    wrong += _acts(on, callers)
    parked, unwanted = _parked(on)
    wrong += unwanted
    facts = _facts(on)
    on.end_servers()
    rebuilt = on.operator().command("feed", "rebuild")
    if rebuilt.returncode:
        wrong.append(f"the rebuild failed: {rebuilt.stderr}")
    again = _facts(on)
    wrong += [f"{table} differs after a rebuild" for table in facts if facts[table] != again[table]]
    return Verdict(len(expected), len(callers.acted), sum(map(len, facts.values())), parked, tuple(wrong))


def _acts(on: Installation, callers: Callers) -> Iterator[str]:
    """Each acknowledgement of a case that somebody was told of stands once."""
    told = on.rows("cases", "SELECT ref FROM cases_event WHERE type = 'CaseAcknowledged.v1'")
    times = Counter(ref for (ref,) in told)
    for ref in sorted(callers.acted | times.keys()):
        if times[ref] != 1:
            yield f"{ref} was acknowledged {times[ref]} times"


def _parked(on: Installation) -> tuple[int, list[str]]:
    """How many events wait for somebody, and which of them should not."""
    poisoned = {POISONED % number for number in range(1, on.poisoned + 1)}
    waiting = [row for service in ("cases", "analytics") for row in _parked_in(on, service)]
    missing = poisoned - {ref for ref, _ in waiting}
    wrong = [f"{ref} waits: {reason}" for ref, reason in waiting if ref not in poisoned]
    return len(waiting), wrong + [f"{ref} is poisoned, and nobody is told" for ref in sorted(missing)]


def _parked_in(on: Installation, service: str) -> list[tuple[Any, ...]]:
    return on.rows(service, f"SELECT ref, reason FROM {service}_parked_event")


def _facts(on: Installation) -> dict[str, list[str]]:
    """Every row that is counted."""
    return {
        table: sorted(map(str, on.rows("analytics", f"SELECT * FROM {table}")))
        for table in on.tables("analytics")
        if not table.endswith(NOT_FACTS)
    }
