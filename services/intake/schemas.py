"""Request and response bodies of intake."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    computed_field,
)

from intake.acts import QualityAlertRead, RedirectionRead, Thanks
from intake.parties import People, Provider
from intake.rules import Harm, OmbudsmanSays, Topic
from intake.suggesting.schemas import SuggestionsRead
from kernel.clock_schemas import ClockRead
from kernel.values import REFERENCE_PATTERN, Body, Code, Instant, Line, LocalDate, LongText
from kernel.vocabulary import (
    AnsweredBy,
    Arrangement,
    Channel,
    Classification,
    Consent,
    ContactKind,
    Disposition,
    Function,
    RedirectedTo,
    RefusalReason,
)

Ref = Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN)]


class TransferredFrom(Body):
    """The body that received a complaint first and sent it on, and the day on which that body received it."""

    body: Line
    received_on: LocalDate


class Matter(Body):
    """One thing that is raised, with a class of its own; one that is looked into becomes an issue.

    A matter that says nothing of itself is what the whole contact says; so is, where there is none, the one that
    says least. Another has the contact's kind and function where it says none, and nothing that could take it
    away: no provider, arrangement or earlier answer, and no days of more than a year ago. Its days stand together:
    one that gives any of `event_on`, `aware_on` and `still_goes_on` has none of the contact's.
    `concerns_provider`: false says that it is about no provider, true that it is about the contact's. `category`:
    what an issue is counted under; praise and requests need none.
    """

    category: Code | None = None
    description: Line | None = None
    kind: ContactKind | None = None
    function: Function | None = None
    team: Code | None = None
    provider: Provider | None = None
    concerns_provider: StrictBool | None = None
    arrangement: Arrangement | None = None
    prefers_provider: StrictBool | None = None
    event_on: LocalDate | None = Field(default=None, description="when it happened, or began")
    aware_on: LocalDate | None = Field(default=None, description="when they learned of it")
    still_goes_on: StrictBool | None = None
    answered_before_by: AnsweredBy | None = None
    resolved_on: LocalDate | None = Field(default=None, description="when this matter alone was put right")
    satisfied: StrictBool | None = None
    about: list[Topic] = Field(default=[], max_length=20)

    @property
    def has_days(self) -> bool:
        return any(said is not None for said in (self.event_on, self.aware_on, self.still_goes_on))

    @property
    def says_more(self) -> bool:
        """Whether it may be of another class than the whole contact."""
        said = self.model_dump(exclude={"category", "description", "team"}, exclude_none=True)
        return any(value != [] for value in said.values())


class AskedFacts(Body):
    """Facts that rows of the table ask, besides those of the person: said at once, or learned later."""

    kind: ContactKind | None = None
    made_orally: StrictBool | None = Field(default=None, description="None: preset from the channel")
    function: Function | None = None
    team: Code | None = Field(default=None, description="the service asked about; a code of the council's file")
    provider: Provider | None = None
    arrangement: Arrangement | None = None
    affected: StrictBool | None = None
    prefers_provider: StrictBool | None = None
    formal_complaint: StrictBool | None = None
    ombudsman: OmbudsmanSays | None = None
    sufficient_interest: StrictBool | None = None
    prejudices_proceedings: StrictBool | None = None
    event_on: LocalDate | None = None
    aware_on: LocalDate | None = None
    still_goes_on: StrictBool | None = None
    answered_before_by: AnsweredBy | None = None
    further_stage: StrictBool | None = Field(
        default=None, description="the council answered it before, and a further stage is still open to them"
    )
    proceedings_ended_on: LocalDate | None = Field(
        default=None, description="sent again after it was put off: when the proceedings ended"
    )
    good_reason: StrictBool | None = None
    still_fair: StrictBool | None = None
    recurred: StrictBool | None = None
    resolved_on: LocalDate | None = None
    satisfied: StrictBool | None = None
    harm_alleged: Harm | None = None
    about: list[Topic] = Field(default=[], max_length=20)
    matters: list[Matter] = Field(default=[], max_length=20)


LONGEST = 20_000


def _fits(narrative: object) -> object:
    if isinstance(narrative, str) and len(narrative) > LONGEST:
        raise ValueError(
            f"It has {len(narrative):,} characters, and a contact has room for {LONGEST:,}. "
            "Send its beginning here, and the whole as a file (POST /contacts/{ref}/files)."
        )
    return narrative


Narrative = Annotated[LongText, BeforeValidator(_fits)]


class ContactFacts(People, AskedFacts):
    """What is known of a contact so far. Everything may be missing while a form is being filled."""

    channel: Channel | None = None
    received_at: Instant | None = Field(default=None, description="None: now")
    title: Line | None = Field(default=None, description="None: made from the narrative")
    narrative: Narrative | None = None
    desired_outcome: Line | None = None
    partner_reference: Line | None = None
    transferred_from: TransferredFrom | None = None


class Contact(ContactFacts):
    """A contact to be recorded."""

    channel: Channel
    narrative: Narrative


class ContactWithLinks(Contact):
    """A contact to be recorded by somebody who saw at once to what it belongs, and whom it is about.

    `restricted`: about a member or somebody who works here: its recorder and managers alone see it from the start.
    """

    links: list[Ref] = Field(default=[], max_length=20, description="contacts to link it to")
    restricted: StrictBool = False


class ReasonRead(BaseModel):
    rule: str
    text: str
    source: str


class AnswerRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    value: bool | str
    words: str


class QuestionRead(BaseModel):
    """A fact to ask for, and what the answer would change.

    `fact`: path of the field in the contact. `answers`: what it may be, where a form has no field for it.
    `matters`: numbers of those of which it is not known, where it is of others; empty: of the whole contact.
    """

    model_config = ConfigDict(from_attributes=True)

    fact: str
    ask: str
    effect: str
    answers: list[AnswerRead] = []
    matters: list[int] = []


OF_THE_CASE = frozenset({"acknowledge", "decide_route"})
"""Duties with a clock: an act of the case meets both at once."""


class DutyRead(BaseModel):
    """Something the law or the council's procedure asks for besides the answer, and what became of it.

    `key`: names it in the contact. `row`, `matter`: the row of the table and the matter (from 1; 0: all of it)
    that it is told of; without them it is owed once of the whole contact. `since`: the version of the contact
    that it is owed from. `at_once`: on the day on which it was asked for. `done_on`, `not_needed_because`,
    `met_by`: what is recorded of it; without the first two it is owed. `is_late`: since a day before today.
    `is_of_the_case`: an act of its case meets it, and nothing here does.
    """

    code: str
    row: str = ""
    matter: int = 0
    since: int = 1
    text: str
    by: date | None
    source: str
    at_once: bool = False
    done_on: date | None = None
    not_needed_because: str | None = None
    met_by: str | None = None
    is_late: bool = False
    is_of_the_case: bool = Field(default_factory=lambda duty: duty["code"] in OF_THE_CASE)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def key(self) -> str:
        """By what it is known in its contact: `safeguarding`, `notice.28.1`, or asked anew `notice.28.1.5`."""
        told_of = [self.row, str(self.matter)] if self.row else []
        return ".".join([self.code, *told_of, *([str(self.since)] if self.since > 1 else [])])

    @property
    def is_owed(self) -> bool:
        """Whether somebody has still to do it here."""
        return not (self.done_on or self.not_needed_because or self.is_of_the_case)

    def known_as(self, row: str, matter: int, since: int) -> Self:
        """The same duty, under the name that this gives it."""
        return self.model_copy(update={"row": row, "matter": matter, "since": since})


def urgent_since(duties: Iterable[DutyRead]) -> date | None:
    """The first day on which something was owed at once; none of it is let go while it is."""
    return owed_from(duty for duty in duties if duty.at_once)


def owed_from(duties: Iterable[DutyRead]) -> date | None:
    """The first day by which something is owed here."""
    return min((duty.by for duty in duties if duty.by and duty.is_owed), default=None)


def is_looked_into(classification: Classification, disposition: Disposition) -> bool:
    """Whether the council answers a matter as a complaint; what waits for its class may become one."""
    taken_up = disposition in {Disposition.ACCEPTED, Disposition.DEFERRED}
    return not disposition.is_decided or (classification.is_complaint and taken_up)


def _is_issue(matter: Mapping[str, Any]) -> bool:
    return is_looked_into(matter["classification"], matter["disposition"]) and not matter["has_own_case"]


class MatterRead(BaseModel):
    """What one matter of the contact is by itself; the contact takes the highest class.

    `number`: of the matter as it was given, from 1; one more than there are is what the contact itself says.
    `procedure`: by which it goes by itself. `has_own_case`: that is of another law than the contact's, with the
    dates of `clocks`, and it is to be recorded as a contact of its own. `is_looked_into`: it is an issue of the
    case, or may become one; what is not went elsewhere, or was praise.
    """

    number: int
    classification: Classification
    disposition: Disposition
    title: str = ""
    rule: str
    reason: str
    procedure: str | None = None
    procedure_name: str | None = None
    has_own_case: bool = False
    clocks: list[ClockRead] = []
    is_looked_into: bool = Field(default_factory=lambda matter: _is_issue(matter))


DECIDED_BY_OFFICER = "officer"
"""The rule of what an officer decided otherwise than the table."""


class Assessment(BaseModel):
    """What a contact is, why, by when its steps are due and what is still to be asked.

    `local_label`: the council's own word for it, which claims no regulation. `now_suggests`: what would be decided
    with what was learned since; an officer decides whether it becomes that. `awaits_consent`: the person has
    not said yet whether they agree to what is said for them. `confirmed`: an officer decided that it is what the
    rules found.
    """

    classification: Classification
    disposition: Disposition
    local_label: str | None = None
    refusal_reason: RefusalReason | None = None
    redirected_to: RedirectedTo | None = None
    matters: list[MatterRead] = []
    procedure: str | None
    procedure_name: str | None
    procedure_version: int | None
    rule: str
    title: str
    summary: str
    reasons: list[ReasonRead]
    questions: list[QuestionRead]
    duties: list[DutyRead]
    flags: list[str]
    awaits_consent: bool = False
    received_on: date
    clocks: list[ClockRead]
    now_suggests: str | None = None
    confirmed: bool = False

    @property
    def is_an_officers(self) -> bool:
        """Whether a person decided it: it stands until an officer changes it."""
        return self.confirmed or self.rule == DECIDED_BY_OFFICER

    @property
    def what(self) -> tuple[Classification, Disposition, str | None]:
        """By what one assessment is another: its class, what becomes of it, and the procedure."""
        return self.classification, self.disposition, self.procedure


class PersonFacts(Body):
    """What rows of the table ask of the person."""

    same_as_complainant: StrictBool = False
    born_on: LocalDate | None = None
    consent: Consent | None = None
    lacks_capacity: StrictBool = False
    best_interests: StrictBool | None = None
    reasonable_grounds: StrictBool | None = None
    has_died: StrictBool = False


class FactsLearned(AskedFacts):
    """Facts that are answered later, as a merge patch: what is not named stays, null takes an answer back."""

    person: PersonFacts = PersonFacts()


class Reclassification(Body):
    """An officer's decision that a contact is something else, is what it is, or is a complaint that is refused.

    `refusal_reason`: refuses it; without one it is accepted, also where it had been refused or put off.
    """

    classification: Classification
    procedure: Code | None = Field(
        default=None, description="None: the one it has, or the first that fits the class"
    )
    refusal_reason: RefusalReason | None = None
    reason: Line


class ReclassificationRead(BaseModel):
    classification: Classification
    procedure: str | None
    reason: str | None
    by: str
    at: datetime


class FactChangeRead(BaseModel):
    """A fact that was answered otherwise: its path, what it was and what it became; null: nobody had said.

    Of `matters` the value is how many there are, and of `provider` its name.
    """

    fact: str
    before: bool | int | str | list[str] | None
    after: bool | int | str | list[str] | None


class PeopleChangeRead(BaseModel):
    """That people or facts were changed: names of the parts, and facts from what to what."""

    parts: list[str]
    facts: list[FactChangeRead] = []
    by: str
    at: datetime


class ContactBrief(BaseModel):
    """One line about a contact.

    `undecided`: nobody knows its class yet, and `classification` is where it waits. `is_open`: its case is; null:
    it has none, or nothing is known of it yet. `contact_plan`: how contact with its complainant is limited, so
    that whoever has them on the line knows.
    """

    ref: str
    title: str | None
    received_on: date
    classification: Classification
    undecided: bool
    is_open: bool | None
    contact_plan: str | None = None


class LinkRead(ContactBrief):
    """A contact that somebody linked to this one. `redirected_to`: who dealt with it instead of the council."""

    redirected_to: RedirectedTo | None
    by: str
    at: datetime


class ContactRestrictionRead(BaseModel):
    """Who alone sees a contact: people by their subjects, and managers.

    `reason`, `by`, `at`: why, as it was said here; null: its case says it.
    """

    people: list[str]
    managers: bool
    reason: str | None
    by: str | None
    at: datetime | None


class ContactRead(ContactFacts):
    """A recorded contact. `version` is its ETag. `restriction`: null where its list is asked, or it has none.

    `withheld`: parts that are not shown to the reader's role; `recorder`: the subject of who recorded it.
    `suggested`: what its text suggests of facts that nobody answered yet: its kind, and whether harm is alleged.
    """

    model_config = ConfigDict(extra="ignore")

    ref: str
    version: int
    authority: str
    title: str | None
    received_at: datetime
    received_on: date
    recorded_at: datetime
    recorded_by: str
    anonymised_on: date | None = Field(
        default=None, description="its people were taken out; nothing is done with it any more"
    )
    assessment: Assessment
    opens_case: bool
    reclassified: list[ReclassificationRead]
    people_changed: list[PeopleChangeRead]
    links: list[LinkRead]
    redirection: RedirectionRead | None = None
    quality_alert: QualityAlertRead | None = None
    thanks: Thanks | None = None
    restriction: ContactRestrictionRead | None = None
    withheld: list[str] = Field(default=[])
    suggested: SuggestionsRead | None = None
    recorder: str | None = Field(default=None, exclude=True)


class ContactSearch(Body):
    """Which contacts are looked for; what is left out is any. `cursor`: next_cursor of the page before.

    `classification`: without those of which nobody knows the class yet; `undecided`: those alone.
    """

    q: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f]*$")] | None = None
    classification: Classification | None = None
    undecided: StrictBool = False
    refs: list[Ref] = Field(default=[], max_length=100)
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = None
    limit: StrictInt = Field(default=50, ge=1, le=100)


class SearchedFor(Body):
    """Words that somebody may have searched for."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]


