"""How a case ended, in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import CaseClosed, CaseWithdrawn
from kernel.vocabulary import WithdrawnBy
from kernel.words import OUTCOMES, WITHDRAWN_BY, in_sentence


def closed(event: CaseClosed, texts: Texts) -> Said:
    outcome = event.case.outcome
    return Said("Closed", f"Outcome: {in_sentence(OUTCOMES[outcome])}." if outcome else None)


def withdrawn(event: CaseWithdrawn, texts: Texts) -> Said:
    who = in_sentence(WITHDRAWN_BY[WithdrawnBy(event.withdrawn_by)])
    return Said(f"Withdrawn by {who}", texts.note(event.note))


SENTENCES: Sentences = {CaseClosed: closed, CaseWithdrawn: withdrawn}
