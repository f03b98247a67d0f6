"""Lists of cases: the views of the queue, and how many each holds."""

import json
from collections.abc import Mapping
from datetime import date

from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from cases.officers import repository as officers
from cases.queue import repository
from cases.queue.schemas import Asked, Cases, Counts, ListedCase, Sort, View
from cases.record import rules, store
from cases.record.models import CaseRow
from cases.record.read import summary
from cases.record.repository import is_open
from cases.record.views import listed
from chassis import paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from kernel.procedures import Books
from kernel.vocabulary import Classification


def list_cases(
    session: Session,
    principal: Principal,
    asked: Asked,
    cursor: str | None,
    limit: int,
    today: date,
    books: Books,
) -> Cases:
    """A page of one view. Raises Unprocessable for a cursor of another list."""
    names = officers.names(session, principal.authority)
    return page_of(session, principal, asked, cursor, limit, today, books, names)


def page_of(
    session: Session,
    principal: Principal,
    asked: Asked,
    cursor: str | None,
    limit: int,
    today: date,
    books: Books,
    names: Mapping[str, str],
) -> Cases:
    """The same, with the officers' names at hand."""
    authority = principal.authority
    conditions = conditions_of(principal, asked, today)
    rows = repository.page(session, authority, conditions, asked.sort, _decode(cursor, asked.sort), limit + 1)
    page = rows[:limit]
    of_ombudsman = asked.view is View.OMBUDSMAN
    # Of a case that is open its next act is said; elsewhere what is still to follow is all that is owed.
    is_told = asked.view in {View.FOLLOW_UP, View.OMBUDSMAN}
    refs = [row.ref for row in page if is_told or not row.is_open]
    owed = repository.follow_ups(session, authority, refs, today, ombudsman=of_ombudsman) if refs else {}
    return Cases(
        items=[
            listed(
                ListedCase.model_validate(
                    summary(case, rules.options_on(case.standing, today), today, books, names)
                    | {"version": case.row.version}
                    | {"late_stage": case.row.late_stage}
                    | {"score": case.pressing.score(today), "why": case.pressing.why(today)}
                    | {"ombudsman" if of_ombudsman else "follow_up": owed.get(case.row.ref)}
                ),
                principal,
            )
            for case in store.load_all(session, authority, page, books)
        ],
        next_cursor=_encode(page[-1], asked.sort, names) if len(rows) > limit else None,
    )


def conditions_of(principal: Principal, asked: Asked, today: date) -> list[ColumnElement[bool]]:
    """Which cases a list is of, of those that this person may see."""
    conditions = repository.filters(
        team=asked.team,
        owner=asked.owner,
        classification=asked.classification,
        status=asked.status,
        ref=asked.ref,
    )
    conditions.append(repository.is_shown_to(principal))
    match asked.view:
        case View.MINE:
            conditions.append(repository.has_owner(principal.subject))
        case View.LATE:
            conditions.append(repository.is_late(today))
        case View.SOON:
            conditions.append(repository.is_soon(today))
        case View.TO_ACKNOWLEDGE:
            conditions.append(repository.is_to_acknowledge())
        case View.TO_CHASE:
            conditions.append(repository.is_to_chase(today))
        case View.TO_TELL:
            conditions.append(repository.is_to_tell(today))
        case View.LATE_WITHOUT_REASON:
            conditions.append(repository.is_late_without_reason())
        case View.UNOWNED:
            conditions.append(repository.has_no_owner())
        case View.READY_TO_CLOSE:
            conditions.append(repository.is_ready_to_close())
        case View.FOLLOW_UP:
            conditions.append(repository.has_follow_up(principal.authority))
        case View.OMBUDSMAN:
            conditions.append(repository.is_with_ombudsman(principal.authority))
        case View.OPEN:
            conditions.append(is_open())
        case View.CLOSED:
            conditions.append(~is_open())
        case View.ALL:
            pass
    return conditions


def count_cases(
    session: Session,
    principal: Principal,
    team: str | None,
    classification: Classification | None,
    today: date,
) -> Counts:
    """How many cases each view holds."""
    conditions = repository.filters(team=team, owner=None, classification=classification, status=None, ref=None)
    conditions.append(repository.is_shown_to(principal))
    found = repository.counts(session, principal.authority, principal.subject, today, conditions)
    return Counts.model_validate(found | {"restricted": repository.count_restricted(session, principal)})


def _encode(row: CaseRow, sort: Sort, names: Mapping[str, str]) -> str:
    # Names as JSON, which is printed whatever they hold.
    values = [part if isinstance(part, str) else part.isoformat() for part in repository.key(row, sort, names)]
    return encode_cursor(sort, *map(json.dumps, values), row.ref)


def _decode(cursor: str | None, sort: Sort) -> tuple[date | str, ...] | None:
    def of(part: str) -> str:
        if part != sort:
            raise ValueError
        return part

    names = [_text] if sort is Sort.OWNER else []
    found = decode_cursor(cursor, of, *names, _day, paging.text)
    return found and found[1:]


def _day(value: str) -> date:
    return paging.day(_text(value))


def _text(value: str) -> str:
    """Raises ValueError for what is no text that a database can compare."""
    text = json.loads(value)
    if not isinstance(text, str) or "\0" in text:
        raise ValueError
    text.encode()
    return text
