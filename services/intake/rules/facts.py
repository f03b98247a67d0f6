"""What classification looks at and what it says: values only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kernel.calendar import WorkingDays
from kernel.vocabulary import Channel, Classification, ContactKind, Disposition, Function, RaisedBy


class Topic(StrEnum):
    """What else the contact touches."""

    FOI_REQUEST = "foi_request"
    FOI_COMPLAINT = "foi_complaint"
    DATA_PROTECTION = "data_protection"
    EMPLOYMENT = "employment"
    ALSO_NHS = "also_nhs"
    ALREADY_INVESTIGATED = "already_investigated"
    WITH_OMBUDSMAN = "with_ombudsman"
    COURT_PROCEEDINGS = "court_proceedings"
    TRIBUNAL_MATTER = "tribunal_matter"
    ROUTE_UNCLEAR = "route_unclear"


class Consent(StrEnum):
    AGREES = "agrees"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"


class Harm(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Flag(StrEnum):
    PENDING_CONSENT = "pending_consent"
    EARLY_RESOLUTION = "early_resolution"
    SAFEGUARDING = "safeguarding"


@dataclass(frozen=True)
class Facts:
    """What classification looks at. None: not known yet.

    Attributes:
        affected: whether the complainant, or whom they speak for, is affected by the matter.
        speaks_for_other: somebody else than the complainant draws on the care.
        has_provider: a provider that the council commissions delivers the service.
        resolved_on: local date on which it was put right.
    """

    received_on: date
    kind: ContactKind | None = None
    channel: Channel | None = None
    made_orally: bool = False
    raised_by: RaisedBy | None = None
    anonymous: bool = False
    function: Function | None = None
    affected: bool | None = None
    speaks_for_other: bool = False
    consent: Consent | None = None
    lacks_capacity: bool = False
    has_died: bool = False
    is_child: bool = False
    has_provider: bool = False
    event_on: date | None = None
    aware_on: date | None = None
    resolved_on: date | None = None
    satisfied: bool | None = None
    harm_alleged: Harm | None = None
    topics: frozenset[Topic] = frozenset()


@dataclass(frozen=True)
class Question:
    """A fact to ask for, and what the answer would change."""

    fact: str
    ask: str
    effect: str


@dataclass(frozen=True)
class Reason:
    rule: str
    text: str
    source: str


@dataclass(frozen=True)
class Ends:
    """What a rule decides."""

    classification: Classification
    disposition: Disposition
    procedure: str | None = None


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    Attributes:
        holds: True, False, or None when a fact it needs is not known.
        then: the decision that ends evaluation, or a flag with which it goes on.
        question: what to ask when `holds` cannot tell.
    """

    id: str
    holds: Callable[[Facts, WorkingDays], bool | None]
    then: Ends | Flag
    reasons: Sequence[str]
    source: str
    question: Question | None = None


@dataclass(frozen=True)
class Decision:
    """The class of a contact, with every reason that led to it.

    Attributes:
        rule: id of the row that ended evaluation.
        questions: what is still unknown; the first one is why a contact is held, if it is.
    """

    classification: Classification
    disposition: Disposition
    procedure: str | None
    rule: str
    reasons: Sequence[Reason]
    flags: frozenset[Flag] = frozenset()
    questions: Sequence[Question] = field(default_factory=tuple)
