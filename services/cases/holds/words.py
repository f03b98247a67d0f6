"""Holds in sentences."""

from cases.record.telling import Said, Sentences, Texts, sentences
from kernel.events import CaseHeld, HoldEnded
from kernel.words import HOLD_REASONS, in_sentence


def held(event: CaseHeld, texts: Texts) -> Said:
    hold = texts.holds.get(event.hold or 0)
    waiting_on = f"{hold.waiting_on}." if hold else None
    return Said(
        f"Waiting for {in_sentence(HOLD_REASONS[event.reason])}",
        sentences(waiting_on, texts.note(event.note), *texts.moves(event.moved, event.case)),
    )


def ended(event: HoldEnded, texts: Texts) -> Said:
    return Said(
        f"No longer waiting for {in_sentence(HOLD_REASONS[event.reason])}",
        sentences(*texts.moves(event.moved, event.case)),
    )


SENTENCES: Sentences = {CaseHeld: held, HoldEnded: ended}
