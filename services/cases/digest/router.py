"""The digest over HTTP."""

from typing import Annotated

from cases.digest import service
from cases.digest.schemas import Digest
from cases.record.web import Reader
from chassis.db import ReadSession
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
