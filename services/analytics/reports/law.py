"""What the law wants an annual report to say, by whose complaints it is of. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.reports.document import ReportScope


@dataclass(frozen=True)
class Demand:
    """One thing that has to be said, in words that end “says …”, with where the law asks for it."""

    says: str
    source: str


R18 = "SI 2009/309, reg 18"
R13 = "SI 2006/1738, reg 13"
CODE8 = "Complaint Handling Code 2024, section 8"

ADULTS: Mapping[str, Demand] = {
    "received": Demand("how many complaints were received", R18),
    "well_founded": Demand("how many were decided to be well-founded", R18),
    "ombudsman": Demand("how many the council was told were referred to the Ombudsman", R18),
    "subjects": Demand("what they were about", R18),
    "importance": Demand("what of general importance came out of them, or of how they were handled", R18),
    "action": Demand("what was or will be done to improve services", R18),
    "on_request": Demand("that anybody may have it on request", R18),
}
CHILDREN: Mapping[str, Demand] = {
    "stages": Demand("how many representations were made at each stage", R13),
    "procedures": Demand("how many went by another procedure", R13),
    "who": Demand("who made them", R13),
    "subjects": Demand("what they were about", R13),
    "outcomes": Demand("what was found", R13),
    "time_limits": Demand("whether time limits were kept", R13),
    "advocacy": Demand("what advocacy was given", R13),
    "characteristics": Demand("whom they were about, by their characteristics", R13),
    "action": Demand("what was or will be done to improve services", R13),
}
CORPORATE: Mapping[str, Demand] = {
    "received": Demand("how many complaints there were at each stage", CODE8),
    "refused": Demand("which complaints were refused, and why", CODE8),
    "outcomes": Demand("what was found", CODE8),
    "time_limits": Demand("whether they were answered in time", CODE8),
    "ombudsman": Demand("what the Ombudsman found, and its annual review letter", CODE8),
    "action": Demand("what was or will be done to improve services", CODE8),
    "self_assessment": Demand("how the council keeps to the Code, clause by clause", CODE8),
    "response": Demand("what the governing body says to it", CODE8),
}
DEMANDS: Mapping[ReportScope, Mapping[str, Demand]] = {
    ReportScope.ADULTS: ADULTS,
    ReportScope.CHILDREN: CHILDREN,
    ReportScope.CORPORATE: CORPORATE,
    ReportScope.ALL: ADULTS,
}
"""A report of all complaints says what the law asks of those about adults; others have reports of their own."""
EVERY_CODE = frozenset(code for demands in DEMANDS.values() for code in demands)
