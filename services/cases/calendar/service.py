"""The council's calendar: what it is, what a change would move, and changing it with every date that follows.

The change, the moved clocks and the events are one transaction, in which nobody else counts on this calendar.
"""

from collections.abc import Container, Sequence
from datetime import date, datetime

from sqlmodel import Session

from cases.calendar import repository
from cases.calendar.impact import Proposal, Summary, Touched, refs_beside, refs_running, touched_by
from cases.calendar.rules import Revision
from cases.calendar.schemas import (
    CalendarRead,
    ChangeAsked,
    ChangeMade,
    ChangeToMake,
    ChangeWithMoves,
    DayOff,
    Impact,
    KeptMove,
    UndoToMake,
    WorkedDay,
)
from cases.clocks.rows import dates_of
from cases.officers import repository as officers
from cases.record.record import CaseRecord
from cases.record.schemas import OfficerName
from cases.record.state import told
from cases.record.store import load_all, settle
from cases.tables import calendar_changes, feed_of_cases, restricted_cases
from chassis import calendar_store, feed, restricted
from chassis.auth import Principal
from chassis.calendar_store import KeptChange, Moved
from kernel.bank_holidays import published
from kernel.calendar_changes import CalendarAction, Change, What, calendars, check_change, standing, undo_of
from kernel.clocks import Clock
from kernel.errors import Conflict, NotFound, Unprocessable, wrong_field
from kernel.events import CalendarChange, CalendarChanged, ClockMoved, ClocksMoved
from kernel.localtime import local_date
from kernel.procedures import Books

HELD_BACK = 2000
"""Events collected before they are written: more than one change moves today, so that the feed waits for none."""


# What it is


def read_calendar(session: Session, principal: Principal, year: int, today: date) -> CalendarRead:
    """One year of the caller's council, and the changes that were made."""
    history = calendar_store.history(session, calendar_changes, principal.authority)
    changes = tuple(kept.change for kept in history)
    now = calendars(changes)
    by_law, source = now.by_law, _origins(changes)
    known_on = {holiday.on: holiday.known_on for holiday in published()}
    days_off = []
    for day, name in now.of_council.days_off.items():
        what = What.CLOSURE if day in now.closures else What.BANK_HOLIDAY
        change = source.get((what, day))
        if day.year == year:
            days_off.append(
                DayOff(
                    on=day,
                    name=name,
                    what=what,
                    known_on=change.announced_on if change else known_on.get(day),
                    provisional=day > by_law.published_until,
                    change=change.number if change else None,
                )
            )
    return CalendarRead(
        year=year,
        version=by_law.version,
        first=by_law.first,
        last=by_law.last,
        published_until=by_law.published_until,
        days_off=days_off,
        worked=[
            WorkedDay(on=day, name=name, change=source[What.BANK_HOLIDAY, day].number)
            for day, name in calendars(()).by_law.days_off.items()
            if day.year == year and day not in by_law.days_off
        ],
        changes=_made(session, principal.authority, history, today)[::-1],
    )


def read_change(session: Session, principal: Principal, number: int, today: date) -> ChangeWithMoves:
    """One change and everything that it moved. Raises NotFound."""
    history = calendar_store.history(session, calendar_changes, principal.authority)
    _require_there([kept.change for kept in history], number)
    made = _made(session, principal.authority, history, today)[number - 1]
    not_shown = set(session.execute(restricted.every(restricted_cases, principal.authority)).scalars())
    moves = [
        KeptMove.model_validate(
            {"ref": move["ref"], "kind": move["kind"], "due_on_before": move["from"], "due_on_after": move["to"]}
        )
        for move in calendar_store.moved(session, calendar_changes, principal.authority, number)
        if move["ref"] not in not_shown
    ]
    return ChangeWithMoves(**made.model_dump(), moves=moves)


# What a change would move


def preview(session: Session, principal: Principal, body: ChangeAsked, today: date) -> Impact:
    """Exactly which running clocks a change would move. Nothing is stored. Raises Unprocessable."""
    changes = calendar_store.read(session, calendar_changes, principal.authority)
    return _impact(session, _propose(principal, changes, _asked_for(body, changes), today), changes)


def preview_undo(session: Session, principal: Principal, number: int, today: date) -> Impact:
    """Exactly which running clocks an undo would move. Raises NotFound; Conflict where it cannot be undone."""
    changes = calendar_store.read(session, calendar_changes, principal.authority)
    _require_there(changes, number)
    undo = _undo(changes, number, today, "", today)
    return _impact(session, _propose_undo(session, principal, changes, undo, today), changes)


