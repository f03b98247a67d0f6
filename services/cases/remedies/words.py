"""Remedies in sentences."""

from cases.record.telling import CHANGED_HANDS, Said, Sentences, Texts, day, sentences
from cases.remedies.rules import pounds
from kernel.events import RemedyChanged
from kernel.vocabulary import RemedyAct
from kernel.words import REMEDIES, REMEDY_ACTS, in_sentence

NAMES = {kind.value: name for kind, name in REMEDIES.items()}


def changed(event: RemedyChanged, texts: Texts) -> Said:
    remedy = next(each for each in event.remedies if each.number == event.number)
    name = in_sentence(NAMES.get(remedy.kind, remedy.kind.replace("_", " ")))
    agreed = f" of {pounds(remedy.pence)}" if remedy.pence is not None else ""
    due = f"Due on {day(remedy.due_on)}." if remedy.due_on and not remedy.done_on else None
    paid = None
    if (event.act is RemedyAct.PAID or event.wrong) and remedy.pence is not None:
        paid = f"{pounds(remedy.paid_pence)} of {pounds(remedy.pence)} is paid."
    truth = _truth(event) if event.act is RemedyAct.PUT_RIGHT else None
    waits = "Somebody else has to agree to it first." if remedy.to_be_agreed and not remedy.dropped else None
    given = CHANGED_HANDS if event.changed_hands else None
    return Said(
        f"{REMEDY_ACTS[event.act]}: {name}{agreed}",
        sentences(truth, paid, waits, due, given, texts.note(event.note)),
    )


def _truth(event: RemedyChanged) -> str:
    if wrong := event.wrong:
        return f"{pounds(wrong.pence)} was not paid on {day(wrong.paid_on)}."
    return "It is still to be done."


SENTENCES: Sentences = {RemedyChanged: changed}
