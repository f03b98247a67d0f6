"""From what is known of a contact to its assessment: class, reasons, questions, duties and dates. No I/O."""

from datetime import date

from intake.rules import Decision, Facts, Flag, classify
from intake.schemas import Assessment, ContactFacts, DutyRead, QuestionRead, ReasonRead
from kernel.clocks import Clock
from kernel.procedures import Books, Council, Procedure
from kernel.schemas import ClockRead, read_clock
from kernel.vocabulary import Classification, ClockKind, Disposition

TITLES = {
    Classification.ENQUIRY: "Enquiry",
    Classification.STATUTORY_COMPLAINT: "Statutory complaint",
    Classification.CORPORATE_COMPLAINT: "Corporate complaint",
    Classification.COMPLIMENT: "Compliment",
    Classification.COMMENT: "Comment",
    Classification.MEMBER_ENQUIRY: "Member enquiry",
    Classification.OTHER_CONTACT: "Other contact",
    Classification.OMBUDSMAN_ENQUIRY: "Ombudsman enquiry",
}
SUMMARIES = {
    Disposition.HOLDING: "Held for at most three working days, until the route is clear",
    Disposition.TRIAGE: "An officer decides the route by the next working day",
    Disposition.SERVICE_REQUEST: "Pass it to the service",
    Disposition.RESOLVED_ORAL: "Put right at once: no formal answer is owed",
}
CHILD_UNTIL = 18
DECIDED_BY_OFFICER = "officer"
IMPORTED = "imported"


def assess(body: ContactFacts, received_on: date, today: date, council: Council, books: Books) -> Assessment:
    """What a contact is so far, with its clocks and how they were worked out."""
    decision = classify(facts(body, received_on), books.calendar)
    procedure = council.procedure_on(decision.procedure, received_on) if decision.procedure else None
    clocks = _clocks(decision.classification, decision.disposition, procedure, received_on, council, books)
    return Assessment(
        classification=decision.classification,
        disposition=decision.disposition,
        procedure=procedure.id if procedure else None,
        procedure_name=procedure.name if procedure else None,
        procedure_version=procedure.version if procedure else None,
        rule=decision.rule,
        title="Not clear yet" if decision.disposition is Disposition.HOLDING else TITLES[decision.classification],
        summary=_summary(decision, procedure),
        reasons=[ReasonRead(**vars(reason)) for reason in decision.reasons],
        questions=[QuestionRead(**vars(question)) for question in decision.questions],
        duties=_duties(decision, body, clocks, received_on),
        flags=sorted(decision.flags),
        received_on=received_on,
        clocks=[read_clock(clock, today, books.calendars, explained=True) for clock in clocks],
    )


def reassess(
    before: Assessment,
    classification: Classification,
    procedure_id: str | None,
    received_on: date,
    council: Council,
) -> Assessment:
    """An assessment as an officer changed it; its dates follow from it, from the original receipt."""
    procedure = council.procedure_on(procedure_id, received_on) if procedure_id else None
    disposition = disposition_of(classification)
    return before.model_copy(
        update={
            "classification": classification,
            "disposition": disposition,
            "procedure": procedure_id,
            "procedure_name": procedure.name if procedure else None,
            "procedure_version": procedure.version if procedure else None,
            "rule": DECIDED_BY_OFFICER,
            "title": TITLES[classification],
            "summary": procedure.summary if procedure else "Decided by an officer",
            "questions": [],
        }
    )


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
        assessment.classification, assessment.disposition, procedure, assessment.received_on, council, books
    )
    return [read_clock(clock, today, books.calendars) for clock in clocks]


def _clocks(
    classification: Classification,
    disposition: Disposition,
    procedure: Procedure | None,
    received_on: date,
    council: Council,
    books: Books,
) -> list[Clock]:
    if not classification.opens_case:
        return []
    version = (procedure.id, procedure.version) if procedure else None
    return books.opening_clocks(council.code, version, disposition, received_on)


def facts(body: ContactFacts, received_on: date) -> Facts:
    """What classification looks at, with what follows from the form filled in."""
    person = body.person
    speaks_for_other = person is not None and not person.same_as_complainant
    return Facts(
        received_on=received_on,
        kind=body.kind,
        channel=body.channel,
        made_orally=body.made_orally
        if body.made_orally is not None
        else bool(body.channel and body.channel.is_oral),
        raised_by=body.complainant.role,
        anonymous=body.complainant.anonymous,
        function=body.function,
        affected=body.affected,
        speaks_for_other=speaks_for_other,
        consent=person.consent if person else None,
        lacks_capacity=speaks_for_other and person.lacks_capacity if person else False,
        has_died=person.has_died if person else False,
        is_child=age_on(person.born_on, received_on) < CHILD_UNTIL if person and person.born_on else False,
        has_provider=body.provider is not None,
        event_on=body.event_on,
        aware_on=body.aware_on,
        resolved_on=body.resolved_on,
        satisfied=body.satisfied,
        harm_alleged=body.harm_alleged,
        topics=frozenset(body.about),
    )


def age_on(born_on: date, on: date) -> int:
    """Whole years on a day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _summary(decision: Decision, procedure: Procedure | None) -> str:
    if procedure:
        return procedure.summary
    return SUMMARIES.get(decision.disposition, "Thank them, and share it with the service")


def _duties(decision: Decision, body: ContactFacts, clocks: list[Clock], received_on: date) -> list[DutyRead]:
    """What is to be done besides answering, each with its day and its source."""
    due = {clock.due.limit.kind: clock.due for clock in clocks}
    duties: list[DutyRead] = []

    def owe(code: str, text: str, by: date | None, source: str) -> None:
        duties.append(DutyRead(code=code, text=text, by=by, source=source))

    if Flag.SAFEGUARDING in decision.flags:
        owe(
            "safeguarding",
            "Tell safeguarding today. The complaint goes on beside it.",
            received_on,
            "Care Act 2014, s.42",
        )
    if acknowledge := due.get(ClockKind.ACKNOWLEDGE):
        owe("acknowledge", "Acknowledge it, orally or in writing.", acknowledge.on, acknowledge.limit.source)
    for kind in (ClockKind.TRIAGE, ClockKind.HOLDING):
        if decide := due.get(kind):
            owe("decide_route", "Decide which route it takes.", decide.on, decide.limit.source)
    if decision.classification is Classification.STATUTORY_COMPLAINT:
        owe(
            "offer_discussion",
            "Offer to discuss how it is handled and by when they can expect an answer.",
            acknowledge.on if acknowledge else None,
            "SI 2009/309, reg 13(7)",
        )
        if body.channel and body.channel.is_oral:
            owe("written_record", "Write it down and send them a copy.", None, "SI 2009/309, reg 13(2)")
    if Flag.PENDING_CONSENT in decision.flags:
        owe("consent", "Ask the person whether they agree.", None, "SI 2009/309, reg 5(2)(d)")
    if Flag.EARLY_RESOLUTION in decision.flags:
        owe("short_answer", "Send a short written answer.", None, "SI 2009/309, reg 14(2)")
    return duties
