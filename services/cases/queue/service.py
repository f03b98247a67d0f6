"""Lists of cases: the views of the queue, and how many each holds."""

from datetime import date

from sqlmodel import Session

from cases.officers import repository as officers
from cases.queue import repository
from cases.queue.schemas import Cases, Counts, FollowUp, ListedCase, View
from cases.record import rules, store
from cases.record.read import summary
from cases.record.repository import is_open
from cases.record.views import listed
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from kernel.errors import wrong_field
from kernel.procedures import Books
from kernel.vocabulary import Classification, Status

FOLLOWED = {View.FOLLOW_UP: "follow_up", View.OMBUDSMAN: "ombudsman"}
"""Views that say of each case what is to follow, by the name of what says it."""


def list_cases(
    session: Session,
    principal: Principal,
    view: View,
    *,
    team: str | None,
    owner: str | None,
    classification: Classification | None,
    status: Status | None,
    ref: str | None,
    cursor: str | None,
    limit: int,
    today: date,
    books: Books,
) -> Cases:
    """A page of one view, by the next date owed."""
    conditions = repository.filters(team=team, owner=owner, classification=classification, status=status, ref=ref)
    conditions.append(repository.is_shown_to(principal))
    match view:
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
        case View.UNOWNED:
            conditions.append(repository.has_no_owner())
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
    rows = repository.page(session, principal.authority, conditions, _decode(cursor), limit + 1)
    page = rows[:limit]
    names = officers.names(session, principal.authority)
    refs = [row.ref for row in page]
    owed: dict[str, FollowUp] = {}
    named = FOLLOWED.get(view)
    if refs and named:
        owed = repository.follow_ups(session, principal.authority, refs, today, ombudsman=named == "ombudsman")
    return Cases(
        items=[
            listed(
                ListedCase.model_validate(
                    summary(case, rules.options(case.standing), today, books, names)
                    | {"version": case.row.version}
                    | ({named: owed.get(case.row.ref)} if named else {})
                ),
                principal,
            )
            for case in store.load_all(session, principal.authority, page, books)
        ],
        next_cursor=encode_cursor(page[-1].sort_on.isoformat(), page[-1].ref) if len(rows) > limit else None,
    )


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


def _decode(cursor: str | None) -> tuple[date, str] | None:
    if cursor is None:
        return None
    due_on, ref = decode_cursor(cursor, 2)
    try:
        return date.fromisoformat(due_on), ref
    except ValueError as error:
        raise wrong_field("/query/cursor", "This is not a cursor of this list.") from error
