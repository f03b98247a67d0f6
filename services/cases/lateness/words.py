"""Who was told that an answer is late, in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import LateTold
from kernel.vocabulary import Act
from kernel.words import METHODS


def told(event: LateTold, texts: Texts) -> Said:
    late = "its route is not decided" if event.case.next_due_act is Act.DECIDED else "the answer is late"
    return Said(f"Told that {late}: {event.level}", METHODS[event.method])


SENTENCES: Sentences = {LateTold: told}
