"""What cases tells of a case."""

from datetime import date

from kernel.events.base import Coded, Event
from kernel.vocabulary import (
    About,
    Act,
    AdvocacyAct,
    AppointmentAct,
    Classification,
    CostKind,
    Disposal,
    Disposition,
    Finding,
    Hears,
    HoldReason,
    JointAct,
    KeptBecause,
    LateReason,
    LearningAct,
    LetterAct,
    LetterKind,
    Method,
    OmbudsmanAct,
    OmbudsmanBody,
    OmbudsmanDecision,
    OmbudsmanReason,
    Outcome,
    OwedBy,
    RefusalReason,
    RemedyAct,
    ReviewAct,
    SendingState,
    SendingWay,
    ShareConsent,
    Slip,
    StageRole,
    Status,
    TaskAct,
    TransferWay,
    Unit,
    Whose,
    WithdrawalReason,
)


class IssueState(Coded):
    number: int
    category: str
    subcategory: str | None = None
    theme: str | None = None
    about: About
    body: str | None = None
    team: str | None = None
    finding: Finding | None = None


class RemedyState(Coded):
    """A remedy as an import or an earlier release told it, within the case."""

    kind: str
    amount_pounds: int | float | None = None


class LearningState(Coded):
    """Something learned as an import or an earlier release told it, within the case."""

    theme: str
    scope: str | None = None
    action: str | None = None
    completed_on: date | None = None


class ClockRecord(Coded):
    """A clock's dates; what it reads depends on the day it is looked at.

    Attributes:
        stage: number of the stage that it belongs to; 0: the whole case.
        due_on: the date in force; `original_due_on` is the one before it was extended, if it was.
        met_original: whether the step was taken by the date before any extension; None while it is not taken.
    """

    kind: str
    stage: int = 1
    started_on: date
    due_on: date | None
    original_due_on: date | None = None
    met_on: date | None = None
    met_original: bool | None = None
    met_extended: bool | None = None
    cancelled: bool = False


class ClockMoved(Coded):
    """A clock that was given another date, without an agreement about it."""

    kind: str
    before: date | None
    after: date | None


class TellingState(Coded):
    """That a level of the council's file was told that an answer is late, and on which day."""

    level: str
    told_on: date


class StageState(Coded):
    """One stage or level of a case; `due_on` is its own target before any extension.

    `target_days`: of that target, in `target_unit`. `extended_because`: of the extension in force.
    `signed_off_by`: a level of the council's file. `told_late`: who was told that its answer is late.
    """

    number: int
    code: str
    started_on: date
    target_days: int | None = None
    target_unit: Unit = Unit.WORKING_DAYS
    due_on: date | None = None
    extended_to: date | None = None
    extended_because: LateReason | None = None
    responded_on: date | None = None
    response_days: int | None = None
    outcome: Outcome | None = None
    holding_response_on: date | None = None
    signed_off_by: str | None = None
    late_because: LateReason | None = None
    told_late: tuple[TellingState, ...] = ()


class CaseState(Coded):
    """A case's coded state.

    Attributes:
        next_due_on: the next date owed, by `next_due_kind`; None when nothing is owed.
        next_due_act: what has to be done by then; None in events of an earlier release.
        next_soon_on: the first day on which that date reads "soon".
        responded_on: of the stage that was answered last.
        response_days: working days that answer took, counted once, on `calendar_version`.
        days_by: working days up to that answer, by whose they were; None in events of an earlier release.
        target_days: working days of that stage's own target.
        response_due_on: last day on which that response was or is within the target, before any extension.
        remedies, learning: as an import or an earlier release recorded them; None: told by their own parts.
        is_open: something is owed; None in events of an earlier release, where it follows from the stage.
        waiting_since: first day of the hold that goes on.
        turn: whom an open case waits for, since `turn_since`; None in events of an earlier release.
    """

    classification: Classification
    disposition: Disposition
    received_on: date
    stage: Status
    procedure: str | None = None
    procedure_version: int | None = None
    grade: str | None = None
    team: str | None = None
    division: str | None = None
    service_area: str | None = None
    owner: str | None = None
    acknowledged_on: date | None = None
    promised_on: date | None = None
    responded_on: date | None = None
    closed_on: date | None = None
    withdrawn_on: date | None = None
    outcome: Outcome | None = None
    issues: tuple[IssueState, ...] = ()
    remedies: tuple[RemedyState, ...] | None = None
    learning: tuple[LearningState, ...] | None = None
    clocks: tuple[ClockRecord, ...] = ()
    next_due_kind: str | None = None
    next_due_on: date | None = None
    next_soon_on: date | None = None
    response_due_on: date | None = None
    target_days: int | None = None
    response_days: int | None = None
    days_by: dict[Whose, int] | None = None
    calendar_version: str | None = None
    stages: tuple[StageState, ...] = ()
    is_open: bool | None = None
    waiting_since: date | None = None
    turn: Whose | None = None
    turn_since: date | None = None
    next_due_act: Act | None = None
    refusal_reason: RefusalReason | None = None
    withdrawn_because: WithdrawalReason | None = None


