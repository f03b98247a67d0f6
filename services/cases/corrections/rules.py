"""The order that the days of a case keep, whoever puts them right. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cases.record.rules import Done
from kernel.vocabulary import Act, Slip
from kernel.words import ACTS, in_sentence

ACTS_OF = {
    Slip.ACKNOWLEDGEMENT: Act.ACKNOWLEDGED,
    Slip.HOLDING_REPLY: Act.HOLDING_REPLY,
    Slip.PANEL_MEETING: Act.PANEL_MET,
    Slip.PANEL_REPORT: Act.PANEL_REPORTED,
    Slip.ANSWER: Act.RESPONDED,
    Slip.ANSWER_RECEIVED: Act.RESPONSE_RECEIVED,
}
"""The act of a stage that each of these records."""
NEEDED_BY = {
    Act.PANEL_MET: (Act.PANEL_REPORTED, Act.RESPONDED),
    Act.PANEL_REPORTED: (Act.RESPONDED,),
}
"""What cannot have happened without it, and has to be put right first."""
NO_STEP = {Act.RECEIVED, Act.DECIDED, Act.CONSENT_SETTLED}
"""Acts that an answer need not follow, or that all others do."""
AFTER_ANSWER = {Act.RESPONSE_RECEIVED, Act.NEXT_REQUESTED}


def stage_disorder(acts: Mapping[Act, date], others: Sequence[Done], today: date) -> str | None:
    """What is wrong with the order of a stage's days (local dates); None: nothing.

    Args:
        others: what else was done in it: findings, requests, dates that were agreed. An answer follows them all.
    """
    received = Done(acts[Act.RECEIVED], "it was received")
    steps = [_done(act, on) for act, on in acts.items() if act not in NO_STEP | AFTER_ANSWER]
    later = [_done(act, on) for act, on in acts.items() if act in AFTER_ANSWER]
    for done in (*steps, *later, *others):
        if done.on > today:
            return "This is in the future."
        if early := out_of_order([received], done):
            return early
    follows: list[tuple[Act, Sequence[Done]]] = [
        (Act.PANEL_REPORTED, [_done(act, on) for act, on in acts.items() if act is Act.PANEL_MET]),
        (Act.RESPONDED, [*steps, *others]),
        (Act.RESPONSE_RECEIVED, steps),
        (Act.NEXT_REQUESTED, steps),
    ]
    wrong = (out_of_order(first, _done(act, acts[act])) for act, first in follows if act in acts)
    return next(filter(None, wrong), None)


def end_disorder(end: Done, done: Sequence[Done], today: date) -> str | None:
    """What is wrong with the day on which a case ended; None: nothing."""
    return "This is in the future." if end.on > today else out_of_order(done, end)


def out_of_order(earlier: Iterable[Done], last: Done) -> str | None:
    """What is wrong with a day that follows others; None: nothing."""
    late = max((done for done in earlier if done.on > last.on), default=None)
    return f"{_begin(last.began)}: that would be before {late.began}." if late else None


def _done(act: Act, on: date) -> Done:
    return Done(on, in_sentence(ACTS[act]))


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]
