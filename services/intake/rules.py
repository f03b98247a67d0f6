"""Classification: one ordered table of rules. Pure: facts in; class, disposition and reasons out.

The first rule that holds and ends decides. A rule may instead set a flag and let evaluation go on; a rule that
cannot tell, because a fact is not known yet, ends in the holding class and asks for that fact. Facts that belong
to a route which a person still has to decide end in triage, never in a class they might not be.

Source of ids and order: SI 2009/309 and the classification table of the product's domain rules.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kernel.calendar import BeyondCalendar, WorkingDays, months_after
from kernel.vocabulary import Channel, Classification, ContactKind, Disposition, Function, RaisedBy


class Topic(StrEnum):
    """What else the contact touches."""

    FOI_REQUEST = "foi_request"
    FOI_COMPLAINT = "foi_complaint"
    DATA_PROTECTION = "data_protection"
    EMPLOYMENT = "employment"
    ALSO_NHS = "also_nhs"
    ALREADY_INVESTIGATED = "already_investigated"
    WITH_OMBUDSMAN = "with_ombudsman"
    COURT_PROCEEDINGS = "court_proceedings"
    TRIBUNAL_MATTER = "tribunal_matter"
    ROUTE_UNCLEAR = "route_unclear"


class Consent(StrEnum):
    AGREES = "agrees"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"


class Harm(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Flag(StrEnum):
    PENDING_CONSENT = "pending_consent"
    EARLY_RESOLUTION = "early_resolution"
    SAFEGUARDING = "safeguarding"


@dataclass(frozen=True)
class Facts:
    """What classification looks at. None: not known yet.

    Attributes:
        affected: whether the complainant, or whom they speak for, is affected by the matter.
        speaks_for_other: somebody else than the complainant draws on the care.
        has_provider: a provider that the council commissions delivers the service.
        resolved_on: local date on which it was put right.
    """

    received_on: date
    kind: ContactKind | None = None
    channel: Channel | None = None
    made_orally: bool = False
    raised_by: RaisedBy | None = None
    anonymous: bool = False
    function: Function | None = None
    affected: bool | None = None
    speaks_for_other: bool = False
    consent: Consent | None = None
    lacks_capacity: bool = False
    has_died: bool = False
    is_child: bool = False
    has_provider: bool = False
    event_on: date | None = None
    aware_on: date | None = None
    resolved_on: date | None = None
    satisfied: bool | None = None
    harm_alleged: Harm | None = None
    topics: frozenset[Topic] = frozenset()


@dataclass(frozen=True)
class Question:
    """A fact to ask for, and what the answer would change."""

    fact: str
    ask: str
    effect: str


@dataclass(frozen=True)
class Reason:
    rule: str
    text: str
    source: str


@dataclass(frozen=True)
class Ends:
    """What a rule decides."""

    classification: Classification
    disposition: Disposition
    procedure: str | None = None


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    Attributes:
        holds: True, False, or None when a fact it needs is not known.
        then: the decision that ends evaluation, or a flag with which it goes on.
        question: what to ask when `holds` cannot tell.
    """

    id: str
    holds: Callable[[Facts, WorkingDays], bool | None]
    then: Ends | Flag
    reasons: Sequence[str]
    source: str
    question: Question | None = None


@dataclass(frozen=True)
class Decision:
    """The class of a contact, with every reason that led to it.

    Attributes:
        rule: id of the row that ended evaluation.
        questions: what is still unknown; the first one is why a contact is held, if it is.
    """

    classification: Classification
    disposition: Disposition
    procedure: str | None
    rule: str
    reasons: Sequence[Reason]
    flags: frozenset[Flag] = frozenset()
    questions: Sequence[Question] = field(default_factory=tuple)


MEMBERS = frozenset({RaisedBy.MP, RaisedBy.COUNCILLOR})
NEED_NOT_BE_AFFECTED = frozenset({RaisedBy.MEMBER_OF_PUBLIC, RaisedBy.UNKNOWN})
TRIAGE = Ends(Classification.ENQUIRY, Disposition.TRIAGE)
CORPORATE = Ends(Classification.CORPORATE_COMPLAINT, Disposition.ACCEPTED, "corporate")
LATE_SOURCE = "SI 2009/309, reg 12"


