"""What is to be done in cases: asked of somebody or of oneself by a day, in the end done or not done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from cases.officers import repository as officers
from cases.record import repository as cases
from cases.record import rules as of_case
from cases.record.change import Asked, Handed, require_owner, require_team
from cases.record.models import CaseRow
from cases.record.read import officer_name
from cases.record.schemas import Dropped, OfficerName
from cases.record.theirs import may_act, require_theirs
from cases.record.views import NARRATIVE
from cases.tasks import repository, rules
from cases.tasks.models import TaskRow
from cases.tasks.schemas import EarlierTask, NewTask, TaskDone, TaskList, TaskRead, Tasks, TaskView
from chassis import feed, paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import TaskChanged
from kernel.vocabulary import TaskAct

MOST_TASKS = 200
"""Of one case, done ones too: a read of all of them stays small."""
MOST_CHANGES = 50
"""Of one task, for the same reason."""


def read_tasks(session: Session, principal: Principal, ref: str, today: date) -> Tasks:
    """All tasks of a case, as the reader's role may see them. Raises NotFound."""
    case = cases.get(session, principal.authority, ref)
    return _read(session, principal, case, repository.of_case(session, principal.authority, ref), today)


def record(tx: Session, asked: Asked, body: NewTask) -> Tasks:
    """Record a task, also after the case closed. Raises NotFound, NotPermitted, Unprocessable; Conflict beyond the
    most.
    """
    case = cases.get_for_update(tx, asked.officer.authority, asked.ref)
    require_theirs(tx, asked.officer, case)
    require_possible(asked, body)
    if body.owner != asked.officer.subject:
        require_owner(tx, asked, body.owner)
    kept = repository.of_case(tx, case.authority, case.ref)
    add(tx, asked, len(kept), sum(row.changes for row in kept), body)
    return _all_of(tx, asked, case)


def require_possible(asked: Asked, body: NewTask) -> None:
    """Raises Unprocessable for a day or a team that cannot be meant."""
    if wrong := rules.due_mistake(body.due_on, asked.today):
        raise wrong_field("/due_on", wrong)
    require_team(asked, body.team)


def require_room(ref: str, kept: int) -> None:
    """Raises Conflict for a case that has the most already."""
    if kept >= MOST_TASKS:
        raise Conflict(f"{ref} has {MOST_TASKS} tasks already.")


def add(tx: Session, asked: Asked, kept: int, changes: int, body: NewTask) -> None:
    """Put a task beside a case that is locked, and has `kept` to which something happened `changes` times."""
    require_room(asked.ref, kept)
    subject = asked.officer.subject
    row = TaskRow(
        authority=asked.officer.authority,
        ref=asked.ref,
        number=kept + 1,
        what=body.what,
        owner=None if body.team else body.owner or subject,
        team=body.team,
        due_on=body.due_on,
        recorded_on=asked.today,
        by=subject,
    )
    _keep(tx, subject, row, changes + 1, TaskAct.RECORDED, asked.today)


def change(tx: Session, asked: Asked, number: int, body: NewTask) -> Tasks:
    """Change an open task; how it stood before is kept with it. The same again changes nothing.

    Raises NotFound, NotPermitted; Unprocessable for a new day or a new person that cannot be meant; Conflict once
    it has ended, and beyond the most changes.
    """
    case, kept, row = _open_one(tx, asked, number)
    officer = asked.officer
    if row.by != officer.subject:
        require_theirs(tx, officer, case)
    now = body.model_dump() | {"owner": None if body.team else body.owner or officer.subject}
    changed_hands = (row.owner, row.team) != (now["owner"], now["team"])
    due_before = row.due_on if row.due_on != body.due_on else None
    if not (changed_hands or due_before or row.what != body.what):
        return _read(tx, officer, case, kept, asked.today)
    if due_before and (wrong := rules.due_mistake(body.due_on, asked.today)):
        raise wrong_field("/due_on", wrong)
    if changed_hands:
        require_team(asked, body.team)
        if now["owner"] != officer.subject:
            require_owner(tx, asked, now["owner"])
    if len(row.earlier) >= MOST_CHANGES:
        raise Conflict(f"It was changed {MOST_CHANGES} times already. Let it not go ahead, and ask for another.")
    _keep_before(row, officer.subject, asked.today)
    row.what, row.owner, row.team, row.due_on = body.what, now["owner"], now["team"], body.due_on
    told = {"due_before": due_before, "changed_hands": changed_hands}
    _keep(tx, officer.subject, row, sum(each.changes for each in kept), TaskAct.CHANGED, asked.today, **told)
    return _read(tx, officer, case, kept, asked.today)


