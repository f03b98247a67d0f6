"""Extensions in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import ClockExtended
from kernel.vocabulary import LateReason
from kernel.words import LATE_REASONS


def extended(event: ClockExtended, texts: Texts) -> Said:
    extension = texts.extensions.get(event.extension or 0)
    because = event.because or (LateReason(extension.because) if extension and extension.because else None)
    return Said(
        f"{texts.clock_name(event.clock, event.case)} extended to {day(event.after)}",
        sentences(
            f"It was {day(event.before)}.",
            f"Beyond the usual {event.beyond_usual} in all, for a good reason." if event.beyond_usual else None,
            "Agreed with the complainant." if event.person_agreed else None,
            f"{LATE_REASONS[because]}." if because else None,
            extension.reason if extension else None,
            texts.note(event.note),
        ),
    )


SENTENCES: Sentences = {ClockExtended: extended}
