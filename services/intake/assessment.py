"""From what is known of a contact to its assessment: class, reasons, questions, duties and dates. No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from intake.matters import matters_of
from intake.owed import CONSENT, OWN_CASE, consent_owed, of_each, promptly_by
from intake.rules import (
    By,
    Decision,
    Question,
    classify,
    consent_asked,
    highest,
    is_joint,
    owed_by_each,
    triaged,
)
from intake.rules.cited import CHILDRENS, PUBLIC_HEALTH, cited, statutes
from intake.rules.table import NOT_TOGETHER, TOGETHER
from intake.schemas import (
    DECIDED_BY_OFFICER,
    Assessment,
    ContactFacts,
    DutyRead,
    Matter,
    MatterRead,
    QuestionRead,
    ReasonRead,
    is_looked_into,
)
from kernel.clock_schemas import ClockRead, read_clock
from kernel.clocks import Clock
from kernel.procedures import Books, Council, Procedure
from kernel.register import opening_clocks
from kernel.vocabulary import (
    AuthorityKind,
    Classification,
    ClockKind,
    Consent,
    Disposition,
    Flag,
    Function,
    RefusalReason,
)
from kernel.words import CLASSIFICATIONS, DISPOSITIONS, NOT_DECIDED, in_sentence

SUMMARIES = {
    Disposition.ACCEPTED: "Thank them, and share it with the service",
    Disposition.HOLDING: "Held for at most three working days, until the route is clear",
    Disposition.TRIAGE: "An officer decides the route by the next working day",
    Disposition.SERVICE_REQUEST: "Pass it to the service",
    Disposition.RESOLVED_ORAL: "Put right at once: no formal answer is owed",
    Disposition.LOGGED_CONCERN: "Logged: nobody can be answered, but the service is told",
    Disposition.NOT_IN_SCOPE: "Not the council's complaint: tell them whose it is",
    Disposition.TRANSFERRED: "Send it to the body that it belongs to",
    Disposition.SIGNPOSTED: "The provider answers first; they may come back",
    Disposition.REFUSED: "Counted, and not looked into: they are told why",
    Disposition.DEFERRED: "It waits until the proceedings end",
}
"""What is to be done, where no procedure says it."""
EVIDENCE = {
    AuthorityKind.WRITTEN_CONSENT: "the person's written consent",
    AuthorityKind.LPA_HEALTH_AND_WELFARE: "the registered power of attorney for health and welfare",
    AuthorityKind.LPA_PROPERTY_AND_AFFAIRS: "the registered power of attorney for property and affairs",
    AuthorityKind.DEPUTY: "the order of the Court of Protection",
    AuthorityKind.EXECUTOR: "the will, or the grant of probate",
    AuthorityKind.PARENTAL_RESPONSIBILITY: "that they have parental responsibility",
}
"""What shows each right to speak for the person."""
OF_A_CLOCK: Mapping[str, tuple[str, str]] = {
    ClockKind.ACKNOWLEDGE: ("acknowledge", "Acknowledge it, orally or in writing."),
    ClockKind.TRIAGE: ("decide_route", "Decide which route it takes."),
    ClockKind.HOLDING: ("decide_route", "Decide which route it takes."),
}
"""The duty that a clock is for, where a contact tells of it."""
CHILDRENS_GUIDANCE = "Getting the Best from Complaints (statutory guidance, 2006)"
JOINT = "joint_nhs"
IMPORTED = "imported"


def assess(
    body: ContactFacts,
    received_on: date,
    today: date,
    council: Council,
    books: Books,
    explained: bool = True,
    asked_on: date | None = None,
) -> Assessment:
    """What a contact is so far, with its clocks.

    Args:
        explained: and how they were worked out.
        asked_on: the local date from which its duties are owed; None: of receipt.
    """
    decisions = [
        within_file(classify(matter, books.calendar), council, received_on)
        for matter in matters_of(body, received_on, today)
    ]
    decision = highest(decisions)
    procedure = _procedure(decision, council, received_on)
    days = Days(asked_on or received_on, council, books)
    matters = [
        _matter_read(number, each, decision, procedure, received_on, council)
        for number, each in enumerate(decisions, 1)
        if len(decisions) > 1
    ]
    date_own_cases(matters, received_on, today, council, books, explained)
    for matter in matters:
        if matter.has_own_case:
            decisions[matter.number - 1] = _asked_there(decisions[matter.number - 1])
    asked = highest(decisions)
    decision = replace(decision, flags=asked.flags, duties=asked.duties, questions=asked.questions)
    awaits = _awaits_consent(decision, body.consent_on(today))
    clocks = _clocks(decision.classification, decision.disposition, procedure, received_on, council, books, awaits)
    return Assessment(
        classification=decision.classification,
        disposition=decision.disposition,
        local_label=council.local_label(decision.classification, decision.disposition),
        refusal_reason=decision.ends.refusal,
        redirected_to=decision.ends.redirected_to,
        matters=matters,
        procedure=procedure.id if procedure else None,
        procedure_name=procedure.name if procedure else None,
        procedure_version=procedure.version if procedure else None,
        rule=decision.rule,
        title=title_of(decision),
        summary=_summary(decision, procedure),
        reasons=[ReasonRead(**vars(reason)) for reason in decision.reasons],
        questions=[_question(question, decisions) for question in decision.questions],
        duties=[
            *_duties(decision, decisions, body, clocks, days),
            *_own_cases(matters, days),
        ],
        flags=sorted(decision.flags),
        awaits_consent=awaits,
        received_on=received_on,
        clocks=[read_clock(clock, today, books.calendars, explained) for clock in clocks],
    )


def _question(question: Question, decisions: Sequence[Decision]) -> QuestionRead:
    """A fact that each matter may have of its own is asked of those of which it is not known."""
    asked_of = [
        number
        for number, each in enumerate(decisions, 1)
        if any(other.fact == question.fact for other in each.questions)
    ]
    read = QuestionRead.model_validate(question)
    if question.fact in Matter.model_fields and len(asked_of) < len(decisions):
        read.matters = asked_of
    return read


def reassess(
    before: Assessment,
    classification: Classification,
    procedure_id: str | None,
    received_on: date,
    council: Council,
    refusal: RefusalReason | None = None,
) -> Assessment:
    """An assessment as an officer changed it; its dates follow from it, from the original receipt."""
    procedure = council.procedure_on(procedure_id, received_on) if procedure_id else None
    disposition = Disposition.REFUSED if refusal else disposition_of(classification)
    is_answered = classification is Classification.STATUTORY_COMPLAINT and disposition is Disposition.ACCEPTED
    if not is_answered and Flag.JOINT in before.flags:
        before = _parted(before)
    return before.model_copy(
        update={
            "classification": classification,
            "disposition": disposition,
            "local_label": council.local_label(classification, disposition),
            "refusal_reason": refusal,
            "redirected_to": None,
            "matters": [
                _placed(each, classification, disposition, procedure_id, is_joint=Flag.JOINT in before.flags)
                for each in before.matters
            ],
            "awaits_consent": before.awaits_consent and refusal is None,
            "procedure": procedure_id,
            "procedure_name": procedure.name if procedure else None,
            "procedure_version": procedure.version if procedure else None,
            "rule": DECIDED_BY_OFFICER,
            "title": CLASSIFICATIONS[classification],
            "summary": _summary_by_officer(disposition, procedure),
            "questions": [],
            "now_suggests": None,
            "confirmed": False,
        }
    )


def _parted(joint: Assessment) -> Assessment:
    """A joint complaint that the council does not answer any more: the other body's part is sent on by itself."""
    function = Function.PUBLIC_HEALTH if joint.procedure == PUBLIC_HEALTH else None
    alone = ReasonRead(rule=TOGETHER.id, text=NOT_TOGETHER.text, source=cited(NOT_TOGETHER.source, function))
    return joint.model_copy(
        update={
            "flags": [flag for flag in joint.flags if flag != Flag.JOINT],
            "reasons": [alone if reason.rule == TOGETHER.id else reason for reason in joint.reasons],
            "matters": [
                each.model_copy(
                    update={
                        "title": _title(each.classification, each.disposition),
                        "reason": NOT_TOGETHER.text,
                    }
                )
                if each.disposition is Disposition.TRANSFERRED
                else each
                for each in joint.matters
            ],
        }
    )


