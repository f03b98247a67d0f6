"""Extensions in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import ClockExtended


def extended(event: ClockExtended, texts: Texts) -> Said:
    extension = texts.extensions.get(event.extension or 0)
    return Said(
        f"{texts.clock_name(event.clock, event.case)} extended to {day(event.after)}",
        sentences(
            f"It was {day(event.before)}.",
            "Agreed with the complainant." if event.person_agreed else None,
            extension.reason if extension else None,
            texts.note(event.note),
        ),
    )


SENTENCES: Sentences = {ClockExtended: extended}
