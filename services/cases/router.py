"""HTTP in, HTTP out."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from sqlmodel import Session

from cases import dates, deadlines, officers, queries, repository, service, stages
from cases.change import Asked
from cases.record import CaseRecord
from cases.schemas import (
    Acknowledgement,
    Adoption,
    Allocation,
    CaseRead,
    Cases,
    ClockExplanation,
    Closure,
    CountedDate,
    Counts,
    Deadlines,
    Escalation,
    ExtensionMade,
    FindingMade,
    Grading,
    HoldBegun,
    HoldEnd,
    NewIssue,
    Note,
    OfficerChange,
    OfficerRead,
    Officers,
    ReceiptCorrection,
    Reopening,
    RequestAnswer,
    RequestSent,
    ResponseSent,
    StepDone,
    Timeline,
    View,
    Withdrawal,
)
from cases.timeline import timeline
from chassis.app import Rulebooks, RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.etag import VersionRead, set_etag
from chassis.idempotency import RememberingRoute, Transaction
from chassis.web_fields import Cursor, PageSize, Reference
from kernel.localtime import local_today, utc_now
from kernel.values import Code, LocalDate
from kernel.vocabulary import Classification, OwedBy, Status, Unit

router = APIRouter(route_class=RememberingRoute)

Reader = Annotated[Principal, Depends(require("cases:read"))]
AnyStaff = Annotated[Principal, Depends(require("council:read"))]
Investigator = Annotated[Principal, Depends(require("findings:write"))]
OfficerReader = Annotated[Principal, Depends(require("officers:read"))]
OfficerAdmin = Annotated[Principal, Depends(require("officers:write"))]
OwnerFilter = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
RefFilter = Annotated[
    str | None, Query(max_length=20, pattern=r"^[A-Za-z0-9-]*$", description="part of a reference")
]
Number = Annotated[int, Path(ge=1, le=1000)]
ClockCode = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Subject = Annotated[str, Path(max_length=200, pattern=r"^[^\x00-\x1f]+$")]


def change(permission: str) -> Callable[..., Asked]:
    """A dependency: one change of one case by somebody with `permission`, meant for the version they read."""

    def asked(
        ref: Reference,
        officer: Annotated[Principal, Depends(require(permission))],
        version: VersionRead,
        books: RulebooksForChange,
    ) -> Asked:
        return Asked(officer, ref, version, utc_now(), books)

    return asked


CaseChange = Annotated[Asked, Depends(change("cases:write"))]
FindingChange = Annotated[Asked, Depends(change("findings:write"))]


def _answer(case: CaseRecord, asked: Asked, tx: Session, response: Response) -> CaseRead:
    """The changed case with its new ETag."""
    tx.flush()
    set_etag(response, case.row.version)
    return queries.describe(tx, case, asked.today, asked.books)


@router.get("/cases")
def list_cases(
    principal: Reader,
    session: ReadSession,
    books: Rulebooks,
    view: View = View.OPEN,
    team: Code | None = None,
    owner: OwnerFilter = None,
    classification: Classification | None = None,
    stage: Status | None = None,
    q: RefFilter = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Cases:
    """Cases of one view of the queue, by the next date owed, then reference."""
    return queries.list_cases(
        session,
        principal,
        view,
        team=team,
        owner=owner,
        classification=classification,
        stage=stage,
        ref=q,
        cursor=cursor,
        limit=limit,
        today=local_today(),
        books=books,
    )


@router.get("/cases/counts")
def count_cases(
    principal: Reader,
    session: ReadSession,
    team: Code | None = None,
    classification: Classification | None = None,
) -> Counts:
    """How many cases each view of the queue holds."""
    return queries.count_cases(session, principal, team, classification, local_today())


@router.get("/cases/{ref}")
def read_case(
    ref: Reference, principal: Reader, session: ReadSession, books: Rulebooks, response: Response
) -> CaseRead:
    """One case; its version is the ETag. 404 while it is being opened."""
    case = queries.read_case(session, repository.get(session, principal.authority, ref), local_today(), books)
    set_etag(response, case.version)
    return case


@router.get("/cases/{ref}/timeline")
def read_timeline(ref: Reference, principal: Reader, session: ReadSession, books: Rulebooks) -> Timeline:
    """What has happened to a case, newest first."""
    return timeline(session, principal, ref, books)


@router.get("/cases/{ref}/clocks/{clock}/explanation")
def explain_clock(
    ref: Reference, clock: ClockCode, principal: Reader, session: ReadSession, books: Rulebooks
) -> ClockExplanation:
    """How one of a case's dates was worked out, day by day."""
    return queries.explain_clock(session, principal, ref, clock, local_today(), books)


