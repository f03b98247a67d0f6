"""Who was given a case, in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import CaseAllocated


def allocated(event: CaseAllocated, texts: Texts) -> Said:
    case = event.case
    team = texts.council.team(case.team) if case.team else None
    owner = texts.names.get(case.owner, "an officer") if case.owner else "nobody"
    return Said(f"Given to {owner}", team.name if team else None)


SENTENCES: Sentences = {CaseAllocated: allocated}
