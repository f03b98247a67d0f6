"""Which letters a contact may be written now, and what each is for: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.assessment import IMPORTED
from intake.owed import MET_BY_LETTER
from intake.rules import RULES, Ends
from intake.rules.table import SENT_ON
from intake.schemas import Assessment, DutyRead
from kernel.vocabulary import Classification, Disposition, LetterKind


class ContactLetterKind(StrEnum):
    """What a letter tells whoever contacted the council.

    `notice`: it is not looked into, and why. `part_left_out`: what is said for somebody else is not, and the rest
    is. `deferral`: it waits for proceedings. `elsewhere`: who deals with it. `may_send_on`, `sent_on`: to the
    body that it belongs to. `to_provider`: whether their details may go there. `passed_on`: to whom it went.
    `workers_concern`: who hears, in confidence, a worker who told of something wrong.
    """

    NOTICE = "notice"
    PART_LEFT_OUT = "part_left_out"
    DEFERRAL = "deferral"
    ELSEWHERE = "elsewhere"
    MAY_SEND_ON = "may_send_on"
    SENT_ON = "sent_on"
    TO_PROVIDER = "to_provider"
    THANKS = "thanks"
    IDEA = "idea"
    PASSED_ON = "passed_on"
    WORKERS_CONCERN = "workers_concern"


Kind = ContactLetterKind

ASKED_BY = {"transfer": Kind.MAY_SEND_ON, "provider_consent": Kind.TO_PROVIDER, "thanks": Kind.THANKS}
"""Letters by the code of the duty that they are for; of `notice` and `tell` there are several."""
WITH: Mapping[Kind, frozenset[str]] = {
    Kind.NOTICE: frozenset({"ombudsman", "ico", "reopen"}),
    Kind.DEFERRAL: frozenset({"resubmit"}),
    Kind.ELSEWHERE: frozenset({"ico"}),
    Kind.TO_PROVIDER: frozenset({"return", "ombudsman"}),
}
"""Codes of duties that a letter meets too, because it tells that as well."""
OF_CLASS = {
    Classification.COMPLIMENT: Kind.THANKS,
    Classification.COMMENT: Kind.IDEA,
    Classification.OTHER_CONTACT: Kind.PASSED_ON,
}
"""Letters that no duty asks for and a class without a case calls for."""
WHISTLEBLOWING = "whistleblowing"
"""The duty to pass a worker's concern on: who told of it is written where to go, whether or not that is done."""
ENDS = {rule.id: rule.then.disposition for rule in RULES if isinstance(rule.then, Ends)}
NOTICED = {rule.id for rule in RULES if rule.id in ENDS and "notice" in {duty.code for duty in rule.duties}}
"""Rows that take a matter away, and owe a notice of that."""


@dataclass(frozen=True)
class Letter:
    """A letter that may be written.

    Attributes:
        key: names it in its contact: by the duty that it is for, or, where none asks for it, by its kind.
        row, matter: the row of the table and the matter (from 1; 0: all of it) that it tells of.
        duties: what is done once it is sent, first what it is for.
    """

    key: str
    kind: ContactLetterKind
    row: str
    matter: int = 0
    duties: Sequence[DutyRead] = ()

    def owes(self, code: str) -> bool:
        return any(duty.code == code for duty in self.duties)


def offered(assessment: Assessment) -> list[Letter]:
    """The letters of a contact: one for each duty that is owed and told to them, or for what its class calls for.

    What the refusal of a case tells is told by that letter alone.
    """
    if assessment.rule == IMPORTED:
        return []
    owed = [duty for duty in assessment.duties if duty.is_owed and not _is_told_by_its_case(duty, assessment)]
    letters = [_letter(kind, duty, owed, assessment) for duty in owed if (kind := _kind(duty, assessment.rule))]
    told = {kind for duty in assessment.duties if (kind := _kind(duty, assessment.rule))}
    of_class = OF_CLASS.get(assessment.classification)
    if any(duty.code == WHISTLEBLOWING for duty in assessment.duties):
        told.add(Kind.WORKERS_CONCERN)
        letters.append(Letter(Kind.WORKERS_CONCERN.value, Kind.WORKERS_CONCERN, "7b"))
    is_told = of_class in told or (of_class is Kind.PASSED_ON and told - {Kind.THANKS})
    if of_class and not is_told:
        letters.append(Letter(of_class.value, of_class, assessment.rule))
    return letters


def _is_told_by_its_case(duty: DutyRead, assessment: Assessment) -> bool:
    is_refused = assessment.classification.opens_case and assessment.disposition is Disposition.REFUSED
    return is_refused and duty.code in MET_BY_LETTER[LetterKind.REFUSAL] and duty.row in {"", assessment.rule}


def _kind(duty: DutyRead, rule: str) -> ContactLetterKind | None:
    """The letter that a duty asks for; None: it asks for none, or goes with another."""
    row = duty.row or rule
    match duty.code:
        case "notice" if ENDS.get(row) is Disposition.DEFERRED:
            return Kind.DEFERRAL
        case "notice":
            return Kind.NOTICE if row in NOTICED else Kind.PART_LEFT_OUT
        case "tell":
            return Kind.SENT_ON if duty.text == SENT_ON[-1].text else Kind.ELSEWHERE
        case code:
            return ASKED_BY.get(code)


def _letter(kind: ContactLetterKind, duty: DutyRead, owed: Sequence[DutyRead], assessment: Assessment) -> Letter:
    beside = [
        other
        for other in owed
        if other.code in WITH.get(kind, ())
        and ((other.row, other.matter) == (duty.row, duty.matter) or not other.row)
    ]
    return Letter(duty.key, kind, duty.row or assessment.rule, duty.matter, [duty, *beside])
