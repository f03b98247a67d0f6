"""Plans in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import AnswerPromised, PlanMade
from kernel.words import HEARS, in_sentence


def made(event: PlanMade, texts: Texts) -> Said:
    what = "changed" if event.sequence > 1 else "made"
    how = "Agreed with the complainant." if event.agreed else "Set, and the complainant was told."
    hears = f"They hear from us {in_sentence(HEARS[event.hears])}."
    return Said(f"Plan {what}", sentences(how, hears, texts.note(event.note)))


def promised(event: AnswerPromised, texts: Texts) -> Said:
    on = event.case.promised_on
    return Said(f"An answer promised by {day(on)}" if on else "An answer promised", texts.note(event.note))


SENTENCES: Sentences = {PlanMade: made, AnswerPromised: promised}
