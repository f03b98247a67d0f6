"""The use cases of every case: load, decide, write, record the event. Further stages and dates have their own."""

from datetime import date

from sqlmodel import Session

from cases import grading, record, repository, rules
from cases.change import Asked, load, require_team, save, write_note
from cases.models import IssueRow
from cases.record import CaseRecord
from cases.schemas import (
    Acknowledgement,
    Adoption,
    Allocation,
    Closure,
    FindingMade,
    Grading,
    NewIssue,
    Note,
    ResponseSent,
    Withdrawal,
)
from kernel.clocks import promise
from kernel.errors import NotFound, wrong_field
from kernel.events import (
    CaseAcknowledged,
    CaseAdopted,
    CaseAllocated,
    CaseClosed,
    CaseGraded,
    CaseWithdrawn,
    FindingRecorded,
    IssueAdded,
    NoteAdded,
    ResponseIssued,
)
from kernel.procedures import FIRST_STAGE
from kernel.vocabulary import Act, Disposition, Outcome, Status


def acknowledge(tx: Session, asked: Asked, body: Acknowledgement) -> CaseRecord:
    """Record the acknowledgement and the date promised with it (SI 2009/309, reg 13)."""
    case = load(tx, asked)
    rules.require_option(case.standing, "acknowledge")
    _require_in_stage(asked, case, acknowledged_on=body.acknowledged_on)
    case.row.acknowledged_on = case.row.acknowledged_on or body.acknowledged_on
    case.row.stage = Status.ACKNOWLEDGED
    case.act(Act.ACKNOWLEDGED, body.acknowledged_on)
    if body.promised_on:
        if body.promised_on < body.acknowledged_on:
            raise wrong_field("/promised_on", "This is before the acknowledgement.")
        case.row.promised_on = body.promised_on
        promised = promise(body.acknowledged_on, body.promised_on, case.stage.number)
        case.clocks[promised.kind] = promised
    case.count_clocks(asked.books)
    return save(tx, asked, case, CaseAcknowledged, body.acknowledged_on, {"method": body.method})


def allocate(tx: Session, asked: Asked, body: Allocation) -> CaseRecord:
    """Give a case to an officer, a team, or back to nobody."""
    case = load(tx, asked)
    rules.require_option(case.standing, "allocate")
    if body.owner:
        officer = repository.find_officer(tx, asked.officer.authority, body.owner)
        if officer is None or not officer.active:
            raise wrong_field(
                "/owner", "Nobody who works on cases has this id. Officers are known once they sign in."
            )
    if body.team != case.row.team:
        require_team(asked, body.team)
    case.row.owner = body.owner
    if "team" in body.model_fields_set:
        case.row.team = body.team
    return save(tx, asked, case, CaseAllocated, asked.today)


def grade(tx: Session, asked: Asked, body: Grading) -> CaseRecord:
    """Set the local risk grade; the council target follows it, counted from the original receipt."""
    case = load(tx, asked)
    rules.require_option(case.standing, "grade")
    assert case.procedure is not None, "a case without a procedure has no grades"
    chosen = case.procedure.grade(body.grade)
    suggested = grading.leads_to(case.procedure, body.answers, grading.signs_of(case.row.flags, case.issues))
    if chosen.code != suggested.code and body.reason is None:
        raise wrong_field("/reason", f"The criteria lead to {suggested.name}. Say why it is {chosen.name}.")
    case.row.grade = chosen.code
    case.count_clocks(asked.books)
    note = write_note(tx, asked, body.reason) if body.reason else None
    return save(tx, asked, case, CaseGraded, asked.today, {"suggested": suggested.code, "note": note})


def add_issue(tx: Session, asked: Asked, body: NewIssue) -> CaseRecord:
    """Record something further that is complained about; it needs a finding of its own."""
    case = load(tx, asked)
    rules.require_option(case.standing, "add_issue")
    council = asked.books.council(asked.officer.authority)
    if council.category(body.category) is None:
        raise wrong_field("/category", f"{council.name} has no category {body.category!r}.")
    require_team(asked, body.team)
    number = max((issue.number for issue in case.issues), default=0) + 1
    case.issues.append(
        IssueRow(authority=case.row.authority, ref=case.row.ref, number=number, **body.model_dump(mode="json"))
    )
    return save(tx, asked, case, IssueAdded, asked.today, {"number": number})


def record_finding(tx: Session, asked: Asked, number: int, body: FindingMade) -> CaseRecord:
    """Record the finding on one issue, or change it while the case is open."""
    case = load(tx, asked)
    issue = case.issue(number)
    if issue is None:
        raise NotFound(f"{asked.ref} has no issue {number}.")
    rules.require_option(case.standing, "record_finding")
    rules.require_dates(asked.today, case.row.received_on, decided_on=body.decided_on)
    if body.outcome not in asked.books.council(asked.officer.authority).findings:
        raise wrong_field("/outcome", "The council's procedure does not know this finding.")
    issue.finding = body.outcome
    issue.reason = body.reason
    issue.decided_on = body.decided_on
    issue.decided_by = asked.officer.subject
    what = {"number": number, "finding": body.outcome}
    return save(tx, asked, case, FindingRecorded, body.decided_on, what)


