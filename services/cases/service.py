"""The use cases of a case: load, decide, write, record the event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from cases import record, repository, rules
from cases.models import IssueRow, NoteRow
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
from kernel import feed
from kernel.auth import Principal
from kernel.clocks import promise
from kernel.errors import NotFound, wrong_field
from kernel.events import (
    CaseAcknowledged,
    CaseAdopted,
    CaseAllocated,
    CaseClosed,
    CaseEvent,
    CaseGraded,
    CaseWithdrawn,
    FindingRecorded,
    IssueAdded,
    NoteAdded,
    ResponseIssued,
)
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import ClockKind, Disposition, Outcome, Stage


@dataclass(frozen=True)
class Asked:
    """One change of one case: by whom, when, on which version, with which books."""

    officer: Principal
    ref: str
    version: int | None
    now: datetime
    books: Books

    @property
    def today(self) -> date:
        return local_date(self.now)


def acknowledge(tx: Session, asked: Asked, body: Acknowledgement) -> CaseRecord:
    """Record the acknowledgement and the date promised with it (SI 2009/309, reg 13)."""
    case = _load(tx, asked)
    rules.require_option(case.standing, "acknowledge")
    rules.require_dates(asked.today, case.row.received_on, acknowledged_on=body.acknowledged_on)
    case.row.acknowledged_on = body.acknowledged_on
    case.row.stage = Stage.ACKNOWLEDGED
    case.meet(body.acknowledged_on, ClockKind.ACKNOWLEDGE)
    if body.promised_on:
        if body.promised_on < body.acknowledged_on:
            raise wrong_field("/promised_on", "This is before the acknowledgement.")
        case.row.promised_on = body.promised_on
        case.clocks[ClockKind.PROMISED] = promise(body.acknowledged_on, body.promised_on)
    return _save(tx, asked, case, CaseAcknowledged, body.acknowledged_on, {"method": body.method})


def allocate(tx: Session, asked: Asked, body: Allocation) -> CaseRecord:
    """Give a case to an officer, a team, or back to nobody."""
    case = _load(tx, asked)
    rules.require_option(case.standing, "allocate")
    if body.owner:
        officer = repository.find_officer(tx, asked.officer.authority, body.owner)
        if officer is None or not officer.active:
            raise wrong_field(
                "/owner", "Nobody who works on cases has this id. Officers are known once they sign in."
            )
    _require_team(asked, body.team)
    case.row.owner = body.owner
    if "team" in body.model_fields_set:
        case.row.team = body.team
    return _save(tx, asked, case, CaseAllocated, asked.today)


def grade(tx: Session, asked: Asked, body: Grading) -> CaseRecord:
    """Set the local risk grade; the council target follows it, counted from the original receipt."""
    case = _load(tx, asked)
    rules.require_option(case.standing, "grade")
    assert case.procedure is not None, "a case without a procedure has no grades"
    case.procedure.grade(body.grade)
    case.row.grade = body.grade
    case.start_clocks(asked.books)
    return _save(tx, asked, case, CaseGraded, asked.today)


def add_issue(tx: Session, asked: Asked, body: NewIssue) -> CaseRecord:
    """Record something further that is complained about; it needs a finding of its own."""
    case = _load(tx, asked)
    rules.require_option(case.standing, "add_issue")
    council = asked.books.council(asked.officer.authority)
    if not council.has_category(body.category):
        raise wrong_field("/category", f"{council.name} has no category {body.category!r}.")
    _require_team(asked, body.team)
    number = max((issue.number for issue in case.issues), default=0) + 1
    case.issues.append(
        IssueRow(authority=case.row.authority, ref=case.row.ref, number=number, **body.model_dump(mode="json"))
    )
    return _save(tx, asked, case, IssueAdded, asked.today, {"number": number})


def record_finding(tx: Session, asked: Asked, number: int, body: FindingMade) -> CaseRecord:
    """Record the finding on one issue, or change it while the case is open."""
    case = _load(tx, asked)
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
    return _save(tx, asked, case, FindingRecorded, body.decided_on, what)


def respond(tx: Session, asked: Asked, body: ResponseSent) -> CaseRecord:
    """Record that the written response was sent (SI 2009/309, reg 14(2)); it also acknowledges what was not."""
    case = _load(tx, asked)
    rules.require_option(case.standing, "respond")
    earliest = case.row.acknowledged_on or case.row.received_on
    rules.require_dates(asked.today, case.row.received_on, responded_on=body.responded_on)
    if body.responded_on < earliest:
        raise wrong_field("/responded_on", "This is before the acknowledgement.")
    calendar = asked.books.calendar
    case.row.responded_on = body.responded_on
    case.row.response_days = calendar.count(case.row.received_on, body.responded_on)
    case.row.calendar_version = calendar.version
    case.row.stage = Stage.RESPONDED
    case.meet(body.responded_on, *case.clocks)
    return _save(tx, asked, case, ResponseIssued, body.responded_on, {"method": body.method})


def close(tx: Session, asked: Asked, body: Closure) -> CaseRecord:
    """Close a case with the outcome that its findings give."""
    case = _load(tx, asked)
    outcome = rules.closing_outcome(case.standing)
    rules.require_dates(asked.today, case.row.received_on, closed_on=body.closed_on)
    if case.row.responded_on and body.closed_on < case.row.responded_on:
        raise wrong_field("/closed_on", "This is before the answer was sent.")
    case.row.outcome = outcome
    case.row.closed_on = body.closed_on
    case.row.stage = Stage.CLOSED
    case.row.remedies = [remedy.model_dump(mode="json") for remedy in body.remedies]
    case.row.learning = [learning.model_dump(mode="json") for learning in body.learning]
    case.cancel_running()
    return _save(tx, asked, case, CaseClosed, body.closed_on)


def withdraw(tx: Session, asked: Asked, body: Withdrawal) -> CaseRecord:
    """Record who withdrew the complaint and why; the reason is kept as a note."""
    case = _load(tx, asked)
    rules.require_option(case.standing, "withdraw")
    rules.require_dates(asked.today, case.row.received_on, withdrawn_on=body.withdrawn_on)
    if body.withdrawn_on < (case.row.responded_on or case.row.acknowledged_on or body.withdrawn_on):
        raise wrong_field("/withdrawn_on", "This is before the last step that was taken.")
    case.row.withdrawn_on = case.row.closed_on = body.withdrawn_on
    case.row.stage = Stage.WITHDRAWN
    case.row.outcome = Outcome.WITHDRAWN
    case.cancel_running()
    _write_note(tx, asked, body.reason)
    return _save(tx, asked, case, CaseWithdrawn, body.withdrawn_on, {"withdrawn_by": body.withdrawn_by})


def adopt(tx: Session, asked: Asked, body: Adoption) -> CaseRecord:
    """Take an imported open case into today's work: its clocks start from the original receipt.

    What its council recorded of it counts: an acknowledgement that was sent meets its clock.
    """
    case = _load(tx, asked)
    rules.require_option(case.standing, "adopt")
    council = asked.books.council(asked.officer.authority)
    row = case.row
    fitting = [p for p in council.procedures if p.classification == row.classification]
    wanted = body.procedure or row.procedure or (fitting[0].id if fitting else None)
    if wanted and wanted not in {procedure.id for procedure in fitting}:
        raise wrong_field("/procedure", f"{council.name} has no such procedure for this class.")
    _require_team(asked, body.team)
    procedure = council.procedure_on(wanted, row.received_on) if wanted else None
    case.procedure = procedure
    row.procedure = procedure.id if procedure else None
    row.procedure_version = procedure.version if procedure else None
    row.disposition = Disposition.ACCEPTED if procedure else Disposition.SERVICE_REQUEST
    row.stage = Stage.ACKNOWLEDGED if row.acknowledged_on else Stage.RECEIVED
    row.outcome = None
    row.grade = None
    row.team = body.team or row.team
    row.owner = asked.officer.subject
    if not case.issues:
        case.issues.append(
            IssueRow(authority=row.authority, ref=row.ref, number=1, category="other", about="council")
        )
    case.start_clocks(asked.books)
    return _save(tx, asked, case, CaseAdopted, asked.today)


def add_note(tx: Session, asked: Asked, body: Note) -> CaseRecord:
    """Keep a note with the case, also after it closed."""
    case = _load(tx, asked)
    number = _write_note(tx, asked, body.text)
    return _save(tx, asked, case, NoteAdded, asked.today, {"note": number})


def _load(tx: Session, asked: Asked) -> CaseRecord:
    row = repository.get_for_update(tx, asked.officer.authority, asked.ref, asked.version)
    return record.load(tx, row, asked.books)


def _save(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    event: type[CaseEvent],
    occurred_on: date,
    what: Mapping[str, Any] | None = None,
) -> CaseRecord:
    case.row.version += 1
    record.save(tx, case, asked.books.calendar)
    feed.append(
        tx,
        event.model_validate(
            {
                "authority": case.row.authority,
                "ref": case.row.ref,
                "sequence": case.row.version,
                "occurred_on": occurred_on,
                "by": asked.officer.subject,
                "case": case.state(),
                **(what or {}),
            }
        ),
    )
    return case


def _require_team(asked: Asked, team: str | None) -> None:
    council = asked.books.council(asked.officer.authority)
    if team and not council.team(team):
        raise wrong_field("/team", f"{council.name} has no team {team!r}.")


def _write_note(tx: Session, asked: Asked, text: str) -> int:
    authority = asked.officer.authority
    number = len(repository.notes(tx, authority, asked.ref)) + 1
    note = NoteRow(
        authority=authority, ref=asked.ref, number=number, text=text, by=asked.officer.subject, at=asked.now
    )
    repository.add(tx, [note])
    return number
