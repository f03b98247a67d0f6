"""The plan of a case: made with the complainant, or set and told; changed with a reason."""

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session

from cases.notes.service import write_note
from cases.officers import repository as officers
from cases.plan import repository
from cases.plan.models import PlanRow
from cases.plan.schemas import PlanMade, PlannedIssueRead, PlanRead, Plans
from cases.record import repository as cases
from cases.record import rules
from cases.record.change import Asked, load, save
from cases.record.models import CaseRow
from cases.record.read import officer_name
from cases.record.record import CaseRecord, procedure_of
from cases.record.theirs import may_act
from cases.record.views import NARRATIVE
from chassis import feed
from chassis.auth import Principal
from kernel.clocks import promise
from kernel.errors import Conflict, FieldError, Unprocessable, wrong_field
from kernel.events import AnswerPromised
from kernel.events import PlanMade as Told
from kernel.procedures import Books
from kernel.vocabulary import Classification, Disposition, Hears, Method, Status

MOST_PLANS = 50


def read_plans(session: Session, principal: Principal, ref: str, books: Books) -> Plans:
    """The plan of a case with those before it, as the reader's role may see them. Raises NotFound."""
    case = cases.get(session, principal.authority, ref)
    return _read(session, principal, case, repository.of_case(session, principal.authority, ref), books)


def make(tx: Session, asked: Asked, body: PlanMade) -> Plans:
    """Make the plan of a case, or change it. Raises NotFound, NotPermitted; Conflict for what has ended or is no
    complaint; Unprocessable for an issue that the case does not have, a day out of order, or no reason.
    """
    case = load(tx, asked)
    if because := _no_plan_because(case.row):
        raise Conflict(because)
    kept = repository.of_case(tx, case.row.authority, case.row.ref)
    if len(kept) >= MOST_PLANS:
        raise Conflict(f"{asked.ref} has {MOST_PLANS} plans already.")
    _require_issues(body, {issue.number for issue in case.issues})
    first, began = case.row.received_on, "the contact was received"
    if kept:
        first, began = kept[0].made_on, "the plan that it changes was made"
        if body.because is None:
            raise wrong_field("/because", "Say why the plan is changed.")
    rules.require_dates(asked.today, first, began, made_on=body.made_on)
    if body.promised_on:
        _promise(tx, asked, case, body)
    row = PlanRow(
        authority=case.row.authority,
        ref=case.row.ref,
        number=len(kept) + 1,
        changed_because=body.because if kept else None,
        by=asked.officer.subject,
        at=asked.now,
        **body.model_dump(mode="python", exclude={"promised_on", "beyond_limit_reason", "because", "issues"}),
        issues=[issue.model_dump() for issue in body.issues],
    )
    tx.add(row)
    feed.append(
        tx,
        Told(
            authority=row.authority,
            ref=row.ref,
            sequence=row.number,
            occurred_on=row.made_on,
            by=row.by,
            agreed=row.agreed,
            hears=body.hears,
            note=write_note(tx, asked, row.changed_because) if row.changed_because else None,
        ),
    )
    return _read(tx, asked.officer, case.row, [row, *kept], asked.books)


def _no_plan_because(case: CaseRow) -> str | None:
    """Why a case cannot be given a plan now; None: it can."""
    if not Classification(case.classification).is_complaint or case.disposition == Disposition.REFUSED:
        return "Only a complaint that is looked into has a plan."
    return None if Status(case.stage).is_open else "Not yet: the case is closed."


def _require_issues(body: PlanMade, known: Collection[int]) -> None:
    numbers = [issue.number for issue in body.issues]
    wrong = [
        FieldError(f"/issues/{place}/number", said)
        for place, number in enumerate(numbers)
        if (
            said := f"The case has no issue {number}."
            if number not in known
            else "This issue is planned twice."
            if number in numbers[:place]
            else None
        )
    ]
    if wrong:
        raise Unprocessable(wrong[0].detail, wrong)


def _promise(tx: Session, asked: Asked, case: CaseRecord, body: PlanMade) -> None:
    """The date by which they were told to expect an answer, given with the plan (SI 2009/309, reg 13(7)(b))."""
    assert body.promised_on is not None
    promised = promise(body.made_on, body.promised_on, case.stage.number)
    there = case.clocks.get(promised.kind)
    if there and not there.cancelled:
        raise wrong_field("/promised_on", "A date was promised already. Agree a later one by extending it.")
    if body.promised_on < body.made_on:
        raise wrong_field("/promised_on", "This is before the plan was made.")
    reason = body.beyond_limit_reason
    rules.require_ahead(case.standing, asked.today, reason, promised_on=body.promised_on)
    case.row.promised_on = body.promised_on
    case.clocks[promised.kind] = promised
    note = write_note(tx, asked, reason) if reason else None
    save(tx, asked, case, AnswerPromised, body.made_on, {"note": note})


def _read(session: Session, principal: Principal, case: CaseRow, kept: Sequence[PlanRow], books: Books) -> Plans:
    names = officers.names(session, case.authority)
    shows = principal.may("cases:narrative")
    read = [_one(row, names, shows) for row in kept]
    procedure = procedure_of(case, books)
    asked_for = procedure.plan if procedure else None
    return Plans(
        name=asked_for.name if asked_for else None,
        parts=list(asked_for.parts) if asked_for else [],
        plan=read[0] if read else None,
        earlier=read[1:],
        promised_on=case.promised_on,
        may_plan=_no_plan_because(case) is None and may_act(session, principal, case),
        withheld=[] if shows else [NARRATIVE],
    )


def _one(row: PlanRow, names: Mapping[str, str], shows: bool) -> PlanRead:
    by = officer_name(row.by, names)
    assert by is not None, "somebody made it"
    return PlanRead(
        number=row.number,
        issues=[
            PlannedIssueRead(number=issue["number"], words=issue["words"] if shows else None)
            for issue in row.issues
        ],
        wants=row.wants if shows else None,
        how=row.how if shows else None,
        who=row.who if shows else None,
        hears=Hears(row.hears),
        agreed=row.agreed,
        made_on=row.made_on,
        method=Method(row.method),
        changed_because=row.changed_because if shows else None,
        by=by,
    )
