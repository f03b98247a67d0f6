"""What classification looks at and what it says: values only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kernel.calendar import WorkingDays
from kernel.vocabulary import (
    AnsweredBy,
    Channel,
    Classification,
    Consent,
    ContactKind,
    Disposition,
    Flag,
    Function,
    RaisedBy,
    RedirectedTo,
    RefusalReason,
)


class Topic(StrEnum):
    """What else the contact touches.

    `employment`: the complainant's own work for a council or the NHS, not the care they draw on themselves.
    `also_children`: it spans adults' and children's functions. `child_affected`: they speak for a child who is
    affected by an adult's care. `children_standards`: a service standard that the children's procedure leaves out,
    such as a child protection conference or a foster carer's assessment.
    `tribunal_matter`: only a tribunal or an appeal can put it right.
    """

    FOI_REQUEST = "foi_request"
    SUBJECT_ACCESS_REQUEST = "subject_access_request"
    FOI_COMPLAINT = "foi_complaint"
    DATA_PROTECTION = "data_protection"
    EMPLOYMENT = "employment"
    WHISTLEBLOWING = "whistleblowing"
    ALSO_NHS = "also_nhs"
    ALSO_CHILDREN = "also_children"
    CHILD_AFFECTED = "child_affected"
    CHILDREN_STANDARDS = "children_standards"
    ALREADY_INVESTIGATED = "already_investigated"
    RESOLVED_BEFORE = "resolved_before"
    WITH_OMBUDSMAN = "with_ombudsman"
    COURT_PROCEEDINGS = "court_proceedings"
    TRIBUNAL_MATTER = "tribunal_matter"
    ROUTE_UNCLEAR = "route_unclear"
    POLICE_OR_CORONER = "police_or_coroner"
    MEDIA_OR_LEGAL_THREAT = "media_or_legal_threat"


PROCEEDINGS = frozenset({Topic.COURT_PROCEEDINGS, Topic.POLICE_OR_CORONER})
"""What looking into a matter might prejudice: a court, a tribunal or an inquiry (SI 2006/1738, reg 8)."""


class Harm(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class OmbudsmanSays(StrEnum):
    """Why a contact comes from the Ombudsman."""

    REFERRED_BACK = "referred_back"
    ENQUIRES = "enquires"
    DECLINED = "declined"


@dataclass(frozen=True)
class Facts:
    """What classification looks at. None: not known yet.

    Attributes:
        affected: whether the complainant, or whom they speak for, is affected by the matter.
        speaks_for_other: somebody else than the complainant draws on the care.
        for_whom_is_open: nobody said yet whether they complain for themselves or for somebody else.
        own_grievance: a carer or relative complains about how they were treated themselves.
        best_interests: of a representative; the council is satisfied that they act in them.
        reasonable_grounds: for a representative instead of the child.
        sufficient_interest: in a child's welfare, of somebody whom the children's Regulations do not list.
        prejudices_proceedings: looking into it now might prejudice what runs at a court or tribunal.
        has_provider: a provider that the council commissions delivers the service.
        prefers_provider: they want the provider's own procedure first.
        formal_complaint: a member who writes for somebody says whether it is meant as one.
        still_goes_on: what began on `event_on` happens still, so that it is of today.
        answered_before_by: who answered the same matter before, where it is known.
        further_stage: of what the council answered before, a stage of the procedure is still open to them.
        proceedings_ended_on: of what was put off before, the day on which the proceedings ended it waited for.
        good_reason, still_fair: a late complaint had a good reason, and can still be looked into fairly.
        recurred: what had been put right orally happened again.
        resolved_on: local date on which it was put right.
        transferred_in: another body received it first, and sent it on.
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
    for_whom_is_open: bool = False
    own_grievance: bool = False
    consent: Consent | None = None
    lacks_capacity: bool = False
    best_interests: bool | None = None
    reasonable_grounds: bool | None = None
    has_died: bool = False
    is_child: bool = False
    age: int | None = None
    sufficient_interest: bool | None = None
    prejudices_proceedings: bool | None = None
    has_provider: bool = False
    prefers_provider: bool | None = None
    formal_complaint: bool | None = None
    ombudsman: OmbudsmanSays | None = None
    event_on: date | None = None
    aware_on: date | None = None
    still_goes_on: bool = False
    answered_before_by: AnsweredBy | None = None
    further_stage: bool | None = None
    proceedings_ended_on: date | None = None
    good_reason: bool | None = None
    still_fair: bool | None = None
    recurred: bool | None = None
    resolved_on: date | None = None
    satisfied: bool | None = None
    harm_alleged: Harm | None = None
    needs_adjustments: bool = False
    contact_plan: bool = False
    transferred_in: bool = False
    topics: frozenset[Topic] = frozenset()


@dataclass(frozen=True)
class Answer:
    """What a fact may be, and how that is said."""

    value: bool | str
    words: str


YES_OR_NO = (Answer(True, "Yes"), Answer(False, "No"))


@dataclass(frozen=True)
class Question:
    """A fact to ask for, and what the answer would change.

    Attributes:
        fact: path of the field in the contact.
        answers: for facts that have no field of their own in a form; empty for those that have.
    """

    fact: str
    ask: str
    effect: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Reason:
    rule: str
    text: str
    source: str


class By(StrEnum):
    """By when a duty is owed."""

    TODAY = "today"
    ACKNOWLEDGEMENT = "acknowledgement"
    SOON = "soon"


@dataclass(frozen=True)
class Duty:
    """Something that the law or the council's procedure asks for besides the answer.

    It is the same duty by whichever law it is cited, and whichever row asked for it (`row`; empty in the table).
    """

    code: str
    text: str
    source: str = field(compare=False)
    by: By = By.SOON
    row: str = field(default="", compare=False)


@dataclass(frozen=True)
class Ends:
    """What a rule decides.

    Attributes:
        refusal: why a complaint under a procedure is not looked into; it is counted all the same.
        redirected_to: who deals with it instead.
    """

    classification: Classification
    disposition: Disposition
    procedure: str | None = None
    refusal: RefusalReason | None = None
    redirected_to: RedirectedTo | None = None


Test = Callable[[Facts, WorkingDays], bool | None]


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    Attributes:
        asks: what the row asks, as a question with yes or no.
        holds: True, False, or None when a fact it needs is not known.
        then: the decision that ends evaluation, or a flag with which it goes on; None: it only says why it does.
        question: what to ask when `holds` cannot tell.
        duties: what is owed besides the answer when the row holds.
    """

    id: str
    asks: str
    holds: Test
    then: Ends | Flag | None
    reasons: Sequence[str]
    source: str
    question: Question | None = None
    duties: Sequence[Duty] = ()


@dataclass(frozen=True)
class Decision:
    """The class of a contact, with every reason that led to it.

    Attributes:
        rule: id of the row that ended evaluation.
        duties: what is owed besides the answer, in the order of the rows.
        questions: what is still unknown; the first one is why a contact is held, if it is.
    """

    ends: Ends
    rule: str
    reasons: Sequence[Reason]
    flags: frozenset[Flag] = frozenset()
    duties: Sequence[Duty] = ()
    questions: Sequence[Question] = field(default_factory=tuple)

    @property
    def classification(self) -> Classification:
        return self.ends.classification

    @property
    def disposition(self) -> Disposition:
        return self.ends.disposition

    @property
    def procedure(self) -> str | None:
        return self.ends.procedure
