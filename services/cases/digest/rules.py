"""Who has their day's digest by e-mail, and what it says. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cases.digest.schemas import Digest, OwedCases
from kernel.calendar import in_words

SIGNED_IN_WITHIN = timedelta(days=28)
"""What somebody may do, and that they are there still, is known by their sign-in alone."""


class Subscriber(NamedTuple):
    """What decides whether an officer has the digest of a day.

    Attributes:
        is_here: neither taken off the list nor away.
        may_read: whether a role that they hold reads cases.
        signed_in_on, digest_on: local dates of the last sign-in, and of the last digest.
    """

    wants_digest: bool
    email: str | None
    is_here: bool
    may_read: bool
    signed_in_on: date | None
    digest_on: date | None


def is_to_have(one: Subscriber, today: date) -> bool:
    """Whether today's digest is to go to somebody, on a working day and in working hours."""
    was_sent = one.digest_on is not None and one.digest_on >= today
    is_known = one.signed_in_on is not None and today - one.signed_in_on <= SIGNED_IN_WITHIN
    return one.wants_digest and bool(one.email) and one.is_here and one.may_read and is_known and not was_sent


def text_of(digest: Digest, council: str, web_address: str) -> str | None:
    """Counts, references and a link: whoever reads the mailbox may not be the officer. None: it brings nothing."""
    parts = [
        list(_owed("Late", digest.late, was_due=True)),
        list(_owed("Due today", digest.due, was_due=False)),
        _listed("Tasks due", [task.ref for task in digest.tasks]),
        _listed("News of cases that you watch", [case.ref for case in digest.watched]),
    ]
    told = ["\n".join(part) for part in parts if part]
    if not told:
        return None
    opened = f"Open Your day: {web_address.rstrip('/')}/day" if web_address else "Open Your day in Redress."
    why = "You have this because you asked for it on that page, where you may switch it off."
    return "\n\n".join([*told, f"{opened}\n{why}", council]) + "\n"


def _owed(title: str, cases: OwedCases, *, was_due: bool) -> Iterator[str]:
    if not cases.total:
        return
    yield f"{title}: {cases.total}"
    for case in cases.items:
        yield f"{case.ref}: {case.what}" + (f", was due on {in_words(case.due_on)}" if was_due else "")
    if cases.total > len(cases.items):
        yield f"and {cases.total - len(cases.items)} more"


def _listed(title: str, refs: Sequence[str]) -> list[str]:
    """A case of which there is more than one thing to say stands once."""
    return [f"{title}: {len(refs)}", *dict.fromkeys(refs)] if refs else []
