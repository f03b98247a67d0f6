"""What was learned in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import LearningChanged
from kernel.vocabulary import LearningAct
from kernel.words import LEARNING_ACTS


def changed(event: LearningChanged, texts: Texts) -> Said:
    lesson = next(each for each in event.learning if each.number == event.number)
    theme = texts.council.learning_theme(lesson.theme)
    due = f"Due on {day(lesson.due_on)}." if lesson.due_on and not lesson.done_on else None
    effect = None
    if event.act is LearningAct.LOOKED_AT:
        effect = "It happened again." if lesson.repeated else "It did not happen again."
    action = f"{lesson.action}." if lesson.action else None
    return Said(
        f"{LEARNING_ACTS[event.act]}: {theme.name if theme else lesson.theme}", sentences(action, due, effect)
    )


SENTENCES: Sentences = {LearningChanged: changed}
