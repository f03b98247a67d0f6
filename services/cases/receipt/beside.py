"""What was done beside a case's record, and when: none of it came before the receipt."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from cases.appointments.service import appointed
from cases.joint import rules as of_joint
from cases.joint.service import record_of
from cases.learning import repository as learning
from cases.ombudsman import repository as ombudsman
from cases.plan import repository as plans
from cases.record.record import CaseRecord
from cases.record.rules import Done
from cases.remedies import repository as remedies
from kernel.words import JOINT_ACTS, in_sentence


def done_beside(session: Session, case: CaseRecord, today: date) -> Iterator[Done]:
    """What can be put right itself: of plans the one that stands; nothing that was recorded by mistake.

    No clock goes by costs and by what was told of advocacy: they stand in nobody's way.
    """
    of_case = session, case.row.authority, case.row.ref
    joint = record_of(session, case)
    for step in of_joint.steps(None, joint, today) if joint else []:
        yield Done(step.on, f"joint complaint: {in_sentence(JOINT_ACTS[step.act])}")
    for plan in plans.of_case(*of_case)[:1]:
        yield Done(plan.made_on, "the plan was made")
    for remedy in remedies.of_case(*of_case):
        for part in remedy.paid:
            yield Done(date.fromisoformat(part["paid_on"]), "a remedy was paid")
        if remedy.done_on:
            yield Done(remedy.done_on, "a remedy was done")
    for lesson in learning.of_case(*of_case):
        if lesson.done_on and lesson.dropped_because is None:
            yield Done(lesson.done_on, "what was learned was carried out")
    for theirs in ombudsman.of_case(*of_case):
        if theirs.mistaken_because is None:
            yield Done(theirs.received_on, "the council heard of it from the Ombudsman")
    yield from appointed(session, case.row)
