"""Letters in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import LetterChanged
from kernel.words import LETTER_ACTS, LETTER_KINDS, METHODS


def changed(event: LetterChanged, texts: Texts) -> Said:
    how = f", {METHODS[event.method].lower()}" if event.method else ""
    return Said(LETTER_ACTS[event.act], f"{LETTER_KINDS[event.kind]}{how}")


SENTENCES: Sentences = {LetterChanged: changed}