def with_consent(chosen: Assessment, body: ContactFacts, days: "Days", version: int) -> Assessment:
    """A class that an officer chose, with what its law asks of the person: whether they agree.

    A child's complaint asks nobody, and a matter that has a case of its own is asked about there (ADR 57).

    Args:
        version: of the contact, from which on it is asked.
    """
    if chosen.what[:2] != (Classification.STATUTORY_COMPLAINT, Disposition.ACCEPTED):
        return chosen
    elsewhere = {matter.number for matter in chosen.matters if matter.has_own_case}
    asked = dict.fromkeys(
        duty
        for number, facts in enumerate(matters_of(body, chosen.received_on, days.asked_on), 1)
        if chosen.procedure != CHILDRENS and number not in elsewhere
        for duty in consent_asked(facts, days.books.calendar)
    )
    owed = [
        DutyRead(code=duty.code, text=duty.text, by=days.promptly, source=_law(duty.source, chosen.procedure))
        for duty in asked
    ]
    flags = {Flag.PENDING_CONSENT} if owed else set()
    awaits = bool(owed) and body.consent_on(days.asked_on) is not Consent.REFUSED
    return chosen.model_copy(
        update={
            "flags": sorted({*chosen.flags} - {Flag.PENDING_CONSENT} | flags),
            "awaits_consent": awaits,
            "duties": consent_owed(chosen.duties, owed, version),
        }
    )


