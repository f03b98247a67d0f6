"""Classification: one ordered table of rules. Pure: facts in; class, disposition and reasons out.

The first rule that holds and ends decides. A rule may instead set a flag and let evaluation go on; a rule that
cannot tell, because a fact is not known yet, ends in the holding class and asks for that fact. Facts that belong
to a route which a person still has to decide end in triage, never in a class they might not be.

Source of ids and order: SI 2009/309 and the classification table of the product's domain rules.
"""

from intake.rules.decide import classify
from intake.rules.facts import Consent, Decision, Facts, Flag, Harm, Question, Reason, Topic
from intake.rules.table import RULES

__all__ = [
    "RULES",
    "Consent",
    "Decision",
    "Facts",
    "Flag",
    "Harm",
    "Question",
    "Reason",
    "Topic",
    "classify",
]
