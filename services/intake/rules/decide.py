"""Runs the table over the facts of one contact, or over each of its matters."""

from collections.abc import Sequence
from dataclasses import replace

from intake.rules.facts import YES_OR_NO, Answer, Decision, Duty, Ends, Facts, Harm, Question, Reason, Rule
from intake.rules.table import FLAGS, RULES
from kernel.calendar import WorkingDays
from kernel.vocabulary import Classification, Consent, ContactKind, Disposition, Flag

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


def classify(facts: Facts, calendar: WorkingDays) -> Decision:
    """Decide what a contact is, by the first rule that ends evaluation.

    Args:
        calendar: working days, for "by the end of the next working day".
    """
    run = _Run()
    for rule in FLAGS:
        if rule.holds(facts, calendar):
            run.take(rule)
    for rule in RULES:
        holds = rule.holds(facts, calendar)
        if holds is None:
            assert rule.question is not None, f"rule {rule.id} cannot tell and has nothing to ask"
            return run.held(rule.question, facts)
        if holds:
            run.take(rule)
            if isinstance(rule.then, Ends):
                return run.ended(rule.then, rule.id, facts)
    raise AssertionError("the last rule always holds")


def highest(decisions: Sequence[Decision]) -> Decision:
    """The decision that a contact with several matters takes; what others owe is owed too.

    A matter that is held holds nothing back that is a complaint already.
    """
    first = min(decisions, key=lambda decision: RANKS.index(decision.classification))
    others = [decision for decision in decisions if decision is not first]
    return Decision(
        first.ends,
        first.rule,
        first.reasons,
        first.flags.union(*(decision.flags for decision in others)),
        tuple(dict.fromkeys([*first.duties, *(duty for other in others for duty in other.duties)])),
        tuple(dict.fromkeys([*first.questions, *(ask for other in others for ask in other.questions)])),
    )


def triaged(decision: Decision, because: str) -> Decision:
    """The same contact for a person to look at, because no file of the council goes with what it is."""
    looked_at = RULES[-1]
    assert isinstance(looked_at.then, Ends), "the last row ends"
    reason = Reason(looked_at.id, because, "The council's file")
    return replace(decision, ends=looked_at.then, rule=looked_at.id, reasons=(*decision.reasons, reason))


class _Run:
    """What the rows that held so far have said."""

    def __init__(self) -> None:
        self._reasons: list[Reason] = []
        self._flags: set[Flag] = set()
        self._duties: list[Duty] = []

    def take(self, rule: Rule) -> None:
        self._reasons += [Reason(rule.id, text, rule.source) for text in rule.reasons]
        self._duties += rule.duties
        if isinstance(rule.then, Flag):
            self._flags.add(rule.then)

    def held(self, question: Question, facts: Facts) -> Decision:
        self._reasons.append(
            Reason(
                "31b",
                "It is not clear yet which kind of contact this is.",
                "Leicester 2023/24, note i to §3.6",
            )
        )
        return self.ended(Ends(Classification.ENQUIRY, Disposition.HOLDING), "31b", facts, [question])

    def ended(self, ends: Ends, rule: str, facts: Facts, first: Sequence[Question] = ()) -> Decision:
        return Decision(
            ends,
            rule,
            tuple(self._reasons),
            frozenset(self._flags),
            tuple(dict.fromkeys(self._duties)),
            tuple(dict.fromkeys([*first, *_open_questions(facts, self._flags)])),
        )


def _open_questions(facts: Facts, flags: set[Flag]) -> list[Question]:
    """What could still change a class that is already decided, or what has to be done beside it."""
    questions = []
    if facts.harm_alleged in {None, Harm.NOT_SURE}:
        questions.append(
            Question(
                "harm_alleged",
                "Is anyone at risk of harm now?",
                "Yes: tell safeguarding today, beside the complaint.",
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
    if facts.own_grievance and facts.lacks_capacity and facts.best_interests is None:
        questions.append(
            Question(
                "person.best_interests",
                "Do they act in the person's best interests?",
                "No: only what they complain of for themselves goes on.",
                YES_OR_NO,
            )
        )
    if Flag.MEMBER_REPRESENTS in flags and facts.formal_complaint is None:
        questions.append(
            Question(
                "formal_complaint",
                "Is it meant as a formal complaint?",
                "No: a member enquiry, answered to the member.",
                YES_OR_NO,
            )
        )
    if facts.has_provider and facts.prefers_provider is None:
        questions.append(
            Question(
                "prefers_provider",
                "Do they want the provider to answer first, or the council?",
                "The provider: they are told how to come back. The council: its own complaint.",
                (Answer(True, "The provider"), Answer(False, "The council")),
            )
        )
    if facts.kind is ContactKind.DISSATISFACTION and facts.event_on is None:
        questions.append(
            Question(
                "event_on",
                "When did it happen?",
                "More than 12 months ago: is there a good reason, and can it still be looked into?",
            )
        )
    return questions
