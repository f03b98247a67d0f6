"""Everything that is written in some cases now, from the rooms that it stands in."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from cases.contributions.models import ContributionLinkRow
from cases.learning.models import LearningRow
from cases.letters.models import LetterRow, LetterTextRow
from cases.notes.models import NoteRow
from cases.plan.models import PlanRow
from cases.record.models import CaseRow, ExtensionRow, HoldRow, IssueRow, RequestRow
from cases.remedies.models import RemedyRow
from cases.tables import CasesTable
from cases.tasks.models import TaskRow
from chassis import rows
from chassis.said.table import Said
from kernel.localtime import local_midnight
from kernel.vocabulary import SaidKind


def said_of(session: Session, authority: str, refs: Sequence[str]) -> Iterator[Said]:
    """What stands on a day only stands at its beginning, local time."""

    def every(kind: type[CasesTable], *names: str) -> Sequence[Any]:
        return rows.read(session, kind, authority, refs, *names)

    for note in every(NoteRow):
        yield _said(note.ref, SaidKind.NOTE, note.number, note.at, note.call_with, note.text)
    for plan in every(PlanRow):
        yield _said(plan.ref, SaidKind.PLAN, plan.number, plan.at, plan.wants, plan.how, plan.changed_because)
    for remedy in every(RemedyRow):
        texts: tuple[str | None, ...] = (remedy.whom, remedy.what, remedy.evidence, remedy.dropped_because)
        yield _said(remedy.ref, SaidKind.REMEDY, remedy.number, remedy.recorded_on, *texts)
    for learnt in every(LearningRow):
        texts = (learnt.action, learnt.evidence, learnt.dropped_because)
        yield _said(learnt.ref, SaidKind.LEARNING, learnt.number, learnt.recorded_on, *texts)
    for task in every(TaskRow):
        yield _said(task.ref, SaidKind.TASK, task.number, task.recorded_on, task.what, task.dropped_because)
    for extension in every(ExtensionRow):
        yield _said(extension.ref, SaidKind.WAITING, f"later {extension.number}", extension.at, extension.reason)
    for hold in every(HoldRow):
        yield _said(hold.ref, SaidKind.WAITING, f"hold {hold.number}", hold.started_on, hold.waiting_on)
    for request in every(RequestRow):
        yield _said(
            request.ref, SaidKind.REQUEST, request.number, request.asked_on, request.asked_of, request.what
        )
    for link in every(ContributionLinkRow):
        if link.said and link.said_on:
            number, texts = f"{link.request} answer {link.number}", (link.said_by, link.said_as, link.said)
            yield _said(link.ref, SaidKind.REQUEST, number, link.said_on, *texts)
    received = {case.ref: case.received_on for case in every(CaseRow, "ref", "received_on")}
    for issue in every(IssueRow):
        texts = (issue.description, issue.reason, issue.evidence, issue.standard, issue.noted)
        yield _said(issue.ref, SaidKind.ISSUE, issue.number, issue.decided_on or received[issue.ref], *texts)
    letters = {(letter.ref, letter.number, letter.version): letter for letter in every(LetterRow)}
    for words in every(LetterTextRow):
        if letter := letters.get((words.ref, words.number, words.version)):
            texts = (letter.to_name, words.subject, words.text)
            yield _said(words.ref, SaidKind.LETTER, words.number, words.at, *texts)


def _said(ref: str, kind: SaidKind, number: int | str, at: datetime | date, *texts: str | None) -> Said:
    since = at if isinstance(at, datetime) else local_midnight(at)
    return Said(ref, kind, str(number), since, "\n".join(filter(None, texts)))
