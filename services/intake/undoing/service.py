"""Taking an import back, as long as nobody has worked on one of its cases.

Whether somebody has, cases knows before intake is told: a contact is forgotten only when cases has answered that
its case is gone.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from intake.lookalikes.service import forget_keys
from intake.models import ImportJobRow
from intake.undoing import repository
from kernel.errors import Conflict
from kernel.events import CaseForgotten, CaseImported, ContactForgotten, ContactTakenBack, PartEvent
from kernel.imported import CaseLine
from kernel.localtime import local_date

NAMED = 20
"""Cases that a refusal names."""


def take_back(tx: Session, principal: Principal, job: ImportJobRow, now: datetime) -> None:
    """Begin to undo an import. Raises Conflict, also with the cases that somebody has worked on.

    Args:
        job: it has ended, and is locked.
    """
    lines = repository.lines_of(tx, job.authority, job.job_id)
    if (missing := job.added - len(lines)) > 0 and job.undone_at is None:
        raise Conflict(
            f"Records of it were let go of ({missing:,}). The import stays as it is."
            if lines
            else "It came in before imports could be undone, or all its records were let go of."
        )
    if worked_on := repository.worked_on(tx, job.authority, [line.ref for line in lines]):
        more = f" and {len(worked_on) - NAMED:,} more" if len(worked_on) > NAMED else ""
        raise Conflict(f"Somebody has worked on {', '.join(worked_on[:NAMED])}{more}. The import stays as it is.")
    for line in lines:
        feed.append(
            tx,
            ContactTakenBack(
                authority=job.authority,
                ref=line.ref,
                sequence=line.sequence + 1,
                occurred_on=local_date(now),
                by=principal.subject,
            ),
        )
    job.undone_at, job.undone_by = now, principal.name
    tx.add(job)


def remember_work(tx: Session, told: Sequence[PartEvent]) -> None:
    """Keep of which imported contacts cases told a part, such as a cost, that is no part of the case itself."""
    of_councils: defaultdict[str, set[str]] = defaultdict(set)
    for event in told:
        of_councils[event.authority].add(event.ref)
    for authority, refs in of_councils.items():
        repository.keep_worked_on(tx, authority, refs)


def forget(tx: Session, told: Sequence[CaseForgotten]) -> None:
    """Forget contacts whose cases are gone; one that was worked on here meanwhile stays, with its case again."""
    of_councils: defaultdict[str, list[CaseForgotten]] = defaultdict(list)
    for event in told:
        of_councils[event.authority].append(event)
    for authority, of_council in of_councils.items():
        leaving = repository.leaving(tx, authority, [event.ref for event in of_council])
        staying = set(repository.worked_on(tx, authority, list(leaving)))
        for event in of_council:
            contact = leaving.get(event.ref)
            if contact is None:
                continue
            what = {
                "authority": authority,
                "ref": contact.ref,
                "sequence": contact.sequence + 1,
                "occurred_on": event.occurred_on,
            }
            if contact.ref in staying:
                feed.append(tx, CaseImported(**what, record=CaseLine.model_validate(contact.line).coded()))
            else:
                forget_keys(tx, contact)
                feed.append(tx, ContactForgotten(**what))
        repository.remove(tx, authority, leaving.keys() - staying)
