"""What was learned in sentences."""

from cases.record.telling import CHANGED_HANDS, Said, Sentences, Texts, day, sentences
from kernel.events import LearningChanged, LearningRecord
from kernel.vocabulary import LearningAct
from kernel.words import LEARNING_ACTS


def changed(event: LearningChanged, texts: Texts) -> Said:
    lesson = next(each for each in event.learning if each.number == event.number)
    theme = texts.council.learning_theme(lesson.theme)
    is_owed = lesson.done_on is None and not lesson.dropped
    due = f"Due on {day(lesson.due_on)}." if lesson.due_on and is_owed else None
    effect = None
    if event.act is LearningAct.LOOKED_AT:
        effect = "It happened again." if lesson.repeated else "It did not happen again."
    action = f"{lesson.action}." if lesson.action else None
    truth = _truth(event.before, lesson) if event.before else None
    given = CHANGED_HANDS if event.changed_hands else None
    return Said(
        f"{LEARNING_ACTS[event.act]}: {theme.name if theme else lesson.theme}",
        sentences(action, truth, due, effect, given, texts.note(event.note)),
    )


def _truth(before: LearningRecord, now: LearningRecord) -> str:
    if now.dropped:
        return "It was recorded by mistake, and is nothing learned."
    if before.dropped:
        return "It counts after all."
    if before.done_on and now.done_on is None:
        return f"It was not done on {day(before.done_on)}."
    return "Nobody looked whether it helped."


SENTENCES: Sentences = {LearningChanged: changed}
