"""Runs the table over the facts of one contact."""

from collections.abc import Sequence

from intake.rules.facts import Decision, Ends, Facts, Flag, Harm, Question, Reason
from intake.rules.table import RULES
from kernel.calendar import WorkingDays
from kernel.vocabulary import Classification, ContactKind, Disposition


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
