"""What is learned from cases: an action that somebody owns, done with what shows it, and looked at again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col

from cases.learning import repository, rules
from cases.learning.models import LearningRow
from cases.learning.schemas import (
    ActionPlan,
    EffectSeen,
    LearningChange,
    LearningDone,
    LearningPutRight,
    LearningRead,
    Lessons,
    NewLearning,
    PlannedAction,
    PlanView,
    ThemeCount,
)
from cases.notes.service import write_note
from cases.officers import repository as officers
from cases.record import repository as cases
from cases.record import rules as of_case
from cases.record import store
from cases.record.change import Asked, Handed, require_due, require_owner
from cases.record.models import CaseRow
from cases.record.read import officer_name
from cases.record.schemas import Dropped
from cases.record.theirs import may_act, require_theirs
from cases.record.views import NARRATIVE
from cases.tables import NOTHING_OWED
from chassis import feed, paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from kernel.calendar import in_words
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import LearningChanged, LearningRecord
from kernel.imported import CodedCase
from kernel.procedures import Books, Council
from kernel.vocabulary import LearningAct, Outcome
from kernel.words import LEARNING_ACTS, in_sentence

MOST_LEARNED = 40
"""Of one case: its event, which carries all of it, stays small."""


def read_learning(session: Session, principal: Principal, ref: str, today: date, books: Books) -> Lessons:
    """All that was learned from a case, as the reader's role may see it. Raises NotFound."""
    case = cases.get(session, principal.authority, ref)
    kept = repository.of_case(session, principal.authority, ref)
    return _read(session, principal, case, kept, today, books)


def record(tx: Session, asked: Asked, body: NewLearning) -> Lessons:
    """Record what was learned, also after the case closed. Raises NotFound, NotPermitted, Unprocessable; Conflict
    beyond the most.
    """
    case = cases.get_for_update(tx, asked.officer.authority, asked.ref)
    require_theirs(tx, asked.officer, case)
    require_theme(asked, "/theme", body.theme)
    require_due(asked, case, body.due_on)
    require_owner(tx, asked, body.owner)
    if body.issue and store.load(tx, case, asked.books).issue(body.issue) is None:
        raise wrong_field("/issue", f"{case.ref} has no issue {body.issue}.")
    return _answer(tx, asked, case, add(tx, asked, case, [body]))


def require_theme(asked: Asked, pointer: str, theme: str) -> None:
    """Raises Unprocessable for a theme that the council does not have today."""
    if wrong := rules.theme_mistake(_council(asked), theme, asked.today):
        raise wrong_field(pointer, wrong)


def add(tx: Session, asked: Asked, case: CaseRow, bodies: Sequence[NewLearning]) -> list[LearningRow]:
    """Put what was learned beside a case that is locked. Returns all of it. Raises Conflict beyond the most."""
    kept = repository.of_case(tx, case.authority, case.ref)
    if len(kept) + len(bodies) > MOST_LEARNED:
        raise Conflict(f"{case.ref} would have more than {MOST_LEARNED} actions.")
    for body in bodies:
        row = LearningRow(
            authority=case.authority,
            ref=case.ref,
            number=len(kept) + 1,
            recorded_on=asked.today,
            by=asked.officer.subject,
            **body.model_dump(mode="python")
            | {"action": rules.own_action(_council(asked), body.theme, body.action)},
        )
        kept.append(row)
        _keep(tx, asked, case, kept, row, LearningAct.RECORDED, asked.today)
    return kept


def has_learned(session: Session, case: CaseRow) -> bool:
    return _counts(repository.of_case(session, case.authority, case.ref))


def _counts(kept: Sequence[LearningRow]) -> bool:
    return any(row.dropped_because is None for row in kept)


