"""What partners' own systems are asked, and their answers. Intake is their door, and asks here for both."""

from datetime import datetime

from sqlmodel import Session

from cases.contributions import repository, rules
from cases.contributions.models import ContributionLinkRow
from cases.contributions.schemas import AnswerBySystem, AskedOfSystem, AskedOfSystems, SystemAnswered, WordsWanted
from cases.contributions.service import answered, is_needed, not_told_because, untold_because
from cases.joint.service import records_of
from cases.record import repository as cases
from cases.record import store
from cases.record.change import Asked
from cases.record.models import RequestRow
from cases.tables import calendar_changes
from chassis import calendar_store
from chassis.links import whoever
from kernel.errors import NotFound
from kernel.procedures import Books


def words(session: Session, body: WordsWanted, books: Books) -> AskedOfSystems:
    """What a client is asked in some cases; what another is asked, or it may not be told, is left out."""
    found = repository.asked_of_client(session, body.authority, body.client, body.refs)
    joint = records_of(session, body.authority, {row.ref for row in found})
    council = books.council(body.authority)
    told = [row for row in found if not_told_because(row, joint.get(row.ref), council) is None]
    return AskedOfSystems(items=[AskedOfSystem.model_validate(row.model_dump()) for row in told])


def answer(tx: Session, body: AnswerBySystem, now: datetime, books: Books) -> SystemAnswered:
    """Answer what a client was asked, today; the same words sent again are answered alike.

    Raises NotFound, also for what another is asked; Conflict for what was answered, or a case that has ended.
    """
    in_force = calendar_store.held(tx, calendar_changes, body.authority, books)
    asked = Asked(whoever(body.authority, body.client, body.organisation), body.ref, None, now, in_force)
    case = store.load(tx, cases.get_for_update(tx, body.authority, body.ref), in_force)
    request = _of_client(case.requests, body)
    links = [row for row in repository.of_case(tx, body.authority, body.ref) if row.request == body.number]
    written = (body.text, body.name, body.role)
    if request.answered_on and any((row.said, row.said_by, row.said_as) == written for row in links):
        return SystemAnswered(answered_on=request.answered_on)
    shut = rules.shut(
        withdrawn=False,
        used_on=None,
        answered_on=request.answered_on,
        needed=is_needed(case, request),
        told=untold_because(tx, case, body.number, in_force) is None,
        last=asked.today,
        today=asked.today,
    )
    if shut:
        raise shut
    row = ContributionLinkRow(
        authority=body.authority,
        ref=body.ref,
        request=body.number,
        number=len(links) + 1,
        secret_hash=None,
        expires_on=asked.today,
        made_at=now,
        made_by=body.client,
        said=body.text,
        said_by=body.name,
        said_as=body.role,
        said_on=asked.today,
    )
    tx.add(row)
    answered(tx, asked, case, request, asked.today, by_system=True)
    return SystemAnswered(answered_on=asked.today)


def _of_client(requests: list[RequestRow], body: AnswerBySystem) -> RequestRow:
    for request in requests:
        if (request.number, request.client) == (body.number, body.client):
            return request
    raise NotFound(f"You are not asked for {body.number} of {body.ref}.")
