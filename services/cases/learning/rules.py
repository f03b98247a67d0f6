"""What may be learned, and when its effect is looked at. Pure: values in, decisions out."""

from datetime import date

from cases.record.rules import TEACHES
from kernel.calendar import months_after
from kernel.errors import FieldError
from kernel.events import LearningRecord
from kernel.procedures import Council
from kernel.vocabulary import LearningAct, Outcome

NO_THEME = "other"
"""The theme that is told where an earlier release took a text that is none of the council's."""


def theme_mistake(council: Council, theme: str, today: date) -> str | None:
    """What is wrong with a theme: it is a code of the council's file.

    A council whose file has none records no learning until it says what it counts by: a text in its place would
    be a group of a figure.
    """
    found = council.learning_theme(theme)
    if found is None or found.code != theme:
        codes = ", ".join(each.code for each in council.learning_themes if each.in_use(today))
        return f"{council.name} has no such learning theme. Its learning_themes are: {codes or 'none'}."
    return None if found.in_use(today) else f"{found.name} is not in use any more."


def own_action(council: Council, theme: str, said: str) -> str:
    """An action as the council's file writes it, or as it was said."""
    return council.learning_action(theme, said) or said


def told_theme(council: Council, theme: str) -> str:
    """A theme as events carry it: a code of the file."""
    found = council.learning_theme(theme)
    return found.code if found else NO_THEME


def effect_due(council: Council, theme: str, done_on: date) -> date | None:
    """The day from which somebody has to look whether an action helped: so many months after it was done."""
    found = council.learning_theme(theme)
    months = found.effect_after_months if found else None
    return months_after(done_on, months) if months else None


def acts_of(lesson: LearningRecord) -> set[LearningAct]:
    """Which acts an action records, and so may record wrongly; while it is dropped, that alone."""
    if lesson.dropped:
        return {LearningAct.DROPPED}
    recorded = {
        LearningAct.RECORDED: True,
        LearningAct.DONE: lesson.done_on,
        LearningAct.LOOKED_AT: lesson.looked_at_on,
    }
    return {act for act, is_recorded in recorded.items() if is_recorded}


def unlearned(outcome: Outcome, has_learning: bool, because: str | None) -> FieldError | None:
    """What is missing before a case may close with this outcome: an action, or the reason why there is none."""
    if outcome not in TEACHES or has_learning or because:
        return None
    return FieldError(
        "/no_learning_because", "It was upheld, if only in part. Record what was learned, or say why nothing was."
    )
