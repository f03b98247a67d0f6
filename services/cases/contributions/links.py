"""Links by which contributors answer without an account: made, withdrawn, shown, and used once."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from cases.contributions import repository, rules
from cases.contributions.models import ContributionLinkRow
from cases.contributions.schemas import (
    AnswerByLink,
    AnsweredByLink,
    AnswerLinkMade,
    AnswerLinkRead,
    AnswerSaidRead,
    AskedByLink,
    ContributionRead,
    Contributions,
    NewAnswerLink,
)
from cases.contributions.service import answered, find, is_needed, not_told_because, untold_because
from cases.joint.service import record_of
from cases.officers import repository as officers
from cases.record import repository as cases
from cases.record import store
from cases.record.change import Asked, load
from cases.record.models import RequestRow
from cases.record.read import officer_name
from cases.record.record import CaseRecord, request_of
from cases.record.schemas import OfficerName
from cases.record.theirs import is_theirs
from cases.record.views import NARRATIVE
from cases.tables import calendar_changes
from chassis import calendar_store
from chassis.auth import Principal
from chassis.links import hash_of, new_secret
from kernel.errors import Conflict, DomainError, NotFound, wrong_field
from kernel.events import JointRecord
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import OwedBy, Status

ADDRESS = "/contribute#"
"""The secret is behind the #, which browsers send to nobody."""


def make(tx: Session, asked: Asked, number: int, body: NewAnswerLink) -> AnswerLinkMade:
    """Make a link for a request; the one before it is withdrawn.

    Raises NotFound, NotPermitted, Unprocessable; Conflict for a request that no contributor owes an answer to.
    """
    case = load(tx, asked)
    request = find(case, number)
    joint = record_of(tx, case)
    if because := _no_link_because(case, request, joint, asked.books):
        raise Conflict(because)
    if body.expires_on and (wrong := rules.last_day_mistake(body.expires_on, asked.today)):
        raise wrong_field("/expires_on", wrong)
    kept = _of_request(repository.of_case(tx, case.row.authority, case.row.ref), number)
    _withdraw(kept, asked.now)
    secret = new_secret()
    calendar = asked.books.calendars.of_council
    row = ContributionLinkRow(
        authority=case.row.authority,
        ref=case.row.ref,
        request=number,
        number=len(kept) + 1,
        secret_hash=hash_of(secret),
        expires_on=body.expires_on or rules.last_day(_due_on(case, request), asked.today, calendar),
        made_at=asked.now,
        made_by=asked.officer.subject,
    )
    tx.add_all([*kept, row])
    return AnswerLinkMade(address=f"{ADDRESS}{secret}", expires_on=row.expires_on)


def withdraw(tx: Session, asked: Asked, number: int) -> None:
    """Let the link of a request serve no more. Raises NotFound, also when none serves; NotPermitted."""
    case = load(tx, asked)
    find(case, number)
    kept = _of_request(repository.of_case(tx, case.row.authority, case.row.ref), number)
    if not _withdraw(kept, asked.now):
        raise NotFound(f"No link serves for request {number} of {asked.ref}.")
    tx.add_all(kept)


def read_contributions(
    session: Session, principal: Principal, ref: str, today: date, books: Books
) -> Contributions:
    """The links of a case's requests and what came by them, as the reader's role may see it. Raises NotFound."""
    row = cases.get(session, principal.authority, ref)
    case = store.load(session, row, books)
    kept = repository.of_case(session, row.authority, ref)
    joint = record_of(session, case)
    names = officers.names(session, row.authority)
    may = principal.may("cases:answer") and (principal.may("cases:write") or is_theirs(session, principal, row))
    shows = principal.may("cases:narrative")

    def one(request: RequestRow) -> ContributionRead:
        links = _of_request(kept, request.number)
        said = next((link for link in reversed(links) if link.said_on), None)
        last = links[-1] if links else None
        told = not_told_because(request, joint, books.council(row.authority)) is None
        serves = last is not None and _shut(last, case, today, told=told) is None
        return ContributionRead(
            number=request.number,
            link=_link(last, officer_name(last.made_by, names)) if last and serves else None,
            said=_said(said, shows=shows) if said else None,
            has_client=request.client is not None,
            may_link=may and _no_link_because(case, request, joint, books) is None,
        )

    return Contributions(
        items=[one(request) for request in case.requests if request.who == OwedBy.CONTRIBUTOR],
        withheld=[] if shows else [NARRATIVE],
    )


