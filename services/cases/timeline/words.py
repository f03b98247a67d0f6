"""Every sentence of the timeline: each room says its own, and receipt and class are told here."""

from cases.adoption.words import SENTENCES as ADOPTION
from cases.allocation.words import SENTENCES as ALLOCATION
from cases.appointments.words import SENTENCES as APPOINTMENTS
from cases.calendar.words import SENTENCES as CALENDAR
from cases.closing.words import SENTENCES as CLOSING
from cases.contributions.words import SENTENCES as CONTRIBUTIONS
from cases.corrections.words import SENTENCES as CORRECTIONS
from cases.costs.words import SENTENCES as COSTS
from cases.extensions.words import SENTENCES as EXTENSIONS
from cases.findings.words import SENTENCES as FINDINGS
from cases.grading.words import SENTENCES as GRADING
from cases.holds.words import SENTENCES as HOLDS
from cases.joint.words import SENTENCES as JOINT
from cases.lateness.words import SENTENCES as LATENESS
from cases.learning.words import SENTENCES as LEARNING
from cases.letters.words import SENTENCES as LETTERS
from cases.notes.words import SENTENCES as NOTES
from cases.ombudsman.words import SENTENCES as OMBUDSMAN
from cases.outbox.words import SENTENCES as OUTBOX
from cases.plan.words import SENTENCES as PLAN
from cases.receipt.words import SENTENCES as RECEIPT
from cases.record.telling import Said, Sentences, Texts, sentences
from cases.remedies.words import SENTENCES as REMEDIES
from cases.restriction.words import SENTENCES as RESTRICTION
from cases.retention.words import SENTENCES as RETENTION
from cases.stages.words import SENTENCES as STAGES
from cases.survey.words import SENTENCES as SURVEY
from cases.tasks.words import SENTENCES as TASKS
from kernel.events import CaseOpened, CaseReclassified, CaseState, ConsentSettled
from kernel.vocabulary import Disposition
from kernel.words import REFUSAL_REASONS, in_sentence, with_article


def opened(event: CaseOpened, texts: Texts) -> Said:
    received = f"As {with_article(event.case.classification)}."
    return Said("Received", sentences(received, _refused(event.case)))


def reclassified(event: CaseReclassified, texts: Texts) -> Said:
    again = "It is taken up again." if event.taken_up_again else None
    anew = "Every date was counted anew from the day it was received."
    moves = texts.moves(event.moved, event.case)
    return Said(
        f"Now {with_article(event.case.classification)}", sentences(_refused(event.case), again, anew, *moves)
    )


def _refused(case: CaseState) -> str | None:
    """That it is not looked into, and why."""
    if case.disposition is not Disposition.REFUSED:
        return None
    why = f": {in_sentence(REFUSAL_REASONS[case.refusal_reason])}" if case.refusal_reason else ""
    return f"It is refused{why}."


def consent(event: ConsentSettled, texts: Texts) -> Said:
    if event.awaited:
        return Said("The person is to be asked whether they agree")
    return Said("It was settled whether the person agrees")


SENTENCES: Sentences = {
    CaseOpened: opened,
    CaseReclassified: reclassified,
    ConsentSettled: consent,
    **ADOPTION,
    **ALLOCATION,
    **APPOINTMENTS,
    **CALENDAR,
    **CLOSING,
    **CONTRIBUTIONS,
    **CORRECTIONS,
    **COSTS,
    **EXTENSIONS,
    **FINDINGS,
    **GRADING,
    **HOLDS,
    **JOINT,
    **LATENESS,
    **LEARNING,
    **LETTERS,
    **NOTES,
    **OMBUDSMAN,
    **OUTBOX,
    **PLAN,
    **RECEIPT,
    **RESTRICTION,
    **REMEDIES,
    **RETENTION,
    **STAGES,
    **SURVEY,
    **TASKS,
}
"""How each event is told; a test holds that every event of a case has a sentence, and survives every code."""
