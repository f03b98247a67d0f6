"""Issues and the finding on each."""

from sqlmodel import Session

from cases.findings.schemas import FindingMade, NewIssue
from cases.record import rules
from cases.record.change import Asked, load, require_in_stage, require_team, save
from cases.record.models import IssueRow
from cases.record.record import CaseRecord, acts_of
from kernel.calendar import in_words
from kernel.errors import NotFound, wrong_field
from kernel.events import FindingRecorded, IssueAdded
from kernel.vocabulary import Act, Action


def add_issue(tx: Session, asked: Asked, body: NewIssue) -> CaseRecord:
    """Record something further that is complained about; it needs a finding of its own."""
    case = load(tx, asked, Action.ADD_ISSUE)
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
    rules.require_option(case.standing, Action.RECORD_FINDING)
    require_in_stage(asked, case, decided_on=body.decided_on)
    answered_on = acts_of(case.stage).get(Act.RESPONDED)
    if answered_on and body.decided_on > answered_on:
        raise wrong_field("/decided_on", f"This is after the answer that gives it, of {in_words(answered_on)}.")
    if body.outcome not in asked.books.council(asked.officer.authority).findings:
        raise wrong_field("/outcome", "The council's procedure does not know this finding.")
    issue.finding = body.outcome
    issue.reason = body.reason
    issue.decided_on = body.decided_on
    issue.decided_by = asked.officer.subject
    what = {"number": number, "finding": body.outcome}
    return save(tx, asked, case, FindingRecorded, body.decided_on, what)
