"""Restrictions in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import CaseRestricted


def restricted(event: CaseRestricted, texts: Texts) -> Said:
    if not event.people:
        return Said("Open again to everybody whose role may see it", texts.note(event.note))
    names = sorted(texts.names.get(subject, "an officer") for subject in event.people)
    return Said(f"Restricted to {', '.join(names)}", texts.note(event.note))


SENTENCES: Sentences = {CaseRestricted: restricted}
