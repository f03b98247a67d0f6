"""Whether all that was acknowledged is there: stored once, one case, counted once, and as a rebuild counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kernel.vocabulary import SendingState
from tests.chaos.callers import Callers
from tests.chaos.faults import POISONED
from tests.chaos.installation import Installation, kill_workers
from tests.support.server import pages
from tests.support.waiting import eventually

SETTLED_SECONDS = 120.0
NOT_FACTS = ("_event", "_cursor", "_parked_event", "_idempotent_request", "_schema_version", "_change", "_read")


@dataclass(frozen=True)
class Verdict:
    """What was found; `wrong` says in sentences what should not be."""

    contacts: int
    acts: int
    mails: int
    letters: int
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
    wrong += [*_letters(on, callers), *_acts(on, callers), *_mails(on)]
    parked, unwanted = _parked(on)
    wrong += unwanted
    eventually(
        lambda: not on.rows("analytics", "SELECT 1 FROM analytics_cursor WHERE counted < position"),
        within=SETTLED_SECONDS,
        every=0.5,
        what="what servers of an earlier release counted to be counted again",
    )
    facts = _facts(on)
    on.end_servers()
    rebuilt = on.operator().command("feed", "rebuild")
    if rebuilt.returncode:
        wrong.append(f"the rebuild failed: {rebuilt.stderr}")
    again = _facts(on)
    wrong += [f"{table} differs after a rebuild" for table in facts if facts[table] != again[table]]
    return Verdict(
        contacts=len(expected),
        acts=len(callers.acted),
        mails=len(on.post.arrived),
        letters=len(callers.written),
        facts=sum(map(len, facts.values())),
        parked=parked,
        wrong=tuple(wrong),
    )


def _mails(on: Installation) -> Iterator[str]:
    """Each e-mail that arrived is kept once. Workers begin anew: then the mailbox is looked into at once."""
    for server in on.everyone():
        kill_workers(server)

    def kept() -> Counter[str]:
        return Counter(subject for (subject,) in on.rows("intake", "SELECT subject FROM intake_mail"))

    eventually(lambda: len(kept()) >= len(on.post.arrived), within=SETTLED_SECONDS, every=0.5, what="every e-mail")
    yield from (f"the e-mail {one} is kept {times} times" for one, times in kept().items() if times != 1)


def _letters(on: Installation, callers: Callers) -> Iterator[str]:
    """Each letter that was to leave is in the outbox once; what reads as sent has come, and nothing came twice."""

    def states() -> list[tuple[Any, ...]]:
        return on.rows("cases", "SELECT ref, message_id, state FROM cases_outbox")

    eventually(
        lambda: SendingState.WAITING not in {state for *_, state in states()},
        within=SETTLED_SECONDS,
        every=0.5,
        what="what waits to leave",
    )
    came = on.post.server.times()
    yield from (f"{name} left {times} times" for name, times in came.items() if times > 1)
    yield from (
        f"{ref} reads {state}" for ref, name, state in states() if state == SendingState.SENT and name not in came
    )
    of = Counter(ref for ref, *_ in states())
    yield from (f"{ref} has {of[ref]} messages" for ref in callers.written | of.keys() if of[ref] != 1)


def _acts(on: Installation, callers: Callers) -> Iterator[str]:
    """Each acknowledgement of a case that somebody was told of stands once, and each that left as a letter."""
    told = on.rows("cases", "SELECT ref FROM cases_event WHERE type = 'CaseAcknowledged.v1'")
    times = Counter(ref for (ref,) in told)
    sent = {
        ref for (ref,) in on.rows("cases", f"SELECT ref FROM cases_outbox WHERE state = '{SendingState.SENT}'")
    }
    for ref in sorted(callers.acted | sent | times.keys()):
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
