"""Runs the table over the facts of one contact, or over each of its matters."""

from collections.abc import Sequence
from dataclasses import replace

from intake.rules.cited import PUBLIC_HEALTH, cited
from intake.rules.conditions import LISTED_FOR_CHILDREN, MEMBERS, is_late, is_some_relation
from intake.rules.facts import (
    PROCEEDINGS,
    YES_OR_NO,
    Answer,
    Decision,
    Duty,
    Ends,
    Facts,
    Harm,
    OmbudsmanSays,
    Question,
    Reason,
    Rule,
    Topic,
)
from intake.rules.table import ADULT, CONSENT, FLAGS, NOT_TOGETHER, PASS_ON, RULES, SENT_ON, TOGETHER
from kernel.calendar import WorkingDays
from kernel.vocabulary import (
    AnsweredBy,
    Classification,
    Consent,
    ContactKind,
    Disposition,
    Flag,
    Function,
    RedirectedTo,
)
from kernel.words import ANSWERED_BY

RANKS = (
    Classification.STATUTORY_COMPLAINT,
    Classification.CORPORATE_COMPLAINT,
    Classification.OMBUDSMAN_ENQUIRY,
    Classification.MEMBER_ENQUIRY,
    Classification.ENQUIRY,
    Classification.OTHER_CONTACT,
    Classification.COMMENT,
    Classification.COMPLIMENT,
)
"""The highest first: a contact takes the highest class of its matters ("containing an element of social care")."""
LOOKED_INTO = (Disposition.ACCEPTED, Disposition.DEFERRED, Disposition.REFUSED)
"""Among matters of one class, what is looked into comes first; what waits or is refused stays beside it."""
SAID_TO_THEM = frozenset(
    {"notice", "tell", "ombudsman", "ico", "reopen", "resubmit", "return", "transfer", "provider_consent"}
)
"""Duties to tell or ask whoever contacted the council: nobody can tell or ask who stays anonymous (row 17)."""
SENDING = frozenset({*SENT_ON, PASS_ON})
ORDER = {rule.id: place for place, rule in enumerate(RULES)}


def classify(facts: Facts, calendar: WorkingDays) -> Decision:
    """Decide what a contact is, by the first rule that ends evaluation.

    Args:
        calendar: working days, for "by the end of the next working day".
    """
    run = _Run(facts)
    for rule in FLAGS:
        if rule.holds(facts, calendar):
            run.take(rule)
    for rule in RULES:
        holds = rule.holds(facts, calendar)
        if holds is None:
            assert rule.question is not None, f"rule {rule.id} cannot tell and has nothing to ask"
            return run.held(rule.question)
        if holds:
            run.take(rule)
            if isinstance(rule.then, Ends):
                return run.ended(rule.then, rule.id)
    raise AssertionError("the last rule always holds")


def consent_asked(facts: Facts, calendar: WorkingDays) -> list[Duty]:
    """What the adults' Regulations ask of the person for whom they speak, whatever else the facts decide."""
    return [duty for rule in CONSENT if rule.holds(facts, calendar) for duty in rule.duties]


def highest(decisions: Sequence[Decision]) -> Decision:
    """The decision that a contact with several matters takes, in whatever order they were typed.

    What the others owe is owed too. A matter that is held holds nothing back that is a complaint already.
    """
    first, *others = sorted(decisions, key=_rank)
    owed = dict.fromkeys([*first.duties, *(duty for other in others for duty in other.duties)])
    if any(map(is_joint, decisions)):  # what is answered together is not sent on as well
        owed = {duty: None for duty in owed if duty not in SENDING}
    return Decision(
        first.ends,
        first.rule,
        first.reasons,
        first.flags.union(*(decision.flags for decision in others)),
        tuple(owed),
        _once([*first.questions, *(ask for other in others for ask in other.questions)]),
    )


def owed_by_each(decisions: Sequence[Decision]) -> list[tuple[str, Sequence[Duty]]]:
    """The row that ended each matter, in their order, and what it owes.

    The other body's part is sent on once: of the matter that it is, and of another only where it is none.
    """
    is_sent = any(each.disposition is Disposition.TRANSFERRED for each in decisions)
    elsewhere = [is_sent and each.disposition is not Disposition.TRANSFERRED for each in decisions]
    return [
        (each.rule, [duty for duty in each.duties if not (sent_elsewhere and duty in SENDING)])
        for each, sent_elsewhere in zip(decisions, elsewhere, strict=True)
    ]


def is_joint(decision: Decision) -> bool:
    """Whether another body's part is answered together; what is not answered here leaves theirs to be sent on."""
    return Flag.JOINT in decision.flags and _is_answered(decision.ends)


def _is_answered(ends: Ends) -> bool:
    """By Regulations, which know one answer of several bodies; the Complaint Handling Code knows none."""
    return ends.classification is Classification.STATUTORY_COMPLAINT and ends.disposition is Disposition.ACCEPTED


