"""Corrections in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import CaseCorrected
from kernel.vocabulary import Slip
from kernel.words import FINDINGS, LATE_REASONS, SLIPS, in_sentence


def corrected(event: CaseCorrected, texts: Texts) -> Said:
    title = f"Put right: {in_sentence(SLIPS[event.what])}"
    if event.after is None:
        truth = "It waits still" if event.what is Slip.WAITING_END else "It never happened"
        said = f"{truth}; {day(event.before)} was recorded."
    elif event.after == event.before:
        said = None
    else:
        said = f"{day(event.after)}, not {day(event.before)}."
    found = None
    if event.finding_after and event.finding_before and event.finding_after != event.finding_before:
        before, after = FINDINGS[event.finding_before], FINDINGS[event.finding_after]
        found = f"Issue {event.number}: {in_sentence(before)} was recorded; it is {in_sentence(after)}."
    stage = event.case.stages[event.number - 1] if event.what is Slip.ANSWER else None
    late = f"Late: {in_sentence(LATE_REASONS[stage.late_because])}." if stage and stage.late_because else None
    return Said(title, sentences(said, found, late, texts.note(event.note), *texts.moves(event.moved, event.case)))


SENTENCES: Sentences = {CaseCorrected: corrected}