def classify(facts: Facts, calendar: WorkingDays) -> Decision:
    """Decide what a contact is, by the first rule that ends evaluation.

    Args:
        calendar: working days, for "by the end of the next working day".
    """
    reasons: list[Reason] = []
    flags: set[Flag] = set()
    if facts.harm_alleged is Harm.YES:
        flags.add(Flag.SAFEGUARDING)
        reasons.append(
            Reason("F1", "Someone may be at risk of harm. Every clock keeps running.", "Care Act 2014, s.42")
        )
    for rule in RULES:
        holds = rule.holds(facts, calendar)
        if holds is False:
            continue
        if holds is None:
            assert rule.question is not None, f"rule {rule.id} cannot tell and has nothing to ask"
            held = Reason(
                "31b",
                "It is not clear yet which kind of contact this is.",
                "Leicester 2023/24, note i to §3.6",
            )
            ends = Ends(Classification.ENQUIRY, Disposition.HOLDING)
            return _decision(ends, "31b", [*reasons, held], flags, [rule.question, *_open_questions(facts, flags)])
        reasons += [Reason(rule.id, text, rule.source) for text in rule.reasons]
        if isinstance(rule.then, Flag):
            flags.add(rule.then)
            continue
        return _decision(rule.then, rule.id, reasons, flags, _open_questions(facts, flags))
    raise AssertionError("the last rule always holds")


def _decision(
    ends: Ends, rule: str, reasons: Sequence[Reason], flags: set[Flag], questions: Sequence[Question]
) -> Decision:
    return Decision(
        ends.classification,
        ends.disposition,
        ends.procedure,
        rule,
        reasons,
        frozenset(flags),
        tuple(questions),
    )


def _open_questions(facts: Facts, flags: set[Flag]) -> list[Question]:
    """What could still change a class that is already decided."""
    questions = []
    if facts.harm_alleged in {None, Harm.NOT_SURE}:
        questions.append(
            Question(
                "harm_alleged",
                "Is anyone at risk of harm now?",
                "Yes: tell safeguarding today, beside the complaint.",
            )
        )
    if Flag.PENDING_CONSENT in flags:
        questions.append(
            Question(
                "person.consent",
                "Does the person agree to this complaint?",
                "Not yet: we still acknowledge it. Their details wait.",
            )
        )
    if facts.kind is ContactKind.DISSATISFACTION and facts.event_on is None:
        questions.append(
            Question(
                "event_on",
                "When did it happen?",
                "More than 12 months ago: an officer decides whether it can be looked into.",
            )
        )
    return questions


# What the rows ask. Each returns True, False, or None for "not known yet".


def _kind(kind: ContactKind) -> Callable[[Facts, WorkingDays], bool | None]:
    return lambda facts, _: None if facts.kind is None else facts.kind is kind


def _touches(*topics: Topic) -> Callable[[Facts, WorkingDays], bool]:
    return lambda facts, _: not facts.topics.isdisjoint(topics)


def _function(*functions: Function) -> Callable[[Facts, WorkingDays], bool | None]:
    return lambda facts, _: None if facts.function is None else facts.function in functions


def _provider_on_own_account(facts: Facts, _: WorkingDays) -> bool:
    return facts.raised_by is RaisedBy.CARE_PROVIDER and not facts.speaks_for_other


def _late(facts: Facts, _: WorkingDays) -> bool:
    known = [day for day in (facts.event_on, facts.aware_on) if day]
    return bool(known) and facts.received_on > months_after(max(known), 12)


def _outside_corporate(facts: Facts, calendar: WorkingDays) -> bool:
    """A corporate complaint that the Code's own exclusions may keep out (order note iii-a)."""
    decided = _touches(Topic.ALREADY_INVESTIGATED, Topic.WITH_OMBUDSMAN)(facts, calendar)
    corporate = facts.function is Function.OTHER_COUNCIL_SERVICE or _witness(facts, calendar) is True
    return corporate and (decided or _late(facts, calendar))


def _witness(facts: Facts, _: WorkingDays) -> bool | None:
    """Not a user, not affected and speaking for nobody."""
    if facts.speaks_for_other:
        return False
    if facts.affected is not None:
        return not facts.affected
    return None if facts.raised_by is None or facts.raised_by in NEED_NOT_BE_AFFECTED else False