def hand_over(tx: Session, authority: str, owner: str, given: Mapping[str, Handed]) -> int:
    """Give somebody's open tasks in some cases, by reference, to who takes them. Returns how many."""
    rows = repository.open_of(tx, authority, owner, given.keys())
    happened = repository.counts(tx, authority, {row.ref for row in rows})
    told = Counter({ref: changes for ref, (_, changes) in happened.items()})
    for row in rows:
        handed = given[row.ref]
        by, today = handed.asked.officer.subject, handed.asked.today
        _keep_before(row, by, today)
        row.owner = handed.to
        told[row.ref] += 1
        what = {"changed_hands": True, "note": handed.note}
        _keep(tx, by, row, told[row.ref], TaskAct.CHANGED, today, **what)
    return len(rows)


def _keep_before(row: TaskRow, by: str, today: date) -> None:
    """Keep with a task how it stood until somebody changed it."""
    before = row.model_dump(mode="json", include={"what", "owner", "team", "due_on"})
    row.earlier = [*row.earlier, before | {"until": today.isoformat(), "by": by}]
    row.changes += 1


def finish(tx: Session, asked: Asked, number: int, body: TaskDone) -> Tasks:
    """Record that a task was done. Raises NotFound, NotPermitted, Unprocessable; Conflict once it has ended."""
    case, kept, row = _open_one(tx, asked, number)
    of_case.require_dates(asked.today, row.recorded_on, "it was asked for", done_on=body.done_on)
    row.done_on = body.done_on
    row.done_by = asked.officer.subject
    return _ended(tx, asked, case, kept, row, TaskAct.DONE, body.done_on)


def drop(tx: Session, asked: Asked, number: int, body: Dropped) -> Tasks:
    """Record that a task does not go ahead, and why."""
    case, kept, row = _open_one(tx, asked, number)
    row.dropped_because = body.because
    return _ended(tx, asked, case, kept, row, TaskAct.DROPPED, asked.today)


def list_tasks(
    session: Session, principal: Principal, view: TaskView, cursor: str | None, limit: int, today: date
) -> TaskList:
    """A page of open tasks of all cases. Raises Unprocessable for a cursor of another list."""
    team = _team_of(session, principal)
    conditions: list[ColumnElement[bool]] = []
    match view:
        case TaskView.MINE:
            conditions.append(repository.is_of(principal.subject))
        case TaskView.TEAM:
            conditions.append(repository.is_of_team(team or ""))
        case TaskView.LATE:
            conditions.append(repository.is_late(today))
    after = decode_cursor(cursor, paging.day, paging.text, paging.number)
    rows = repository.page(session, principal, conditions, after, limit + 1)
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return TaskList(
        items=_each(session, principal, shown, team, today),
        next_cursor=encode_cursor(last.due_on.isoformat(), last.ref, str(last.number)) if last else None,
        withheld=_withheld(principal),
    )


def due(session: Session, principal: Principal, today: date, limit: int) -> list[TaskRead]:
    """Open tasks for somebody and for their team, due by today, the earliest day first."""
    team = _team_of(session, principal)
    conditions = [repository.is_for(principal.subject, team), repository.is_due(today)]
    return _each(session, principal, repository.page(session, principal, conditions, None, limit), team, today)


def _each(
    session: Session, principal: Principal, rows: Sequence[TaskRow], team: str | None, today: date
) -> list[TaskRead]:
    """Tasks of several cases: acted on by whom they are for, and by all who keep cases."""
    names = officers.names(session, principal.authority)
    return [_one(row, names, today, principal, team, may=principal.may("cases:write")) for row in rows]


