"""Who was told that an answer is late, in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import LateTold
from kernel.words import METHODS


def told(event: LateTold, texts: Texts) -> Said:
    return Said(f"Told that the answer is late: {event.level}", METHODS[event.method])


SENTENCES: Sentences = {LateTold: told}