def _impact(session: Session, proposal: Proposal, changes: Sequence[Change]) -> Impact:
    summary = Summary(session, proposal)
    for batch in touched_by(session, proposal, refs_running(session, proposal)):
        for touched in batch:
            summary.add(touched)
    return summary.impact(_version(changes))


# Changing it


def change_calendar(tx: Session, officer: Principal, body: ChangeToMake, now: datetime, books: Books) -> Impact:
    """Change the calendar and move every date that follows.

    Raises Conflict when the calendar is not the one that was previewed; Unprocessable.
    """
    changes = _hold(tx, officer)
    _require_previewed(changes, body.previewed_version)
    today = local_date(now)
    return _apply(tx, officer, _propose(officer, changes, _asked_for(body, changes), today), now, books)


def undo_change(
    tx: Session, officer: Principal, number: int, body: UndoToMake, now: datetime, books: Books
) -> Impact:
    """Take back a change: every date that it moved and that is still owed goes back. Both stay in the history.

    Raises NotFound; Conflict where it cannot be undone, or when the calendar is not the one that was previewed.
    """
    changes = _hold(tx, officer)
    _require_there(changes, number)
    _require_previewed(changes, body.previewed_version)
    today = local_date(now)
    undo = _undo(changes, number, body.announced_on or today, body.source, today)
    return _apply(tx, officer, _propose_undo(tx, officer, changes, undo, today), now, books)


def _hold(tx: Session, officer: Principal) -> tuple[Change, ...]:
    """The changes so far; until the commit nobody counts on the calendar that they make."""
    calendar_store.lock_exclusive(tx, officer.authority)
    return calendar_store.read(tx, calendar_changes, officer.authority)


def _require_previewed(changes: Sequence[Change], previewed_version: str) -> None:
    if previewed_version != _version(changes):
        raise Conflict("The calendar was changed since this was previewed. Look at what would move now.")


def _require_there(changes: Sequence[Change], number: int) -> None:
    if number > len(changes):
        raise NotFound(f"There is no change {number} of the calendar.")


def _apply(tx: Session, officer: Principal, proposal: Proposal, now: datetime, books: Books) -> Impact:
    """Move the clocks of every case that the change touches, keep what moved, and tell of it."""
    summary, moved = Summary(tx, proposal), list[Moved]()
    beside = refs_beside(tx, proposal)
    for batch in touched_by(tx, proposal, refs_running(tx, proposal) | beside):
        for touched in batch:
            summary.add(touched)
            moved += [
                {"ref": touched.row.ref, "kind": before.kind, "from": _iso(before.on), "to": _iso(after.on)}
                for before, after in touched.moves
            ]
        _write(tx, officer, proposal, batch, beside, books)
    change, authority = proposal.change, proposal.authority
    calendar_store.append(tx, calendar_changes, authority, change, officer.subject, now, moved)
    feed.append(
        tx,
        CalendarChanged(
            authority=authority,
            ref=f"{books.council(authority).prefix}-CALENDAR",
            sequence=change.number,
            occurred_on=proposal.today,
            by=officer.subject,
            change=CalendarChange(**vars(change)),
        ),
    )
    return summary.impact(proposal.revision.after.by_law.version)


def _write(
    tx: Session,
    officer: Principal,
    proposal: Proposal,
    batch: Sequence[Touched],
    beside: Container[str],
    books: Books,
) -> None:
    """Write a batch of cases, and tell of those that changed.

    Args:
        beside: cases with a day beside the due dates that may be another.
    """
    repository.update_clocks(
        tx,
        [
            {"authority": touched.row.authority, "ref": touched.row.ref, "kind": kind, **dates_of(clock)}
            for touched in batch
            for kind, clock in touched.anew.items()
        ],
    )
    changing = {touched.row.ref: touched for touched in batch if touched.moves or touched.row.ref in beside}
    changed = []
    for case in _load(tx, proposal.authority, list(changing.values()), books):
        row, moves = case.row, changing[case.row.ref].moves
        before = row.next_soon_on, row.next_tell_on
        settle(case, proposal.revision.after)
        if moves or (row.next_soon_on, row.next_tell_on) != before:
            row.version += 1
            changed.append(row)
            feed.append(tx, _told(officer, proposal, case, moves))
    repository.update_sorting(tx, changed)
    if len(feed.collected(tx)) >= HELD_BACK:
        # Positions still follow commits: the feed's lock is held from here to the end.
        feed.write(tx, feed_of_cases)