class CaseEvent(Event):
    case: CaseState


class PartEvent(Event):
    """Something happened to a part that lives beside the record of a case.

    It carries that whole part and nothing of the case; `sequence` counts the changes of this part alone.
    """


class DisposalAnswered(PartEvent):
    """The case of a contact that is to be let go of has been, or there was none; or it stays, and why.

    Attributes:
        removed: what went, in words, and how many of each.
    """

    act: Disposal
    kept_because: KeptBecause | None = None
    removed: tuple[tuple[str, int], ...] = ()


class CaseForgotten(Event):
    """The case of a contact that was taken back has gone, or there was none: nobody had worked on it."""


class CaseOpened(CaseEvent):
    """A case was opened for a contact and its clocks started."""


class CaseAcknowledged(CaseEvent):
    """The complainant was told that the complaint was received, and perhaps by when to expect an answer.

    `note`: of a promise beyond the legal limit, where its reason stands.
    """

    method: str
    note: int | None = None


class CaseAllocated(CaseEvent):
    """A case was given to an officer, a team, or back to nobody.

    Attributes:
        note: number of the note that says why, where it was handed over with others.
    """

    note: int | None = None


class CaseGraded(CaseEvent):
    """A local risk grade was set; the stage target follows it.

    Attributes:
        suggested: the grade that the procedure's criteria led to.
    """

    suggested: str | None = None
    note: int | None = None


class CaseReclassified(CaseEvent):
    """The class changed; clocks were computed anew from the original receipt.

    Attributes:
        taken_up_again: it had ended, as its class before ends.
    """

    moved: tuple[ClockMoved, ...] = ()
    taken_up_again: bool = False


class IssueAdded(CaseEvent):
    """A further issue was recorded."""

    number: int


class IssueChanged(CaseEvent):
    """An issue was described anew, put under other codes, or made the primary one of the case.

    Attributes:
        went_elsewhere: its matter is not looked into any more; it is no issue of the case.
    """

    number: int
    made_primary: bool = False
    went_elsewhere: bool = False


class FindingRecorded(CaseEvent):
    """A finding was made on one issue, or changed."""

    number: int
    finding: Finding


class AnswerPromised(CaseEvent):
    """The complainant was told by when to expect an answer, apart from the acknowledgement.

    `note`: of a promise beyond the legal limit, where its reason stands.
    """

    note: int | None = None


class HoldingReplySent(CaseEvent):
    """The complainant was told that the answer takes longer."""

    method: str


class ResponseIssued(CaseEvent):
    """The written response was sent. `note`: why that was before the person agreed."""

    method: str
    note: int | None = None


class CaseClosed(CaseEvent):
    """The case ended with an outcome derived from its findings. `note`: why nothing was learned from it."""

    note: int | None = None


class CaseSettled(CaseEvent):
    """It was put right early and the complainant agreed to leave it there: nothing more was looked into.

    Attributes:
        method: by which what was agreed was confirmed to them.
        note: how it was put right.
    """

    method: str
    note: int | None = None


class CaseWithdrawn(CaseEvent):
    """The complainant or their representative withdrew the complaint."""

    withdrawn_by: str
    note: int | None = None


class CaseAdopted(CaseEvent):
    """An officer took an imported open case into today's work; its clocks start from the original receipt."""


class StageEscalated(CaseEvent):
    """The complainant asked for the next stage, and it began."""

    stage: str
    note: int | None = None


class ConsentSettled(CaseEvent):
    """The person said whether they agree to what is said for them, or it is to be asked after all.

    `awaited`: it is not known yet.
    """

    awaited: bool


class CaseReopened(CaseEvent):
    """A case that was answered, or had ended, is taken up again. `referred_back`: by the Ombudsman."""

    referred_back: bool = False


class StepTaken(CaseEvent):
    """A step of the stage was taken, such as the meeting of the review panel. `note`: why it met so."""

    step: Act
    note: int | None = None