def change(tx: Session, asked: Asked, number: int, body: LearningChange) -> Lessons:
    """Change what is to be done, by whom or by when, while it is open."""
    case, kept, row = _one(tx, asked, number)
    of_case.require_open(row.done_on, row.dropped_because)
    require_due(asked, case, body.due_on)
    require_owner(tx, asked, body.owner)
    given = body.model_dump(exclude_unset=True)
    if "action" in given:
        if body.action is None:
            raise wrong_field("/action", "Say what will change.")
        given["action"] = rules.own_action(_council(asked), row.theme, body.action)
    other = {name for name, value in given.items() if value != getattr(row, name)}
    for name, value in given.items():
        setattr(row, name, value)
    row.changes += 1
    _keep(tx, asked, case, kept, row, LearningAct.CHANGED, asked.today, {"changed_hands": other == {"owner"}})
    return _answer(tx, asked, case, kept)


def hand_over(tx: Session, authority: str, owner: str, given: Mapping[str, Handed]) -> int:
    """Give actions that somebody has to do or to look at, in some cases, to who takes them. Returns how many."""
    rows = repository.beside_those_of(tx, authority, owner, given.keys())
    theirs = [row for row in rows if row.owner == owner and (row.is_open or row.effect_on)]
    for row in theirs:
        handed = given[row.ref]
        row.owner = handed.to
        row.changes += 1
        kept = [each for each in rows if each.ref == row.ref]
        what = {"changed_hands": True, "note": handed.note}
        _keep(tx, handed.asked, handed.case, kept, row, LearningAct.CHANGED, handed.asked.today, what)
    return len(theirs)


def finish(tx: Session, asked: Asked, number: int, body: LearningDone) -> Lessons:
    """Record that an action was done, and what shows it; its effect is looked at when its theme says so."""
    case, kept, row = _one(tx, asked, number)
    of_case.require_open(row.done_on, row.dropped_because)
    of_case.require_dates(asked.today, case.received_on, done_on=body.done_on)
    row.done_on = body.done_on
    row.evidence = body.evidence
    _settle(row, _council(asked))
    row.changes += 1
    _keep(tx, asked, case, kept, row, LearningAct.DONE, body.done_on)
    return _answer(tx, asked, case, kept)


def look_at_effect(tx: Session, asked: Asked, number: int, body: EffectSeen) -> Lessons:
    """Record that somebody looked whether an action helped, once the months of its theme have passed.

    Raises Conflict for one that is not done, or was looked at; Unprocessable for a day before that.
    """
    case, kept, row = _one(tx, asked, number)
    if row.done_on is None:
        raise Conflict("Not yet: it is not done.")
    if row.looked_at_on:
        raise Conflict("Its effect was looked at already.")
    first, begun = row.done_on, "it was done"
    if row.effect_on:
        first, begun = row.effect_on, f"{in_words(row.effect_on)}, from which its effect is looked at"
    of_case.require_dates(asked.today, first, begun, looked_at_on=body.looked_at_on)
    row.looked_at_on = body.looked_at_on
    row.repeated = body.repeated
    _settle(row, _council(asked))
    row.changes += 1
    _keep(tx, asked, case, kept, row, LearningAct.LOOKED_AT, body.looked_at_on)
    return _answer(tx, asked, case, kept)


def drop(tx: Session, asked: Asked, number: int, body: Dropped) -> Lessons:
    """Record that an action does not go ahead, and why."""
    case, kept, row = _one(tx, asked, number)
    of_case.require_open(row.done_on, row.dropped_because)
    row.dropped_because = body.because
    _settle(row, _council(asked))
    row.changes += 1
    _keep(tx, asked, case, kept, row, LearningAct.DROPPED, asked.today)
    return _answer(tx, asked, case, kept)


