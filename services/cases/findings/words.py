"""Issues and findings in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import FindingRecorded, IssueAdded, IssueChanged
from kernel.words import FINDINGS, in_sentence


def added(event: IssueAdded, texts: Texts) -> Said:
    return Said(f"Issue {event.number} added")


def changed(event: IssueChanged, texts: Texts) -> Said:
    if event.went_elsewhere:
        return Said(f"Issue {event.number} went elsewhere", "The contact says where its matter belongs.")
    if event.made_primary:
        return Said(f"Issue {event.number} made the primary one")
    return Said(f"Issue {event.number} described anew")


def found(event: FindingRecorded, texts: Texts) -> Said:
    return Said(f"Issue {event.number} {in_sentence(FINDINGS[event.finding])}")


SENTENCES: Sentences = {IssueAdded: added, IssueChanged: changed, FindingRecorded: found}
