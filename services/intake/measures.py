"""What waits in intake, and what it has acknowledged."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from prometheus_client.metrics_core import Metric
from sqlalchemy import func, select
from sqlmodel import Session, col

from chassis.measures import gauge, waiting
from intake.models import ContactRow, FileRow, MailRow, UndeliveredRow
from kernel.localtime import utc_now
from kernel.vocabulary import MailState

SETTLES = timedelta(minutes=1)
"""After which a contact that was acknowledged has to be counted."""


def measures(councils: Sequence[str], scans: bool, session: Session) -> Iterator[Metric]:
    """By council.

    Args:
        councils: those with a procedure file; they are named, so that indexes that lead with the council serve.
        scans: whether files are looked through for viruses.
    """
    now = utc_now()
    contact, mail, file = col(ContactRow.authority), col(MailRow.authority), col(FileRow.authority)
    told = col(UndeliveredRow.authority)
    settled = select(contact, func.count()).where(
        contact.in_(councils), col(ContactRow.recorded_at) < now - SETTLES
    )
    yield gauge(
        "redress_contacts_acknowledged",
        "Contacts that are here and were acknowledged more than a minute ago",
        ["authority"],
        {(of,): count for of, count in session.execute(settled.group_by(contact))},
    )
    undecided = select(contact, func.count(), func.min(ContactRow.recorded_at)).where(
        contact.in_(councils), col(ContactRow.undecided).is_(True)
    )
    yield from waiting(
        "redress_contacts_undecided", "contacts whose class is to be decided", session, undecided, now
    )
    for state in (MailState.WAITING, MailState.UNREADABLE):
        mails = select(mail, func.count(), func.min(MailRow.kept_at)).where(
            mail.in_(councils), col(MailRow.state) == state
        )
        yield from waiting(f"redress_mails_{state}", f"e-mails that came and are {state}", session, mails, now)
    unscanned = select(file, func.count(), func.min(FileRow.at)).where(
        file.in_(councils if scans else ()), col(FileRow.scan).is_(None), col(FileRow.key).is_not(None)
    )
    yield from waiting(
        "redress_files_unscanned", "files that are to be looked through for viruses", session, unscanned, now
    )
    undelivered = select(told, func.count(), func.min(UndeliveredRow.tried_at))
    given_up = undelivered.where(col(UndeliveredRow.due_at).is_(None))
    trying = undelivered.where(col(UndeliveredRow.due_at).is_not(None))
    yield from waiting(
        "redress_webhooks_undelivered", "events that a partner's system did not take yet", session, trying, now
    )
    yield gauge(
        "redress_webhooks_given_up",
        "Events that a partner's system never took",
        ["authority"],
        {(of,): count for of, count, _ in session.execute(given_up.group_by(told))},
    )
