"""How a case ended, in sentences."""

from cases.record.telling import Said, Sentences, Texts, sentences
from kernel.events import CaseClosed, CaseSettled, CaseWithdrawn
from kernel.vocabulary import Method, WithdrawnBy
from kernel.words import METHODS, OUTCOMES, WITHDRAWAL_REASONS, WITHDRAWN_BY, in_sentence


def closed(event: CaseClosed, texts: Texts) -> Said:
    outcome = event.case.outcome
    said = f"Outcome: {in_sentence(OUTCOMES[outcome])}." if outcome else None
    because = texts.note(event.note)
    return Said("Closed", sentences(said, because and f"Nothing was learned from it: {because}"))


def settled(event: CaseSettled, texts: Texts) -> Said:
    confirmed = f"Confirmed {in_sentence(METHODS[Method(event.method)])}."
    return Said("Settled early with the complainant", sentences(texts.note(event.note), confirmed))


def withdrawn(event: CaseWithdrawn, texts: Texts) -> Said:
    who = in_sentence(WITHDRAWN_BY[WithdrawnBy(event.withdrawn_by)])
    because = event.case.withdrawn_because
    why = f"{WITHDRAWAL_REASONS[because]}." if because else None
    return Said(f"Withdrawn by {who}", sentences(why, texts.note(event.note)))


SENTENCES: Sentences = {CaseClosed: closed, CaseSettled: settled, CaseWithdrawn: withdrawn}
