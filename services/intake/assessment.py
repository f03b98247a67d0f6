"""From what is known of a contact to its assessment: class, reasons, questions, duties and dates. No I/O."""

from dataclasses import replace
from datetime import date

from intake.rules import By, Decision, Duty, Facts, Topic, classify, highest, is_joint, triaged
from intake.rules.conditions import OF_SOCIAL_CARE
from intake.rules.table import NOTICE, OMBUDSMAN
from intake.schemas import Assessment, ContactFacts, DutyRead, Matter, MatterRead, QuestionRead, ReasonRead
from kernel.clock_schemas import ClockRead, read_clock
from kernel.clocks import Clock, Due
from kernel.procedures import Books, Council, Procedure
from kernel.register import opening_clocks
from kernel.vocabulary import (
    Arrangement,
    AuthorityKind,
    Classification,
    ClockKind,
    Consent,
    ContactKind,
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
CHILD_UNTIL = 18
JOINT = "joint_nhs"
OTHER_BODIES = frozenset({Function.NHS, Function.ANOTHER_AUTHORITY})
ARRANGED = {
    Arrangement.SELF_FUNDED: Function.PRIVATE_CARE,
    Arrangement.DIRECT_PAYMENT: Function.PRIVATE_CARE,
    Arrangement.NHS: Function.NHS,
}
"""Whose work care is by who arranged it; what the council arranges stays its own."""
OF_THE_WHOLE = frozenset({Topic.ALSO_NHS, Topic.POLICE_OR_CORONER, Topic.MEDIA_OR_LEGAL_THREAT})
"""Topics that end nothing: they are told of the contact, whichever matter they came with."""
DECIDED_BY_OFFICER = "officer"
REFUSED_BY_OFFICER = (NOTICE, OMBUDSMAN)
IMPORTED = "imported"


def assess(
    body: ContactFacts, received_on: date, today: date, council: Council, books: Books, explained: bool = True
) -> Assessment:
    """What a contact is so far, with its clocks; `explained`: and how they were worked out."""
    decisions = [
        within_file(classify(matter, books.calendar), council, received_on)
        for matter in matters_of(body, received_on, today)
    ]
    decision = highest(decisions)
    procedure = _procedure(decision, council, received_on)
    awaits = _awaits_consent(decision, body.consent_on(today))
    clocks = _clocks(decision.classification, decision.disposition, procedure, received_on, council, books, awaits)
    return Assessment(
        classification=decision.classification,
        disposition=decision.disposition,
        local_label=council.local_label(decision.classification, decision.disposition),
        refusal_reason=decision.ends.refusal,
        redirected_to=decision.ends.redirected_to,
        matters=[
            MatterRead(
                number=number,
                classification=each.classification,
                disposition=each.disposition,
                title=_title_of_matter(each, decision),
                rule=each.rule,
                reason=each.reasons[-1].text,
            )
            for number, each in enumerate(decisions, 1)
        ]
        if len(decisions) > 1
        else [],
        procedure=procedure.id if procedure else None,
        procedure_name=procedure.name if procedure else None,
        procedure_version=procedure.version if procedure else None,
        rule=decision.rule,
        title=title_of(decision),
        summary=_summary(decision, procedure),
        reasons=[ReasonRead(**vars(reason)) for reason in decision.reasons],
        questions=[QuestionRead.model_validate(question) for question in decision.questions],
        duties=_duties(decision, body, clocks, received_on),
        flags=sorted(decision.flags),
        awaits_consent=awaits,
        received_on=received_on,
        clocks=[read_clock(clock, today, books.calendars, explained) for clock in clocks],
    )


def reassess(
    before: Assessment,
    classification: Classification,
    procedure_id: str | None,
    received_on: date,
    council: Council,
    refusal: RefusalReason | None = None,
) -> Assessment:
    """An assessment as an officer changed it; its dates follow from it, from the original receipt.

    A refusal owes its notice and the way to the Ombudsman (SI 2009/309, reg 8(2)).
    """
    procedure = council.procedure_on(procedure_id, received_on) if procedure_id else None
    disposition = Disposition.REFUSED if refusal else disposition_of(classification)
    by_refusal = {duty.code for duty in REFUSED_BY_OFFICER}
    owed = [duty for duty in before.duties if duty.code not in by_refusal]
    if refusal:
        owed += [
            DutyRead(code=duty.code, text=duty.text, by=None, source=duty.source) for duty in REFUSED_BY_OFFICER
        ]
    return before.model_copy(
        update={
            "classification": classification,
            "disposition": disposition,
            "local_label": council.local_label(classification, disposition),
            "refusal_reason": refusal,
            "redirected_to": None,
            "awaits_consent": before.awaits_consent and refusal is None,
            "duties": owed,
            "procedure": procedure_id,
            "procedure_name": procedure.name if procedure else None,
            "procedure_version": procedure.version if procedure else None,
            "rule": DECIDED_BY_OFFICER,
            "title": CLASSIFICATIONS[classification],
            "summary": _summary_by_officer(disposition, procedure),
            "questions": [],
            "now_suggests": None,
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


def opening_dates(assessment: Assessment, today: date, council: Council, books: Books) -> list[ClockRead]:
    """The clocks of a recorded contact as they were started; what became of them since is the case's to say.

    An imported contact has none: what its council recorded is all there is.
    """
    if assessment.rule == IMPORTED:
        return []
    procedure = (
        council.procedure(assessment.procedure, assessment.procedure_version)
        if assessment.procedure and assessment.procedure_version
        else None
    )
    clocks = _clocks(
        assessment.classification,
        assessment.disposition,
        procedure,
        assessment.received_on,
        council,
        books,
        assessment.awaits_consent,
    )
    return [read_clock(clock, today, books.calendars) for clock in clocks]


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
    """The version in force on the day of receipt; a joint answer has its own where the file gives one."""
    if decision.procedure is None:
        return None
    if Flag.JOINT in decision.flags:
        joint = next((p for p in council.procedures_on(received_on) if p.id == JOINT), None)
        if joint:
            return joint
    return council.procedure_on(decision.procedure, received_on)


def matters_of(body: ContactFacts, received_on: date, today: date) -> list[Facts]:
    """What classification looks at: the whole contact, or each of its matters where they differ.

    What the whole contact touches is said of a matter that says nothing itself; what ends one leaves the others.
    """
    whole = facts(body, received_on, today)
    if not any(matter.says_more for matter in body.matters):
        return [whole]
    matters = [_of_matter(matter, body, whole) for matter in body.matters]
    if whole.function in OF_SOCIAL_CARE and not any(_stands_for(matter, whole) for matter in matters):
        matters.append(whole)  # a complaint that the contact itself states is not lost by what stands beside it
    complained_of = [matter for matter in matters if matter.kind in {None, ContactKind.DISSATISFACTION}]
    if any(matter.function in OTHER_BODIES for matter in complained_of):
        # Said as a matter or ticked as a topic: one story has one result (SI 2009/309, reg 9).
        joint = frozenset({Topic.ALSO_NHS})
        matters = [
            replace(each, topics=each.topics | joint) if each in complained_of else each for each in matters
        ]
    return matters


def _stands_for(matter: Facts, whole: Facts) -> bool:
    """Whether a matter is the contact's own, said more closely; praise or what has its own law is another."""
    return matter.function is whole.function and matter.kind is whole.kind and matter.topics <= whole.topics


def _of_matter(matter: Matter, body: ContactFacts, whole: Facts) -> Facts:
    """One matter's facts: its own, and the whole contact's where it says nothing."""
    arrangement = matter.arrangement or body.arrangement
    function = _function(matter.function or body.function, arrangement)
    alike = function is whole.function
    provider = matter.provider is not None or (whole.has_provider and alike)
    prefers = matter.prefers_provider
    if prefers is None and provider and matter.provider is None:
        prefers = whole.prefers_provider
    days = matter if matter.has_days else body
    own = frozenset(matter.about) or (whole.topics if alike else frozenset())
    return replace(
        whole,
        kind=matter.kind or whole.kind,
        function=function,
        has_provider=provider,
        prefers_provider=prefers,
        event_on=days.event_on,
        aware_on=days.aware_on,
        still_goes_on=days.still_goes_on or False,
        answered_before_by=matter.answered_before_by or whole.answered_before_by,
        topics=own | (whole.topics & OF_THE_WHOLE),
    )


def _function(function: Function | None, arrangement: Arrangement | None) -> Function | None:
    """Whose work it is: care that somebody buys themselves, or that the NHS arranges, is not the council's."""
    if arrangement is None or function not in {None, Function.ADULT_SOCIAL_CARE}:
        return function
    return ARRANGED.get(arrangement, function)


def facts(body: ContactFacts, received_on: date, today: date) -> Facts:
    """What classification looks at, with what follows from the form filled in."""
    person = body.person
    speaks_for_other = person is not None and not person.same_as_complainant
    age = age_on(person.born_on, received_on) if person and person.born_on else None
    return Facts(
        received_on=received_on,
        kind=body.kind,
        channel=body.channel,
        made_orally=body.made_orally
        if body.made_orally is not None
        else bool(body.channel and body.channel.is_oral),
        raised_by=body.complainant.role,
        anonymous=body.complainant.anonymous,
        function=_function(body.function, body.arrangement),
        affected=body.affected,
        speaks_for_other=speaks_for_other,
        own_grievance=body.complainant.own_grievance,
        consent=body.consent_on(today),
        lacks_capacity=speaks_for_other and person.lacks_capacity if person else False,
        best_interests=person.best_interests if person else None,
        reasonable_grounds=person.reasonable_grounds if person else None,
        has_died=person.has_died if person else False,
        is_child=age is not None and age < CHILD_UNTIL,
        age=age,
        sufficient_interest=body.sufficient_interest,
        prejudices_proceedings=body.prejudices_proceedings,
        has_provider=body.provider is not None,
        prefers_provider=body.prefers_provider,
        formal_complaint=body.formal_complaint,
        ombudsman=body.ombudsman,
        event_on=body.event_on,
        aware_on=body.aware_on,
        still_goes_on=body.still_goes_on or False,
        answered_before_by=body.answered_before_by,
        good_reason=body.good_reason,
        still_fair=body.still_fair,
        recurred=body.recurred,
        resolved_on=body.resolved_on,
        satisfied=body.satisfied,
        harm_alleged=body.harm_alleged,
        needs_adjustments=bool(body.adjustments),
        contact_plan=body.complainant.contact_plan is not None and body.complainant.contact_plan.is_in_force,
        transferred_in=body.transferred_from is not None,
        topics=frozenset(body.about),
    )


def age_on(born_on: date, on: date) -> int:
    """Whole years on a day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def title_of(decision: Decision) -> str:
    """A class as a heading says it."""
    return CLASSIFICATIONS[decision.classification] if decision.disposition.is_decided else NOT_DECIDED


def _title_of_matter(each: Decision, whole: Decision) -> str:
    """What one matter is, and what becomes of it where it is not simply taken up."""
    if each.disposition is Disposition.TRANSFERRED and is_joint(whole):
        return "Answered together with the other body"
    if each.disposition is Disposition.ACCEPTED or not each.disposition.is_decided:
        return title_of(each)
    return f"{title_of(each)}: {in_sentence(DISPOSITIONS[each.disposition])}"


def _summary(decision: Decision, procedure: Procedure | None) -> str:
    if procedure and decision.disposition is Disposition.ACCEPTED:
        return procedure.summary
    return SUMMARIES[decision.disposition]


def _duties(decision: Decision, body: ContactFacts, clocks: list[Clock], received_on: date) -> list[DutyRead]:
    """What is to be done besides answering, each with its day and its source."""
    due = {clock.kind: clock.due for clock in clocks}
    acknowledge = due.get(ClockKind.ACKNOWLEDGE)
    days = {By.TODAY: received_on, By.ACKNOWLEDGEMENT: acknowledge.on if acknowledge else None, By.SOON: None}
    owed = sorted(decision.duties, key=lambda duty: duty.by is not By.TODAY)
    if acknowledge:
        owed.append(
            Duty(
                "acknowledge",
                "Acknowledge it, orally or in writing.",
                acknowledge.limit.source,
                By.ACKNOWLEDGEMENT,
            )
        )
    duties = [
        DutyRead(
            code=duty.code,
            text=duty.text,
            by=days[duty.by],
            source=duty.source,
            at_once=duty.by is By.TODAY,
        )
        for duty in owed
    ]
    for kind in (ClockKind.TRIAGE, ClockKind.HOLDING):
        if decide := due.get(kind):
            what = "Decide which route it takes."
            duties.append(DutyRead(code="decide_route", text=what, by=decide.on, source=decide.limit.source))
    if decision.classification is Classification.STATUTORY_COMPLAINT:
        duties += _of_statutory(body, acknowledge)
    if evidence := _evidence_to_see(body):
        duties.append(evidence)
    return duties


def _evidence_to_see(body: ContactFacts) -> DutyRead | None:
    """A right to speak for the person that was named, and not shown yet."""
    authority = body.representative.authority if body.representative else None
    if authority is None or authority.seen_on:
        return None
    see = f"See the evidence: {EVIDENCE[authority.kind]}."
    return DutyRead(code="see_authority", text=see, by=None, source="SI 2009/309, reg 5(2)")


def _of_statutory(body: ContactFacts, acknowledge: Due | None) -> list[DutyRead]:
    offer = DutyRead(
        code="offer_discussion",
        text="Offer to discuss how it is handled and by when they can expect an answer.",
        by=acknowledge.on if acknowledge else None,
        source="SI 2009/309, reg 13(7)",
    )
    if not (body.channel and body.channel.is_oral):
        return [offer]
    copy = "Write it down and send them a copy."
    return [offer, DutyRead(code="written_record", text=copy, by=None, source="SI 2009/309, reg 13(2)")]
