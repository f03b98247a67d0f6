"""Tasks in sentences."""

from cases.record.telling import CHANGED_HANDS, Said, Sentences, Texts, day, sentences
from kernel.events import TaskChanged
from kernel.vocabulary import TaskAct
from kernel.words import TASK_ACTS


def changed(event: TaskChanged, texts: Texts) -> Said:
    what = "reminder" if event.is_reminder else "task"
    due = f"Due on {day(event.due_on)}." if event.act is TaskAct.RECORDED else None
    if event.due_before:
        due = f"Due on {day(event.due_on)}, not {day(event.due_before)}."
    given = CHANGED_HANDS if event.changed_hands else None
    return Said(f"{TASK_ACTS[event.act]}: {what} {event.number}", sentences(due, given, texts.note(event.note)))


SENTENCES: Sentences = {TaskChanged: changed}