@router.post("/cases/{ref}/acknowledgement")
def acknowledge_case(body: Acknowledgement, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record the acknowledgement, and the date promised with it."""
    return _answer(service.acknowledge(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/allocation")
def allocate_case(body: Allocation, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Give a case to an officer and a team."""
    return _answer(service.allocate(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/grade")
def grade_case(body: Grading, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Set the local risk grade; the council target follows it."""
    return _answer(service.grade(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/issues", status_code=201)
def add_issue(body: NewIssue, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record something further that is complained about."""
    return _answer(service.add_issue(tx, asked, body), asked, tx, response)


@router.put("/cases/{ref}/issues/{number}/finding")
def record_finding(
    number: Number, body: FindingMade, asked: FindingChange, tx: Transaction, response: Response
) -> CaseRead:
    """Record the finding on one issue."""
    return _answer(service.record_finding(tx, asked, number, body), asked, tx, response)


@router.post("/cases/{ref}/response")
def respond_to_case(body: ResponseSent, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that the written response was sent."""
    return _answer(service.respond(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/closure")
def close_case(body: Closure, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Close a case; its outcome follows from the findings."""
    return _answer(service.close(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/withdrawal")
def withdraw_case(body: Withdrawal, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that the complaint was withdrawn, by whom and why."""
    return _answer(service.withdraw(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/adoption")
def adopt_case(body: Adoption, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Take an imported open case into today's work; the caller becomes its owner."""
    return _answer(service.adopt(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/stages", status_code=201)
def begin_next_stage(body: Escalation, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Begin the next stage, on the day its request was received."""
    return _answer(stages.escalate(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/reopening")
def reopen_case(body: Reopening, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Take up a case again that was answered."""
    return _answer(stages.reopen(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/steps")
def take_step(body: StepDone, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record a step of the present stage, such as the meeting of the review panel."""
    return _answer(stages.take_step(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/clocks/{clock}/extension")
def extend_clock(
    clock: ClockCode, body: ExtensionMade, asked: CaseChange, tx: Transaction, response: Response
) -> CaseRead:
    """Extend one clock, counted from its original start; the date before is kept."""
    return _answer(dates.extend(tx, asked, clock, body), asked, tx, response)


@router.post("/cases/{ref}/holds", status_code=201)
def hold_case(body: HoldBegun, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record what a case waits for. Legal limits and promised dates go on."""
    return _answer(dates.hold(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/holds/{number}/end")
def end_hold(number: Number, body: HoldEnd, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that a case waits no longer."""
    return _answer(dates.end_hold(tx, asked, number, body), asked, tx, response)


@router.post("/cases/{ref}/requests", status_code=201)
def ask_contributor(body: RequestSent, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Start a clock for what a contributor was asked for."""
    return _answer(dates.ask(tx, asked, OwedBy.CONTRIBUTOR, body), asked, tx, response)


@router.post("/cases/{ref}/ombudsman-enquiries", status_code=201)
def record_ombudsman_enquiry(
    body: RequestSent, asked: CaseChange, tx: Transaction, response: Response
) -> CaseRead:
    """Start the clock of the council's reply to the Ombudsman; the date in the letter wins."""
    return _answer(dates.ask(tx, asked, OwedBy.COUNCIL, body), asked, tx, response)


@router.post("/cases/{ref}/requests/{number}/answer")
def answer_request(
    number: Number, body: RequestAnswer, asked: CaseChange, tx: Transaction, response: Response
) -> CaseRead:
    """Record that what was asked for was given."""
    return _answer(dates.answer_request(tx, asked, number, body), asked, tx, response)


@router.post("/cases/{ref}/receipt")
def correct_receipt(body: ReceiptCorrection, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Put the day of receipt right; every clock is counted anew from it."""
    return _answer(dates.correct_receipt(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/notes", status_code=201)
def add_note(
    ref: Reference,
    body: Note,
    officer: Investigator,
    tx: Transaction,
    books: RulebooksForChange,
    response: Response,
) -> CaseRead:
    """Keep a note with the case; it changes nothing else, so it needs no version."""
    asked = Asked(officer, ref, None, utc_now(), books)
    return _answer(service.add_note(tx, asked, body), asked, tx, response)


def asking(
    procedure: Code,
    received_on: Annotated[LocalDate, Query(description="day 0, in local time")],
    version: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    stage: Code | None = None,
    grade: Code | None = None,
    acknowledged_on: LocalDate | None = None,
    response_received_on: LocalDate | None = None,
    panel_met_on: LocalDate | None = None,
    panel_reported_on: LocalDate | None = None,
) -> deadlines.Asking:
    """What dates are worked out from, as the query gives it."""
    return deadlines.Asking(
        procedure,
        received_on,
        version,
        stage,
        grade,
        acknowledged_on,
        response_received_on,
        panel_met_on,
        panel_reported_on,
    )


@router.get("/deadlines")
def calculate_deadlines(
    principal: AnyStaff, books: Rulebooks, asking: Annotated[deadlines.Asking, Depends(asking)]
) -> Deadlines:
    """By when the steps of a procedure would be due, each worked out day by day."""
    return deadlines.calculate(principal, asking, local_today(), books)


@router.get("/deadlines/count")
def count_date(
    _principal: AnyStaff,
    books: Rulebooks,
    start: Annotated[LocalDate, Query(description="day 0, in local time")],
    amount: Annotated[int, Query(ge=1, le=400)],
    unit: Unit = Unit.WORKING_DAYS,
) -> CountedDate:
    """A date counted by itself, without a procedure."""
    return deadlines.count(start, amount, unit, local_today(), books)


@router.get("/officers")
def list_officers(principal: OfficerReader, session: ReadSession) -> Officers:
    """Everyone who may own cases, with what they have."""
    return officers.list_officers(session, principal, local_today())


@router.put("/officers/me")
def learn_officer(principal: Reader, tx: Transaction) -> OfficerRead:
    """Tell cases who signed in."""
    return officers.learn(tx, principal, local_today())


@router.patch("/officers/{subject}")
def change_officer(
    subject: Subject, body: OfficerChange, admin: OfficerAdmin, tx: Transaction, books: RulebooksForChange
) -> OfficerRead:
    """Change an officer's name or team, or take them off the list."""
    return officers.change(tx, admin, subject, body, local_today(), books)