def put_right(tx: Session, asked: Asked, number: int, body: LearningPutRight) -> Lessons:
    """Take back an action that never was, or what became of it; the rest of it stands again.

    Raises Unprocessable for an act that it does not record, and for the last thing learned from a case that closed
    with something upheld while nobody says why nothing was.
    """
    case, kept, row = _one(tx, asked, number)
    require_theirs(tx, asked.officer, case)
    before = _told(row, _council(asked))
    if body.wrong not in rules.acts_of(before):
        raise wrong_field("/wrong", f"This does not stand: {in_sentence(LEARNING_ACTS[body.wrong])}.")
    match body.wrong:
        case LearningAct.RECORDED:
            row.dropped_because = body.because
            _require_other(case, kept, body.no_learning_because)
        case LearningAct.DROPPED:
            row.dropped_because = None
        case LearningAct.DONE:
            row.done_on = row.evidence = row.looked_at_on = row.repeated = None
        case LearningAct.LOOKED_AT:
            row.looked_at_on = row.repeated = None
    said = body.because
    if body.no_learning_because:
        said += f"\n\nNothing was learned from it: {body.no_learning_because}"
    _settle(row, _council(asked))
    row.changes += 1
    what = {"before": before, "note": write_note(tx, asked, said)}
    _keep(tx, asked, case, kept, row, LearningAct.PUT_RIGHT, asked.today, what)
    return _answer(tx, asked, case, kept)


def _require_other(case: CaseRow, kept: Sequence[LearningRow], because: str | None) -> None:
    """Raises Unprocessable for a case that closed with something upheld, and from which nothing is learned now."""
    if case.closed_on is None or case.outcome is None:
        return
    if missing := rules.unlearned(Outcome(case.outcome), _counts(kept), because):
        raise wrong_field(missing.pointer, missing.detail)


def _settle(row: LearningRow, council: Council) -> None:
    """What follows from what is recorded of an action: whether it is open, and from when on its effect counts."""
    row.is_open = row.done_on is None and row.dropped_because is None
    is_unseen = row.dropped_because is None and row.looked_at_on is None
    row.effect_on = rules.effect_due(council, row.theme, row.done_on) if row.done_on and is_unseen else None


def action_plan(
    session: Session,
    principal: Principal,
    view: PlanView,
    *,
    theme: str | None,
    owner: str | None,
    cursor: str | None,
    limit: int,
    today: date,
    books: Books,
) -> ActionPlan:
    """A page of the actions of all cases, the earliest date first, and how many there are of each theme."""
    council = books.council(principal.authority)
    by = col(LearningRow.effect_on if view is PlanView.EFFECT else LearningRow.sort_on)
    condition = {
        PlanView.OPEN: repository.is_open(),
        PlanView.LATE: repository.is_late(today),
        PlanView.EFFECT: repository.has_effect_due(today),
    }[view]
    shown_to = repository.is_shown_to(principal)
    found = council.learning_theme(theme) if theme else None
    rows = repository.page(
        session,
        principal.authority,
        condition & shown_to,
        by,
        decode_cursor(cursor, paging.day, paging.text, paging.number),
        themes={found.code, found.name} if found else {theme} if theme else (),
        owner=owner,
        limit=limit + 1,
    )
    shown = rows[:limit]
    names = officers.names(session, principal.authority)
    items = [
        PlannedAction(ref=row.ref, **_values(row, names, today, principal, council, may=False)) for row in shown
    ]
    return ActionPlan(
        items=items,
        themes=_themes(repository.by_theme(session, principal.authority, shown_to, today), council),
        next_cursor=_encode(shown[-1], view) if len(rows) > limit else None,
        withheld=_withheld(principal),
    )


