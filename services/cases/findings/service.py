"""Issues and the finding on each."""

from collections.abc import Sequence

from sqlmodel import Session

from cases.findings.schemas import FindingMade, IssueChange, NewIssue
from cases.record import rules
from cases.record.again import restate_outcome
from cases.record.change import Asked, load, require_in_stage, save
from cases.record.models import IssueRow
from cases.record.record import CaseRecord, acts_of
from kernel.calendar import in_words
from kernel.errors import NotFound, wrong_field
from kernel.events import FindingRecorded, IssueAdded, IssueChanged
from kernel.procedures import Coded, find
from kernel.vocabulary import About, Act, Action


def add_issue(tx: Session, asked: Asked, body: NewIssue) -> CaseRecord:
    """Record something further that is complained about; it needs a finding of its own."""
    case = load(tx, asked, Action.ADD_ISSUE)
    _require_codes(asked, body)
    number = max((issue.number for issue in case.issues), default=0) + 1
    case.issues.append(
        IssueRow(authority=case.row.authority, ref=case.row.ref, number=number, **body.model_dump(mode="json"))
    )
    return save(tx, asked, case, IssueAdded, asked.today, {"number": number})


def change_issue(tx: Session, asked: Asked, number: int, body: IssueChange) -> CaseRecord:
    """Describe an issue anew, or put it under other codes, also after the end: next year's figures need them.

    One issue of a case is the primary one: another takes its place by being made it, and none steps back from it.
    """
    case = load(tx, asked)
    issue = _issue(case, asked, number)
    rules.require_option(case.standing, Action.CHANGE_ISSUE)
    _require_codes(asked, body, issue)
    found = rules.derived_outcome(case.standing.issues)
    for field, value in body.model_dump(mode="json", exclude={"primary"}).items():
        setattr(issue, field, value)
    restate_outcome(case, found)
    made_primary = body.primary and number != case.primary_issue
    if made_primary:
        case.row.primary_issue = number
    return save(tx, asked, case, IssueChanged, asked.today, {"number": number, "made_primary": made_primary})


def _issue(case: CaseRecord, asked: Asked, number: int) -> IssueRow:
    issue = case.issue(number)
    if issue is None:
        raise NotFound(f"{asked.ref} has no issue {number}.")
    return issue


def _require_codes(asked: Asked, body: NewIssue, before: IssueRow | None = None) -> None:
    """Raises Unprocessable for a code that the council's file does not have, or not any more.

    What an issue has already may stay.
    """
    council = asked.books.council(asked.officer.authority)
    category = council.category(body.category)
    if category is None:
        raise wrong_field("/category", f"{council.name} has no category {body.category!r}.")
    codes: list[tuple[str, str | None, Sequence[Coded]]] = [
        ("category", body.category, council.categories),
        ("subcategory", body.subcategory, category.subcategories),
        ("theme", body.theme, council.themes),
        ("team", body.team, council.teams),
        ("body", body.body, council.joint_bodies),
    ]
    if (body.about is About.ANOTHER_BODY) != (body.body is not None):
        needs = body.body is None
        raise wrong_field("/body", "Say which body." if needs else "Only an issue about another body names one.")
    for field, code, known in codes:
        if code is None or (before and getattr(before, field) == code):
            continue
        entry = find(known, code)
        if entry is None:
            of = f"The category {category.name}" if field == "subcategory" else council.name
            raise wrong_field(f"/{field}", f"{of} has no {field} {code!r}.")
        if not entry.in_use(asked.today):
            raise wrong_field(f"/{field}", f"{entry.name} is not in use any more.")


def record_finding(tx: Session, asked: Asked, number: int, body: FindingMade) -> CaseRecord:
    """Record the finding on one issue, or change it while the case is open."""
    case = load(tx, asked)
    issue = _issue(case, asked, number)
    rules.require_option(case.standing, Action.RECORD_FINDING)
    rules.require_for(asked.officer.subject, case.not_for)
    require_in_stage(asked, case, decided_on=body.decided_on)
    answered_on = acts_of(case.stage).get(Act.RESPONDED)
    if answered_on and body.decided_on > answered_on:
        raise wrong_field("/decided_on", f"This is after the answer that gives it, of {in_words(answered_on)}.")
    if body.outcome not in asked.books.council(asked.officer.authority).findings:
        raise wrong_field("/outcome", "The council's procedure does not know this finding.")
    found = rules.derived_outcome(case.standing.issues)
    issue.finding = body.outcome
    for text in rules.FINDING_TEXTS:
        setattr(issue, text, getattr(body, text))
    issue.decided_on = body.decided_on
    issue.decided_by = asked.officer.subject
    restate_outcome(case, found)
    what = {"number": number, "finding": body.outcome}
    return save(tx, asked, case, FindingRecorded, body.decided_on, what)
