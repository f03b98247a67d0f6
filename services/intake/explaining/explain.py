"""Explains the class of a contact from its facts. Pure."""

from datetime import date

from intake.assessment import IMPORTED, title_of, within_file
from intake.explaining.schemas import ClassExplained, ClassIfOtherwise, DecidedBy, MatterExplained, RowAsked
from intake.matters import matters_of
from intake.rules import Decision, Facts, classify, highest
from intake.rules.cited import cited
from intake.rules.explain import Asked, rows_asked, what_would_change
from intake.schemas import Assessment, ContactFacts
from kernel.procedures import Books, Council
from kernel.vocabulary import Found
from kernel.words import DISPOSITIONS, in_sentence


def explain(body: ContactFacts, received_on: date, today: date, council: Council, books: Books) -> ClassExplained:
    """How the rows decide over a contact of a council that was received on a local date."""
    matters = matters_of(body, received_on, today)
    decisions = [within_file(classify(matter, books.calendar), council, received_on) for matter in matters]
    return ClassExplained(
        decided_by=DecidedBy.RULES,
        title=title_of(highest(decisions)),
        matters=[_matter(number, each, council, books) for number, each in enumerate(matters, 1)],
    )


def explain_recorded(
    body: ContactFacts, stands: Assessment, today: date, council: Council, books: Books
) -> ClassExplained:
    """The same of a recorded contact, whose class may be an officer's, or its council's own of an earlier year."""
    if stands.rule == IMPORTED:
        return ClassExplained(decided_by=DecidedBy.IMPORT, title=stands.title, matters=[])
    told = explain(body, stands.received_on, today, council, books)
    by_officer = stands.is_an_officers
    return told.model_copy(
        update={"decided_by": DecidedBy.OFFICER if by_officer else DecidedBy.RULES, "title": stands.title}
    )


def _matter(number: int, facts: Facts, council: Council, books: Books) -> MatterExplained:
    decision = within_file(classify(facts, books.calendar), council, facts.received_on)
    return MatterExplained(
        number=number,
        title=_outcome(decision),
        rule=decision.rule,
        rows=[_row(asked, facts) for asked in rows_asked(facts, books.calendar)],
        would_change=[
            ClassIfOtherwise(
                fact=change.supposed.fact,
                when=change.supposed.when,
                classification=then.classification,
                disposition=then.disposition,
                outcome=_outcome(then),
            )
            for change in what_would_change(facts, books.calendar)
            if (then := within_file(change.then, council, facts.received_on)).ends != decision.ends
        ],
    )


def _outcome(decision: Decision) -> str:
    """A class, and what becomes of it: "Statutory complaint: accepted"."""
    title = title_of(decision)
    return (
        f"{title}: {in_sentence(DISPOSITIONS[decision.disposition])}" if decision.disposition.is_decided else title
    )


def _row(asked: Asked, facts: Facts) -> RowAsked:
    rule = asked.rule
    return RowAsked(
        rule=rule.id,
        asks=rule.asks,
        found=asked.found,
        says=list(rule.reasons) if asked.found is Found.YES else [],
        source=cited(rule.source, facts.function),
        decides=asked.decides,
    )
