"""An adoption in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import CaseAdopted


def adopted(event: CaseAdopted, texts: Texts) -> Said:
    return Said("Taken into today's work", "Its dates were counted from the day it was received.")


SENTENCES: Sentences = {CaseAdopted: adopted}
