"""The digest over HTTP."""

from typing import Annotated

from cases.digest import service
from cases.digest.schemas import Digest, DigestMail, DigestMailWanted
from cases.outbox.postroom import ThePostRoom
from cases.record.web import Reader
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()


@router.get("/digest")
def read_digest(
    principal: Reader, look: Annotated[Look, shows(ReadKind.TASK_LIST)], session: ReadSession
) -> Digest:
    """What one's day brings: cases due today and late, tasks due, news of the cases that one watches."""
    found = service.digest(session, principal, local_today())
    look.shown = len(found.tasks)
    return found


@router.get("/digest/mail")
def read_digest_mail(principal: Reader, session: ReadSession, room: ThePostRoom) -> DigestMail:
    """Whether one has what one's day brings by e-mail, and where it goes."""
    return service.mail(session, principal, room)


@router.put("/digest/mail")
def want_digest_mail(body: DigestMailWanted, principal: Reader, tx: Transaction, room: ThePostRoom) -> DigestMail:
    """Have what one's day brings by e-mail from the next working day on, or no more."""
    return service.want_mail(tx, principal, body, local_today(), room)
