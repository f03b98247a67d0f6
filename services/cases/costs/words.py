"""Costs in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import CostRecorded, CostState
from kernel.words import COST_KINDS, in_sentence


def recorded(event: CostRecorded, texts: Texts) -> Said:
    if event.before:
        truth = f"It is {_of(event.after)}." if event.after else "There was no such cost."
        return Said(
            "Put right: cost", sentences(f"{_of(event.before)} was recorded.", truth, texts.note(event.note))
        )
    cost = event.costs[-1]
    return Said(f"Cost recorded: £{cost.pence / 100:,.2f}", COST_KINDS[cost.kind])


def _of(cost: CostState) -> str:
    return f"£{cost.pence / 100:,.2f} for {in_sentence(COST_KINDS[cost.kind])} on {day(cost.spent_on)}"


SENTENCES: Sentences = {CostRecorded: recorded}