def _open_one(tx: Session, asked: Asked, number: int) -> tuple[CaseRow, list[TaskRow], TaskRow]:
    """An open task with its case, which is locked, and the others. Raises NotFound, NotPermitted, Conflict."""
    officer = asked.officer
    case = cases.get_for_update(tx, officer.authority, asked.ref)
    kept = repository.of_case(tx, case.authority, case.ref)
    row = next((row for row in kept if row.number == number), None)
    if row is None:
        raise NotFound(f"{asked.ref} has no task {number}.")
    if not _is_theirs(row, officer, _team_of(tx, officer)):
        require_theirs(tx, officer, case)
    of_case.require_open(row.done_on, row.dropped_because)
    return case, kept, row


def _team_of(session: Session, principal: Principal) -> str | None:
    me = officers.find(session, principal.authority, principal.subject)
    return me.team if me else None


def _is_theirs(row: TaskRow, principal: Principal, team: str | None) -> bool:
    return row.owner == principal.subject or (row.team is not None and row.team == team)


def _ended(
    tx: Session, asked: Asked, case: CaseRow, kept: Sequence[TaskRow], row: TaskRow, act: TaskAct, on: date
) -> Tasks:
    row.is_open = False
    row.changes += 1
    _keep(tx, asked.officer.subject, row, sum(each.changes for each in kept), act, on)
    return _read(tx, asked.officer, case, kept, asked.today)


def _keep(tx: Session, by: str, row: TaskRow, sequence: int, act: TaskAct, on: date, **changed: Any) -> None:
    """Write a task and tell of it, without its words; `changed`: what of it is another now."""
    tx.add(row)
    feed.append(
        tx,
        TaskChanged(
            authority=row.authority,
            ref=row.ref,
            sequence=sequence,
            occurred_on=on,
            by=by,
            number=row.number,
            act=act,
            due_on=row.due_on,
            is_reminder=rules.is_reminder(row.owner, row.by),
            **changed,
        ),
    )


def _all_of(tx: Session, asked: Asked, case: CaseRow) -> Tasks:
    return _read(tx, asked.officer, case, repository.of_case(tx, case.authority, case.ref), asked.today)


def _withheld(principal: Principal) -> list[str]:
    return [] if principal.may("cases:narrative") else [NARRATIVE]


def _read(session: Session, principal: Principal, case: CaseRow, kept: Sequence[TaskRow], today: date) -> Tasks:
    names = officers.names(session, case.authority)
    team = _team_of(session, principal)
    may = may_act(session, principal, case)
    return Tasks(
        items=[_one(row, names, today, principal, team, may=may) for row in kept],
        may_record=may,
        withheld=_withheld(principal),
    )


def _one(
    row: TaskRow, names: Mapping[str, str], today: date, principal: Principal, team: str | None, *, may: bool
) -> TaskRead:
    shows = principal.may("cases:narrative")
    theirs = principal.may("findings:write") and _is_theirs(row, principal, team)
    return TaskRead(
        **row.model_dump(include={"ref", "number", "team", "due_on", "done_on", "is_open", "recorded_on"}),
        what=row.what if shows else None,
        dropped_because=row.dropped_because if shows else None,
        owner=officer_name(row.owner, names),
        done_by=officer_name(row.done_by, names),
        by=OfficerName(subject=row.by, name=names.get(row.by, row.by)),
        late=row.is_open and row.due_on < today,
        is_reminder=rules.is_reminder(row.owner, row.by),
        earlier=[_earlier(each, names, shows=shows) for each in row.earlier],
        may_act=row.is_open and (may or theirs),
        may_change=row.is_open and (may or (theirs and row.by == principal.subject)),
    )


def _earlier(before: Mapping[str, Any], names: Mapping[str, str], *, shows: bool) -> EarlierTask:
    people = {name: officer_name(before[name], names) for name in ("owner", "by")}
    return EarlierTask.model_validate({**before} | people | ({} if shows else {"what": None}))
