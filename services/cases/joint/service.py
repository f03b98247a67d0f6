"""Who answers a complaint together: recorded whole, with nothing shared that the person has not agreed to."""

from collections.abc import Collection, Iterator, Mapping, Set
from datetime import date
from typing import Any

from sqlmodel import Session

from cases.joint import ko41a, repository, rules
from cases.joint.models import JointRow
from cases.joint.schemas import BodyPartRead, BodyTransferRead, JointComplaint, JointRead
from cases.notes.service import write_note
from cases.record import repository as cases
from cases.record import rules as of_case
from cases.record.change import Asked, load
from cases.record.models import CaseRow
from cases.record.record import CaseRecord, is_awaited
from cases.record.views import NARRATIVE
from chassis import feed
from chassis.auth import Principal
from kernel.calendar import in_words
from kernel.errors import Conflict, FieldError, Stale, Unprocessable
from kernel.events import JointChanged, JointPartRecord, JointRecord
from kernel.procedures import Books, Council, JointBody
from kernel.vocabulary import (
    About,
    AgeOfPatient,
    Classification,
    Disposition,
    Flag,
    HealthSubject,
    Outcome,
    ShareConsent,
    Status,
    StatusOfComplainant,
    TransferWay,
)


def read_joint(session: Session, principal: Principal, ref: str, books: Books) -> JointRead:
    """Who answers a complaint together, as the reader's role may see it. Raises NotFound."""
    case = cases.get(session, principal.authority, ref)
    row = session.get(JointRow, (case.authority, ref))
    return _read(principal, case, row or _nothing(case, ""), books)


def put(tx: Session, asked: Asked, version: int, body: JointComplaint) -> JointRead:
    """Record who answers a complaint together, or what of it is another now.

    Raises NotFound; Stale when it is not the version that was read; Conflict for what is no complaint, and for
    something that would be shared without consent; Unprocessable for what cannot be.
    """
    case = load(tx, asked)
    if because := _not_joint_because(case.row):
        raise Conflict(because)
    row = tx.get(JointRow, (case.row.authority, case.row.ref))
    before = _told(row) if row else None
    had = {part["body"]: part for part in row.bodies} if row else {}
    row = row or _nothing(case.row, asked.officer.subject)
    if row.version != version:
        raise Stale("Somebody else changed who answers it together. Read it again.")
    council = asked.books.council(case.row.authority)
    issues = {issue.number for issue in case.issues}
    _require(asked, case, council, had, body)
    for name, value in _stored(body, issues).items():
        setattr(row, name, value)
    now = _told(row)
    if wrong := list(rules.mistakes(now, council.code, case.row.responded_on)):
        raise Unprocessable("Some fields are wrong.", wrong)
    if without := rules.shared_without(before or JointRecord(), now):
        code, missing = without
        raise Conflict(f"Nothing may be shared with {_name(council, code)} yet. {missing}")
    row.version += 1
    row.by = asked.officer.subject
    tx.add(row)
    steps = rules.steps(before, now, asked.today)
    feed.append(
        tx,
        JointChanged(
            authority=row.authority,
            ref=row.ref,
            sequence=row.version,
            occurred_on=max(step.on for step in steps),
            by=row.by,
            steps=tuple(steps),
            joint=now,
            note=write_note(tx, asked, body.not_joint_because) if body.not_joint_because else None,
        ),
    )
    return _read(asked.officer, case.row, row, asked.books)


def count_ko41a(session: Session, principal: Principal, year: int, books: Books) -> Iterator[tuple[object, ...]]:
    """What KO41a counts of a council's joint complaints with the NHS: a header and rows.

    A complaint that was sent on is counted by who deals with it.
    """
    council = books.council(principal.authority)
    nhs = {body.code for body in council.joint_bodies if body.nhs}
    counted = [
        ko41a.Counted(
            received_on=case.received_on,
            closed_on=case.closed_on,
            outcome=Outcome(case.outcome) if case.outcome else None,
            age_of_patient=AgeOfPatient(joint.age_of_patient) if joint.age_of_patient else None,
            status_of_complainant=StatusOfComplainant(joint.status_of_complainant)
            if joint.status_of_complainant
            else None,
            subjects=[HealthSubject(subject) for subject in joint.subjects],
        )
        for joint, case in repository.of_council(session, principal.authority)
        if joint.transfer_way != TransferWay.SENT and any(part["body"] in nhs for part in joint.bodies)
    ]
    yield ko41a.HEADER
    yield from ko41a.lines(counted, year)


def record_of(session: Session, case: CaseRecord) -> JointRecord | None:
    """Who answers a complaint together, empty where it is not recorded; None where nobody else could answer."""
    row = session.get(JointRow, (case.row.authority, case.row.ref))
    if row is None:
        return None if _not_joint_because(case.row) else JointRecord()
    return _told(row)


def records_of(session: Session, authority: str, refs: Collection[str]) -> dict[str, JointRecord]:
    """Who answers some complaints together, of those where it is recorded."""
    return {row.ref: _told(row) for row in repository.of_cases(session, authority, refs)}


def answered_by(session: Session, case: CaseRecord) -> dict[int, str]:
    """Codes of the bodies that answer issues of a complaint, by the number of the issue."""
    row = session.get(JointRow, (case.row.authority, case.row.ref))
    return {number: part["body"] for part in row.bodies for number in part["issues"]} if row else {}


def is_joint(case: CaseRecord, told: JointRecord | None) -> bool:
    """Whether more than the council answers a complaint, recorded or not."""
    about_another = any(issue.about == About.ANOTHER_BODY for issue in case.issues)
    return bool(told and told.bodies) or Flag.JOINT in case.row.flags or about_another


