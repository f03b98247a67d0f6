"""That they were asked how it was handled, in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import SurveyAsked


def asked(event: SurveyAsked, texts: Texts) -> Said:
    return Said("Asked how it was handled", texts.note(event.note))


SENTENCES: Sentences = {SurveyAsked: asked}
