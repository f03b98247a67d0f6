"""Issues and findings in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import FindingRecorded, IssueAdded
from kernel.words import FINDINGS, in_sentence


def added(event: IssueAdded, texts: Texts) -> Said:
    return Said(f"Issue {event.number} added")


def found(event: FindingRecorded, texts: Texts) -> Said:
    return Said(f"Issue {event.number} {in_sentence(FINDINGS[event.finding])}")


SENTENCES: Sentences = {IssueAdded: added, FindingRecorded: found}