def _rank(decision: Decision) -> tuple[object, ...]:
    """Where a matter's decision stands among others; two that stand alike say the same.

    Social care stands before public health, whose procedure has no target of the council's.
    """
    looked_into = LOOKED_INTO.index(decision.disposition) if decision.disposition in LOOKED_INTO else 0
    said = (
        decision.ends.redirected_to or "",
        sorted(decision.flags),
        [(reason.rule, reason.source) for reason in decision.reasons],
        [duty.text for duty in decision.duties],
        [question.ask for question in decision.questions],
    )
    of_public_health = decision.procedure == PUBLIC_HEALTH
    return RANKS.index(decision.classification), looked_into, of_public_health, ORDER[decision.rule], said


def triaged(decision: Decision, because: str) -> Decision:
    """The same contact for a person to look at, because no file of the council goes with what it is."""
    looked_at = RULES[-1]
    assert isinstance(looked_at.then, Ends), "the last row ends"
    reason = Reason(looked_at.id, because, "The council's file")
    return replace(decision, ends=looked_at.then, rule=looked_at.id, reasons=(*decision.reasons, reason))


class _Run:
    """What the rows that held so far have said."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._reasons: list[Reason] = []
        self._flags: set[Flag] = set()
        self._duties: list[Duty] = []

    def take(self, rule: Rule) -> None:
        source = cited(rule.source, self._facts.function)
        self._reasons += [Reason(rule.id, text, source) for text in rule.reasons]
        self._owe(rule.duties, rule.id)
        if isinstance(rule.then, Flag):
            self._flags.add(rule.then)

    def held(self, question: Question) -> Decision:
        self._reasons.append(
            Reason(
                "31b",
                "It is not clear yet which kind of contact this is.",
                "Leicester 2023/24, note i to §3.6",
            )
        )
        return self.ended(Ends(Classification.ENQUIRY, Disposition.HOLDING), "31b", [question])

    def ended(self, ends: Ends, rule: str, first: Sequence[Question] = ()) -> Decision:
        facts = self._facts
        if facts.function is Function.PUBLIC_HEALTH and ends.procedure == ADULT:
            # Public health meets the same rows by Regulations of its own (SI 2012/3094, Part 5).
            ends = replace(ends, procedure=PUBLIC_HEALTH)
        if facts.function is Function.NHS and ends.redirected_to is RedirectedTo.OTHER_COUNCIL:
            ends = replace(ends, redirected_to=RedirectedTo.NHS)
        if Flag.JOINT in self._flags and not _is_answered(ends):
            self._leave_to_the_other_body()
        if ends.disposition is Disposition.RESOLVED_ORAL:
            self._ask_nobody_to_agree()
        return Decision(
            ends,
            rule,
            tuple(self._reasons),
            frozenset(self._flags),
            tuple(dict.fromkeys(self._duties)),
            _once([*first, *_open_questions(facts, self._flags, ends, rule)]),
        )

    def _leave_to_the_other_body(self) -> None:
        """There is no one answer where the council gives none: the other body's part is sent on."""
        self._flags.discard(Flag.JOINT)
        alone = replace(NOT_TOGETHER, source=cited(NOT_TOGETHER.source, self._facts.function))
        self._reasons = [alone if reason.rule == TOGETHER.id else reason for reason in self._reasons]
        self._duties = [duty for duty in self._duties if duty not in TOGETHER.duties]
        self._owe(SENT_ON, TOGETHER.id)

    def _ask_nobody_to_agree(self) -> None:
        """What was put right at once is over: nothing is left that the person could agree to."""
        self._flags.discard(Flag.PENDING_CONSENT)
        asked = [duty for rule in CONSENT for duty in rule.duties]
        self._duties = [duty for duty in self._duties if duty not in asked]

    def _owe(self, duties: Sequence[Duty], row: str) -> None:
        if self._facts.anonymous:
            duties = owed_where_nobody_is_known(duties)
        function = self._facts.function
        self._duties += [replace(duty, source=cited(duty.source, function), row=row) for duty in duties]


def owed_where_nobody_is_known(duties: Sequence[Duty]) -> list[Duty]:
    """What is owed of a contact whose complainant can be neither told nor asked: what another body should know."""
    owed = [duty for duty in duties if duty.code not in SAID_TO_THEM]
    return [*owed, PASS_ON] if SENT_ON[0] in duties else owed


