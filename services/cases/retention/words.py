"""Letting go in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import DisposalAnswered
from kernel.words import KEPT_BECAUSES, in_sentence


def answered(event: DisposalAnswered, texts: Texts) -> Said:
    if event.kept_because:
        return Said(
            "It was to be let go of, and stays", f"Because {in_sentence(KEPT_BECAUSES[event.kept_because])}."
        )
    return Said("The people were taken out", "What is counted stays; letters, notes and other texts are gone.")


SENTENCES: Sentences = {DisposalAnswered: answered}
