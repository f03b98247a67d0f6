"""A corrected receipt in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import ReceiptCorrected


def corrected(event: ReceiptCorrected, texts: Texts) -> Said:
    case = event.case
    return Said(
        f"Receipt corrected from {day(event.before)} to {day(case.received_on)}",
        sentences(texts.note(event.note), *texts.moves(event.moved, case)),
    )


SENTENCES: Sentences = {ReceiptCorrected: corrected}