def _summary_by_officer(disposition: Disposition, procedure: Procedure | None) -> str:
    if disposition is Disposition.REFUSED:
        return SUMMARIES[disposition]
    return procedure.summary if procedure else "Decided by an officer"


def disposition_of(classification: Classification) -> Disposition:
    """What an officer's choice of class means for what the council does."""
    match classification:
        case Classification.ENQUIRY:
            return Disposition.SERVICE_REQUEST
        case Classification.OTHER_CONTACT:
            return Disposition.SIGNPOSTED
        case _:
            return Disposition.ACCEPTED


def _matter_read(
    number: int, each: Decision, whole: Decision, procedure: Procedure | None, received_on: date, council: Council
) -> MatterRead:
    """What one matter is by itself, beside the contact and the procedure that this takes."""
    own = _procedure(each, council, received_on)
    matter = MatterRead(
        number=number,
        classification=each.classification,
        disposition=each.disposition,
        title=_title_of_matter(each, whole),
        rule=each.rule,
        reason=TOGETHER.reasons[0] if _is_answered_together(each, whole) else each.reasons[-1].text,
        procedure=own.id if own else None,
        procedure_name=own.name if own else None,
    )
    law = procedure.id if procedure else None
    return _placed(matter, whole.classification, whole.disposition, law, is_joint=Flag.JOINT in whole.flags)


def _placed(
    matter: MatterRead,
    classification: Classification,
    disposition: Disposition,
    procedure: str | None,
    *,
    is_joint: bool,
) -> MatterRead:
    """A matter beside what its contact is: under another law it has a case of its own (ADR 57).

    A child's complaint and an adult's have stages, limits and rights that the other has not; what goes by the Code
    is no part of a statutory complaint that is refused, or waits. The part of another body is an issue of a joint
    complaint, which has one answer (SI 2009/309, reg 9).
    """
    is_taken_up = matter.disposition is Disposition.ACCEPTED and matter.procedure is not None
    is_statutory = classification is Classification.STATUTORY_COMPLAINT
    if matter.classification is Classification.CORPORATE_COMPLAINT:
        of_another_law = disposition is not Disposition.ACCEPTED
    else:
        of_another_law = (matter.procedure == CHILDRENS) != (procedure == CHILDRENS)
    has_own = is_taken_up and is_statutory and of_another_law
    theirs = is_joint and matter.disposition is Disposition.TRANSFERRED
    issue = (theirs or is_looked_into(matter.classification, matter.disposition)) and not has_own
    return matter.model_copy(update={"has_own_case": has_own, "is_looked_into": issue})


def _asked_there(matter: Decision) -> Decision:
    """A matter that has a case of its own, without what is asked of its person: whether they agree is asked there.

    It is somebody else as often as not, and the other case waits for nobody's word but its own person's.
    """
    return replace(
        matter,
        flags=matter.flags - {Flag.PENDING_CONSENT},
        duties=tuple(duty for duty in matter.duties if duty.code != CONSENT),
        questions=tuple(question for question in matter.questions if not question.fact.startswith("person.")),
    )


def date_own_cases(
    matters: Sequence[MatterRead],
    received_on: date,
    today: date,
    council: Council,
    books: Books,
    explained: bool = True,
) -> None:
    """Give each matter that has a case of its own the dates of that, from the receipt of the contact."""
    for matter in matters:
        if matter.has_own_case and matter.procedure:
            procedure = council.procedure_on(matter.procedure, received_on)
            ends = matter.classification, matter.disposition
            clocks = _clocks(*ends, procedure, received_on, council, books, awaits=False)
            matter.clocks = [read_clock(clock, today, books.calendars, explained) for clock in clocks]


