"""Costs in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import CostRecorded
from kernel.words import COST_KINDS


def recorded(event: CostRecorded, texts: Texts) -> Said:
    cost = event.costs[-1]
    return Said(f"Cost recorded: £{cost.pence / 100:,.2f}", COST_KINDS[cost.kind])


SENTENCES: Sentences = {CostRecorded: recorded}