def _represents_without_consent(facts: Facts, _: WorkingDays) -> bool:
    return facts.speaks_for_other and facts.consent is not Consent.AGREES


def _resolved_at_once(facts: Facts, calendar: WorkingDays) -> bool:
    """Put right, to their satisfaction, by the end of the next working day."""
    if facts.resolved_on is None or facts.satisfied is not True:
        return False
    try:
        return facts.resolved_on <= calendar.add(facts.received_on, 1)
    except BeyondCalendar:
        return False  # the next working day is not known: leave nobody without an answer


RULES: Sequence[Rule] = (
    Rule(
        "1",
        _kind(ContactKind.PRAISE),
        Ends(Classification.COMPLIMENT, Disposition.ACCEPTED),
        ["They are saying that something went well."],
        "Shropshire 2022/23 §1; Coventry 2023/24, Background",
        Question(
            "kind",
            "Has something already gone wrong, or are they asking for something?",
            "Unhappy about something past: a complaint. Asking for something: an enquiry.",
        ),
    ),
    Rule(
        "2",
        _kind(ContactKind.IDEA),
        Ends(Classification.COMMENT, Disposition.ACCEPTED),
        ["They suggest something, and are not unhappy about something past."],
        "Shropshire 2022/23 §1",
    ),
    Rule(
        "3",
        # Row 10 is the narrower one: a member's request is a member enquiry, not a service request.
        lambda facts, _: facts.kind is ContactKind.REQUEST and facts.raised_by not in MEMBERS,
        Ends(Classification.ENQUIRY, Disposition.SERVICE_REQUEST),
        ["They ask for a service or information, and are not unhappy about something past."],
        "Leicester 2023/24 §2.3; LGSCO Complaint Handling Code 1.2",
    ),
    Rule(
        "34",
        _touches(Topic.FOI_REQUEST, Topic.FOI_COMPLAINT, Topic.DATA_PROTECTION, Topic.EMPLOYMENT),
        TRIAGE,
        ["It touches information rights or employment, which may have a route of their own."],
        "SI 2009/309, reg 8(1)(b) and (g)",
    ),
    Rule(
        "9",
        _provider_on_own_account,
        CORPORATE,
        ["A care provider complains on its own account, about fees, contract or conduct."],
        "Leicester 2023/24, executive summary XIII; SI 2009/309, reg 5(1)",
    ),
    Rule(
        "10",
        lambda facts, _: facts.raised_by in MEMBERS and facts.kind is ContactKind.REQUEST,
        Ends(Classification.MEMBER_ENQUIRY, Disposition.ACCEPTED),
        ["An MP or councillor asks about policy or for information."],
        "Oxfordshire 2017/18 §10.3 and §10.5",
    ),
    Rule(
        "34",
        lambda facts, _: facts.raised_by in MEMBERS,
        TRIAGE,
        ["An MP or councillor writes about someone's case: ask whether it is a formal complaint."],
        "SI 2009/309, reg 5(2)(d)",
    ),
    Rule(
        "34",
        lambda facts, _: facts.channel is Channel.OMBUDSMAN,
        TRIAGE,
        ["It comes from the Ombudsman."],
        "Coventry 2023/24, Providing feedback",
    ),
    Rule(
        "34",
        _function(Function.ANOTHER_AUTHORITY, Function.NHS),
        TRIAGE,
        ["It is about another authority or the NHS."],
        "SI 2009/309, reg 6(5)",
        Question(
            "function",
            "Which service is it about?",
            "Adult social care has its own procedure and dates in law.",
        ),
    ),
    Rule("34", _touches(Topic.ALSO_NHS), TRIAGE, ["Part of it is about the NHS."], "SI 2009/309, reg 9"),
    Rule(
        "34",
        _function(Function.PRIVATE_CARE),
        TRIAGE,
        ["It is about care that was arranged or bought privately."],
        "Shropshire 2022/23 §1; Local Government Act 1974, Part 3A",
    ),
    Rule(
        "34",
        _function(Function.PUBLIC_HEALTH),
        TRIAGE,
        ["It is about public health, which has a procedure of its own."],
        "SI 2012/3094, Part 5",
    ),
    Rule(
        "34",
        lambda facts, _: facts.anonymous,
        TRIAGE,
        ["Nobody could be answered: they gave no name or way to reply."],
        "SI 2009/309, regs 13 and 14",
    ),
    Rule(
        "34",
        _outside_corporate,
        TRIAGE,
        ["It is more than 12 months old, or was looked at before."],
        "LGSCO Complaint Handling Code 2",
    ),
    Rule(
        "16",
        _function(Function.OTHER_COUNCIL_SERVICE),
        CORPORATE,
        ["They are unhappy about something past.", "It is about a council service that is not social care."],
        "Shropshire 2022/23 §2; Coventry 2023/24, Description",
    ),
    Rule(
        "34",
        lambda facts, _: facts.function is Function.CHILDRENS_SOCIAL_CARE or facts.is_child,
        TRIAGE,
        ["It is about children's social care, or about a child."],
        "SI 2006/1738",
    ),
    Rule(
        "21",
        _witness,
        CORPORATE,
        [
            "They are unhappy about something past.",
            "They do not draw on the care, are not affected by it and speak for nobody who is.",
        ],
        "SI 2009/309, reg 5(1); Coventry 2023/24, Description: Corporate",
        Question(
            "affected",
            "Are they, or the person they speak for, affected by it?",
            "Yes: a statutory complaint. No: a corporate complaint.",
        ),
    ),
    Rule(
        "34",
        lambda facts, _: facts.lacks_capacity or facts.has_died,
        TRIAGE,
        ["They speak for someone who cannot agree: an officer decides whether they may."],
        "SI 2009/309, reg 5(2) to (5)",
    ),
    Rule(
        "22",
        _represents_without_consent,
        Flag.PENDING_CONSENT,
        ["They speak for someone who has not agreed yet."],
        "SI 2009/309, reg 5(2)(d)",
    ),
    Rule(
        "34",
        _touches(Topic.ALREADY_INVESTIGATED, Topic.WITH_OMBUDSMAN),
        TRIAGE,
        ["It was looked at before, here or by the Ombudsman."],
        "SI 2009/309, reg 8(1)(e) and (f)",
    ),
    Rule("34", _late, TRIAGE, ["It is more than 12 months since it happened or came to notice."], LATE_SOURCE),
    Rule(
        "34",
        _touches(Topic.COURT_PROCEEDINGS, Topic.TRIBUNAL_MATTER),
        TRIAGE,
        ["Part of it is before a court, or only a tribunal can put it right."],
        "SI 2009/309, reg 8; local policy",
    ),
    Rule(
        "31",
        lambda facts, calendar: facts.made_orally and _resolved_at_once(facts, calendar),
        Ends(Classification.ENQUIRY, Disposition.RESOLVED_ORAL),
        ["It was made orally and put right, to their satisfaction, by the end of the next working day."],
        "SI 2009/309, reg 8(1)(c)",
    ),
    Rule(
        "31a",
        lambda facts, calendar: not facts.made_orally and _resolved_at_once(facts, calendar),
        Flag.EARLY_RESOLUTION,
        ["It was put right at once, but it came in writing: a short written answer is still owed."],
        'SI 2009/309, reg 8(1)(c): "made orally"',
    ),
    Rule(
        "31b",
        _touches(Topic.ROUTE_UNCLEAR),
        Ends(Classification.ENQUIRY, Disposition.HOLDING),
        ["It is not clear yet whether the complaint procedure is the right route."],
        "Leicester 2023/24, note i to §3.6",
    ),
    Rule(
        "34",
        lambda facts, _: facts.has_provider,
        TRIAGE,
        ["A care provider delivers the service: ask whether they want the provider or the council to answer."],
        "SI 2009/309, regs 6(1A) and 11",
    ),
    Rule(
        "33",
        lambda facts, _: (
            facts.kind is ContactKind.DISSATISFACTION and facts.function is Function.ADULT_SOCIAL_CARE
        ),
        Ends(Classification.STATUTORY_COMPLAINT, Disposition.ACCEPTED, "adult_statutory"),
        ["They are unhappy about something past.", "It is the council's own adult social care."],
        "SI 2009/309, reg 6(1)(a)",
    ),
    Rule(
        "34",
        lambda _facts, _calendar: True,
        TRIAGE,
        ["No rule fits: a person looks at it within one working day."],
        "Safe default",
    ),
)