def respond(tx: Session, asked: Asked, body: ResponseSent) -> CaseRecord:
    """Record that the written response was sent (SI 2009/309, reg 14(2)); it also acknowledges what was not."""
    case = load(tx, asked)
    rules.require_option(case.standing, "respond")
    _require_in_stage(asked, case, responded_on=body.responded_on)
    acts = record.acts_of(case.stage)
    if body.responded_on < record.last_step(case.stage):
        raise wrong_field("/responded_on", "This is before the last step that was taken.")
    if body.reached_on and not body.responded_on <= body.reached_on <= asked.today:
        raise wrong_field("/reached_on", "This lies between the day it was sent and today.")
    calendar = asked.books.calendar
    case.row.responded_on = body.responded_on
    case.row.response_days = case.stage.response_days = calendar.count(acts[Act.RECEIVED], body.responded_on)
    case.row.calendar_version = calendar.version
    case.row.stage = Status.RESPONDED
    case.stage.outcome = rules.derived_outcome(case.standing.issues)
    case.act(Act.RESPONDED, body.responded_on)
    case.act(Act.RESPONSE_RECEIVED, body.reached_on or body.responded_on)
    _end_holds(case, body.responded_on)
    case.count_clocks(asked.books)
    return save(tx, asked, case, ResponseIssued, body.responded_on, {"method": body.method})


def _end_holds(case: CaseRecord, on: date) -> None:
    """A case that is answered or ends waits for nothing more."""
    for hold in case.holds:
        hold.ended_on = hold.ended_on or max(on, hold.started_on)


def _require_in_stage(asked: Asked, case: CaseRecord, **days: date) -> None:
    """Raises Unprocessable for a day before the present stage began, or in the future."""
    started_on = record.acts_of(case.stage)[Act.RECEIVED]
    first = case.stage.number == FIRST_STAGE
    begun = "the contact was received" if first else "this stage was asked for"
    rules.require_dates(asked.today, started_on, begun, **days)


def close(tx: Session, asked: Asked, body: Closure) -> CaseRecord:
    """Close a case with the outcome that its findings give."""
    case = load(tx, asked)
    outcome = rules.closing_outcome(case.standing)
    rules.require_dates(asked.today, case.row.received_on, closed_on=body.closed_on)
    if case.row.responded_on and body.closed_on < case.row.responded_on:
        raise wrong_field("/closed_on", "This is before the answer was sent.")
    case.row.outcome = outcome
    case.row.closed_on = body.closed_on
    case.row.stage = Status.CLOSED
    case.row.remedies = [remedy.model_dump(mode="json") for remedy in body.remedies]
    case.row.learning = [learning.model_dump(mode="json") for learning in body.learning]
    _end_holds(case, body.closed_on)
    case.count_clocks(asked.books)
    return save(tx, asked, case, CaseClosed, body.closed_on)


def withdraw(tx: Session, asked: Asked, body: Withdrawal) -> CaseRecord:
    """Record who withdrew the complaint and why; the reason is kept as a note."""
    case = load(tx, asked)
    rules.require_option(case.standing, "withdraw")
    rules.require_dates(asked.today, case.row.received_on, withdrawn_on=body.withdrawn_on)
    if body.withdrawn_on < record.last_step(case.stage):
        raise wrong_field("/withdrawn_on", "This is before the last step that was taken.")
    case.row.withdrawn_on = case.row.closed_on = body.withdrawn_on
    case.row.stage = Status.WITHDRAWN
    case.row.outcome = Outcome.WITHDRAWN
    _end_holds(case, body.withdrawn_on)
    case.count_clocks(asked.books)
    what = {"withdrawn_by": body.withdrawn_by, "note": write_note(tx, asked, body.reason)}
    return save(tx, asked, case, CaseWithdrawn, body.withdrawn_on, what)


def adopt(tx: Session, asked: Asked, body: Adoption) -> CaseRecord:
    """Take an imported open case into today's work: its clocks start from the original receipt.

    What its council recorded of it counts: an acknowledgement that was sent meets its clock.
    """
    case = load(tx, asked)
    rules.require_option(case.standing, "adopt")
    council = asked.books.council(asked.officer.authority)
    row = case.row
    fitting = [p for p in council.procedures_on(row.received_on) if p.classification == row.classification]
    wanted = body.procedure or row.procedure or (fitting[0].id if fitting else None)
    if wanted and wanted not in {procedure.id for procedure in fitting}:
        raise wrong_field("/procedure", f"{council.name} has no such procedure for this class.")
    require_team(asked, body.team)
    procedure = next((procedure for procedure in fitting if procedure.id == wanted), None)
    case.procedure = procedure
    case.stages = [record.first_stage(row, procedure)]
    if row.acknowledged_on:
        case.act(Act.ACKNOWLEDGED, row.acknowledged_on)
    row.procedure = procedure.id if procedure else None
    row.procedure_version = procedure.version if procedure else None
    row.disposition = Disposition.ACCEPTED if procedure else Disposition.SERVICE_REQUEST
    row.stage = Status.ACKNOWLEDGED if row.acknowledged_on else Status.RECEIVED
    row.outcome = None
    row.grade = None
    row.team = body.team or row.team
    row.owner = asked.officer.subject
    if not case.issues:
        case.issues.append(
            IssueRow(authority=row.authority, ref=row.ref, number=1, category="other", about="council")
        )
    case.count_clocks(asked.books)
    return save(tx, asked, case, CaseAdopted, asked.today)


def add_note(tx: Session, asked: Asked, body: Note) -> CaseRecord:
    """Keep a note with the case, also after it closed."""
    case = load(tx, asked)
    number = write_note(tx, asked, body.text)
    return save(tx, asked, case, NoteAdded, asked.today, {"note": number})
