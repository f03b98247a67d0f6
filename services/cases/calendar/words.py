"""What a change of the calendar, or of how dates are counted, did to a case, in sentences."""

from cases.record.telling import Said, Sentences, Texts, sentences
from kernel.calendar_changes import CalendarAction
from kernel.events import ClocksMoved


def moved(event: ClocksMoved, texts: Texts) -> Said:
    title = "Dates counted anew, by rules that were put right"
    if event.change is not None:
        change = texts.changes[event.change]
        title = f"Dates moved{' back' if change.action is CalendarAction.UNDO else ''}: {change.name}"
    return Said(title, sentences(*texts.moves(event.moved, event.case)))


SENTENCES: Sentences = {ClocksMoved: moved}
