"""What a change of the calendar did to a case, in sentences."""

from cases.record.telling import Said, Sentences, Texts, sentences
from kernel.calendar_changes import CalendarAction
from kernel.events import ClocksMoved


def moved(event: ClocksMoved, texts: Texts) -> Said:
    change = texts.changes[event.change]
    back = " back" if change.action is CalendarAction.UNDO else ""
    return Said(f"Dates moved{back}: {change.name}", sentences(*texts.moves(event.moved, event.case)))


SENTENCES: Sentences = {ClocksMoved: moved}