class AnswerReviewed(CaseEvent):
    """An answer was put up for review, sent back or signed. `level`: as the council's file calls it; `note`: why
    it was sent back.
    """

    act: ReviewAct
    level: str
    note: int | None = None


class ClockExtended(CaseEvent):
    """A later date was agreed or decided for one clock; the one before is kept.

    `beyond_usual`: the total that its source allows without good reason, where it went beyond. `because` None: in
    words alone, or an earlier release told it.
    """

    clock: str
    before: date
    after: date
    person_agreed: bool
    because: LateReason | None = None
    extension: int | None = None
    beyond_usual: int | None = None
    note: int | None = None


class CaseHeld(CaseEvent):
    """The case waits for something; no legal limit waits with it."""

    reason: HoldReason
    moved: tuple[ClockMoved, ...] = ()
    hold: int | None = None
    note: int | None = None


class HoldEnded(CaseEvent):
    """What the case waited for is there, or it goes on without."""

    reason: HoldReason
    days: int
    moved: tuple[ClockMoved, ...] = ()
    hold: int | None = None


class RequestMade(CaseEvent):
    """A contributor was asked for something, or the Ombudsman asked the council.

    `client`: of the partner whose system is told of it; intake knows it.
    """

    clock: str
    who: OwedBy
    note: int | None = None
    client: str | None = None


class RequestChased(CaseEvent):
    """A contributor was reminded of what they were asked for."""

    clock: str
    method: Method


class LateTold(CaseEvent):
    """Somebody was told that the answer is late. `level`: as the council's file calls them."""

    level: str
    method: Method


class RequestAnswered(CaseEvent):
    """What was asked for was given.

    `by_link`: by whoever was asked, with the link that was made for it; `by_system`: by their own system.
    """

    clock: str
    who: OwedBy
    by_link: bool = False
    by_system: bool = False


class RequestWithdrawn(CaseEvent):
    """What was asked for is needed no more. `note`: why; None: the Ombudsman, who asked, has decided."""

    clock: str
    who: OwedBy
    note: int | None


class ReceiptCorrected(CaseEvent):
    """The day of receipt was recorded wrongly; every clock was counted anew from the right one."""

    before: date
    moved: tuple[ClockMoved, ...] = ()
    note: int


class CaseCorrected(CaseEvent):
    """Something was recorded wrongly; every clock was counted anew from what is true.

    Attributes:
        number: of the stage, issue, extension or request.
        stage: number of the earlier one in which a finding was made.
        before, after: its local date as it stood and as it is; `after` None: it never happened.
        because_before, because_after: why more time was given, or why the complaint was withdrawn, where that was
            the slip; `because_before` None: none was recorded.
    """

    what: Slip
    number: int
    stage: int | None = None
    before: date
    after: date | None
    finding_before: Finding | None = None
    finding_after: Finding | None = None
    because_before: LateReason | WithdrawalReason | None = None
    because_after: LateReason | WithdrawalReason | None = None
    moved: tuple[ClockMoved, ...] = ()
    note: int


class NoteAdded(CaseEvent):
    """A note was written; its text stays with the case."""

    note: int


class ClocksMoved(CaseEvent):
    """A change of the council's calendar moved dates of the case, or the day from which its next one reads "soon".

    Attributes:
        moved: the clocks that have another date now; promised dates are never among them.
        change: number of the change; None: a release counts otherwise than the one before, and what is owed may be
            something else too.
    """

    moved: tuple[ClockMoved, ...]
    change: int | None = None


# Beside the record


class CostState(Coded):
    """Something that a case cost, in pence, on a local date."""

    kind: CostKind
    pence: int
    spent_on: date


class CaseRestricted(PartEvent):
    """From now on the case and its contact are shown to these alone; nobody: to everybody whose role may.

    Attributes:
        sequence: counts the restrictions of this reference, those that intake made too.
        people: subjects.
        managers: every manager too.
        note: number of the note that says why; None: it was said when the contact was recorded.
    """

    people: tuple[str, ...]
    managers: bool = False
    note: int | None = None


class PlanMade(PartEvent):
    """How the complaint will be looked into was agreed, or set and told; its words stay with the case.

    Attributes:
        sequence: counts the plans of this case; from the second on it is a change.
        note: number of the note that says why it was changed.
    """

    agreed: bool
    hears: Hears
    note: int | None = None


