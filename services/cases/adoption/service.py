"""Taking an imported open case into today's work."""

from sqlmodel import Session

from cases.adoption.schemas import Adoption
from cases.record.change import Asked, load, require_team, save
from cases.record.models import IssueRow
from cases.record.record import CaseRecord, first_stage
from kernel.errors import wrong_field
from kernel.events import CaseAdopted
from kernel.vocabulary import Act, Action, Disposition, Status


def adopt(tx: Session, asked: Asked, body: Adoption) -> CaseRecord:
    """Take an imported open case into today's work: its clocks start from the original receipt.

    What its council recorded of it counts: an acknowledgement that was sent meets its clock.
    """
    case = load(tx, asked, Action.ADOPT)
    council = asked.books.council(asked.officer.authority)
    row = case.row
    fitting = [p for p in council.procedures_on(row.received_on) if p.classification == row.classification]
    wanted = body.procedure or row.procedure or (fitting[0].id if fitting else None)
    if wanted and wanted not in {procedure.id for procedure in fitting}:
        raise wrong_field("/procedure", f"{council.name} has no such procedure for this class.")
    require_team(asked, body.team)
    procedure = next((procedure for procedure in fitting if procedure.id == wanted), None)
    case.procedure = procedure
    case.stages = [first_stage(row, procedure)]
    if row.acknowledged_on:
        case.act(Act.ACKNOWLEDGED, row.acknowledged_on)
    row.procedure = procedure.id if procedure else None
    row.procedure_version = procedure.version if procedure else None
    if row.disposition != Disposition.REFUSED:
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