def _not_joint_because(case: CaseRow) -> str | None:
    """Why a case is not answered together with another body; None: it can be."""
    if case.stage == Status.IMPORTED:
        return "Not yet: take it into today’s work first."
    if not Classification(case.classification).is_complaint or case.disposition == Disposition.REFUSED:
        return "Only a complaint that is looked into is answered together with another body."
    return None


def _require(
    asked: Asked,
    case: CaseRecord,
    council: Council,
    had: Mapping[str, Mapping[str, Any]],
    body: JointComplaint,
) -> None:
    """Raises Unprocessable for a body or an issue that there is not, for a day that cannot be, and for an answer
    of which something is still owed.

    Args:
        had: the part of each body so far. An issue that the case has no more may have followed its matter.
    """
    issues = {issue.number for issue in case.issues}
    wrong = list(rules.alone_mistakes(had.keys(), [part.body for part in body.bodies], body.not_joint_because))
    days: dict[str, date | None] = {"transfer/on": body.transfer.on if body.transfer else None}
    for place, part in enumerate(body.bodies):
        at = f"bodies/{place}"
        known = council.joint_body(part.body)
        if known is None:
            wrong.append(FieldError(f"/{at}/body", f"{council.name}’s file has no joint body {part.body!r}."))
        elif part.body not in had and not known.in_use(asked.today):
            wrong.append(FieldError(f"/{at}/body", f"{known.name} is not in use any more."))
        wrong += [
            FieldError(f"/{at}/issues/{index}", f"The case has no issue {number}.")
            for index, number in enumerate(part.issues)
            if number not in issues and number not in had.get(part.body, {}).get("issues", ())
        ]
        told_before = had.get(part.body, {}).get("answered_on")
        is_told = part.answered_on and part.answered_on.isoformat() != told_before
        if known and is_told and (why := _still_owed(case, known, part.answered_on)):
            wrong.append(FieldError(f"/{at}/answered_on", why))
        if part.consent is ShareConsent.NOT_NEEDED and part.because is None:
            wrong.append(FieldError(f"/{at}/because", "Say why nobody has to agree."))
        if part.consent is not ShareConsent.NOT_NEEDED and part.because is not None:
            wrong.append(FieldError(f"/{at}/because", "Only where no consent is needed is there a reason."))
        for field in ("consent_asked_on", "consent_settled_on", "asked_on", "answered_on"):
            days[f"{at}/{field}"] = getattr(part, field)
    if wrong:
        raise Unprocessable("Some fields are wrong.", wrong)
    of_case.require_dates(asked.today, case.row.received_on, "the contact was received", **days)


def _still_owed(case: CaseRecord, body: JointBody, by: date | None) -> str | None:
    """What a body owes that it was asked for by a day: while it does, it is waited for, and chased."""
    owed = [each for each in case.requests if is_awaited(each) and rules.named_in(each.asked_of, [body])]
    asked_on = min((each.asked_on for each in owed if by and each.asked_on <= by), default=None)
    if asked_on is None:
        return None
    return f"First record what became of what they were asked for on {in_words(asked_on)}: it is waited for."


def _stored(body: JointComplaint, issues: Set[int]) -> dict[str, Any]:
    given = body.model_dump(mode="json", exclude={"transfer", "not_joint_because"})
    transfer = body.transfer
    return given | {
        "bodies": [part | {"issues": sorted(issues & set(part["issues"]))} for part in given["bodies"]],
        "subjects": list(dict.fromkeys(given["subjects"])),
        "transfer_way": transfer.way if transfer else None,
        "transfer_body": transfer.body if transfer else None,
        "transferred_on": transfer.on if transfer else None,
    }


def _nothing(case: CaseRow, by: str) -> JointRow:
    return JointRow(authority=case.authority, ref=case.ref, bodies=[], subjects=[], by=by)


def _told(row: JointRow) -> JointRecord:
    """As events carry it: codes and days alone."""
    parts = tuple(JointPartRecord.model_validate(_coded(part)) for part in row.bodies)
    return JointRecord.model_validate({**row.model_dump(exclude={"bodies"}), "bodies": parts})


def _coded(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name in JointPartRecord.model_fields}


def _name(council: Council, code: str) -> str:
    body = council.joint_body(code)
    return body.name if body else code


def _read(principal: Principal, case: CaseRow, row: JointRow, books: Books) -> JointRead:
    council = books.council(case.authority)
    shows = principal.may("cases:narrative")
    return JointRead(
        version=row.version,
        lead=row.lead,
        communication=row.communication,
        answer_from=row.answer_from,
        bodies=list(_parts_read(council, row, shows)),
        transfer=BodyTransferRead(
            way=TransferWay(row.transfer_way),
            body=row.transfer_body,
            name=_name(council, row.transfer_body),
            on=row.transferred_on,
        )
        if row.transfer_way and row.transfer_body and row.transferred_on
        else None,
        received_on=case.received_on,
        answered_on=case.responded_on,
        age_of_patient=row.age_of_patient,
        status_of_complainant=row.status_of_complainant,
        subjects=[HealthSubject(subject) for subject in row.subjects],
        may_record=principal.may("cases:write") and _not_joint_because(case) is None,
        withheld=[] if shows else [NARRATIVE],
    )


def _parts_read(council: Council, row: JointRow, shows: bool) -> Iterator[BodyPartRead]:
    for part in row.bodies:
        missing = rules.missing_to_share(JointPartRecord.model_validate(_coded(part)))
        shown = part if shows else part | {"because": None}
        yield BodyPartRead(**shown, name=_name(council, part["body"]), not_shared_because=missing)