class SearchMark(BaseModel):
    """`about`: as a read of a search says it, to ask the record of reads for."""

    about: str


class Contacts(BaseModel):
    """A page. `restricted`: so many contacts of the council, of this list or not, are not shown to the caller."""

    items: list[ContactRead]
    next_cursor: str | None
    restricted: int


class TeamRead(BaseModel):
    code: str
    name: str
    function: Function
    words: list[str]
    in_use: bool


class CodeRead(BaseModel):
    """A code of the council's file; one out of use is kept for what was recorded with it."""

    code: str
    name: str
    in_use: bool


class CategoryRead(CodeRead):
    words: list[str]
    subcategories: list[CodeRead]


class GradeRead(BaseModel):
    code: str
    name: str
    criteria: str
    target_days: int


class StageName(BaseModel):
    code: str
    name: str


class BandRead(BaseModel):
    code: str
    name: str


class ProcedureRead(BaseModel):
    """One version of a procedure, for receipts from `in_force_from` until a later version's first day."""

    id: str
    name: str
    version: int
    in_force_from: date
    in_force_until: date | None
    classification: Classification
    summary: str
    grades: list[GradeRead]
    stages: list[StageName]


class LearningThemeRead(BaseModel):
    """What is learned from complaints, the actions that usually follow, and when their effect is looked at."""

    code: str
    name: str
    actions: list[str]
    effect_after_months: int | None
    in_use: bool


class CouncilRead(BaseModel):
    """The council's own codes: what the forms offer, and those out of use for what was recorded with them."""

    code: str
    name: str
    prefix: str
    demo: bool
    teams: list[TeamRead]
    categories: list[CategoryRead]
    themes: list[CodeRead]
    divisions: list[CodeRead]
    service_areas: list[CodeRead]
    sign_off_levels: list[str]
    procedures: list[ProcedureRead]
    demographics: dict[str, list[BandRead]]
    compliment_themes: list[BandRead]
    learning_themes: list[LearningThemeRead]
    joint_bodies: list[CodeRead]
