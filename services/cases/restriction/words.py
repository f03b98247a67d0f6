"""Restrictions in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import CaseRestricted


def restricted(event: CaseRestricted, texts: Texts) -> Said:
    why = texts.note(event.note) if event.note else "Said before the case was opened."
    names = sorted(texts.names.get(subject, "an officer") for subject in event.people)
    if event.managers:
        names.append("managers")
    if not names:
        return Said("Open again to everybody whose role may see it", why)
    *others, last = names
    return Said(f"Restricted to {', '.join(others)} and {last}" if others else f"Restricted to {last}", why)


SENTENCES: Sentences = {CaseRestricted: restricted}
