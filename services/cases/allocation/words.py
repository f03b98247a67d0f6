"""Who was given a case, in sentences."""

from cases.record.telling import Said, Sentences, Texts, sentences
from kernel.events import CaseAllocated


def allocated(event: CaseAllocated, texts: Texts) -> Said:
    case = event.case
    team = texts.council.team(case.team) if case.team else None
    owner = texts.names.get(case.owner, "an officer") if case.owner else "nobody"
    said = f"{team.name}." if team and event.note else team.name if team else None
    return Said(f"Given to {owner}", sentences(said, texts.note(event.note)))


SENTENCES: Sentences = {CaseAllocated: allocated}
