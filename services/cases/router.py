"""Every route of cases: each room has its own, and one line here."""

from cases.adoption.router import router as adoption
from cases.allocation.router import router as allocation
from cases.appointments.router import router as appointments
from cases.bulk.router import router as bulk
from cases.calendar.router import router as calendar
from cases.closing.router import router as closing
from cases.contributions.public import router as contributions_by_link
from cases.contributions.router import router as contributions
from cases.contributions.router import secret_router as contribution_secrets
from cases.corrections.router import router as corrections
from cases.costs.router import router as costs
from cases.deadlines.router import router as deadlines
from cases.digest.router import router as digest
from cases.extensions.router import router as extensions
from cases.findings.router import router as findings
from cases.grading.router import router as grading
from cases.held.router import router as held
from cases.holds.router import router as holds
from cases.joint.router import router as joint
from cases.lateness.router import router as lateness
from cases.learning.router import router as learning
from cases.letters.router import router as letters
from cases.letters.wording.router import router as letter_wordings
from cases.notes.router import router as notes
from cases.ombudsman.router import router as ombudsman
from cases.outbox.codes import router as outbox_codes
from cases.outbox.router import router as outbox
from cases.plan.router import router as plan
from cases.queue.router import router as queue
from cases.queue.saved.router import router as saved_views
from cases.receipt.router import router as receipt
from cases.record.router import router as record
from cases.remedies.router import router as remedies
from cases.restriction.router import router as restriction
from cases.said.router import router as said
from cases.stages.router import router as stages
from cases.survey.public import router as survey_by_code
from cases.survey.router import paper_router as survey_on_paper
from cases.survey.router import router as survey
from cases.tasks.router import router as tasks
from cases.timeline.router import router as timeline
from cases.watching.router import router as watching
from cases.workload.router import router as workload

ROOMS = (
    queue,  # before the record: "counts" is no reference
    bulk,
    saved_views,
    record,
    timeline,
    stages,
    allocation,
    grading,
    findings,
    closing,
    adoption,
    extensions,
    holds,
    contributions,
    contribution_secrets,
    contributions_by_link,
    lateness,
    receipt,
    plan,
    corrections,
    notes,
    costs,
    restriction,
    appointments,
    remedies,
    tasks,
    outbox_codes,
    outbox,
    watching,
    digest,
    learning,
    ombudsman,
    joint,
    letters,
    letter_wordings,
    survey,
    survey_on_paper,
    survey_by_code,
    said,
    held,
    deadlines,
    workload,
    calendar,
)
