"""The table itself: every row in order, and what each asks.

A row returns True, False, or None for "not known yet". Rows of routes that are not built yet carry the id 34: they
keep their place in the order, and send the contact to a person.
"""

from collections.abc import Callable, Sequence

from intake.rules.facts import Consent, Ends, Facts, Flag, Question, Rule, Topic
from kernel.calendar import BeyondCalendar, WorkingDays, months_after
from kernel.vocabulary import Channel, Classification, ContactKind, Disposition, Function, RaisedBy

MEMBERS = frozenset({RaisedBy.MP, RaisedBy.COUNCILLOR})
NEED_NOT_BE_AFFECTED = frozenset({RaisedBy.MEMBER_OF_PUBLIC, RaisedBy.UNKNOWN})
TRIAGE = Ends(Classification.ENQUIRY, Disposition.TRIAGE)
CORPORATE = Ends(Classification.CORPORATE_COMPLAINT, Disposition.ACCEPTED, "corporate")
LATE_SOURCE = "SI 2009/309, reg 12"


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