class CostRecorded(PartEvent):
    """A cost was recorded, the last of `costs`, or one was put right; `costs` are all of the case.

    Attributes:
        imported_pence: what its council had recorded of an imported case before.
        before: the cost as it stood, of what is put right.
        after: what is true of it; None: there was none.
        note: number of the note with the reason, of what is put right.
    """

    costs: tuple[CostState, ...]
    imported_pence: int = 0
    before: CostState | None = None
    after: CostState | None = None
    note: int | None = None


class AppointmentRecord(Coded):
    """Somebody's appointment as it stands, without who it is.

    Attributes:
        number: within its case; `stage` is that of its stage.
        independent: of the council.
        available: on how many days they said that they can.
    """

    number: int
    stage: int
    role: StageRole
    independent: bool
    appointed_on: date
    ended_on: date | None = None
    available: int = 0


class AppointmentChanged(PartEvent):
    """Something happened to appointment `number`; `appointments` are all of the case."""

    number: int
    act: AppointmentAct
    appointments: tuple[AppointmentRecord, ...]


class AdvocacyState(Coded):
    """A word about advocacy: what was said in which stage, by its number, on a local date."""

    act: AdvocacyAct
    stage: int
    told_on: date


class AdvocacyTold(PartEvent):
    """An advocate was offered in a stage, taken up or declined, or what was told of that is put right.

    Attributes:
        sequence: counts what was told of this case, and put right.
        stage: its number.
        taken_up: by the last word of any stage; None while there was only an offer.
        offered: every word is an offer; None: no word stands any more.
        before: the word as it stood, of what is put right.
        after: what is true of it; None: there was none.
        note: number of the note with the reason, of what is put right.
    """

    act: AdvocacyAct
    stage: int
    taken_up: bool | None = None
    offered: bool | None = True
    before: AdvocacyState | None = None
    after: AdvocacyState | None = None
    note: int | None = None


class RemedyRecord(Coded):
    """A remedy as it stands, in pence and local dates.

    Attributes:
        number: within its case; 0: recorded by an import.
        kind: a RemedyKind, or an import's own code.
        pence: what was agreed; None where it is no sum of money.
        dropped: it does not go ahead, and counts no more.
        to_be_agreed: a second person has to agree before it is carried out, and has not.
    """

    number: int
    kind: str
    pence: int | None = None
    paid_pence: int = 0
    due_on: date | None = None
    done_on: date | None = None
    dropped: bool = False
    to_be_agreed: bool = False


class PaymentRecord(Coded):
    """A part of a sum that was recorded as paid, in pence, with its local date."""

    pence: int
    paid_on: date


class RemedyChanged(PartEvent):
    """Something happened to remedy `number`; `remedies` are all of the case.

    Attributes:
        wrong: the payment that never was, of what is put right; None: what was wrong is that it had ended.
        changed_hands: it is for somebody else to do now, and as it was in all else.
        note: number of the note with the reason, of what is put right or was handed over.
    """

    number: int
    act: RemedyAct
    remedies: tuple[RemedyRecord, ...]
    wrong: PaymentRecord | None = None
    changed_hands: bool = False
    note: int | None = None


class LetterChanged(PartEvent):
    """Something happened to letter `number` of a case; its words stay with the case, and no figure counts it.

    Attributes:
        sequence: counts what happened to all letters of the case.
        method: by which it left; None while it did not.
    """

    number: int
    kind: LetterKind
    act: LetterAct
    method: Method | None = None


class SurveyAsked(PartEvent):
    """The complainant is asked how it was handled. What is answered is told of no reference, and in no event.

    Attributes:
        sequence: counts how often: again where the letter was discarded before it left.
        letter: number of the letter that asks.
        note: number of the note with the officer's word, where one was needed.
    """

    letter: int
    note: int | None = None


class SendingChanged(PartEvent):
    """A message was put into the outbox, or it is known what became of it; its words and address stay there.

    Attributes:
        sequence: counts what was told of this case's messages.
        number: within its case.
        sent_on: local date on which it left, if it did.
    """

    number: int
    way: SendingWay
    state: SendingState
    sent_on: date | None = None


class TaskChanged(PartEvent):
    """Something happened to task `number` of a case; no figure counts it.

    Attributes:
        sequence: counts what happened to all tasks of the case.
        is_reminder: it is for whoever recorded it.
        due_before: the day by which it was to be done before it was changed; None: it is the same.
        changed_hands: it is for somebody else now.
        note: number of the note with the reason, where it was handed over.
    """

    number: int
    act: TaskAct
    due_on: date
    is_reminder: bool = False
    due_before: date | None = None
    changed_hands: bool = False
    note: int | None = None


