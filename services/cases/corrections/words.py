"""Corrections in sentences."""

from collections.abc import Mapping
from typing import Any

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import CaseCorrected
from kernel.vocabulary import HoldReason, Slip
from kernel.words import FINDINGS, HOLD_REASONS, LATE_REASONS, SLIPS, WITHDRAWAL_REASONS, in_sentence


def corrected(event: CaseCorrected, texts: Texts) -> Said:
    title = f"Put right: {_what(event)}"
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
        where = f", in stage {event.stage}" if event.stage else ""
        found = f"Issue {event.number}{where}: {in_sentence(before)} was recorded; it is {in_sentence(after)}."
    about = _about(event, texts)
    stage = event.case.stages[event.number - 1] if event.what is Slip.ANSWER else None
    late = f"Late: {in_sentence(LATE_REASONS[stage.late_because])}." if stage and stage.late_because else None
    why = (_why(event), texts.note(event.note))
    return Said(title, sentences(about, said, found, late, *why, *texts.moves(event.moved, event.case)))


def _why(event: CaseCorrected) -> str | None:
    """Another reason for which more time was given, or for which it was withdrawn."""
    if event.because_after is None:
        return None
    words: Mapping[Any, str] = LATE_REASONS | WITHDRAWAL_REASONS
    if event.what is Slip.EXTENSION:  # some codes are of both
        words = WITHDRAWAL_REASONS | LATE_REASONS
    before = in_sentence(words[event.because_before]) if event.because_before else "no reason"
    return f"{words[event.because_after]}; {before} was recorded."


def _what(event: CaseCorrected) -> str:
    if event.what is not Slip.REQUEST_ANSWER:
        return in_sentence(SLIPS[event.what])
    is_theirs = any(clock.kind == f"ombudsman_{event.number}" for clock in event.case.clocks)
    return "what the council answered the Ombudsman" if is_theirs else "what a contributor answered"


def _about(event: CaseCorrected, texts: Texts) -> str | None:
    """Which of several it is: what was asked of whom, the date that was extended, what the case waited for."""
    match event.what:
        case Slip.REQUEST | Slip.REQUEST_ANSWER:
            request = next((each for each in texts.requests.values() if each.number == event.number), None)
            return f"{request.asked_of}: {request.what}" if request else None
        case Slip.EXTENSION if extension := texts.extensions.get(event.number):
            return f"{texts.clock_name(extension.kind, event.case)}."
        case Slip.WAITING | Slip.WAITING_END if hold := texts.holds.get(event.number):
            return f"{HOLD_REASONS[HoldReason(hold.reason)]}."
        case _:
            return None


SENTENCES: Sentences = {CaseCorrected: corrected}
