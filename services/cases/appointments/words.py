"""Appointments in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import AdvocacyState, AdvocacyTold, AppointmentChanged
from kernel.vocabulary import AppointmentAct
from kernel.words import ADVOCACY_ACTS, APPOINTMENT_ACTS, STAGE_ROLES, in_sentence


def changed(event: AppointmentChanged, texts: Texts) -> Said:
    one = next(each for each in event.appointments if each.number == event.number)
    title = f"{APPOINTMENT_ACTS[event.act]}: {in_sentence(STAGE_ROLES[one.role])}"
    if event.act is AppointmentAct.AVAILABLE:
        return Said(title, f"They can on {one.available} day{'' if one.available == 1 else 's'}.")
    if event.act is AppointmentAct.ENDED:
        return Said(title, f"They were appointed on {day(one.appointed_on)}.")
    return Said(title, f"For stage {one.stage}. {'Independent of' if one.independent else 'Of'} the council.")


def advocacy(event: AdvocacyTold, texts: Texts) -> Said:
    if event.before:
        truth = f"It is {_word(event.after)}." if event.after else "Nothing was said then."
        said = sentences(f"It was recorded as {_word(event.before)}.", truth, texts.note(event.note))
        return Said("Put right: what was said of advocacy", said)
    return Said(ADVOCACY_ACTS[event.act], f"In stage {event.stage}.")


def _word(told: AdvocacyState) -> str:
    return f"{in_sentence(ADVOCACY_ACTS[told.act])} in stage {told.stage} on {day(told.told_on)}"


SENTENCES: Sentences = {AppointmentChanged: changed, AdvocacyTold: advocacy}