def look(session: Session, link: ContributionLinkRow, today: date, books: Books) -> AskedByLink:
    """What whoever has a link is asked. Raises Gone and Conflict for a link that serves no more."""
    case = store.load(session, cases.get(session, link.authority, link.ref), books)
    told = untold_because(session, case, link.request, books) is None
    if because := _shut(link, case, today, told=told):
        raise because
    request = find(case, link.request)
    return AskedByLink(
        council=books.council(link.authority).name,
        due_on=_due_on(case, request),
        expires_on=link.expires_on,
        **request.model_dump(include={"asked_of", "what", "asked_on"}),
    )


def answer(
    tx: Session,
    contributor: Principal,
    shown: ContributionLinkRow,
    body: AnswerByLink,
    now: datetime,
    books: Books,
) -> AnsweredByLink:
    """Answer what was asked, today. Raises Gone and Conflict for a link that serves no more.

    Args:
        contributor: whoever has the link: they may do nothing else.
        shown: the link as it was found; what became of it meanwhile is read once the case is locked.
    """
    in_force = calendar_store.held(tx, calendar_changes, shown.authority, books)
    asked = Asked(contributor, shown.ref, None, now, in_force)
    case = store.load(tx, cases.get_for_update(tx, shown.authority, shown.ref), in_force)
    link = repository.get(tx, shown.authority, shown.ref, shown.request, shown.number)
    told = untold_because(tx, case, link.request, in_force) is None
    if because := _shut(link, case, asked.today, told=told):
        raise because
    link.said, link.said_by, link.said_as, link.said_on = body.text, body.name, body.role, asked.today
    tx.add(link)
    answered(tx, asked, case, find(case, link.request), asked.today, by_link=True)
    return AnsweredByLink(council=in_force.council(link.authority).name, answered_on=asked.today)


def _no_link_because(case: CaseRecord, request: RequestRow, joint: JointRecord | None, books: Books) -> str | None:
    """A link tells what the complaint is: a body of the file is asked by it only while it may be told."""
    if request.who != OwedBy.CONTRIBUTOR:
        return "What the Ombudsman asks is answered by the council."
    if request.answered_on is not None:
        return "It was answered already."
    if request.withdrawn_on is not None:
        return "It was withdrawn."
    if because := not_told_because(request, joint, books.council(case.row.authority)):
        return because
    return None if Status(case.row.stage).is_open else "Not yet: the case is closed."


def _shut(link: ContributionLinkRow, case: CaseRecord, today: date, *, told: bool) -> DomainError | None:
    request = find(case, link.request)
    return rules.shut(
        withdrawn=link.withdrawn_at is not None,
        used_on=link.said_on,
        answered_on=request.answered_on,
        needed=is_needed(case, request),
        told=told,
        last=link.expires_on,
        today=today,
    )


def _due_on(case: CaseRecord, request: RequestRow) -> date | None:
    return case.clocks[request_of(request).kind].on


def _of_request(kept: Sequence[ContributionLinkRow], number: int) -> list[ContributionLinkRow]:
    return [link for link in kept if link.request == number]


def _withdraw(links: Sequence[ContributionLinkRow], now: datetime) -> bool:
    """Withdraw those that were neither used nor withdrawn. Returns whether there was one."""
    live = [link for link in links if link.withdrawn_at is None and link.said_on is None]
    for link in live:
        link.withdrawn_at = now
    return bool(live)


def _link(row: ContributionLinkRow, made_by: OfficerName | None) -> AnswerLinkRead:
    assert made_by is not None, "somebody made it"
    return AnswerLinkRead(made_on=local_date(row.made_at), made_by=made_by, expires_on=row.expires_on)


def _said(row: ContributionLinkRow, *, shows: bool) -> AnswerSaidRead:
    assert row.said_on is not None
    written = (row.said, row.said_by, row.said_as) if shows else (None, None, None)
    text, name, role = written
    return AnswerSaidRead(text=text, name=name, role=role, on=row.said_on, by_system=row.secret_hash is None)