class LearningRecord(Coded):
    """An action that was learned as it stands.

    Attributes:
        number: within its case; 0: recorded by an import.
        theme: a code of the council's file, or an import's own word.
        action: one of those that the file gives for the theme; None: in somebody's own words.
        issue: number of the issue that it came from.
        looked_at_on: day on which its effect was looked at, and `repeated` whether it happened again.
        dropped: it does not go ahead, or was recorded by mistake where it is done; it counts no more.
    """

    number: int
    theme: str
    action: str | None = None
    scope: str | None = None
    issue: int | None = None
    due_on: date | None = None
    done_on: date | None = None
    looked_at_on: date | None = None
    repeated: bool | None = None
    dropped: bool = False


class LearningChanged(PartEvent):
    """Something happened to action `number` that was learned; `learning` is all of the case.

    Attributes:
        before: the action as it stood, of what is put right.
        changed_hands: it is for somebody else to do now, and as it was in all else.
        note: number of the note with the reason, of what is put right or was handed over.
    """

    number: int
    act: LearningAct
    learning: tuple[LearningRecord, ...]
    before: LearningRecord | None = None
    changed_hands: bool = False
    note: int | None = None


class AgreedRemedyRecord(Coded):
    """A remedy agreed with the Ombudsman as it stands, in pence and local dates.

    Attributes:
        struck: it was agreed by mistake, or another took its place; it is not owed, and counts nowhere.
    """

    number: int
    pence: int | None = None
    due_on: date | None = None
    done_on: date | None = None
    struck: bool = False


class OmbudsmanRecord(Coded):
    """A case of the Ombudsman as it stands, in local dates.

    Attributes:
        number: within the council's case.
        reference: the Ombudsman's own.
        contact_ref: the contact by which it asked, where that came as one.
        received_on: day on which the council heard of it.
        comments_due_on: by when the draft decision may be commented on.
        came_back_on: when what it referred back reached the council, if that was after the decision.
        mistaken: it was recorded by mistake, and counts nowhere.
    """

    number: int
    body: OmbudsmanBody
    reference: str | None = None
    contact_ref: str | None = None
    received_on: date
    formal_investigation: bool | None = None
    draft_on: date | None = None
    draft_decision: OmbudsmanDecision | None = None
    comments_due_on: date | None = None
    commented_on: date | None = None
    decided_on: date | None = None
    decision: OmbudsmanDecision | None = None
    grounds: OmbudsmanReason | None = None
    public_report: bool = False
    came_back_on: date | None = None
    remedies: tuple[AgreedRemedyRecord, ...] = ()
    mistaken: bool = False


class OmbudsmanChanged(PartEvent):
    """Something happened in case `number` of the Ombudsman; `ombudsman` are all of the council's case.

    Attributes:
        before: how it stood before; None: it is new.
    """

    number: int
    act: OmbudsmanAct
    before: OmbudsmanRecord | None = None
    ombudsman: tuple[OmbudsmanRecord, ...]


class JointPartRecord(Coded):
    """One body's part in a joint complaint as it stands, in local dates.

    Attributes:
        body: a code of the council's file.
        consent: of the person, to share with this body what they told; None: nobody has asked.
        asked_on, answered_on: for its part, which is when something was shared; None: not yet.
    """

    body: str
    consent: ShareConsent | None = None
    consent_asked_on: date | None = None
    consent_settled_on: date | None = None
    asked_on: date | None = None
    answered_on: date | None = None


class JointRecord(Coded):
    """Who answers a complaint together (SI 2009/309, reg 9); every body is a code, the council's own too.

    Attributes:
        lead: for handling; `communication`: who speaks to the complainant.
        answer_from: who sends the one answer.
        bodies: that take part besides the council.
    """

    lead: str | None = None
    communication: str | None = None
    answer_from: str | None = None
    bodies: tuple[JointPartRecord, ...] = ()
    transfer_way: TransferWay | None = None
    transfer_body: str | None = None
    transferred_on: date | None = None


class JointStep(Coded):
    """Something that happened in a joint complaint, on a local date; `body`: a code, where it was one body's."""

    act: JointAct
    body: str | None = None
    on: date


class JointChanged(PartEvent):
    """A joint complaint was recorded, or is another now; `steps`: what of it happened since it was told last.
    `note`: why it is joint no more.
    """

    steps: tuple[JointStep, ...]
    joint: JointRecord
    note: int | None = None