def _themes(counted: Sequence[tuple[str, int, int, int]], council: Council) -> list[ThemeCount]:
    """In the order of the council's file; what an earlier release wrote in words comes with its theme, or last."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for theme, *counts in counted:
        code = rules.told_theme(council, theme)
        sums[code] = [before + more for before, more in zip(sums[code], counts, strict=True)]
    names = {theme.code: theme.name for theme in council.learning_themes} | {rules.NO_THEME: "Other"}
    return [
        ThemeCount(theme=code, name=name, open=sums[code][0], late=sums[code][1], effect=sums[code][2])
        for code, name in names.items()
        if code in sums
    ]


def _encode(row: LearningRow, view: PlanView) -> str:
    on = row.effect_on if view is PlanView.EFFECT and row.effect_on else row.sort_on
    return encode_cursor(on.isoformat(), row.ref, str(row.number))


def _one(tx: Session, asked: Asked, number: int) -> tuple[CaseRow, list[LearningRow], LearningRow]:
    """An action with its case, which is locked, and the others. Raises NotFound, NotPermitted."""
    case = cases.get_for_update(tx, asked.officer.authority, asked.ref)
    kept = repository.of_case(tx, case.authority, case.ref)
    row = next((row for row in kept if row.number == number), None)
    if row is None:
        raise NotFound(f"{asked.ref} has no action {number}.")
    if row.owner != asked.officer.subject:
        require_theirs(tx, asked.officer, case)
    return case, kept, row


def _council(asked: Asked) -> Council:
    return asked.books.council(asked.officer.authority)


def _keep(
    tx: Session,
    asked: Asked,
    case: CaseRow,
    kept: Sequence[LearningRow],
    row: LearningRow,
    act: LearningAct,
    on: date,
    what: Mapping[str, Any] | None = None,
) -> None:
    """Write an action and tell of it."""
    row.sort_on = row.due_on or NOTHING_OWED
    tx.add(row)
    council = _council(asked)
    feed.append(
        tx,
        LearningChanged(
            authority=case.authority,
            ref=case.ref,
            sequence=sum(each.changes for each in kept),
            occurred_on=on,
            by=asked.officer.subject,
            number=row.number,
            act=act,
            learning=(*_imported(case, council), *(_told(each, council) for each in kept)),
            **(what or {}),
        ),
    )


def _imported(case: CaseRow, council: Council) -> list[LearningRecord]:
    """What the council had recorded of an imported case: it counts beside what is recorded here."""
    lines = CodedCase.model_validate(case.recorded).learning if case.recorded else []
    return [
        LearningRecord(
            number=0,
            theme=line.theme,
            action=council.learning_action(line.theme, line.action) if line.action else None,
            scope=line.scope,
            done_on=line.completed_on,
        )
        for line in lines
    ]


def _told(row: LearningRow, council: Council) -> LearningRecord:
    same = row.model_dump(include={"number", "scope", "issue", "due_on", "done_on", "looked_at_on", "repeated"})
    return LearningRecord(
        **same,
        theme=rules.told_theme(council, row.theme),
        action=council.learning_action(row.theme, row.action),
        dropped=row.dropped_because is not None,
    )


def _answer(tx: Session, asked: Asked, case: CaseRow, kept: Sequence[LearningRow]) -> Lessons:
    return _read(tx, asked.officer, case, kept, asked.today, asked.books)


def _read(
    session: Session,
    principal: Principal,
    case: CaseRow,
    kept: Sequence[LearningRow],
    today: date,
    books: Books,
) -> Lessons:
    names = officers.names(session, case.authority)
    may = may_act(session, principal, case)
    council = books.council(case.authority)
    return Lessons(
        items=[LearningRead(**_values(row, names, today, principal, council, may)) for row in kept],
        may_record=may,
        withheld=_withheld(principal),
    )


def _withheld(principal: Principal) -> list[str]:
    return [] if principal.may("cases:narrative") else [NARRATIVE]


def _values(
    row: LearningRow,
    names: Mapping[str, str],
    today: date,
    principal: Principal,
    council: Council,
    may: bool,
) -> dict[str, Any]:
    """An action as it is read: what somebody wrote themselves only by those who may see it."""
    shows = principal.may("cases:narrative")
    theme = council.learning_theme(row.theme)
    own = principal.may("findings:write") and row.owner == principal.subject
    return {
        **row.model_dump(
            include={
                *("number", "scope", "issue", "due_on", "done_on", "effect_on", "looked_at_on", "repeated"),
                *("is_open", "recorded_on"),
            }
        ),
        "theme": theme.code if theme else row.theme if shows else rules.NO_THEME,
        "theme_name": theme.name if theme else row.theme if shows else "Other",
        "action": row.action if shows else council.learning_action(row.theme, row.action),
        "evidence": row.evidence if shows else None,
        "dropped_because": row.dropped_because if shows else None,
        "owner": officer_name(row.owner, names),
        "late": row.is_open and row.sort_on < today,
        "is_dropped": row.dropped_because is not None,
        "may_act": row.dropped_because is None and row.looked_at_on is None and (may or own),
        "may_put_right": may,
    }
