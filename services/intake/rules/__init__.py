"""Classification: one ordered table of rules. Pure: facts in; class, disposition, reasons and duties out.

The first row that holds and ends decides. A row may instead set a flag and let evaluation go on; a row that cannot
tell, because a fact is not known yet, ends in the holding class and asks for that fact.

Source of ids and order: SI 2009/309 and the classification table of the product's domain rules.
"""

from intake.rules.decide import (
    classify,
    consent_asked,
    highest,
    is_joint,
    owed_by_each,
    owed_where_nobody_is_known,
    triaged,
)
from intake.rules.facts import (
    PROCEEDINGS,
    By,
    Decision,
    Duty,
    Ends,
    Facts,
    Harm,
    OmbudsmanSays,
    Question,
    Reason,
    Topic,
)
from intake.rules.table import FLAGS, RULES

__all__ = [
    "FLAGS",
    "PROCEEDINGS",
    "RULES",
    "By",
    "Decision",
    "Duty",
    "Ends",
    "Facts",
    "Harm",
    "OmbudsmanSays",
    "Question",
    "Reason",
    "Topic",
    "classify",
    "consent_asked",
    "highest",
    "is_joint",
    "owed_by_each",
    "owed_where_nobody_is_known",
    "triaged",
]