def _once(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Each fact is asked for once, with the first of its effects: of what holds the contact, or ranks highest."""
    asked: dict[str, Question] = {}
    for question in questions:
        asked.setdefault(question.fact, question)
    return tuple(asked.values())


def _open_questions(facts: Facts, flags: set[Flag], ends: Ends, rule: str) -> list[Question]:
    """What could still change a class that is already decided, or what has to be done beside it.

    Args:
        rule: id of the row that ended evaluation: what a later one would ask changes nothing.
    """
    reached = ORDER[rule]
    questions = []
    complains = facts.kind is ContactKind.DISSATISFACTION
    is_held = ends.disposition is Disposition.HOLDING
    children = facts.function is Function.CHILDRENS_SOCIAL_CARE
    if facts.harm_alleged in {None, Harm.NOT_SURE}:
        questions.append(
            Question(
                "harm_alleged",
                "Is anyone at risk of harm now?",
                "Yes: tell safeguarding today, beside the complaint.",
            )
        )
    entitled = children and facts.raised_by in LISTED_FOR_CHILDREN
    if facts.for_whom_is_open and complains and not entitled and (is_held or _is_answered(ends)):
        questions.append(
            Question(
                "person.same_as_complainant",
                "Do they complain for themselves, or for somebody else?",
                "For somebody else: whether that person agrees is asked too. For themselves: nobody else has to.",
                (Answer(True, "For themselves"), Answer(False, "For somebody else")),
            )
        )
    if Flag.PENDING_CONSENT in flags and facts.consent is not Consent.REFUSED:
        questions.append(
            Question(
                "person.consent",
                "Does the person agree to this complaint?",
                "Not yet: we still acknowledge it. Their details wait.",
            )
        )
    runs = children and not facts.topics.isdisjoint(PROCEEDINGS) and facts.proceedings_ended_on is None
    if runs and facts.prejudices_proceedings is None:
        questions.append(
            Question(
                "prejudices_proceedings",
                "Might looking into it now prejudice the proceedings, or a criminal inquiry?",
                "Yes: that part waits until they end. No: it is looked into.",
                YES_OR_NO,
            )
        )
    if Topic.WITH_OMBUDSMAN in facts.topics and facts.ombudsman is None:
        questions.append(
            Question(
                "ombudsman",
                "Has the Ombudsman begun to look into it, or decided it?",
                "Yes: the council does not look into it as well. No: it goes on.",
                (
                    Answer(OmbudsmanSays.ENQUIRES.value, "Yes, begun or decided"),
                    Answer(OmbudsmanSays.REFERRED_BACK.value, "No, sent back to the council"),
                    Answer(OmbudsmanSays.DECLINED.value, "No, not looked into"),
                ),
            )
        )
    if Topic.ALREADY_INVESTIGATED in facts.topics and facts.answered_before_by is None:
        questions.append(
            Question(
                "answered_before_by",
                "Who answered it before?",
                "The council: that answer stands, and they are told of the Ombudsman. Anybody else: it goes on.",
                tuple(Answer(by.value, words) for by, words in ANSWERED_BY.items()),
            )
        )
    if children and complains and facts.proceedings_ended_on is None and is_late(facts):
        questions.append(
            Question(
                "proceedings_ended_on",
                "Was it put off before? If so, when did the proceedings end that it waited for?",
                "Sent again within a year of that day, it is not too late.",
            )
        )
    in_stages = children or facts.function is Function.OTHER_COUNCIL_SERVICE
    if in_stages and facts.answered_before_by is AnsweredBy.COUNCIL and facts.further_stage is None:
        questions.append(
            Question(
                "further_stage",
                "Is a further stage of the procedure open to them?",
                "Yes: the earlier case goes to that stage. No: they are told of the Ombudsman.",
                YES_OR_NO,
            )
        )
    unable = facts.lacks_capacity and not facts.has_died
    if unable and facts.best_interests is None and reached > ORDER["23"]:
        questions.append(
            Question(
                "person.best_interests",
                "Do they act in the person's best interests?",
                "No: it is refused, with a notice; what they complain of for themselves goes on.",
                YES_OR_NO,
            )
        )
    if facts.raised_by in MEMBERS and complains and facts.formal_complaint is None:
        questions.append(
            Question(
                "formal_complaint",
                "Did somebody ask them to complain, and is it meant as a formal complaint?",
                "Yes: a complaint of whom they write for. No: a member enquiry, answered to the member.",
                YES_OR_NO,
            )
        )
    some_relation = children and facts.speaks_for_other and is_some_relation(facts)
    if some_relation and facts.sufficient_interest is None and reached > ORDER["19a"]:
        questions.append(
            Question(
                "sufficient_interest",
                "Have they a sufficient interest in the child's welfare?",
                "No: the children's procedure is not for them, unless the child asked them to complain.",
                YES_OR_NO,
            )
        )
    may_go_there = facts.function in {None, Function.ADULT_SOCIAL_CARE} and not facts.anonymous
    if may_go_there and facts.has_provider and facts.prefers_provider is None:
        questions.append(
            Question(
                "prefers_provider",
                "Do they want the provider to answer first, or the council?",
                "The provider: they are told how to come back. The council: its own complaint.",
                (Answer(True, "The provider"), Answer(False, "The council")),
            )
        )
    taken_up = ends.classification.is_complaint and ends.disposition is Disposition.ACCEPTED
    undated = facts.event_on is None and not facts.still_goes_on
    if complains and (is_held or taken_up) and undated:
        questions.append(
            Question(
                "event_on",
                "When did it happen?",
                "More than 12 months ago: is there a good reason, and can it still be looked into?",
            )
        )
    return questions