def _load(tx: Session, authority: str, batch: Sequence[Touched], books: Books) -> list[CaseRecord]:
    """Whole cases with their clocks as they are by now."""
    clocks = {touched.row.ref: {**touched.clocks, **touched.anew} for touched in batch}
    return load_all(tx, authority, [touched.row for touched in batch], books, clocks)


def _told(
    officer: Principal, proposal: Proposal, case: CaseRecord, moves: Sequence[tuple[Clock, Clock]]
) -> ClocksMoved:
    return told(
        ClocksMoved,
        case,
        occurred_on=proposal.today,
        by=officer.subject,
        moved=tuple(ClockMoved(kind=now.kind, before=before.on, after=now.on) for before, now in moves),
        change=proposal.change.number,
    )


# The change itself


def _asked_for(body: ChangeAsked, changes: tuple[Change, ...]) -> Change:
    """The change that a body asks for. What is withdrawn or moved keeps its name."""
    now = calendars(changes)
    days_off = now.closures if body.what is What.CLOSURE else now.by_law.days_off
    name = body.name if body.action is CalendarAction.ADD else days_off.get(body.on, body.name or "")
    if name is None:
        raise wrong_field("/name", "Say what it is called.")
    return Change(
        number=len(changes) + 1,
        action=body.action,
        what=body.what,
        on=body.on,
        name=name,
        announced_on=body.announced_on,
        source=body.source,
        to=body.to,
        until=body.until,
    )


def _propose(principal: Principal, changes: tuple[Change, ...], change: Change, today: date) -> Proposal:
    """Raises Unprocessable for a change that does not fit the calendar."""
    check_change(changes, change, today)
    return Proposal(principal.authority, change, _revision(changes, change), today)


def _propose_undo(
    session: Session, principal: Principal, changes: tuple[Change, ...], undo: Change, today: date
) -> Proposal:
    assert undo.undoes is not None, "an undo says what it takes back"
    restores: dict[str, set[str]] = {}
    for clock in calendar_store.moved(session, calendar_changes, principal.authority, undo.undoes):
        restores.setdefault(clock["ref"], set()).add(clock["kind"])
    back = {ref: frozenset(kinds) for ref, kinds in restores.items()}
    return Proposal(principal.authority, undo, _revision(changes, undo), today, back)


def _undo(changes: tuple[Change, ...], number: int, announced_on: date, source: str, today: date) -> Change:
    """The change that takes back another. Raises Conflict; Unprocessable for its day of announcement."""
    try:
        undo = undo_of(changes, number, announced_on, source)
        check_change(changes, undo, today)
    except Unprocessable as refused:
        # The number is part of the address here, so what speaks against it is how things stand.
        if any(error.pointer == "/undoes" for error in refused.errors):
            raise Conflict(refused.detail) from refused
        raise
    return undo


def _revision(changes: tuple[Change, ...], change: Change) -> Revision:
    return Revision(calendars(changes), calendars((*changes, change)))


def _version(changes: Sequence[Change]) -> str:
    return calendars(tuple(changes)).by_law.version


def _origins(changes: Sequence[Change]) -> dict[tuple[What, date], Change]:
    """Of every day that the council changed, the last change of it that stands."""
    return {(change.what, day): change for change in standing(changes) for day in change.touches}


def _made(session: Session, authority: str, history: Sequence[KeptChange], today: date) -> list[ChangeMade]:
    changes = tuple(kept.change for kept in history)
    undone_by = {change.undoes: change.number for change in changes if change.undoes}
    names = officers.names(session, authority)
    return [
        ChangeMade(
            **vars(kept.change),
            undone_by=undone_by.get(kept.change.number),
            may_undo=_may_undo(changes, kept.change.number, today),
            by=OfficerName(subject=kept.by, name=names.get(kept.by, kept.by)),
            at=kept.at,
            cases_moved=kept.cases_moved,
        )
        for kept in history
    ]


def _may_undo(changes: tuple[Change, ...], number: int, today: date) -> bool:
    try:
        _undo(changes, number, today, "", today)
    except Conflict:
        return False
    return True


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
