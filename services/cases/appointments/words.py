"""Appointments in sentences."""

from cases.record.telling import Said, Sentences, Texts, day
from kernel.events import AdvocacyTold, AppointmentChanged
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
    return Said(ADVOCACY_ACTS[event.act], f"In stage {event.stage}.")


SENTENCES: Sentences = {AppointmentChanged: changed, AdvocacyTold: advocacy}