def _own_cases(matters: Sequence[MatterRead], days: "Days") -> list[DutyRead]:
    """What is owed of each matter that has a case of its own, with its dates: that it is recorded."""
    duties = []
    for matter in (each for each in matters if each.has_own_case):
        acknowledge_by = next((one.due_on for one in matter.clocks if one.kind == ClockKind.ACKNOWLEDGE), None)
        duty = DutyRead(
            code=OWN_CASE,
            text=f"Record what goes by {matter.procedure_name} as a contact of its own.",
            by=days.with_the_acknowledgement(acknowledge_by),
            source=statutes(matter.procedure),
        )
        duties.append(duty.known_as(matter.rule, matter.number, 1))
    return duties


def opening_dates(assessment: Assessment, today: date, council: Council, books: Books) -> list[ClockRead]:
    """The clocks of a recorded contact as they were started; what became of them since is the case's to say."""
    return [read_clock(clock, today, books.calendars) for clock in _clocks_of(assessment, council, books)]


def duties_of_decision(chosen: Assessment, body: ContactFacts, days: "Days") -> list[DutyRead]:
    """What a class that an officer chose asks for: of its matters, by its clocks, and itself unless refused."""
    clocks = _clocks_of(chosen, days.council, days.books)
    owed = [*_own_cases(chosen.matters, days), *_duties_of_clocks(clocks)]
    if chosen.refusal_reason is None:
        owed += _duties_of_class(*chosen.what, body, _acknowledge_by(clocks), days)
    return owed


def _clocks_of(assessment: Assessment, council: Council, books: Books) -> list[Clock]:
    """The clocks that a contact starts by what it was found, or chosen, to be."""
    procedure = (
        council.procedure(assessment.procedure, assessment.procedure_version)
        if assessment.procedure and assessment.procedure_version
        else None
    )
    return _clocks(
        assessment.classification,
        assessment.disposition,
        procedure,
        assessment.received_on,
        council,
        books,
        assessment.awaits_consent,
    )


def _clocks(
    classification: Classification,
    disposition: Disposition,
    procedure: Procedure | None,
    received_on: date,
    council: Council,
    books: Books,
    awaits: bool,
) -> list[Clock]:
    if not classification.opens_case:
        return []
    version = (procedure.id, procedure.version) if procedure else None
    return opening_clocks(
        books, council.code, version, classification, disposition, received_on, awaits_consent=awaits
    )


def _awaits_consent(decision: Decision, consent: Consent | None) -> bool:
    """Whether what is said for the person waits for their word; a "no" is not "not yet" (SI 2009/309, reg 5)."""
    pending = Flag.PENDING_CONSENT in decision.flags and consent is not Consent.REFUSED
    return pending and decision.disposition is Disposition.ACCEPTED


def within_file(decision: Decision, council: Council, received_on: date) -> Decision:
    """A decision that goes with the council's file; where that has no procedure for it, a person looks at it."""
    if decision.disposition is Disposition.SERVICE_REQUEST:
        return replace(decision, ends=replace(decision.ends, classification=council.enquiries.request_class))
    if decision.procedure is None or council.has_procedure(decision.procedure, received_on):
        return decision
    return triaged(decision, f"{council.name} has no procedure {decision.procedure} in its file for that day.")


def _procedure(decision: Decision, council: Council, received_on: date) -> Procedure | None:
    """The version in force on the day of receipt; a joint answer has its own where the file gives one.

    That is of the adults' Regulations: a child's complaint keeps its stages, also where the NHS has a part in it
    (SI 2006/1738, regs 14 to 20), and one of public health its own law (SI 2012/3094, regs 26 and 29).
    """
    if decision.procedure is None:
        return None
    if is_joint(decision) and statutes(decision.procedure) == statutes(JOINT):
        joint = next((p for p in council.procedures_on(received_on) if p.id == JOINT), None)
        if joint:
            return joint
    return council.procedure_on(decision.procedure, received_on)


def title_of(decision: Decision) -> str:
    """A class as a heading says it."""
    return _named(decision.classification, decision.disposition)


def _named(classification: Classification, disposition: Disposition) -> str:
    return CLASSIFICATIONS[classification] if disposition.is_decided else NOT_DECIDED


def _is_answered_together(each: Decision, whole: Decision) -> bool:
    """Whether a matter is the other body's part of a joint complaint (SI 2009/309, reg 9)."""
    return each.disposition is Disposition.TRANSFERRED and is_joint(whole)


def _title_of_matter(each: Decision, whole: Decision) -> str:
    """What one matter is, and what becomes of it where it is not simply taken up."""
    if _is_answered_together(each, whole):
        return "Answered together with the other body"
    return _title(each.classification, each.disposition)


