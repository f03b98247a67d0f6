"""Notes in a timeline."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import NoteAdded


def noted(event: NoteAdded, texts: Texts) -> Said:
    return Said("Note", texts.note(event.note))


SENTENCES: Sentences = {NoteAdded: noted}