def _title(classification: Classification, disposition: Disposition) -> str:
    named = _named(classification, disposition)
    if disposition is Disposition.ACCEPTED or not disposition.is_decided:
        return named
    return f"{named}: {in_sentence(DISPOSITIONS[disposition])}"


def _summary(decision: Decision, procedure: Procedure | None) -> str:
    if procedure and decision.disposition is Disposition.ACCEPTED:
        return procedure.summary
    return SUMMARIES[decision.disposition]


class Days(NamedTuple):
    """From when duties are owed, and what says by when."""

    asked_on: date
    council: Council
    books: Books

    @property
    def promptly(self) -> date | None:
        return promptly_by(self.asked_on, self.council, self.books)

    def with_the_acknowledgement(self, on: date | None) -> date | None:
        """The day of the acknowledgement, unless there is none or it was over before anybody asked for this."""
        return self.promptly if on is None or on < self.asked_on else on


def _duties(
    decision: Decision, decisions: Sequence[Decision], body: ContactFacts, clocks: list[Clock], days: Days
) -> list[DutyRead]:
    """What is to be done besides answering, each with its day and its source."""
    acknowledge_by = _acknowledge_by(clocks)
    by = {
        By.TODAY: days.asked_on,
        By.ACKNOWLEDGEMENT: days.with_the_acknowledgement(acknowledge_by),
        By.SOON: days.promptly,
    }
    ended = owed_by_each(decisions)
    duties = [
        DutyRead(
            code=duty.code,
            row=row,
            matter=matter,
            text=duty.text,
            by=by[duty.by],
            source=duty.source,
            at_once=duty.by is By.TODAY,
        )
        for asked in sorted(decision.duties, key=lambda duty: duty.by is not By.TODAY)
        for duty, row, matter in of_each(asked, ended)
    ]
    duties += _duties_of_clocks(clocks)
    duties += _duties_of_class(
        decision.classification, decision.disposition, decision.procedure, body, acknowledge_by, days
    )
    if evidence := _evidence_to_see(body, days):
        duties.append(evidence)
    return duties


def _acknowledge_by(clocks: Sequence[Clock]) -> date | None:
    return next((clock.due.on for clock in clocks if clock.kind == ClockKind.ACKNOWLEDGE), None)


def _duties_of_clocks(clocks: Sequence[Clock]) -> list[DutyRead]:
    """What an act of the case meets: by the days of its clocks, which follow the class."""
    return [
        DutyRead(code=code, text=text, by=clock.due.on, source=clock.due.limit.source)
        for clock in clocks
        if clock.kind in OF_A_CLOCK
        for code, text in [OF_A_CLOCK[clock.kind]]
    ]


def _evidence_to_see(body: ContactFacts, days: Days) -> DutyRead | None:
    """A right to speak for the person that was named, and not shown yet."""
    authority = body.representative.authority if body.representative else None
    if authority is None or authority.seen_on:
        return None
    see = f"See the evidence: {EVIDENCE[authority.kind]}."
    return DutyRead(code="see_authority", text=see, by=days.promptly, source="SI 2009/309, reg 5(2)")


def _duties_of_class(
    classification: Classification,
    disposition: Disposition,
    procedure: str | None,
    body: ContactFacts,
    acknowledge_by: date | None,
    days: Days,
) -> list[DutyRead]:
    """What a class itself asks for, besides the acknowledgement (SI 2009/309, reg 13).

    How it is looked into is discussed where it is.
    """
    if classification is not Classification.STATUTORY_COMPLAINT:
        return []
    offer = DutyRead(
        code="offer_discussion",
        text="Offer to discuss how it is handled and by when they can expect an answer.",
        by=days.with_the_acknowledgement(acknowledge_by),
        source=_law("SI 2009/309, reg 13(7)", procedure),
    )
    offered = [offer] if disposition is Disposition.ACCEPTED else []
    if not (body.channel and body.channel.is_oral):
        return offered
    copy = "Write it down and send them a copy."
    return [
        *offered,
        DutyRead(
            code="written_record",
            text=copy,
            by=days.promptly,
            source=_law("SI 2009/309, reg 13(2)", procedure),
        ),
    ]


def _law(source: str, procedure: str | None) -> str:
    """What asks for the same under a procedure: of a child's, the guidance on its Regulations."""
    if procedure == CHILDRENS:
        return CHILDRENS_GUIDANCE
    return cited(source, Function.PUBLIC_HEALTH if procedure == PUBLIC_HEALTH else None)
